"""Two functions that keep their digits as alpha goes to 0, with their derivatives.

Sums of log(1 + a j) stand for ratios of gamma functions, and log(1 + x) / x for a
difference of logarithms over alpha.
"""

from __future__ import annotations

import numpy as np

_HEAD = 1024
_SMALL = 0.1
_POWERS = np.arange(22)
_SERIES = np.polynomial.Polynomial((-1.0) ** _POWERS / (_POWERS + 1))
_FIRST, _SECOND = _SERIES.deriv(1), _SERIES.deriv(2)
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(40)


def log1p_ratio(x: np.ndarray) -> np.ndarray:
    """Return log(1 + x) / x, which is 1 at x = 0.

    Parameters
    ----------
    x : ndarray
        0 or more.

    Returns
    -------
    ndarray
        To the last digits.
    """
    ones = np.ones_like(x, dtype=float)
    ratio: np.ndarray = np.divide(np.log1p(x), x, out=ones, where=x > 0)
    return ratio


def log1p_ratio_slopes(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the first two derivatives of log(1 + x) / x, -1/2 and 2/3 at x = 0.

    Parameters
    ----------
    x : ndarray
        0 or more.

    Returns
    -------
    tuple of ndarray
        To 12 digits or more.
    """
    small = x < _SMALL
    near, far = np.where(small, x, 0.0), np.where(small, 1.0, x)
    log, share = np.log1p(far), far / (1 + far)
    return (
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
