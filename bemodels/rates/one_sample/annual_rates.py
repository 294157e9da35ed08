"""Intervals of one event rate."""

from __future__ import annotations

from math import exp, sqrt

from scipy.special import gammainccinv, gammaincinv, pdtr, pdtrc

from bemodels.intervals import garwood_interval, solve_increasing
from bemodels.intervals.normal import normal_quantile
from bemodels.rates.exposed import Exposed
from bemodels.result import Interval, check_level, check_type

_HALF = 0.5


def annual_rate_exact(exposed: Exposed, *, level: float = 0.95) -> Interval:
    """Return the exact central interval of an event rate.

    Parameters
    ----------
    exposed : Exposed
        The counts.
    level : float, default 0.95
        Guaranteed coverage, in (0, 1).

    Returns
    -------
    Interval
        In events per year; the lower limit is 0 where no event was counted.

    Raises
    ------
    InvalidDataError
        If `exposed` is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    Each limit is the rate at which the count's own tail has half of what the level
    leaves [1]_.

    References
    ----------
    .. [1] Garwood F (1936). Fiducial limits for the Poisson distribution. Biometrika
       28, 437-442.

    Examples
    --------
    >>> interval = annual_rate_exact(Exposed(events=137, years=24.19893))
    >>> round(interval.low, 6), round(interval.high, 6)
    (4.753125, 6.692709)
    """
    check_type("exposed", exposed, Exposed)
    return garwood_interval(exposed.events, exposed.years, level=level)


def annual_rate_midp(exposed: Exposed, *, level: float = 0.95) -> Interval:
    """Return the mid-P interval of an event rate.

    Parameters
    ----------
    exposed : Exposed
        The counts.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        In events per year; the lower limit is 0 where no event was counted.

    Raises
    ------
    InvalidDataError
        If `exposed` is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    As the exact one, but the observed count is half in its tail [1]_.

    References
    ----------
    .. [1] Cohen GR, Yang SY (1994). Mid-P confidence intervals for the Poisson
       expectation. Statistics in Medicine 13, 2189-2203.

    Examples
    --------
    >>> interval = annual_rate_midp(Exposed(events=3, years=12.0))
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0636, 0.6804)
    """
    check_type("exposed", exposed, Exposed)
    check_level(level)
    events, tail = exposed.events, (1 - level) / 2

    def upper_tail(log_mean: float) -> float:
        more, as_many = (pdtrc(one, exp(log_mean)) for one in (events, events - 1))
        return float((more + as_many) / 2 - tail)

    def lower_tail(log_mean: float) -> float:
        at_most = float(pdtr(events, exp(log_mean)))
        fewer = float(pdtr(events - 1, exp(log_mean))) if events else 0.0
        return tail - (at_most + fewer) / 2

    return Interval(
        low=exp(solve_increasing(upper_tail)) / exposed.years if events else 0.0,
        high=exp(solve_increasing(lower_tail)) / exposed.years,
        level=level,
        kind="confidence",
        method="Poisson mid-P, central",
    )


def annual_rate_jeffreys(exposed: Exposed, *, level: float = 0.95) -> Interval:
    """Return Jeffreys' equal-tailed credible interval of an event rate.

    Parameters
    ----------
    exposed : Exposed
        The counts.
    level : float, default 0.95
        Posterior mass, in (0, 1).

    Returns
    -------
    Interval
        In events per year; the lower limit is 0 where no event was counted.

    Raises
    ------
    InvalidDataError
        If `exposed` is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    Quantiles of the gamma posterior with shape events + 1/2. The lower limit is moved
    to 0 where no event was counted, as for a proportion [1]_, so that the sample lies
    within; the interval then holds more than the level.

    References
    ----------
    .. [1] Brown LD, Cai TT, DasGupta A (2003). Interval estimation in exponential
       families. Statistica Sinica 13, 19-49.

    Examples
    --------
    >>> interval = annual_rate_jeffreys(Exposed(events=3, years=12.0))
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0704, 0.6672)
    """
    check_type("exposed", exposed, Exposed)
    check_level(level)
    shape, tail = exposed.events + _HALF, (1 - level) / 2
    low = float(gammaincinv(shape, tail)) if exposed.events else 0.0
    return Interval(
        low=low / exposed.years,
        high=float(gammainccinv(shape, tail)) / exposed.years,
        level=level,
        kind="credible",
        method="Jeffreys posterior, "
        + ("equal tails" if exposed.events else "lower limit set to 0"),
    )


def annual_rate_score(exposed: Exposed, *, level: float = 0.95) -> Interval:
    """Return the score interval of an event rate.

    Parameters
    ----------
    exposed : Exposed
        The counts.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        In events per year; the lower limit is 0 where no event was counted.

    Raises
    ------
    InvalidDataError
        If `exposed` is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    The rates that the score test, its variance that of the rate itself, does not reject
    [1]_.

    References
    ----------
    .. [1] Brown LD, Cai TT, DasGupta A (2003). Interval estimation in exponential
       families. Statistica Sinica 13, 19-49.

    Examples
    --------
    >>> interval = annual_rate_score(Exposed(events=3, years=12.0))
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.085, 0.7351)
    """
    check_type("exposed", exposed, Exposed)
    check_level(level)
    events, z = exposed.events, normal_quantile(level)
    middle, half = events + z * z / 2, z * sqrt(events + z * z / 4)
    # The two limits' product is the count squared: no digits are lost to a difference.
    return Interval(
        low=events * events / (middle + half) / exposed.years,
        high=(middle + half) / exposed.years,
        level=level,
        kind="confidence",
        method="Poisson score",
    )
