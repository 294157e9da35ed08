"""MOVER intervals of the ratio and of the difference of two event rates."""

from __future__ import annotations

from bemodels.intervals.recovered_limits import (
    difference_limits,
    mover_interval,
    ratio_limits,
)
from bemodels.rates.exposed import Exposed
from bemodels.rates.methods import Method
from bemodels.rates.mover.rates import jeffreys_event_limits
from bemodels.rates.sample import (
    exposures_of,
    sample_difference,
    sample_ratio,
    telling_what_is_left_out,
)
from bemodels.result import Interval


def rate_ratio_mover_jeffreys(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Interval:
    """Return the rate ratio's interval from the Jeffreys limits of each rate.

    Parameters
    ----------
    group, reference : Exposed
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
        If a group is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    Limits are combined by the ratio of two means whose variances are recovered from
    them. Middle and limits of each rate are Jeffreys posterior quantiles [1]_, so
    that no zero cell is infinite. Should the sample lie outside, `method` says so.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = rate_ratio_mover_jeffreys(
    ...     Exposed(events=5, years=56), Exposed(events=0, years=29)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.804, 5460.321)
    """
    interval = mover_interval(
        ratio_limits,
        jeffreys_event_limits("group", group, level=level),
        jeffreys_event_limits("reference", reference, level=level),
        level=level,
        method="MOVER-R of Jeffreys limits",
    )
    return telling_what_is_left_out(
        interval, sample_ratio(*exposures_of(group, reference))
    )


def rate_difference_mover_jeffreys(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Interval:
    """Return the rate difference's interval from the Jeffreys limits of each rate.

    Parameters
    ----------
    group, reference : Exposed
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        In events per year.

    Raises
    ------
    InvalidDataError
        If a group is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    Limits are combined as the sides of a right angle. Middle and limits of each
    rate are Jeffreys posterior quantiles [1]_, so that no zero cell is infinite.
    Should the sample lie outside, `method` says so.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = rate_difference_mover_jeffreys(
    ...     Exposed(events=12, years=16), Exposed(events=1, years=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.274, 1.201)
    """
    interval = mover_interval(
        difference_limits,
        jeffreys_event_limits("group", group, level=level),
        jeffreys_event_limits("reference", reference, level=level),
        level=level,
        method="MOVER-D of Jeffreys limits",
    )
    return telling_what_is_left_out(
        interval, sample_difference(*exposures_of(group, reference))
    )


_RATIOS = tuple(
    Method(
        name=interval.__name__,
        scale="rate ratio",
        family="MOVER",
        interval=interval,
    )
    for interval in (rate_ratio_mover_jeffreys,)
)


_DIFFERENCES = tuple(
    Method(
        name=interval.__name__,
        scale="rate difference",
        family="MOVER",
        interval=interval,
    )
    for interval in (rate_difference_mover_jeffreys,)
)
METHODS = _RATIOS + _DIFFERENCES
