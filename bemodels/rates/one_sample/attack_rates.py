"""Intervals of one attack rate, the share of attacks among recorded incidents."""

from __future__ import annotations

from scipy.special import bdtrc, betainccinv, betaincinv, expit

from bemodels.intervals import (
    clopper_pearson_limits,
    solve_increasing,
    wilson_interval,
)
from bemodels.intervals.binomial_count import binomial_count
from bemodels.intervals.conditional_limits import BLAKER
from bemodels.rates.group import Group
from bemodels.result import Interval, check_level, check_type
from bemodels.result.values import IntervalKind

_HALF = 0.5


def attack_rate_wilson(group: Group, *, level: float = 0.95) -> Interval:
    """Return Wilson's score interval of an attack rate.

    Parameters
    ----------
    group : Group
        The counts.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        In [0, 1]; 0 and 1 where no incident, or every one, is an attack.

    Raises
    ------
    InvalidDataError
        If `group` is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    The proportions that the score test does not reject [1]_.

    References
    ----------
    .. [1] Wilson EB (1927). Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> interval = attack_rate_wilson(Group(attacks=13, incidents=16))
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.5699, 0.9341)
    """
    check_type("group", group, Group)
    return wilson_interval(group.attacks, group.incidents, level=level)


def attack_rate_clopper_pearson(group: Group, *, level: float = 0.95) -> Interval:
    """Return Clopper and Pearson's exact interval of an attack rate.

    Parameters
    ----------
    group : Group
        The counts.
    level : float, default 0.95
        Guaranteed coverage, in (0, 1).

    Returns
    -------
    Interval
        In [0, 1]; 0 and 1 where no incident, or every one, is an attack.

    Raises
    ------
    InvalidDataError
        If `group` is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Each limit is the proportion at which the count's own tail has half of what the
    level leaves [1]_.

    References
    ----------
    .. [1] Clopper CJ, Pearson ES (1934). The use of confidence or fiducial limits
       illustrated in the case of the binomial. Biometrika 26, 404-413.

    Examples
    --------
    >>> interval = attack_rate_clopper_pearson(Group(attacks=13, incidents=16))
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.5435, 0.9595)
    """
    check_type("group", group, Group)
    check_level(level)
    return _interval(
        *clopper_pearson_limits(group.attacks, group.incidents, (1 - level) / 2),
        level=level,
        method="exact, central (Clopper-Pearson)",
    )


def attack_rate_midp(group: Group, *, level: float = 0.95) -> Interval:
    """Return the mid-P interval of an attack rate.

    Parameters
    ----------
    group : Group
        The counts.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        In [0, 1]; 0 and 1 where no incident, or every one, is an attack.

    Raises
    ------
    InvalidDataError
        If `group` is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    As Clopper and Pearson's, but the observed count is half in its tail [1]_.

    References
    ----------
    .. [1] Lancaster HO (1961). Significance tests in discrete distributions. Journal of
       the American Statistical Association 56, 223-234.

    Examples
    --------
    >>> interval = attack_rate_midp(Group(attacks=13, incidents=16))
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.5699, 0.95)
    """
    check_type("group", group, Group)
    check_level(level)
    x, n, tail = group.attacks, group.incidents, (1 - level) / 2
    return _interval(
        _midp_lower(x, n, tail) if x else 0.0,
        1 - _midp_lower(n - x, n, tail) if x < n else 1.0,
        level=level,
        method="mid-P, central",
    )


def attack_rate_jeffreys(group: Group, *, level: float = 0.95) -> Interval:
    """Return Jeffreys' equal-tailed credible interval of an attack rate.

    Parameters
    ----------
    group : Group
        The counts.
    level : float, default 0.95
        Posterior mass, in (0, 1).

    Returns
    -------
    Interval
        In [0, 1]; 0 and 1 where no incident, or every one, is an attack.

    Raises
    ------
    InvalidDataError
        If `group` is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Quantiles of the posterior under the prior Beta(1/2, 1/2). The limit at an empty or
    a full side is moved to 0 or 1 [1]_, so that the sample lies within; the interval
    then holds more than the level.

    References
    ----------
    .. [1] Brown LD, Cai TT, DasGupta A (2001). Interval estimation for a binomial
       proportion. Statistical Science 16, 101-133.

    Examples
    --------
    >>> interval = attack_rate_jeffreys(Group(attacks=13, incidents=16))
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.5792, 0.9442)
    """
    check_type("group", group, Group)
    check_level(level)
    x, others, tail = group.attacks, group.incidents - group.attacks, (1 - level) / 2
    return _interval(
        betaincinv(x + _HALF, others + _HALF, tail) if x else 0.0,
        betainccinv(x + _HALF, others + _HALF, tail) if others else 1.0,
        level=level,
        method=f"Jeffreys posterior, {_tails(x, others)}",
        kind="credible",
    )


def _tails(attacks: int, others: int) -> str:
    if attacks and others:
        return "equal tails"
    return "upper limit set to 1" if attacks else "lower limit set to 0"


def attack_rate_blaker(group: Group, *, level: float = 0.95) -> Interval:
    """Return Blaker's exact interval of an attack rate.

    Parameters
    ----------
    group : Group
        The counts.
    level : float, default 0.95
        Guaranteed coverage, in (0, 1).

    Returns
    -------
    Interval
        In [0, 1]; 0 and 1 where no incident, or every one, is an attack.

    Raises
    ------
    InvalidDataError
        If `group` is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    The hull of the proportions that Blaker's test does not reject: it adds to the
    smaller tail of the count the largest one on the other side that does not exceed it.
    It lies within Clopper and Pearson's [1]_.

    References
    ----------
    .. [1] Blaker H (2000). Confidence curves and improved exact confidence intervals
       for discrete distributions. Canadian Journal of Statistics 28, 783-798.

    Examples
    --------
    >>> interval = attack_rate_blaker(Group(attacks=131, incidents=134))
    >>> round(interval.low, 6), round(interval.high, 6)
    (0.935973, 0.993871)
    """
    check_type("group", group, Group)
    count = binomial_count(group.attacks, group.incidents)
    odds = BLAKER.interval(count, level=level)
    return _interval(
        odds.low / (1 + odds.low),
        1.0 if count.is_highest else odds.high / (1 + odds.high),
        level=level,
        method="exact (Blaker)",
    )


def _midp_lower(successes: int, trials: int, tail: float) -> float:
    """Return the proportion at which the upper tail, half of its end, has a size."""

    def excess(logit: float) -> float:
        share = expit(logit)
        more = bdtrc(successes, trials, share)
        return float((more + bdtrc(successes - 1, trials, share)) / 2 - tail)

    return float(expit(solve_increasing(excess)))


def _interval(
    low: float,
    high: float,
    *,
    level: float,
    method: str,
    kind: IntervalKind = "confidence",
) -> Interval:
    return Interval(
        low=float(low), high=float(high), level=level, kind=kind, method=method
    )
