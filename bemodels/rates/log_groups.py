"""The two groups of a log, and what the incidents of unknown link could change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.data import notice_tables
from bemodels.data.log.links import (
    allocation_note,
    extreme_allocations,
    group_notices,
)
from bemodels.errors import NotEstimableError
from bemodels.rates.compare import compare_attack_rates
from bemodels.rates.group import BY_LINK, Group
from bemodels.rates.sensitivity import contrast_table
from bemodels.result import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.data import IncidentLog, Outcomes
    from bemodels.result import Table


def groups_of(log: IncidentLog) -> tuple[Group, Group]:
    """Return the inspired and the linked incidents of a log.

    Parameters
    ----------
    log : IncidentLog
        With the column ``link``.

    Returns
    -------
    inspired, linked : Group
        Attacks and incidents of each. An incident of unknown link belongs to neither:
        `compare_groups_of` counts them and shows what they could change.

    Raises
    ------
    NotEstimableError
        If the log has no column ``link``, or a group has no incident.
    """
    outcomes = log.outcomes_by_link()
    inspired, linked = (_group(link, outcomes[link]) for link in ("inspired", "linked"))
    return inspired, linked


def _group(link: str, outcomes: Outcomes) -> Group:
    attacks, arrests = outcomes
    if not attacks + arrests:
        raise NotEstimableError(f"the log holds no {link} incident to compare")
    return Group(attacks=attacks, incidents=attacks + arrests)


def compare_groups_of(log: IncidentLog, *, level: float = 0.95) -> Result:
    """Compare the attack rates of the inspired and the linked incidents of a log.

    Parameters
    ----------
    log : IncidentLog
        With the column ``link``.
    level : float, default 0.95
        As for `compare_attack_rates`.

    Returns
    -------
    Result
        That of `compare_attack_rates`; where links are unknown, a table more with the
        two extreme allocations of these incidents. Notices tell how many incidents and
        plots are in neither group.

    Raises
    ------
    NotEstimableError
        As `groups_of`.
    InvalidDataError
        If `level` lies outside (0, 1).
    """
    inspired, linked = groups_of(log)
    result = replace(
        compare_attack_rates(
            inspired,
            linked,
            names=BY_LINK,
            provenance=log.provenance,
            level=level,
        ),
        title=f"Attack rates: inspired {inspired} against linked {linked} recorded "
        "incidents",
    )
    outcomes = log.outcomes_by_link()
    notices = notice_tables((*log.notices, *group_notices(log.rows)))
    tables = [*result.tables, *notices]
    if sum(outcomes["unknown"]):
        tables.insert(0, _allocations(outcomes, level))
    return replace(result, tables=tuple(tables))


def _allocations(outcomes: Mapping[str, Outcomes], level: float) -> Table:
    return contrast_table(
        (
            (label, _group("inspired", inspired), _group("linked", linked))
            for label, inspired, linked in extreme_allocations(outcomes)
        ),
        name="Sensitivity of the contrast to incidents of unknown link",
        heading="allocated",
        names=BY_LINK,
        note=allocation_note(outcomes["unknown"]),
        level=level,
    )
