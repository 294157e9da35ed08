"""How an estimate from two lists is told: its sentence, and its intervals."""

from __future__ import annotations

from bemodels.result import Check, Table
from bemodels.undercount.capture.sizes import ON_NEITHER_LIST, hidden_in_words
from bemodels.undercount.capture.two_lists.independent_lists import TwoLists

INTERVALS = "Intervals of the population, if the lists are independent"


def overlap_in_words(
    hidden: float,
    limits: tuple[float, float],
    lists: TwoLists,
    level: float,
    inside: Check,
) -> str:
    """Say how many units are on neither list, and what that rests on.

    Parameters
    ----------
    hidden : float
        Units on neither list.
    limits : tuple of float
        Of the population.
    lists : TwoLists
        The counts.
    level : float
        Of the limits, in (0, 1).
    inside : Check
        Whether the limits can be meant.

    Returns
    -------
    str
        A sentence or two.
    """
    low, high = limits
    return hidden_in_words(
        "The lists are independent and every unit is as likely as another to stand on "
        "one of them.",
        hidden,
        (low - lists.seen, high - lists.seen),
        level=level,
        unseen=ON_NEITHER_LIST,
        checks=(inside,),
    )


def interval_table(rows: tuple[tuple[str, float, float], ...]) -> Table:
    """Lay several intervals of a population beside one another.

    Parameters
    ----------
    rows : tuple of tuple
        What each interval is, its lower and its upper limit.

    Returns
    -------
    Table
        A row an interval.
    """
    return Table(
        name=INTERVALS,
        columns=("interval", "low, units", "high, units"),
        rows=rows,
        note="All three rest on the same assumptions; with few units on both lists "
        "the profile likelihood is to be preferred.",
    )
