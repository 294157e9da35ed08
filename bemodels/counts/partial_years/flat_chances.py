"""The exact distribution of Pearson's statistic for months of unequal length.

Given their total, counts of months with one rate are multinomial, with chances in
proportion to days [1]_. Pearson's statistic is then a constant plus the sum of squared
counts over days. Months of equal length share a divisor, so that the sum of their
squares is a whole number, whose distribution is added up month by month: nothing is
drawn, and outcomes that tie with the observed one are counted as ties.

References
----------
.. [1] Read TRC, Cressie NAC (1988). Goodness-of-Fit Statistics for Discrete
   Multivariate Data, chapter 5. Springer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lcm

import numpy as np
from scipy.special import gammaln, xlogy


@dataclass(frozen=True, kw_only=True, eq=False)
class EqualMonths:
    """Months of one length: how likely each sum of counts and of squares is.

    Attributes
    ----------
    weight : int
        What a squared count adds to the statistic.
    mean : float
        Expected count of all of them together.
    within : ndarray, shape (N + 1, K)
        By sum of counts and sum of squares, counts being Poisson.
    beyond : ndarray, shape (N + 1,)
        By sum of counts, of all sums of squares from K on, which reach the observed
        statistic by themselves.
    """

    weight: int
    mean: float
    within: np.ndarray
    beyond: np.ndarray

    @cached_property
    def tails(self) -> np.ndarray:
        """Probability of each sum of squares or a larger one, shape (N + 1, K + 1)."""
        from_top = np.cumsum(self.within[:, ::-1], axis=1)[:, ::-1]
        none = np.zeros((len(from_top), 1))
        tails: np.ndarray = np.hstack([from_top, none]) + self.beyond[:, None]
        return tails

    def reaching(self, count: int, least: np.ndarray) -> np.ndarray:
        """Return the probability of a sum of counts with a weighted sum of squares.

        Parameters
        ----------
        count : int
            The sum of counts.
        least : ndarray of int
            What the weighted sum of squares must reach.

        Returns
        -------
        ndarray
            One a value of `least`.
        """
        squares = np.maximum(-(-least // self.weight), 0)
        found: np.ndarray = self.tails[count, squares]
        return found


def flat_p_value(counts: Sequence[int], days: Sequence[int]) -> float:
    """Return the exact p-value of Pearson's statistic against one rate in all months.

    Parameters
    ----------
    counts : sequence of int
        Of each month; not all 0.
    days : sequence of int
        Of each month, above 0.

    Returns
    -------
    float
        Probability of this statistic or a larger one, given the total.

    Examples
    --------
    >>> round(flat_p_value((2, 0), (30, 30)), 12)
    0.5
    """
    total, together = sum(counts), lcm(*days)
    observed = sum(n * n * (together // d) for n, d in zip(counts, days, strict=True))
    groups = [
        _equal_months(
            months,
            weight=together // d,
            mean=total * d / sum(days),
            total=total,
            observed=observed,
        )
        for d, months in sorted(Counter(days).items(), key=lambda group: group[1])
    ]
    # What adds up to 1 may pass it by a rounding.
    return min(1.0, _reaching(groups, total, observed) / _poisson(total, float(total)))


def _equal_months(
    months: int, *, weight: int, mean: float, total: int, observed: int
) -> EqualMonths:
    """Add months of one length one by one."""
    squares = -(-observed // weight)
    within, beyond = np.zeros((total + 1, squares)), np.zeros(total + 1)
    within[0, 0] = 1.0
    chances = [_poisson(n, mean) for n in range(total + 1)]
    for _ in range(months):
        within, beyond = _with_a_month(within, beyond, chances)
    return EqualMonths(weight=weight, mean=months * mean, within=within, beyond=beyond)


def _with_a_month(
    within: np.ndarray, beyond: np.ndarray, chances: Sequence[float]
) -> tuple[np.ndarray, np.ndarray]:
    rows, squares = within.shape
    more, far = np.zeros_like(within), np.zeros_like(beyond)
    for n, chance in enumerate(chances):
        kept = max(0, squares - n * n)
        before = slice(0, rows - n)
        more[n:, squares - kept :] += chance * within[before, :kept]
        far[n:] += chance * (beyond[before] + within[before, kept:].sum(axis=1))
    return more, far


def _reaching(groups: Sequence[EqualMonths], count: int, least: int) -> float:
    """Add up what reaches the statistic over the ways to split a sum of counts."""
    first, *rest = groups
    if not rest:
        return float(first.reaching(count, np.array([least]))[0])
    others, mass = sum(group.mean for group in rest), 0.0
    for own in range(count + 1):
        squares = np.flatnonzero(first.within[own])
        left = least - first.weight * squares
        if len(rest) == 1:
            tails = rest[0].reaching(count - own, left)
        else:
            tails = np.array([_reaching(rest, count - own, int(one)) for one in left])
        mass += float(first.within[own, squares] @ tails)
        mass += float(first.beyond[own]) * _poisson(count - own, others)
    return mass


def _poisson(count: int, mean: float) -> float:
    return float(np.exp(xlogy(count, mean) - mean - gammaln(count + 1.0)))
