"""Attacks and arrest actions of a log by the actor's link to the group."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bemodels.data.log.columns import LINKS
from bemodels.data.log.counted import PLOTS_LEFT
from bemodels.errors import NotEstimableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


class Outcomes(NamedTuple):
    """Incidents of one group by how they ended.

    Attributes
    ----------
    attacks : int
        Attacks.
    arrests : int
        Arrest actions.
    """

    attacks: int
    arrests: int


def outcomes_of(frame: pd.DataFrame) -> Mapping[str, Outcomes]:
    """Count attacks and arrest actions of linked, inspired and unknown actors.

    Parameters
    ----------
    frame : pandas.DataFrame
        Of a log.

    Returns
    -------
    mapping of str to Outcomes
        Keys linked, inspired and unknown; a missing link counts as unknown.

    Raises
    ------
    NotEstimableError
        If the log has no column ``link``.
    """
    if "link" not in frame:
        raise NotEstimableError("the log has no column link, so it has no groups")
    link = frame["link"].astype("str").where(frame["link"].notna(), "unknown")
    attack, arrest = frame["kind"] == "attack", frame["kind"] == "arrest action"
    return {
        one: Outcomes(
            attacks=int(((link == one) & attack).sum()),
            arrests=int(((link == one) & arrest).sum()),
        )
        for one in LINKS
    }


def group_notices(frame: pd.DataFrame) -> tuple[str, ...]:
    """Tell which rows of a log are in neither group.

    Parameters
    ----------
    frame : pandas.DataFrame
        Of a log with the column ``link``.

    Returns
    -------
    tuple of str
        At most one on plots and one on incidents of unknown link.
    """
    left = {
        PLOTS_LEFT: int((frame["kind"] == "plot").sum()),
        "incidents of unknown link, in neither group": sum(
            outcomes_of(frame)["unknown"]
        ),
    }
    return tuple(f"{what}: {rows}" for what, rows in left.items() if rows)


def extreme_allocations(
    outcomes: Mapping[str, Outcomes],
) -> tuple[tuple[str, Outcomes, Outcomes], ...]:
    """Allocate the incidents of unknown link to neither group, and in both extremes.

    Parameters
    ----------
    outcomes : mapping of str to Outcomes
        As `outcomes_of` returns it.

    Returns
    -------
    tuple of (str, Outcomes, Outcomes), length 3
        What was allocated how, then inspired and linked outcomes; between the last two
        lies any allocation.
    """
    inspired, linked, unknown = (
        outcomes[link] for link in ("inspired", "linked", "unknown")
    )
    attacks, arrests = unknown
    return (
        ("to neither group", inspired, linked),
        (
            "attacks inspired, arrest actions linked",
            Outcomes(inspired.attacks + attacks, inspired.arrests),
            Outcomes(linked.attacks, linked.arrests + arrests),
        ),
        (
            "attacks linked, arrest actions inspired",
            Outcomes(inspired.attacks, inspired.arrests + arrests),
            Outcomes(linked.attacks + attacks, linked.arrests),
        ),
    )


def allocation_note(unknown: Outcomes) -> str:
    """Say what the rows of `extreme_allocations` are.

    Parameters
    ----------
    unknown : Outcomes
        The incidents of unknown link.

    Returns
    -------
    str
        Two sentences.
    """
    return (
        f"The link of {unknown.attacks} attacks and {unknown.arrests} arrest actions "
        "is unknown. The last two rows are the extremes between which any allocation "
        "lies."
    )
