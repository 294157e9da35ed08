r"""Histories as they were if matching missed some matches, or made false ones.

A unit whose records were not all matched stands in the table as two. Of the units on
two lists or more a share :math:`m` was split once, and each list is as likely to be the
one whose record was left apart. With :math:`t` the true and :math:`r` the recorded
counts, and :math:`|\omega|` lists in the pattern :math:`\omega`,

.. math::
    r_\omega = (1 - m)\, t_\omega + \frac{m}{|\omega| + 1} \sum_{i \notin \omega}
    t_{\omega \cup i}, \qquad |\omega| \ge 2,

and what stands on one list alone follows, as a split changes no list's number of
records. For two lists this is :math:`t_{11} = r_{11} / (1 - m)` [1]_. A share
:math:`f` of false links is the same the other way round: :math:`t` and :math:`r` change
places. Other rules for more than two lists exist [2]_.

References
----------
.. [1] Ding Y, Fienberg SE (1994). Dual system estimation of Census undercount in the
   presence of matching error. Survey Methodology 20, 149-158.
.. [2] Di Consiglio L, Tuoto T (2018). Population size estimation and linkage errors:
   the multiple lists case. Journal of Official Statistics 34, 889-908.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.capture_table import CaptureTable
from bemodels.undercount.capture.fractional_table import fractional_table

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST_MATCHED = 2


def with_missed_joined(table: CaptureTable, share: float) -> CaptureTable:
    """Join again what matching missed.

    Parameters
    ----------
    table : CaptureTable
        As recorded.
    share : float
        Of the true units on two lists or more, those recorded as two; in [0, 1).

    Returns
    -------
    CaptureTable
        As the units are, in fractions where it comes to that; each list keeps its
        total.

    Raises
    ------
    NotEstimableError
        If fewer stand on some pattern than the splits of others would have put there.

    Examples
    --------
    >>> table = CaptureTable(lists=("a", "b"), counts=(50, 30, 20))
    >>> dict(with_missed_joined(table, 0.2))
    {'01': 45, '10': 25, '11': 25}
    >>> dict(with_missed_joined(table, 0.1))["11"]
    22.22222222222222
    """
    recorded = dict(zip(table.patterns, table.counts, strict=True))
    true: dict[str, float] = {}
    for pattern in _matched(table):
        split = share * _from_above(pattern, true)
        true[pattern] = (recorded[pattern] - split) / (1 - share)
    return _with_matched(table, true)


def with_false_parted(table: CaptureTable, share: float) -> CaptureTable:
    """Part again what matching joined falsely.

    Parameters
    ----------
    table : CaptureTable
        As recorded.
    share : float
        Of the recorded units on two lists or more, those that are two; in [0, 1].

    Returns
    -------
    CaptureTable
        As the units are, in fractions where it comes to that; each list keeps its
        total.

    Examples
    --------
    >>> table = CaptureTable(lists=("a", "b"), counts=(50, 30, 20))
    >>> dict(with_false_parted(table, 0.2))
    {'01': 54, '10': 34, '11': 16}
    """
    recorded = dict(zip(table.patterns, table.counts, strict=True))
    return _with_matched(
        table,
        {
            one: (1 - share) * recorded[one] + share * _from_above(one, recorded)
            for one in _matched(table)
        },
    )


def in_whole_units(table: CaptureTable, recorded: CaptureTable) -> CaptureTable:
    """Round the units on two lists or more; each list keeps its total.

    Parameters
    ----------
    table : CaptureTable
        As `with_missed_joined` or `with_false_parted` returns it.
    recorded : CaptureTable
        As recorded.

    Returns
    -------
    CaptureTable
        Of whole units.

    Raises
    ------
    NotEstimableError
        If fewer stand on one list alone than rounding would take from there.

    Examples
    --------
    >>> table = CaptureTable(lists=("a", "b"), counts=(50, 30, 20))
    >>> dict(in_whole_units(with_missed_joined(table, 0.1), table))
    {'01': 48, '10': 28, '11': 22}
    """
    counts = dict(zip(table.patterns, table.counts, strict=True))
    return _with_matched(recorded, {one: round(counts[one]) for one in _matched(table)})


def units_matched(table: CaptureTable) -> float:
    """Return how many units stand on two lists or more.

    Parameters
    ----------
    table : CaptureTable
        Any.

    Returns
    -------
    float
        Whole if the counts are.
    """
    counts = zip(table.patterns, table.counts, strict=True)
    return sum(n for one, n in counts if one.count("1") >= FEWEST_MATCHED)


def _matched(table: CaptureTable) -> list[str]:
    """Return the patterns of two lists or more, those of most lists first."""
    found = [one for one in table.patterns if one.count("1") >= FEWEST_MATCHED]
    return sorted(found, key=lambda one: -one.count("1"))


def _from_above(pattern: str, counts: Mapping[str, float]) -> float:
    """Return what falls on a pattern if each unit with one more list loses one."""
    above = [
        counts[pattern[:place] + "1" + pattern[place + 1 :]]
        for place, digit in enumerate(pattern)
        if digit == "0"
    ]
    return sum(above) / (pattern.count("1") + 1)


def _with_matched(table: CaptureTable, matched: Mapping[str, float]) -> CaptureTable:
    """Fill in the patterns of one list, whose totals stay."""
    recorded = dict(zip(table.patterns, table.counts, strict=True))
    counts = dict(matched)
    for place in range(len(table.lists)):
        alone = "".join("1" if place == one else "0" for one in range(len(table.lists)))
        total = sum(n for one, n in recorded.items() if one[place] == "1")
        counts[alone] = total - sum(n for one, n in counts.items() if one[place] == "1")
    settled = fractional_table(table.lists, [counts[one] for one in table.patterns])
    for pattern, count in zip(settled.patterns, settled.counts, strict=True):
        if count < 0:
            raise NotEstimableError(
                f"so many errors cannot be: only {recorded[pattern]} were recorded "
                f"with the history {pattern}"
            )
    return settled
