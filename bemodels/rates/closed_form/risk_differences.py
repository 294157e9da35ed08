"""Closed-form intervals of the difference of two attack rates.

Both are an estimate less and plus its error, and may reach beyond -1 and 1.
"""

from __future__ import annotations

from math import sqrt

from bemodels.errors import NotEstimableError
from bemodels.intervals.normal import normal_interval
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.sample import counts_of, sample_difference, telling_what_is_left_out
from bemodels.result import Interval


def risk_difference_wald(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Wald's interval of the difference: a warning, not a recommendation.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As wide on both sides; it may reach beyond -1 and 1.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If both groups have no attack, or attacks only: it would have no width.

    Notes
    -----
    Never report it. With groups of 12 and 95 incidents its coverage falls to 22% where
    95% is promised; it stands here so that others' figures can be checked [1]_.
    `risk_difference_scas` is the interval to use.

    References
    ----------
    .. [1] Newcombe RG (1998). Interval estimation for the difference between
       independent proportions: comparison of eleven methods. Statistics in Medicine 17,
       873-890.

    Examples
    --------
    >>> interval = risk_difference_wald(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0292, 0.3238)
    """
    x, n, y, m = counts_of(group, reference)
    variance = _variance(x, n) + _variance(y, m)
    if not variance:
        raise NotEstimableError(
            "Wald's interval is not estimable: both sample variances are 0 "
            f"({group} v {reference})"
        )
    return normal_interval(
        sample_difference(x, n, y, m),
        sqrt(variance),
        level=level,
        method="Wald (warning)",
    )


def risk_difference_agresti_caffo(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Agresti and Caffo's interval of the difference.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As wide on both sides; it may reach beyond -1 and 1.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Wald's interval after adding an attack and an incident without one to each group
    [1]_. Should the sample difference lie outside, `method` says so.

    References
    ----------
    .. [1] Agresti A, Caffo B (2000). Simple and effective confidence intervals for
       proportions and differences of proportions result from adding two successes and
       two failures. American Statistician 54, 280-288.

    Examples
    --------
    >>> interval = risk_difference_agresti_caffo(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 8), round(interval.high, 8)
    (0.01161167, 0.32172166)
    """
    x, n, y, m = counts_of(group, reference)
    interval = normal_interval(
        sample_difference(x + 1, n + 2, y + 1, m + 2),
        sqrt(_variance(x + 1, n + 2) + _variance(y + 1, m + 2)),
        level=level,
        method="Agresti-Caffo (an attack and a non-attack added to each group)",
    )
    return telling_what_is_left_out(interval, sample_difference(x, n, y, m))


def _variance(successes: int, trials: int) -> float:
    """Return the estimated variance of a sample proportion."""
    return successes * (trials - successes) / trials**3


METHODS = tuple(
    Method(
        name=interval.__name__,
        scale="risk difference",
        family="closed form",
        interval=interval,
    )
    for interval in (
        risk_difference_wald,
        risk_difference_agresti_caffo,
    )
)
