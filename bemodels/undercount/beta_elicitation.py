"""Beta distributions from what somebody can say of a proportion: two limits and a mass.

The limits hold the stated mass either with equal tails or as the interval of highest
density. The two are different statements and give different distributions, so they are
two functions.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import root
from scipy.special import betainc, betaincc, expit, ndtri

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import Beta, solve_increasing
from bemodels.result.rules import check_number, shown

_SMALLEST = 1e-300
# How far a tail may lie from what was stated, as a share of itself.
_ACCEPTED = 1e-9
_LARGEST_SHAPE = 1e8


def beta_from_quantiles(low: float, high: float, mass: float) -> Beta:
    """Return the beta distribution with a stated mass between two limits, equal tails.

    Parameters
    ----------
    low, high : float
        Limits of the proportion, 0 < low < high < 1.
    mass : float
        Probability between them, in (0, 1); half of the rest lies on each side.

    Returns
    -------
    Beta
        The only beta distribution with these two quantiles.

    Raises
    ------
    InvalidDataError
        If a limit or the mass lies outside (0, 1), or `low` is not below `high`.
    NotEstimableError
        If the shapes lie beyond 1e8 or cannot be computed.

    References
    ----------
    .. [1] van Dorp JR, Mazzuchi TA (2000). Solving for the parameters of a beta
       distribution under two quantile constraints. Journal of Statistical Computation
       and Simulation 67, 189-201.

    Examples
    --------
    >>> beta = beta_from_quantiles(0.05, 0.6, 0.9)
    >>> f"{beta.a:.2f} {beta.b:.2f}"
    '1.69 4.31'
    """
    _check(low, high, mass)
    level = float(ndtri((1 - mass) / 2))

    def misses(logs: np.ndarray) -> np.ndarray:
        with np.errstate(over="ignore"):
            a, b = np.exp(logs)
            tails = np.array([betainc(a, b, low), betaincc(a, b, high)])
        return np.asarray(ndtri(np.clip(tails, _SMALLEST, 1 - 1e-16)) - level)

    found = root(misses, _start(low, high, level), tol=1e-13)
    a, b = (float(shape) for shape in np.exp(np.clip(found.x, -690, 690)))
    tails = np.array([betainc(a, b, low), betaincc(a, b, high)])
    if not np.allclose(tails, (1 - mass) / 2, rtol=_ACCEPTED, atol=0):
        raise NotEstimableError(_none(low, high, mass))
    return _within(a, b, low, high, mass)


def beta_from_highest_mass(low: float, high: float, mass: float) -> Beta:
    """Return the beta distribution whose interval of highest density is stated.

    Parameters
    ----------
    low, high : float
        Limits of the proportion, 0 < low < high < 1; the density is the same at both
        and higher between them.
    mass : float
        Probability between them, above high - low (that of a uniform distribution)
        and below 1.

    Returns
    -------
    Beta
        With both shapes above 1.

    Raises
    ------
    InvalidDataError
        If a limit or the mass lies outside (0, 1), or `low` is not below `high`.
    NotEstimableError
        If the mass is no larger than high - low, so that no distribution with a peak
        has it, or the shapes lie beyond 1e8.

    References
    ----------
    .. [1] Box GEP, Tiao GC (1973). Bayesian Inference in Statistical Analysis,
       section 2.8. Addison-Wesley.

    Examples
    --------
    >>> beta = beta_from_highest_mass(0.05, 0.6, 0.9)
    >>> f"{beta.a:.2f} {beta.b:.2f}"
    '2.13 4.25'
    """
    _check(low, high, mass)
    if not mass > high - low:
        raise NotEstimableError(
            "a mass no larger than high - low belongs to no beta distribution with a "
            f"peak between them, got {shown(mass)} between {shown(low)} and "
            f"{shown(high)}"
        )
    # Equal densities at both limits: (b - 1) is this many times (a - 1).
    slope = np.log(high / low) / (np.log1p(-low) - np.log1p(-high))

    def misses(log_excess: float) -> float:
        excess = np.exp(log_excess)
        a, b = 1 + excess, 1 + slope * excess
        outside = betainc(a, b, low) + betaincc(a, b, high)
        wanted = float(ndtri(1 - mass))
        return wanted - float(ndtri(np.clip(outside, _SMALLEST, 1 - 1e-16)))

    excess = float(np.exp(solve_increasing(misses)))
    return _within(1 + excess, 1 + float(slope) * excess, low, high, mass)


def _check(low: float, high: float, mass: float) -> None:
    for name, value in (("low", low), ("high", high), ("mass", mass)):
        check_number(name, value, low=0, high=1)
    if not low < high:
        raise InvalidDataError(
            f"low must lie below high, got {shown(low)} and {shown(high)}"
        )


def _start(low: float, high: float, level: float) -> np.ndarray:
    """Return log shapes whose logit has about the mean and spread of the limits."""
    left, right = (np.log(x) - np.log1p(-x) for x in (low, high))
    middle, error = (left + right) / 2, (right - left) / (-2 * level)
    shapes = np.array([1 / expit(-middle), 1 / expit(middle)]) / error**2
    # A logit of wide spread has the variance 1/a^2 + 1/b^2 and not 1/a + 1/b.
    return np.asarray(np.log(np.where(shapes < 1, np.sqrt(shapes), shapes)))


def _within(a: float, b: float, low: float, high: float, mass: float) -> Beta:
    if max(a, b) > _LARGEST_SHAPE:
        raise NotEstimableError(_none(low, high, mass))
    return Beta(a=a, b=b)


def _none(low: float, high: float, mass: float) -> str:
    return (
        f"no beta distribution with shapes up to {_LARGEST_SHAPE:g} was found with "
        f"{shown(mass)} between {shown(low)} and {shown(high)}"
    )
