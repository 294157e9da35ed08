"""The distributions that a fit gives to the counts of its rows.

Poisson, NB2 and NB1 are one distribution here: a row's alpha is what its variance
exceeds its mean by, over the square of the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betainc, betaincc

from bemodels.counts.fits.log_probability import linear_log_probability
from bemodels.counts.fits.stable_sums import log1p_ratio

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

# The incomplete beta function goes over into Poisson's tail: this alpha is 0 to it.
_NO_ALPHA = 1e-100
# Tails below this lose digits to underflow and are summed as series.
_FAINT = 1e-290
_TERMS = np.arange(200)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountDistribution:
    """A Poisson or negative binomial distribution a row.

    Attributes
    ----------
    mean : ndarray, shape (n,)
        0 or more; a mean of 0 gives no chance to a count above 0.
    alpha : ndarray, shape (n,)
        Variance mu + alpha mu^2; above 0, however small.
    """

    mean: np.ndarray
    alpha: np.ndarray

    def at_most(self, counts: np.ndarray) -> np.ndarray:
        """Return the probability of a count or less.

        Parameters
        ----------
        counts : ndarray of int, shape (..., n)
            -1 or more.

        Returns
        -------
        ndarray, shape (..., n)
            0 at -1.
        """
        known = np.maximum(counts, 0)
        tail = betaincc(known + 1.0, 1 / self.alpha, self._share())
        return np.where(counts < 0, 0.0, tail)

    def exceeding(self, counts: np.ndarray) -> np.ndarray:
        """Return the probability of more than a count.

        Parameters
        ----------
        counts : ndarray of int, shape (..., n)
            -1 or more.

        Returns
        -------
        ndarray, shape (..., n)
            1 at -1.
        """
        known = np.maximum(counts, 0)
        tail = betainc(known + 1.0, 1 / self.alpha, self._share())
        return np.where(counts < 0, 1.0, tail)

    def log_at_most(self, counts: np.ndarray) -> np.ndarray:
        """Return the logarithm of `at_most`, however small that is.

        Parameters
        ----------
        counts : ndarray of int, shape (n,)
            -1 or more.

        Returns
        -------
        ndarray, shape (n,)
            Minus infinity at -1.
        """
        tail = self.at_most(counts)
        faint = (tail < _FAINT) & (counts >= 0)
        logs = _log(tail)
        logs[faint] = self._only(faint)._log_sum(counts[faint], -1)
        return logs

    def log_exceeding(self, counts: np.ndarray) -> np.ndarray:
        """Return the logarithm of `exceeding`, however small that is.

        Parameters
        ----------
        counts : ndarray of int, shape (n,)
            -1 or more.

        Returns
        -------
        ndarray, shape (n,)
            Minus infinity where the mean is 0.
        """
        tail = self.exceeding(counts)
        faint = (tail < _FAINT) & (self.mean > 0)
        logs = _log(tail)
        logs[faint] = self._only(faint)._log_sum(counts[faint] + 1, 1)
        return logs

    def log_probability(self, counts: np.ndarray) -> np.ndarray:
        """Return log probabilities.

        Parameters
        ----------
        counts : ndarray of int, shape (n,)
            0 or more.

        Returns
        -------
        ndarray, shape (n,)
            One a row.
        """
        return linear_log_probability(counts, self.mean, self.alpha * self.mean)

    def probabilities(self, size: int) -> np.ndarray:
        """Return the probabilities of the counts below a number.

        Parameters
        ----------
        size : int
            1 or more.

        Returns
        -------
        ndarray, shape (n, size)
            Of 0 to size - 1.
        """
        j = np.arange(size - 1)
        ratios = self._log_share()[:, None] + np.log1p(self.alpha[:, None] * j)
        first = -self.mean * log1p_ratio(self.alpha * self.mean)
        logs = np.column_stack([first, ratios - np.log1p(j)])
        return np.asarray(np.exp(np.cumsum(logs, axis=1)))

    def quantile(self, chance: float) -> np.ndarray:
        """Return the smallest counts whose `at_most` reaches a probability.

        Parameters
        ----------
        chance : float
            At least 0 and below 1.

        Returns
        -------
        ndarray of int, shape (n,)
            By doubling and halving.
        """
        low = np.full(len(self.mean), -1)
        high = np.zeros(len(self.mean), dtype=np.int64)
        while (short := self.at_most(high) < chance).any():
            low = np.where(short, high, low)
            high = np.where(short, 2 * high + 1, high)
        while (high - low > 1).any():
            middle = (low + high) // 2
            short = self.at_most(middle) < chance
            low, high = np.where(short, middle, low), np.where(short, high, middle)
        return high

    def _share(self) -> np.ndarray:
        return np.asarray(self.alpha * self.mean / (1 + self.alpha * self.mean))

    def _log_share(self) -> np.ndarray:
        return np.asarray(_log(self.mean) - np.log1p(self.alpha * self.mean))

    def _only(self, rows: np.ndarray) -> CountDistribution:
        return CountDistribution(mean=self.mean[rows], alpha=self.alpha[rows])

    def _log_sum(self, first: np.ndarray, way: int) -> np.ndarray:
        """Sum the probabilities from a count outwards, where they fall.

        The ratio of neighbours hardly changes after 200 of them: the rest is a
        geometric series.
        """
        j = first[:, None] + way * _TERMS
        lower = np.maximum(j if way > 0 else j - 1, 0)
        ratio = self._log_share()[:, None] + np.log1p(self.alpha[:, None] * lower)
        ratio = way * (ratio - np.log1p(lower))
        ratio[(j <= 0) & (way < 0)] = -np.inf
        terms = np.exp(np.cumsum(ratio[:, :-1], axis=1))
        last = np.exp(ratio[:, -1])
        total = 1 + terms.sum(axis=1) + terms[:, -1] * last / (1 - last)
        return np.asarray(self.log_probability(first) + np.log(total))


def distribution_of(fit: CountFit) -> CountDistribution:
    """Return the distributions of a fit's counts.

    Parameters
    ----------
    fit : CountFit
        Any fit.

    Returns
    -------
    CountDistribution
        At the estimates.
    """
    mean = fit.fitted
    above = np.where(mean > 0, mean, 1.0)
    excess = (fit.family.variance(above, fit.alpha) - above) / above**2
    return CountDistribution(mean=mean, alpha=np.maximum(excess, _NO_ALPHA))


def _log(values: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(values))
