"""MOVER intervals of the ratio and of the odds ratio of two attack rates."""

from __future__ import annotations

from bemodels.intervals.recovered_limits import (
    mover_interval,
    odds_of,
    ratio_limits,
)
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.mover.rates import jeffreys_limits, wilson_limits
from bemodels.rates.sample import (
    counts_of,
    sample_odds_ratio,
    sample_ratio,
    telling_what_is_left_out,
)
from bemodels.result import Interval


def risk_ratio_mover_wilson(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the risk ratio's interval from the Wilson limits of each rate.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        From 0 to infinity; open where the sample lies at an end.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Limits are combined by the ratio of two means whose variances are recovered from
    them [1]_.

    References
    ----------
    .. [1] Donner A, Zou GY (2012). Closed-form confidence intervals for functions of
       the normal mean and standard deviation. Statistical Methods in Medical Research
       21, 347-359.

    Examples
    --------
    >>> interval = risk_ratio_mover_wilson(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (1.1537, 41.9763)
    """
    return mover_interval(
        ratio_limits,
        wilson_limits("group", group, level=level),
        wilson_limits("reference", reference, level=level),
        level=level,
        method="MOVER-R of Wilson limits",
    )


def risk_ratio_mover_jeffreys(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the risk ratio's interval from the Jeffreys limits of each rate.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Above 0 and finite.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Limits are combined as in `risk_ratio_mover_wilson`. Middle and limits of each
    rate are Jeffreys posterior quantiles [1]_, so that no zero cell is infinite.
    Should the sample lie outside, `method` says so.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = risk_ratio_mover_jeffreys(
    ...     Group(attacks=12, incidents=16), Group(attacks=1, incidents=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (2.692, 109.329)
    """
    interval = mover_interval(
        ratio_limits,
        jeffreys_limits("group", group, level=level),
        jeffreys_limits("reference", reference, level=level),
        level=level,
        method="MOVER-R of Jeffreys limits",
    )
    return telling_what_is_left_out(
        interval, sample_ratio(*counts_of(group, reference))
    )


def odds_ratio_mover_wilson(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the odds ratio's interval from the Wilson limits of each odds.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        From 0 to infinity; open where the sample lies at an end.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If one group has attacks only and the other has none.

    Notes
    -----
    Wilson's limits are written as odds, and then combined as those of a ratio [1]_.
    Counting other incidents instead of attacks does not invert the limits: the ratio of
    two odds is recovered from other variances than that of their inverses.

    References
    ----------
    .. [1] Fagerland MW, Newcombe RG (2013). Confidence intervals for odds ratio and
       relative risk based on the inverse hyperbolic sine transformation. Statistics in
       Medicine 32, 2823-2836.

    Examples
    --------
    >>> interval = odds_ratio_mover_wilson(
    ...     Group(attacks=9, incidents=13), Group(attacks=4, incidents=14)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (1.1679, 27.149)
    """
    return mover_interval(
        ratio_limits,
        odds_of(wilson_limits("group", group, level=level)),
        odds_of(wilson_limits("reference", reference, level=level)),
        level=level,
        method="MOVER-R of Wilson limits of the odds",
    )


def odds_ratio_mover_jeffreys(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the odds ratio's interval from the Jeffreys limits of each odds.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Above 0 and finite.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Limits are written as odds and combined as in `odds_ratio_mover_wilson`. Middle
    and limits of each rate are Jeffreys posterior quantiles [1]_, so that no zero
    cell is infinite. Should the sample lie outside, `method` says so. As with Wilson's
    limits, counting other incidents instead of attacks does not invert them.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = odds_ratio_mover_jeffreys(
    ...     Group(attacks=12, incidents=16), Group(attacks=1, incidents=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (5.907, 521.865)
    """
    interval = mover_interval(
        ratio_limits,
        odds_of(jeffreys_limits("group", group, level=level)),
        odds_of(jeffreys_limits("reference", reference, level=level)),
        level=level,
        method="MOVER-R of Jeffreys limits of the odds",
    )
    return telling_what_is_left_out(
        interval, sample_odds_ratio(*counts_of(group, reference))
    )


_RATIOS = tuple(
    Method(
        name=interval.__name__,
        scale="risk ratio",
        family="MOVER",
        interval=interval,
    )
    for interval in (
        risk_ratio_mover_wilson,
        risk_ratio_mover_jeffreys,
    )
)


_ODDS_RATIOS = tuple(
    Method(
        name=interval.__name__,
        scale="odds ratio",
        family="MOVER",
        interval=interval,
    )
    for interval in (
        odds_ratio_mover_wilson,
        odds_ratio_mover_jeffreys,
    )
)
METHODS = _RATIOS + _ODDS_RATIOS
