"""The fates of the actors of a log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.data import IncidentLog, notice_tables
from bemodels.data.log.links import (
    allocation_note,
    extreme_allocations,
    group_notices,
)
from bemodels.result import Result, Table, check_type
from bemodels.result.display import format_level
from bemodels.undercount.fates import Fates
from bemodels.undercount.odds import fate_odds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.data import Outcomes


def fates_of(log: IncidentLog) -> tuple[Fates, Fates]:
    """Return the recorded fates of inspired and of linked actors of a log.

    Parameters
    ----------
    log : IncidentLog
        With the column ``link``.

    Returns
    -------
    inspired, linked : Fates
        Arrest actions and attacks of each. An incident of unknown link belongs to
        neither: `fate_odds_of` counts them and shows what they could change.

    Raises
    ------
    NotEstimableError
        If the log has no column ``link``.
    InvalidDataError
        If `log` is of another type.
    """
    check_type("log", log, IncidentLog)
    outcomes = log.outcomes_by_link()
    inspired, linked = (_fates(outcomes[link]) for link in ("inspired", "linked"))
    return inspired, linked


def fate_odds_of(log: IncidentLog, *, level: float = 0.95) -> Result:
    """Estimate the arrest:attack odds of inspired relative to linked actors of a log.

    Parameters
    ----------
    log : IncidentLog
        With the column ``link``.
    level : float, default 0.95
        As for `fate_odds`.

    Returns
    -------
    Result
        That of `fate_odds`; where links are unknown, a table more with the two extreme
        allocations of these actors. Notices tell how many incidents and plots are in
        neither group.

    Raises
    ------
    NotEstimableError
        As `fate_odds`.
    InvalidDataError
        If `level` lies outside (0, 1), or `log` is of another type.
    """
    inspired, linked = fates_of(log)
    result = fate_odds(inspired, linked, provenance=log.provenance, level=level)
    outcomes = log.outcomes_by_link()
    notices = notice_tables((*log.notices, *group_notices(log.rows)))
    tables = [*result.tables, *notices]
    if sum(outcomes["unknown"]):
        tables.insert(0, _allocations(outcomes, level))
    return replace(result, tables=tuple(tables))


def _fates(outcomes: Outcomes) -> Fates:
    return Fates(arrests=outcomes.arrests, attacks=outcomes.attacks)


def _allocations(outcomes: Mapping[str, Outcomes], level: float) -> Table:
    pairs = [
        (label, _fates(inspired), _fates(linked))
        for label, inspired, linked in extreme_allocations(outcomes)
    ]
    return Table(
        name="Sensitivity of the odds of fates to actors of unknown link",
        columns=(
            "allocated",
            "inspired",
            "linked",
            "fate odds ratio, posterior median",
            f"{format_level(level)} low",
            f"{format_level(level)} high",
        ),
        rows=tuple(
            (label, str(one), str(other), *_odds(one, other, level))
            for label, one, other in pairs
        ),
        note=allocation_note(outcomes["unknown"]),
    )


def _odds(inspired: Fates, linked: Fates, level: float) -> tuple[float, float, float]:
    odds = fate_odds(inspired, linked, level=level).estimate("fate_odds_ratio")
    return odds.value, odds.interval.low, odds.interval.high
