r"""Likelihoods of times seen whose natural parameter is the log rate.

Times seen are Poisson with rate :math:`\lambda = e^\eta`, given that they lie between
1 and a largest number, which is infinite or 2. With :math:`z` the times seen less 1
the log likelihood of one unit is, up to a constant,

.. math::
    z \eta - b(\eta), \qquad
    b_\infty = \log \frac{e^\lambda - 1}{\lambda}, \qquad
    b_2 = \log(1 + \lambda / 2)

so that the mean of z is the slope of b and its variance the slope of that. The slope
of the log likelihood of u units is what their z, in all, are above their mean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from bemodels.undercount.capture.truncated_means import (
    mean_less_one,
    variance_above_zero,
)

Array = NDArray[np.float64]
_LEAST = 1e-12
_LOG_TWO = float(np.log(2.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLikelihood:
    """What the log rate of a unit says of how often it was seen.

    Attributes
    ----------
    log_total : callable
        b at log rates.
    slope : callable
        Of log rates, units and the sum of their z: of the log likelihood, without loss
        of digits where nearly all units were seen equally often.
    variance : callable
        Of z at log rates.
    first_guess : callable
        A log rate near the one at which z has a given mean.
    """

    log_total: Callable[[Array], Array]
    slope: Callable[[Array, Array, Array], Array]
    variance: Callable[[Array], Array]
    first_guess: Callable[[float], float]


def _log_total_above_zero(logs: Array) -> Array:
    rate = np.exp(logs)
    small = np.minimum(rate, 1.0)
    near = np.log(np.expm1(small) / small)
    return np.asarray(np.where(rate < 1, near, rate + np.log(-np.expm1(-rate)) - logs))


def _guess_above_zero(mean: float) -> float:
    mean = max(mean, _LEAST)
    return float(np.log(2 * mean if mean < 1 else mean + 1))


def _slope_once_or_twice(logs: Array, units: Array, again: Array) -> Array:
    once = units - again
    return np.asarray(again * expit(_LOG_TWO - logs) - once * expit(logs - _LOG_TWO))


def _guess_once_or_twice(mean: float) -> float:
    mean = min(max(mean, _LEAST), 1 - _LEAST)
    return float(np.log(2 * mean / (1 - mean)))


ABOVE_ZERO = RateLikelihood(
    log_total=_log_total_above_zero,
    slope=lambda logs, units, again: again - units * mean_less_one(np.exp(logs)),
    variance=lambda logs: variance_above_zero(np.exp(logs)),
    first_guess=_guess_above_zero,
)
ONCE_OR_TWICE = RateLikelihood(
    log_total=lambda logs: np.asarray(np.logaddexp(0, logs - _LOG_TWO)),
    slope=_slope_once_or_twice,
    variance=lambda logs: np.asarray(expit(logs - _LOG_TWO) * expit(_LOG_TWO - logs)),
    first_guess=_guess_once_or_twice,
)
