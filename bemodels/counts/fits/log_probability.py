"""Logarithms of negative binomial probabilities that are smooth down to alpha = 0.

Both models are Poisson at alpha = 0, and nothing here treats that value apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlogy

from bemodels.counts.fits.stable_sums import (
    log1p_ratio,
    log1p_ratio_slopes,
    rising_sums,
)


@dataclass(frozen=True, slots=True, eq=False)
class AlphaDerivatives:
    """Derivatives of log probabilities that involve alpha, one a row.

    Attributes
    ----------
    alpha, alpha_alpha : ndarray
        The first two in alpha.
    eta_alpha : ndarray
        The mixed one, eta being log mu.
    """

    alpha: np.ndarray
    alpha_alpha: np.ndarray
    eta_alpha: np.ndarray


def _sums_at(
    counts: np.ndarray, alpha: float | np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rising sums; at one alpha each distinct count is summed once."""
    if isinstance(alpha, np.ndarray):
        return rising_sums(counts, alpha)
    distinct, place = np.unique(counts, return_inverse=True)
    log, first, second = rising_sums(distinct, np.full(len(distinct), alpha))
    return log[place], first[place], second[place]


def quadratic_log_probability(
    counts: np.ndarray, mean: np.ndarray, alpha: float | np.ndarray
) -> np.ndarray:
    """Return log probabilities under variance mu + alpha mu^2 (NB2).

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, 0 or more; 0 gives no chance to a count above 0.
    alpha : float or ndarray
        0 or more, of all rows or one a row; 0 is Poisson.

    Returns
    -------
    ndarray
        One a row.
    """
    x = alpha * mean
    chances: np.ndarray = (
        _sums_at(counts, alpha)[0]
        + xlogy(counts, mean)
        - counts * np.log1p(x)
        - mean * log1p_ratio(x)
        - gammaln(counts + 1.0)
    )
    return chances


def quadratic_slopes(
    counts: np.ndarray, mean: np.ndarray, alpha: float | np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first two derivatives of the NB2 log probability in log mu.

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, 0 or more.
    alpha : float or ndarray
        0 or more, of all rows or one a row.

    Returns
    -------
    tuple of ndarray
        One value a row each.
    """
    scale = 1 + alpha * mean
    return (counts - mean) / scale, -mean * (1 + alpha * counts) / scale**2


def quadratic_alpha_derivatives(
    counts: np.ndarray, mean: np.ndarray, alpha: float | np.ndarray
) -> AlphaDerivatives:
    """Return the derivatives of the NB2 log probability that involve alpha.

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, 0 or more.
    alpha : float or ndarray
        0 or more, of all rows or one a row.

    Returns
    -------
    AlphaDerivatives
        One value a row each.
    """
    x = alpha * mean
    scale = 1 + x
    first, second = log1p_ratio_slopes(x)
    _, sum_first, sum_second = _sums_at(counts, alpha)
    return AlphaDerivatives(
        alpha=sum_first - counts * mean / scale - mean**2 * first,
        alpha_alpha=sum_second + counts * mean**2 / scale**2 - mean**3 * second,
        eta_alpha=-mean * (counts - mean) / scale**2,
    )


def linear_log_probability(
    counts: np.ndarray, mean: np.ndarray, alpha: float | np.ndarray
) -> np.ndarray:
    """Return log probabilities under variance (1 + alpha) mu (NB1).

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, 0 or more; 0 where no count is above 0.
    alpha : float or ndarray
        0 or more; 0 is Poisson.

    Returns
    -------
    ndarray
        One a row.
    """
    chances: np.ndarray = (
        rising_sums(counts, _row_alpha(counts, mean, alpha))[0]
        + xlogy(counts, mean)
        - counts * np.log1p(alpha)
        - mean * log1p_ratio(np.asarray(alpha))
        - gammaln(counts + 1.0)
    )
    return chances


def linear_slopes(
    counts: np.ndarray, mean: np.ndarray, alpha: float | np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first two derivatives of the NB1 log probability in log mu.

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, above 0.
    alpha : float or ndarray
        0 or more; one for all or one a row.

    Returns
    -------
    tuple of ndarray
        One value a row each.
    """
    a = _row_alpha(counts, mean, alpha)
    _, first, second = rising_sums(counts, a)
    level = mean * log1p_ratio(np.asarray(alpha))
    return counts - a * first - level, a * first + a**2 * second - level


def linear_alpha_derivatives(
    counts: np.ndarray, mean: np.ndarray, alpha: float | np.ndarray
) -> AlphaDerivatives:
    """Return the derivatives of the NB1 log probability that involve alpha.

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, above 0.
    alpha : float or ndarray
        0 or more; one for all or one a row.

    Returns
    -------
    AlphaDerivatives
        One value a row each.
    """
    a = _row_alpha(counts, mean, alpha)
    first, second = log1p_ratio_slopes(np.asarray(alpha))
    _, sum_first, sum_second = rising_sums(counts, a)
    per_mean = 1 / np.where(counts > 1, mean, 1.0)  # the sums of the others are 0
    return AlphaDerivatives(
        alpha=sum_first * per_mean - counts / (1 + alpha) - mean * first,
        alpha_alpha=sum_second * per_mean**2
        + counts / (1 + alpha) ** 2
        - mean * second,
        eta_alpha=-(sum_first + a * sum_second) * per_mean - mean * first,
    )


def _row_alpha(
    counts: np.ndarray, mean: np.ndarray, alpha: float | np.ndarray
) -> np.ndarray:
    """Return the alpha that a row has as an NB2 of the same variance.

    It is 0 where the mean is 0. For a count of 0 or 1 the sums do not hang on it, and
    it is 0, too: a mean may be so near 0 that its square is out of a float's range.
    """
    needed = (counts > 1) & (mean > 0)
    own: np.ndarray = np.divide(alpha, mean, out=np.zeros_like(mean), where=needed)
    return own
