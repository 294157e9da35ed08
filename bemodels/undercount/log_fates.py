"""The fates of the actors of a log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.data import notice_tables
from bemodels.result import Result, Table
from bemodels.undercount.fates import Fates
from bemodels.undercount.odds import fate_odds

if TYPE_CHECKING:
    from bemodels.data import IncidentLog, Outcomes


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
    """
    outcomes = log.outcomes_by_link()
    inspired, linked = (
        Fates(arrests=outcomes[link].arrests, attacks=outcomes[link].attacks)
        for link in ("inspired", "linked")
    )
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
        allocations of these actors.

    Raises
    ------
    NotEstimableError
        As `fate_odds`.
    InvalidDataError
        If `level` lies outside (0, 1).
    """
    inspired, linked = fates_of(log)
    result = fate_odds(inspired, linked, provenance=log.provenance, level=level)
    unknown = log.outcomes_by_link()["unknown"]
    tables = [*result.tables, *notice_tables(log.notices)]
    if sum(unknown):
        tables.insert(0, _allocations(inspired, linked, unknown, level))
    return replace(result, tables=tuple(tables))


def _allocations(
    inspired: Fates, linked: Fates, unknown: Outcomes, level: float
) -> Table:
    """Give the unknown attacks to one group and the arrest actions to the other."""
    attacks, arrests = unknown
    pairs = {
        "to neither group": (inspired, linked),
        "attacks inspired, arrest actions linked": (
            _with(inspired, attacks=attacks, arrests=0),
            _with(linked, attacks=0, arrests=arrests),
        ),
        "attacks linked, arrest actions inspired": (
            _with(inspired, attacks=0, arrests=arrests),
            _with(linked, attacks=attacks, arrests=0),
        ),
    }
    return Table(
        name="Sensitivity of the odds of fates to actors of unknown link",
        columns=(
            "allocated",
            "inspired",
            "linked",
            "fate odds ratio, posterior median",
            f"{100 * level:g}% low",
            f"{100 * level:g}% high",
        ),
        rows=tuple(
            (label, str(one), str(other), *_odds(one, other, level))
            for label, (one, other) in pairs.items()
        ),
        note=f"The link of {attacks} attacks and {arrests} arrest actions is unknown. "
        "The last two rows are the extremes between which any allocation lies.",
    )


def _odds(inspired: Fates, linked: Fates, level: float) -> tuple[float, float, float]:
    odds = fate_odds(inspired, linked, level=level).estimate("fate_odds_ratio")
    return odds.value, odds.interval.low, odds.interval.high


def _with(fates: Fates, *, attacks: int, arrests: int) -> Fates:
    return Fates(arrests=fates.arrests + arrests, attacks=fates.attacks + attacks)
