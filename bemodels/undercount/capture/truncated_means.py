"""Moments of a Poisson variable that is above 0, exact for tiny and huge rates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc

Array = NDArray[np.float64]
_SERIES_BELOW = 0.2
_BERNOULLI = (1 / 2, 1 / 12, 0.0, -1 / 720, 0.0, 1 / 30240, 0.0, -1 / 1209600)


def mean_less_one(rate: Array) -> Array:
    """Return the mean of a zero-truncated Poisson variable less 1.

    Parameters
    ----------
    rate : ndarray
        Above 0.

    Returns
    -------
    ndarray
        By Bernoulli's series for small rates, where the closed form loses digits.

    Examples
    --------
    >>> [f"{one:.12g}" for one in mean_less_one(np.array([1e-9, 50.0]))]
    ['5.00000000083e-10', '49']
    """
    small = np.minimum(rate, _SERIES_BELOW)
    series = sum(
        factor * small**power for power, factor in enumerate(_BERNOULLI, start=1)
    )
    large = np.maximum(rate, _SERIES_BELOW)
    closed = (large + np.expm1(-large)) / -np.expm1(-large)
    return np.asarray(np.where(rate < _SERIES_BELOW, series, closed))


def variance_above_zero(rate: Array) -> Array:
    """Return the variance of a zero-truncated Poisson variable.

    Parameters
    ----------
    rate : ndarray
        Above 0.

    Returns
    -------
    ndarray
        The mean times the chance of 2 or more among those of 1 or more.
    """
    seen = -np.expm1(-rate)
    return np.asarray(rate / seen * gammainc(2, rate) / seen)
