"""MOVER intervals of the difference of two attack rates."""

from __future__ import annotations

from bemodels.intervals.recovered_limits import (
    difference_limits,
    mover_interval,
)
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.mover.rates import jeffreys_limits, wilson_limits
from bemodels.rates.sample import (
    counts_of,
    sample_difference,
    telling_what_is_left_out,
)
from bemodels.result import Interval


def risk_difference_newcombe(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Newcombe's interval of the difference, his method 10.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        In [-1, 1].

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Wilson's limits of each proportion, combined as the sides of a right angle [1]_.

    References
    ----------
    .. [1] Newcombe RG (1998). Interval estimation for the difference between
       independent proportions: comparison of eleven methods. Statistics in Medicine 17,
       873-890.

    Examples
    --------
    >>> interval = risk_difference_newcombe(
    ...     Group(attacks=9, incidents=10), Group(attacks=3, incidents=10)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.1705, 0.809)
    """
    return mover_interval(
        difference_limits,
        wilson_limits("group", group, level=level),
        wilson_limits("reference", reference, level=level),
        level=level,
        method="MOVER-D of Wilson limits (Newcombe's method 10)",
    )


def risk_difference_mover_jeffreys(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the difference's interval from the Jeffreys limits of each rate.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        In [-1, 1].

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Limits are combined as in `risk_difference_newcombe`. Middle and limits of each
    rate are Jeffreys posterior quantiles [1]_, so that no zero cell is infinite.
    Should the sample lie outside, `method` says so.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = risk_difference_mover_jeffreys(
    ...     Group(attacks=5, incidents=56), Group(attacks=0, incidents=29)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (-0.0097, 0.1772)
    """
    interval = mover_interval(
        difference_limits,
        jeffreys_limits("group", group, level=level),
        jeffreys_limits("reference", reference, level=level),
        level=level,
        method="MOVER-D of Jeffreys limits",
    )
    return telling_what_is_left_out(
        interval, sample_difference(*counts_of(group, reference))
    )


METHODS = tuple(
    Method(
        name=interval.__name__,
        scale="risk difference",
        family="MOVER",
        interval=interval,
    )
    for interval in (
        risk_difference_newcombe,
        risk_difference_mover_jeffreys,
    )
)
