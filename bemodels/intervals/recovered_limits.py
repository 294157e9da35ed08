"""Limits of a contrast from the limits of each rate: variance estimates recovered.

MOVER takes from each rate's own limits how uncertain it is on either side, and combines
the sides that matter for each limit of a difference [1]_ or of a ratio [2]_.

References
----------
.. [1] Newcombe RG (1998). Interval estimation for the difference between independent
   proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890.
.. [2] Donner A, Zou GY (2012). Closed-form confidence intervals for functions of the
   normal mean and standard deviation. Statistical Methods in Medical Research 21,
   347-359.
"""

from __future__ import annotations

from collections.abc import Callable
from math import hypot, inf, sqrt
from typing import NamedTuple

from bemodels.errors import NotEstimableError
from bemodels.result import Interval, check_level


class Limits(NamedTuple):
    """A rate, or an odds, with its limits.

    Attributes
    ----------
    low, middle, high : float
        In their order; infinite where a rate of 1 is written as odds.
    """

    low: float
    middle: float
    high: float


def odds_of(rate: Limits) -> Limits:
    """Return a rate and its limits as odds.

    Parameters
    ----------
    rate : Limits
        A proportion.

    Returns
    -------
    Limits
        From 0 to infinity.
    """
    return Limits(*(one / (1 - one) if one < 1 else inf for one in rate))


def difference_limits(group: Limits, reference: Limits) -> tuple[float, float]:
    """Return the limits of a difference.

    Parameters
    ----------
    group, reference : Limits
        Of each rate.

    Returns
    -------
    low, high : float
        Of group less reference.
    """
    middle = group.middle - reference.middle
    return (
        middle - hypot(group.middle - group.low, reference.high - reference.middle),
        middle + hypot(group.high - group.middle, reference.middle - reference.low),
    )


def ratio_limits(group: Limits, reference: Limits) -> tuple[float, float]:
    """Return the limits of a ratio.

    Parameters
    ----------
    group, reference : Limits
        Of each rate or odds, 0 or more.

    Returns
    -------
    low, high : float
        Of group over reference, from 0 to infinity.

    Raises
    ------
    NotEstimableError
        If one is infinite and the other 0: then both limits would be infinite, or 0.
    """
    if {group.middle, reference.middle} == {0.0, inf}:
        raise NotEstimableError(
            "MOVER's limits are not estimable where the sample odds of one group are 0 "
            "and those of the other infinite: neither limit would be finite and above 0"
        )
    inverse = _lower_of_ratio(reference, group)
    return _lower_of_ratio(group, reference), 1 / inverse if inverse else inf


def _lower_of_ratio(group: Limits, reference: Limits) -> float:
    """Return the lower limit, in the form that divides by no infinite or zero rate."""
    if group.low == 0 or reference.middle == inf:
        return 0.0
    share = group.low / group.middle
    part = share * (2 - share)
    # The square less what was recovered of it; neither factor exceeds the square.
    left = (1 - part) * reference.middle**2 + part * (
        (reference.high - reference.middle) ** 2
    )
    return group.low * (2 - share) / (reference.middle + sqrt(left))


def mover_interval(
    limits: Callable[[Limits, Limits], tuple[float, float]],
    group: Limits,
    reference: Limits,
    *,
    level: float,
    method: str,
) -> Interval:
    """Return the interval of a contrast.

    Parameters
    ----------
    limits : callable
        `difference_limits` or `ratio_limits`.
    group, reference : Limits
        Of each rate, at the level.
    level : float
        Nominal coverage, in (0, 1).
    method : str
        As in `Interval`.

    Returns
    -------
    Interval
        A confidence interval.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1).
    """
    check_level(level)
    low, high = limits(group, reference)
    return Interval(low=low, high=high, level=level, kind="confidence", method=method)
