"""The sum of the incidents' times, given how many there are: what a trend rests on.

Under a log-linear trend each incident falls into a period with a chance proportional to
the period's exposure times the annual rate ratio to the power of its midpoint. Given
their number, the sum of their midpoints is sufficient [1]_, and its chances have the
annual rate ratio as their only parameter.

References
----------
.. [1] Cox DR, Lewis PAW (1966). The statistical analysis of series of events. Methuen,
   section 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, reduce
from math import comb, inf, sqrt

import numpy as np
from scipy.special import gammaln, softmax

from bemodels.errors import NotEstimableError
from bemodels.intervals.chances import Chances
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.intervals.roots import solve_increasing

_MOST_SUMS = 300_000
_MOST_WAYS = 1_000_000
# Nearer than this, relative to the length of the series, times are the same.
_SAME_TIME = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IncidentTimes:
    """Incidents by period, with when the periods are.

    Attributes
    ----------
    counts : numpy.ndarray of int, shape (T,)
        Incidents of each period; one or more in all.
    years : numpy.ndarray, shape (T,)
        Exposure of each.
    midpoints : numpy.ndarray, shape (T,)
        Ascending, in years.
    """

    counts: np.ndarray
    years: np.ndarray
    midpoints: np.ndarray

    @property
    def total(self) -> int:
        """How many incidents there are."""
        return int(self.counts.sum())

    @property
    def mean(self) -> float:
        """The mean of their midpoints, in years."""
        return float(self.counts @ self.midpoints) / self.total

    def shares(self, log_ratio: float) -> np.ndarray:
        """Return each period's chance to hold an incident.

        Parameters
        ----------
        log_ratio : float
            Logarithm of the annual rate ratio; infinite ones put all into an end.

        Returns
        -------
        numpy.ndarray, shape (T,)
            They sum to 1.
        """
        if abs(log_ratio) == inf:
            last = len(self.counts) - 1 if log_ratio > 0 else 0
            return np.asarray(np.eye(len(self.counts))[last])
        return np.asarray(softmax(np.log(self.years) + log_ratio * self.midpoints))

    @property
    def log_estimate(self) -> float:
        """Logarithm of the maximum likelihood estimate, conditional or not."""
        periods = np.flatnonzero(self.counts)
        if len(periods) == 1 and periods[0] in (0, len(self.counts) - 1):
            return inf if periods[0] else -inf
        return self._log_ratio_with(self.mean)

    def sum_of_times(self) -> ConditionalCount:
        """Return the rank of the sum of times among all sums there could be.

        Returns
        -------
        ConditionalCount
            Its parameter is the annual rate ratio.

        Raises
        ------
        NotEstimableError
            If there are more sums than are visited.
        """
        guess = self._guess()
        shares = self.shares(guess)
        sums, chances = self._sums(shares)
        sums = sums - self.total * self.mean
        middle = float(shares @ self.midpoints)
        spread = float(shares @ (self.midpoints - middle) ** 2)
        return ConditionalCount(
            observed=int(np.argmin(np.abs(sums))),
            support=range(len(sums)),
            chances=partial(_tilted, sums, np.log(chances), guess),
            start=guess,
            step=1 / sqrt(self.total * spread),
        )

    def _guess(self) -> float:
        """Return the estimate with one more incident amid the exposure.

        It is finite, and so near to the estimate that no sum which matters has a
        chance too small for a float.
        """
        middle = float(self.shares(0.0) @ self.midpoints)
        return self._log_ratio_with(
            (self.mean * self.total + middle) / (self.total + 1)
        )

    def _log_ratio_with(self, mean: float) -> float:
        """Solve for the log ratio under which incidents have a mean time."""
        return solve_increasing(
            lambda x: float(self.shares(x) @ (self.midpoints - mean)),
            step=1 / float(np.ptp(self.midpoints)),
        )

    def _sums(self, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return every sum that is possible, ascending, with its chance above 0."""
        start, length = self.midpoints[0], float(np.ptp(self.midpoints))
        unit = reduce(_common_unit, (np.diff(self.midpoints) / length).tolist())
        steps = np.rint((self.midpoints - start) / (unit * length)).astype(int)
        off = np.abs(steps / steps[-1] - (self.midpoints - start) / length)
        if steps[-1] * self.total <= _MOST_SUMS and off.max() <= _SAME_TIME:
            chances = _powered(np.bincount(steps, weights=shares), self.total)
            there = np.flatnonzero(chances)
            sums = self.total * start + there * (length / steps[-1])
            return sums, chances[there]
        ways = comb(self.total + len(shares) - 1, self.total)
        if ways <= _MOST_WAYS:
            return _listed(self.total, shares, self.midpoints)
        raise NotEstimableError(
            f"the exact trend of {self.total} incidents in {len(shares)} periods is "
            "not estimable: their times can have too many sums; exposures in whole "
            "months have few, and of many incidents a Poisson regression is as good"
        )


def _tilted(
    sums: np.ndarray, log_chances: np.ndarray, known_at: float, log_ratio: float
) -> Chances:
    """Return the chances of ranked sums at a log ratio, from those at another."""
    log_weights = log_chances + (log_ratio - known_at) * sums
    log_weights -= log_weights.max()
    weights = np.exp(log_weights)
    return Chances(
        counts=np.arange(len(sums)),
        log_weights=log_weights,
        probabilities=weights / weights.sum(),
    )


def _common_unit(one: float, other: float) -> float:
    """Return the largest number of which both are multiples, as far as times differ."""
    while other > _SAME_TIME:
        one, other = other, abs(one - round(one / other) * other)
    return one


def _powered(chances: np.ndarray, times: int) -> np.ndarray:
    """Return the chances of a sum of as many; sums of products lose no small chance."""
    if times == 1:
        return chances
    half = _powered(chances, times // 2)
    doubled = np.convolve(half, half)
    return np.convolve(doubled, chances) if times % 2 else doubled


def _listed(
    total: int, shares: np.ndarray, midpoints: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the sums by going through every way to place the incidents."""
    left, sums, logs = np.array([total]), np.zeros(1), np.array([gammaln(total + 1.0)])
    for share, midpoint in zip(shares[:-1], midpoints[:-1], strict=True):
        ways = np.repeat(np.arange(len(left)), left + 1)
        placed = np.arange(len(ways)) - np.repeat(
            np.cumsum(left + 1) - left - 1, left + 1
        )
        left, sums = left[ways] - placed, sums[ways] + placed * midpoint
        logs = logs[ways] + placed * np.log(share) - gammaln(placed + 1)
    sums = sums + left * midpoints[-1]
    chances = np.exp(logs + left * np.log(shares[-1]) - gammaln(left + 1))
    order = np.argsort(sums)
    apart = np.diff(sums[order], prepend=-inf) > _SAME_TIME * np.ptp(midpoints)
    first = np.flatnonzero(apart)
    merged = np.add.reduceat(chances[order], first)
    return sums[order][first][merged > 0], merged[merged > 0]
