"""The two groups of a log, and what the incidents of unknown link could change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.data import notice_tables
from bemodels.errors import NotEstimableError
from bemodels.rates.compare import compare_attack_rates
from bemodels.rates.group import Group
from bemodels.rates.sensitivity import contrast_table
from bemodels.result import Result

if TYPE_CHECKING:
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
        two extreme allocations of these incidents.

    Raises
    ------
    NotEstimableError
        As `groups_of`.
    InvalidDataError
        If `level` lies outside (0, 1).
    """
    inspired, linked = groups_of(log)
    result = replace(
        compare_attack_rates(inspired, linked, provenance=log.provenance, level=level),
        title=f"Attack rates: inspired {inspired} against linked {linked} recorded "
        "incidents",
    )
    unknown = log.outcomes_by_link()["unknown"]
    tables = [*result.tables, *notice_tables(log.notices)]
    if sum(unknown):
        tables.insert(0, _allocations(inspired, linked, unknown, level))
    return replace(result, tables=tuple(tables))


def _allocations(
    inspired: Group, linked: Group, unknown: Outcomes, level: float
) -> Table:
    """Give the unknown attacks to one group and the arrest actions to the other."""
    attacks, arrests = unknown
    return contrast_table(
        (
            ("to neither group", inspired, linked),
            (
                "attacks inspired, arrest actions linked",
                _with(inspired, attacks, 0),
                _with(linked, 0, arrests),
            ),
            (
                "attacks linked, arrest actions inspired",
                _with(inspired, 0, arrests),
                _with(linked, attacks, 0),
            ),
        ),
        name="Sensitivity of the contrast to incidents of unknown link",
        heading="allocated",
        note=f"The link of {attacks} attacks and {arrests} arrest actions is unknown. "
        "The last two rows are the extremes between which any allocation lies.",
        level=level,
    )


def _with(group: Group, attacks: int, arrests: int) -> Group:
    return Group(
        attacks=group.attacks + attacks, incidents=group.incidents + attacks + arrests
    )
