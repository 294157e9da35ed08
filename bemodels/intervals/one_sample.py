"""Intervals for one proportion and for one event rate."""

from __future__ import annotations

from math import inf, sqrt

from scipy.special import betainccinv, betaincinv, chdtri

from bemodels.errors import InvalidDataError
from bemodels.intervals.normal import normal_quantile
from bemodels.result import Interval, check_level


def wilson_interval(successes: int, trials: int, *, level: float = 0.95) -> Interval:
    """Return Wilson's score interval of a proportion.

    Parameters
    ----------
    successes, trials : int
        0 <= successes <= trials, trials at least 1.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits in [0, 1].

    Raises
    ------
    InvalidDataError
        If the counts are impossible or `level` lies outside (0, 1).

    Notes
    -----
    The set of proportions that the score test does not reject [1]_.

    References
    ----------
    .. [1] Wilson EB (1927). Probable inference, the law of succession, and
       statistical inference. Journal of the American Statistical Association 22,
       209-212.

    Examples
    --------
    >>> interval = wilson_interval(13, 16)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.5699, 0.9341)
    """
    check_level(level)
    if not 0 <= successes <= trials or trials < 1:
        raise InvalidDataError(
            f"successes must lie in 0..trials, got {successes} of {trials}"
        )
    z = normal_quantile(level)
    centre = successes + z * z / 2
    half = z * sqrt(successes * (trials - successes) / trials + z * z / 4)
    total = trials + z * z
    # The limit at a full or an empty side is exact, not the rounding of a difference.
    return Interval(
        low=0.0 if successes == 0 else (centre - half) / total,
        high=1.0 if successes == trials else (centre + half) / total,
        level=level,
        kind="confidence",
        method="Wilson score",
    )


def clopper_pearson_limits(
    successes: int, trials: int, tail: float
) -> tuple[float, float]:
    """Return the exact limits of a proportion.

    Parameters
    ----------
    successes, trials : int
        0 <= successes <= trials, trials at least 1.
    tail : float
        What the count's own tail has at each limit, in [0, 1/2).

    Returns
    -------
    tuple of float
        0 and 1 where no trial, or every one, is a success, or the tail is 0.

    References
    ----------
    .. [1] Clopper CJ, Pearson ES (1934). The use of confidence or fiducial limits
       illustrated in the case of the binomial. Biometrika 26, 404-413.

    Examples
    --------
    >>> low, high = clopper_pearson_limits(13, 16, 0.025)
    >>> round(low, 4), round(high, 4)
    (0.5435, 0.9595)
    """
    others = trials - successes
    low = float(betaincinv(successes, others + 1, tail)) if successes else 0.0
    high = float(betainccinv(successes + 1, others, tail)) if others else 1.0
    return low, high


def garwood_interval(events: int, exposure: float, *, level: float = 0.95) -> Interval:
    """Return the exact central interval of a Poisson rate.

    Parameters
    ----------
    events : int
        Events counted, 0 or more.
    exposure : float
        Years at risk, above 0 and finite.
    level : float, default 0.95
        Coverage that is guaranteed, in (0, 1).

    Returns
    -------
    Interval
        Limits in events per year; the lower one is 0 where no event was counted.

    Raises
    ------
    InvalidDataError
        If the count is negative, the exposure not above 0 or `level` outside (0, 1).

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
    >>> interval = garwood_interval(137, 24.19893)
    >>> round(interval.low, 6), round(interval.high, 6)
    (4.753125, 6.692709)
    """
    check_level(level)
    if events < 0 or not 0 < exposure < inf:
        raise InvalidDataError(
            f"a rate needs events >= 0 and years > 0, got {events} in {exposure}"
        )
    tail = (1 - level) / 2
    low = float(chdtri(2 * events, 1 - tail)) / 2 if events else 0.0
    return Interval(
        low=low / exposure,
        high=float(chdtri(2 * events + 2, tail)) / 2 / exposure,
        level=level,
        kind="confidence",
        method="exact Poisson (Garwood)",
    )
