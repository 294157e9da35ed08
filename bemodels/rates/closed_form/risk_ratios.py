"""Closed-form intervals of the ratio of two attack rates."""

from __future__ import annotations

from bemodels.errors import NotEstimableError
from bemodels.rates.closed_form.normal import around_inverse_sinh, around_logarithm
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.sample import counts_of, sample_ratio, telling_what_is_left_out
from bemodels.result import Interval

_HALF = 0.5


def risk_ratio_katz(group: Group, reference: Group, *, level: float = 0.95) -> Interval:
    """Return Katz's interval of the risk ratio, a log-scale Wald interval.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As many times away on both sides.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If a group has no attack, or both have attacks only.

    Notes
    -----
    The logarithm of the sample ratio less and plus its error [1]_.

    References
    ----------
    .. [1] Katz D, Baptista J, Azen SP, Pike MC (1978). Obtaining confidence intervals
       for the risk ratio in cohort studies. Biometrics 34, 469-474.

    Examples
    --------
    >>> interval = risk_ratio_katz(
    ...     Group(attacks=16, incidents=128), Group(attacks=24, incidents=256)
    ... )
    >>> round(interval.low, 7), round(interval.high, 7)
    (0.7347317, 2.4196285)
    """
    x, n, y, m = counts_of(group, reference)
    return around_logarithm(
        sample_ratio(x, n, y, m),
        _variance(group, reference, method="Katz's interval"),
        level=level,
        method="log-scale Wald (Katz)",
    )


def risk_ratio_adjusted_log(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the interval of the risk ratio with a half added to every count.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As many times away on both sides.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If all incidents of both groups are attacks: it would have no width.

    Notes
    -----
    Katz's interval after adding a half to attacks and incidents [1]_. Should the
    sample ratio lie outside, `method` says so.

    References
    ----------
    .. [1] Walter SD (1975). The distribution of Levin's measure of attributable risk.
       Biometrika 62, 371-374.

    Examples
    --------
    >>> interval = risk_ratio_adjusted_log(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.9241, 27.0523)
    """
    x, n, y, m = counts_of(group, reference)
    half = [count + _HALF for count in (x, n, y, m)]
    variance = _logarithm(half[0], half[1]) + _logarithm(half[2], half[3])
    if not variance:
        raise _no_width("the adjusted log interval", group, reference)
    interval = around_logarithm(
        sample_ratio(*half),
        variance,
        level=level,
        method="log-scale Wald (a half added to attacks and incidents)",
    )
    return telling_what_is_left_out(interval, sample_ratio(x, n, y, m))


def risk_ratio_inverse_sinh(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Newcombe's inverse hyperbolic sine interval of the risk ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As many times away on both sides; narrower than that of `risk_ratio_katz`.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If a group has no attack, or both have attacks only.

    Notes
    -----
    The logarithm of the sample ratio less and plus twice the inverse hyperbolic
    sine of half its error [1]_.

    References
    ----------
    .. [1] Newcombe RG (2001). Logit confidence intervals and the inverse sinh
       transformation. American Statistician 55, 200-202.

    Examples
    --------
    >>> interval = risk_ratio_inverse_sinh(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (1.167, 41.983)
    """
    x, n, y, m = counts_of(group, reference)
    return around_inverse_sinh(
        sample_ratio(x, n, y, m),
        _variance(group, reference, method="the inverse sinh interval"),
        level=level,
        method="inverse sinh (Newcombe)",
    )


def risk_ratio_price_bonett(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Price and Bonett's interval of the risk ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As many times away on both sides.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Attacks have a quarter and incidents 1.75 added, which approximates a posterior,
    and the logarithm's variance is that posterior's [1]_. Should the sample ratio
    lie outside, `method` says so.

    References
    ----------
    .. [1] Price RM, Bonett DG (2008). Confidence intervals for a ratio of two
       independent binomial proportions. Statistics in Medicine 27, 5497-5508.

    Examples
    --------
    >>> interval = risk_ratio_price_bonett(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.9205, 36.5449)
    """
    x, n, y, m = counts_of(group, reference)
    interval = around_logarithm(
        sample_ratio(x + 0.25, n + 1.75, y + 0.25, m + 1.75),
        _posterior_variance(x, n) + _posterior_variance(y, m),
        level=level,
        method="log-scale approximate Bayes (Price-Bonett)",
    )
    return telling_what_is_left_out(interval, sample_ratio(x, n, y, m))


def _posterior_variance(successes: int, trials: int) -> float:
    attacks, others = successes + 0.25, trials - successes + 1.5
    return 1 / (attacks + attacks**2 / others)


def _logarithm(successes: float, trials: float) -> float:
    """Return the variance of the logarithm of a sample proportion."""
    return (trials - successes) / successes / trials


def _variance(group: Group, reference: Group, *, method: str) -> float:
    """Return that of the logarithm of the sample ratio, or refuse where it has none."""
    x, n, y, m = counts_of(group, reference)
    if not x or not y:
        raise NotEstimableError(
            f"{method} is not estimable: it has no limits where a group has no attack "
            f"({group} v {reference})"
        )
    if x == n and y == m:
        raise _no_width(method, group, reference)
    return _logarithm(x, n) + _logarithm(y, m)


def _no_width(method: str, group: Group, reference: Group) -> NotEstimableError:
    return NotEstimableError(
        f"{method} is not estimable: it has no width where every incident is an attack "
        f"({group} v {reference})"
    )


METHODS = tuple(
    Method(
        name=interval.__name__,
        scale="risk ratio",
        family="closed form",
        interval=interval,
    )
    for interval in (
        risk_ratio_katz,
        risk_ratio_adjusted_log,
        risk_ratio_inverse_sinh,
        risk_ratio_price_bonett,
    )
)
