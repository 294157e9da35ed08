"""Intervals of the ratio of two event rates, given the events of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bemodels.intervals.conditional_limits import CENTRAL, MIDP, ConditionalMethod
from bemodels.rates.event_rates.conditional_events import conditional_events
from bemodels.rates.exposed import Exposed
from bemodels.rates.methods import Method
from bemodels.rates.sample import exposures_of, sample_ratio, telling_what_is_left_out
from bemodels.result import Interval

EXACT = replace(CENTRAL, name="exact conditional Poisson, central")
HALVED = replace(MIDP, name="conditional Poisson mid-P, central")


def rate_ratio_exact(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Interval:
    """Return the exact central interval of a ratio of event rates.

    Parameters
    ----------
    group, reference : Exposed
        Events and years of each; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        From 0 where the group has no event, to infinity where the reference has none.

    Raises
    ------
    InvalidDataError
        If either is no `Exposed`, or `level` lies outside (0, 1).
    NotEstimableError
        If a limit is too near 0 or too large to be computed.

    Notes
    -----
    Guaranteed coverage, and at most half of what the level leaves on either side.
    Inverts `poisson_exact`.

    References
    ----------
    .. [1] Przyborowski J, Wilenski H (1940). Homogeneity of results in testing samples
       from Poisson series. Biometrika 31, 313-323.

    Examples
    --------
    >>> group, reference = Exposed(events=3, years=12), Exposed(events=1, years=95)
    >>> interval = rate_ratio_exact(group, reference)
    >>> round(interval.low, 4), round(interval.high, 2)
    (1.907, 1246.81)
    """
    return EXACT.interval(conditional_events(group, reference), level=level)


def rate_ratio_midp(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Interval:
    """Return the central mid-P interval of a ratio of event rates.

    Parameters
    ----------
    group, reference : Exposed
        Events and years of each; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        From 0 where the group has no event, to infinity where the reference has none.

    Raises
    ------
    InvalidDataError
        If either is no `Exposed`, or `level` lies outside (0, 1).
    NotEstimableError
        If a limit is too near 0 or too large to be computed.

    Notes
    -----
    Coverage near the level, not guaranteed. Inverts `poisson_midp`. Should a level
    below a half leave out the sample ratio, `method` says so.

    References
    ----------
    .. [1] Lancaster HO (1961). Significance tests in discrete distributions. Journal
       of the American Statistical Association 56, 223-234.

    Examples
    --------
    >>> group, reference = Exposed(events=3, years=12), Exposed(events=1, years=95)
    >>> interval = rate_ratio_midp(group, reference)
    >>> round(interval.low, 4), round(interval.high, 2)
    (2.5314, 625.32)
    """
    return telling_what_is_left_out(
        HALVED.interval(conditional_events(group, reference), level=level),
        sample_ratio(*exposures_of(group, reference)),
    )


def _p_value_of(
    method: ConditionalMethod,
) -> Callable[[Exposed, Exposed, float], float]:
    """Return the p-value that an interval inverts, of two groups and a rate ratio."""

    def p_value(group: Exposed, reference: Exposed, null: float) -> float:
        return method.p_value(conditional_events(group, reference), null)

    return p_value


METHODS = tuple(
    Method(
        name=interval.__name__,
        scale="rate ratio",
        family="exact conditional",
        interval=interval,
        p_value=_p_value_of(method),
    )
    for interval, method in ((rate_ratio_exact, EXACT), (rate_ratio_midp, HALVED))
)
