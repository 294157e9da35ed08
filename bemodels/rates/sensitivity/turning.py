"""The first of many counts at which something is so, without a look at each.

Along a supposition every step makes the observed table less extreme, in the order of
likelihood ratios: a tail of the conditional distribution moves one way, and so does
what is as improbable as the observed count on the other side. The two together, which
are Fisher's p-value by minimum likelihood, do not; but over a block of counts they lie
between sums of their values at its two ends. A block that these bounds decide is not
entered, so that none is missed among millions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bemodels.intervals import TwoByTwo, fisher_p_value

# Bounds are widened by this, so that rounding decides nothing.
_ROUNDING = 1e-9


def first_for_good(so: Callable[[int], bool], first: int, last: int) -> int | None:
    """Return the first count of a block from which on something is so.

    Parameters
    ----------
    so : callable
        Count to whether it is so; never false again once it is true.
    first, last : int
        The block.

    Returns
    -------
    int or None
        The smallest such count, or that there is none.

    Examples
    --------
    >>> first_for_good(lambda count: count**2 > 50, 0, 100)
    8
    """
    counts = range(first, last + 1)
    place = bisect_left(counts, 1, key=lambda count: int(so(count)))
    return counts[place] if place < len(counts) else None


def first_where(
    possible: Callable[[int, int], bool], first: int, last: int
) -> int | None:
    """Return the first count of a block at which something is so.

    Parameters
    ----------
    possible : callable
        First and last count of a block to whether it may be so at one of them; of a
        block of one count, whether it is.
    first, last : int
        The block.

    Returns
    -------
    int or None
        The smallest such count, or that there is none.

    Examples
    --------
    >>> first_where(lambda low, high: 5 in range(low, high + 1), 0, 9)
    5
    """
    if first > last or not possible(first, last):
        return None
    if first == last:
        return first
    middle = (first + last) // 2
    found = first_where(possible, first, middle)
    return first_where(possible, middle + 1, last) if found is None else found


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumLikelihood:
    """Fisher's p-value by minimum likelihood along a supposition.

    Attributes
    ----------
    table_at : callable
        Number of steps to the 2 x 2 table, for as long as the group's sample rate is
        the larger one.
    alpha : float
        What the p-value is held against.
    """

    table_at: Callable[[int], TwoByTwo]
    alpha: float

    def may_exceed(self, first: int, last: int) -> bool:
        """Tell whether the p-value may exceed alpha in a block.

        Parameters
        ----------
        first, last : int
            The block.

        Returns
        -------
        bool
            Whether it does, in a block of one count.
        """
        start, end = self.table_at(first), self.table_at(last)
        if first == last:
            return fisher_p_value(start) > self.alpha
        most = _observed_tail(end) + _other_tail(start, _distance(end, _ROUNDING))
        return most * (1 + _ROUNDING) > self.alpha

    def may_not_exceed(self, first: int, last: int) -> bool:
        """Tell whether the p-value may be alpha or less in a block.

        Parameters
        ----------
        first, last : int
            The block.

        Returns
        -------
        bool
            Whether it is, in a block of one count.
        """
        start, end = self.table_at(first), self.table_at(last)
        if first == last:
            return fisher_p_value(start) <= self.alpha
        least = _observed_tail(start) + _other_tail(end, _distance(start, -_ROUNDING))
        return least * (1 - _ROUNDING) <= self.alpha


def _observed_tail(table: TwoByTwo) -> float:
    return table.null_chances.at_least(table.successes)


def _other_tail(table: TwoByTwo, distance: int) -> float:
    return table.null_chances.at_most(table.successes - distance)


def _distance(table: TwoByTwo, slack: float) -> int:
    """Return how far below the observed count the first as improbable one lies."""
    chances, here = table.null_chances, table.successes
    place = here - int(chances.counts[0])
    if place >= len(chances.counts):
        return place + 1
    below = chances.log_weights[:place] <= chances.log_weights[place] + slack
    (as_improbable,) = np.nonzero(below)
    return place - int(as_improbable[-1]) if len(as_improbable) else place + 1
