"""Logarithms of negative binomial probabilities that are smooth down to alpha = 0.

Both models are Poisson at alpha = 0, and nothing here treats that value apart: sums of
log1p(alpha j) stand for the ratio of gamma functions, whose difference of logarithms
loses all digits there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlogy

_HEAD = 1024
_SMALL = 0.1
_POWERS = np.arange(22)
_SERIES = np.polynomial.Polynomial((-1.0) ** _POWERS / (_POWERS + 1))
_FIRST, _SECOND = _SERIES.deriv(1), _SERIES.deriv(2)
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(40)


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


def log1p_ratio(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return log(1 + x) / x and its first two derivatives, 1, -1/2 and 2/3 at x = 0.

    Parameters
    ----------
    x : ndarray
        0 or more.

    Returns
    -------
    tuple of ndarray
        To 12 digits or more.
    """
    x = np.asarray(x, dtype=float)
    small = x < _SMALL
    near, far = np.where(small, x, 0.0), np.where(small, 1.0, x)
    log, share = np.log1p(far), far / (1 + far)
    return (
        np.where(small, _SERIES(near), log / far),
        np.where(small, _FIRST(near), (share - log) / far**2),
        np.where(small, _SECOND(near), (2 * log - 2 * share - share**2) / far**3),
    )


def rising_sums(
    counts: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the sum over j < y of log(1 + a j), with its two derivatives in a.

    Parameters
    ----------
    counts : ndarray of int
        The y, 0 or more.
    a : ndarray
        One a count; 0 or more.

    Returns
    -------
    tuple of ndarray
        Terms from 1024 on by the Euler-Maclaurin formula, to 1e-11.
    """
    head = np.minimum(counts, _HEAD)
    row = np.repeat(np.arange(len(counts)), head)
    j = np.arange(len(row)) - np.repeat(np.cumsum(head) - head, head)
    sums = [np.bincount(row, f, len(counts)) for f in _terms(j, a[row])]
    large = np.flatnonzero(counts > _HEAD)
    if large.size:
        for total, tail in zip(sums, _tails(counts[large], a[large]), strict=True):
            total[large] += tail
    return sums[0], sums[1], sums[2]


def _terms(j: np.ndarray, a: np.ndarray) -> tuple[np.ndarray, ...]:
    ratio = j / (1 + a * j)
    return np.log1p(a * j), ratio, -(ratio**2)


def _slopes(j: np.ndarray | int, a: np.ndarray) -> tuple[np.ndarray, ...]:
    """Differentiate the terms in j."""
    scale = 1 + a * j
    return a / scale, 1 / scale**2, -2 * j / scale**3


def _tails(counts: np.ndarray, a: np.ndarray) -> list[np.ndarray]:
    """Sum the terms from the head's end to y - 1; the integral is over log j."""
    half = np.log(counts / _HEAD) / 2
    j = _HEAD * np.exp(half[:, None] * (1 + _NODES))
    step = j * half[:, None] * _WEIGHTS
    inner = _terms(j, a[:, None])
    first, last = _terms(np.full_like(a, _HEAD), a), _terms(counts, a)
    up, down = _slopes(counts, a), _slopes(_HEAD, a)
    return [
        (f * step).sum(axis=1) + (first[k] - last[k]) / 2 + (up[k] - down[k]) / 12
        for k, f in enumerate(inner)
    ]


def _sums_at(
    counts: np.ndarray, alpha: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rising sums at one alpha, each distinct count summed once."""
    distinct, place = np.unique(counts, return_inverse=True)
    log, first, second = rising_sums(distinct, np.full(len(distinct), alpha))
    return log[place], first[place], second[place]


def quadratic_log_probability(
    counts: np.ndarray, mean: np.ndarray, alpha: float
) -> np.ndarray:
    """Return log probabilities under variance mu + alpha mu^2 (NB2).

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, 0 or more; 0 gives no chance to a count above 0.
    alpha : float
        0 or more; 0 is Poisson.

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
        - mean * log1p_ratio(x)[0]
        - gammaln(counts + 1.0)
    )
    return chances


def quadratic_slopes(
    counts: np.ndarray, mean: np.ndarray, alpha: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first two derivatives of the NB2 log probability in log mu.

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, 0 or more.
    alpha : float
        0 or more.

    Returns
    -------
    tuple of ndarray
        One value a row each.
    """
    scale = 1 + alpha * mean
    return (counts - mean) / scale, -mean * (1 + alpha * counts) / scale**2


def quadratic_alpha_derivatives(
    counts: np.ndarray, mean: np.ndarray, alpha: float
) -> AlphaDerivatives:
    """Return the derivatives of the NB2 log probability that involve alpha.

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, 0 or more.
    alpha : float
        0 or more.

    Returns
    -------
    AlphaDerivatives
        One value a row each.
    """
    x = alpha * mean
    scale = 1 + x
    _, first, second = log1p_ratio(x)
    _, sum_first, sum_second = _sums_at(counts, alpha)
    return AlphaDerivatives(
        alpha=sum_first - counts * mean / scale - mean**2 * first,
        alpha_alpha=sum_second + counts * mean**2 / scale**2 - mean**3 * second,
        eta_alpha=-mean * (counts - mean) / scale**2,
    )


def linear_log_probability(
    counts: np.ndarray, mean: np.ndarray, alpha: float
) -> np.ndarray:
    """Return log probabilities under variance (1 + alpha) mu (NB1).

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, 0 or more; 0 where no count is above 0.
    alpha : float
        0 or more; 0 is Poisson.

    Returns
    -------
    ndarray
        One a row.
    """
    chances: np.ndarray = (
        rising_sums(counts, _row_alpha(mean, alpha))[0]
        + xlogy(counts, mean)
        - counts * np.log1p(alpha)
        - mean * log1p_ratio(np.asarray(alpha))[0]
        - gammaln(counts + 1.0)
    )
    return chances


def linear_slopes(
    counts: np.ndarray, mean: np.ndarray, alpha: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first two derivatives of the NB1 log probability in log mu.

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, above 0.
    alpha : float
        0 or more.

    Returns
    -------
    tuple of ndarray
        One value a row each.
    """
    a = _row_alpha(mean, alpha)
    _, first, second = rising_sums(counts, a)
    level = mean * log1p_ratio(np.asarray(alpha))[0]
    return counts - a * first - level, a * first + a**2 * second - level


def linear_alpha_derivatives(
    counts: np.ndarray, mean: np.ndarray, alpha: float
) -> AlphaDerivatives:
    """Return the derivatives of the NB1 log probability that involve alpha.

    Parameters
    ----------
    counts : ndarray of int
        0 or more.
    mean : ndarray
        The mu, above 0.
    alpha : float
        0 or more.

    Returns
    -------
    AlphaDerivatives
        One value a row each.
    """
    a = _row_alpha(mean, alpha)
    _, first, second = log1p_ratio(np.asarray(alpha))
    _, sum_first, sum_second = rising_sums(counts, a)
    return AlphaDerivatives(
        alpha=sum_first / mean - counts / (1 + alpha) - mean * first,
        alpha_alpha=sum_second / mean**2 + counts / (1 + alpha) ** 2 - mean * second,
        eta_alpha=-(sum_first + a * sum_second) / mean - mean * first,
    )


def _row_alpha(mean: np.ndarray, alpha: float) -> np.ndarray:
    """Return the alpha that a row has as an NB2 of the same variance; 0 where mu is."""
    own: np.ndarray = np.divide(alpha, mean, out=np.zeros_like(mean), where=mean > 0)
    return own
