"""Difference, ratio and odds ratio of two independent beta-distributed proportions.

Each distribution function is one integral over the reference [1]_, and each quantile
the root of it: no draws, so no Monte Carlo error in a printed digit. The integral runs
over the narrower of the two distributions, because the other one's is then smooth.

References
----------
.. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
   Scandinavian Journal of Statistics 14, 67-77.
"""

from __future__ import annotations

from collections.abc import Callable
from math import hypot, ulp

import numpy as np
from scipy.special import betainc, expit, log_expit, ndtri

from bemodels.intervals.beta_quadrature import Beta, expectation
from bemodels.intervals.exponentials import held_exponential
from bemodels.intervals.roots import solve_increasing

_HALF = 0.5
_NEAR_ONE = 1 - 1e-15


def probability_greater(group: Beta, reference: Beta) -> float:
    """Return the probability that the group's proportion is the larger one.

    Parameters
    ----------
    group, reference : Beta
        Distributions of the two proportions.

    Returns
    -------
    float
        P(group > reference), strictly within (0, 1): one that rounds to an end is the
        nearest float within.

    Raises
    ------
    NotEstimableError
        If the integral does not stand still.

    Notes
    -----
    The smaller of the two sides is integrated and the larger one is what is left, so
    that no small probability is the rounding of a difference.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> round(probability_greater(Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5)), 6)
    0.999256
    """
    greater = _integrated_greater(group, reference)
    if greater <= _HALF:
        return max(greater, ulp(0.0))
    return min(1 - _integrated_greater(reference, group), 1 - ulp(_HALF))


def _integrated_greater(group: Beta, reference: Beta) -> float:
    if group.is_narrower_than(reference):
        return expectation(lambda x: _at_most(reference, expit(x), expit(-x)), group)
    # The group exceeds x as often as its complement stays below that of x.
    other = Beta(a=group.b, b=group.a)
    return expectation(lambda x: _at_most(other, expit(-x), expit(x)), reference)


def difference_quantile(group: Beta, reference: Beta, probability: float) -> float:
    """Return a quantile of the difference, group minus reference.

    Parameters
    ----------
    group, reference : Beta
        Distributions of the two proportions.
    probability : float
        In (0, 1).

    Returns
    -------
    float
        The quantile, in (-1, 1).

    Raises
    ------
    NotEstimableError
        If an integral does not stand still.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> round(difference_quantile(Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5), 0.5), 4)
    0.2417
    """
    if group.is_narrower_than(reference):
        return -difference_quantile(reference, group, 1 - probability)

    def below(scaled: float) -> float:
        difference = np.tanh(scaled / 2)
        to_minus_one, to_one = 2 * expit(scaled), 2 * expit(-scaled)

        def group_at_most(x: np.ndarray) -> np.ndarray:
            # Of two forms of a sum the one that keeps the digits of a small one.
            y = np.where(x > 0, to_minus_one - expit(-x), expit(x) + difference)
            rest = np.where(x < 0, to_one - expit(x), expit(-x) - difference)
            return _at_most(group, np.clip(y, 0, 1), np.clip(rest, 0, 1))

        kink = -difference if difference < 0 else to_one
        return expectation(group_at_most, reference, breaks=_logit(kink))

    start = 2 * np.arctanh(np.clip(group.mean - reference.mean, -_NEAR_ONE, _NEAR_ONE))
    scaled = _solve(below, probability, start, group.error, reference.error)
    return float(np.tanh(scaled / 2))


def ratio_quantile(group: Beta, reference: Beta, probability: float) -> float:
    """Return a quantile of the ratio, group over reference.

    Parameters
    ----------
    group, reference : Beta
        Distributions of the two proportions.
    probability : float
        In (0, 1).

    Returns
    -------
    float
        The quantile, above 0.

    Raises
    ------
    NotEstimableError
        If an integral does not stand still, or the quantile is too near 0 or too large
        for a float.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> round(ratio_quantile(Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5), 0.5), 3)
    20.298
    """
    if group.is_narrower_than(reference):
        return 1 / ratio_quantile(reference, group, 1 - probability)

    def below(log_ratio: float) -> float:
        def group_at_most(x: np.ndarray) -> np.ndarray:
            log_y = np.minimum(log_expit(x) + log_ratio, 0)
            return _at_most(group, np.exp(log_y), -np.expm1(log_y))

        kinks = _logit(np.exp(-log_ratio)) if log_ratio > 0 else ()
        return expectation(group_at_most, reference, breaks=kinks)

    start = np.log(group.mean) - np.log(reference.mean)
    errors = [one.error / one.mean for one in (group, reference)]
    return held_exponential("quantile", _solve(below, probability, start, *errors))


def odds_ratio_quantile(group: Beta, reference: Beta, probability: float) -> float:
    """Return a quantile of the odds ratio, group over reference.

    Parameters
    ----------
    group, reference : Beta
        Distributions of the two proportions.
    probability : float
        In (0, 1).

    Returns
    -------
    float
        The quantile, above 0.

    Raises
    ------
    NotEstimableError
        If an integral does not stand still, or the quantile is too near 0 or too large
        for a float.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> round(odds_ratio_quantile(Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5), 0.5), 3)
    28.13
    """
    if group.is_narrower_than(reference):
        return 1 / odds_ratio_quantile(reference, group, 1 - probability)

    def below(log_ratio: float) -> float:
        return expectation(
            lambda x: _at_most(group, expit(x + log_ratio), expit(-x - log_ratio)),
            reference,
        )

    errors = [one.error / (one.mean * (1 - one.mean)) for one in (group, reference)]
    start = group.peak - reference.peak
    return held_exponential("quantile", _solve(below, probability, start, *errors))


def _at_most(beta: Beta, y: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """Return P(proportion <= y) from y and 1 - y, of which the smaller one is used."""
    share = np.empty_like(y)
    low = y < rest
    share[low] = betainc(beta.a, beta.b, y[low])
    # Not betaincc, which takes fifteen times as long: an integral needs no more digits.
    share[~low] = 1 - betainc(beta.b, beta.a, rest[~low])
    return share


def _solve(
    below: Callable[[float], float],
    probability: float,
    start: float,
    error: float,
    other: float,
) -> float:
    """Find where a distribution function meets a level.

    On the normal scale it is nearly a straight line, of which its rough error is the
    slope: few steps meet it.
    """
    scale, level = hypot(error, other), float(ndtri(probability))

    def above(place: float) -> float:
        return float(ndtri(np.clip(below(place), ulp(0.0), 1 - ulp(_HALF)))) - level

    return solve_increasing(above, start=start + level * scale, step=scale / 2)


def _logit(proportion: float) -> tuple[float, ...]:
    """Return the logit of a break, or none where it lies outside (0, 1)."""
    if not 0 < proportion < 1:
        return ()
    return (float(np.log(proportion) - np.log1p(-proportion)),)
