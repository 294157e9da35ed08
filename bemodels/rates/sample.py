"""The contrast of two groups in the sample, and whether an interval holds it.

An interval that adds to the counts, or whose middle is a posterior median, may leave
out what was seen; then it says so in its `method`.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.result import Interval, check_type


def counts_of(group: Group, reference: Group) -> tuple[int, int, int, int]:
    """Return attacks and incidents of both groups.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    tuple of int, length 4
        Attacks and incidents of the group, then of the reference.

    Raises
    ------
    InvalidDataError
        If one is no `Group`.
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    return group.attacks, group.incidents, reference.attacks, reference.incidents


def exposures_of(group: Exposed, reference: Exposed) -> tuple[int, float, int, float]:
    """Return events and years of both groups.

    Parameters
    ----------
    group, reference : Exposed
        The two groups.

    Returns
    -------
    tuple of float, length 4
        Events and years of the group, then of the reference.

    Raises
    ------
    InvalidDataError
        If one is no `Exposed`.
    """
    check_type("group", group, Exposed)
    check_type("reference", reference, Exposed)
    return group.events, group.years, reference.events, reference.years


def sample_difference(x: float, n: float, y: float, m: float) -> float:
    """Return the difference of two sample rates.

    Parameters
    ----------
    x, n : float
        Attacks and incidents of the group, or events and years.
    y, m : float
        The reference.

    Returns
    -------
    float
        Group less reference.
    """
    return x / n - y / m


def sample_ratio(x: float, n: float, y: float, m: float) -> float:
    """Return the ratio of two sample rates.

    Parameters
    ----------
    x, n : float
        Attacks and incidents of the group, or events and years.
    y, m : float
        The reference.

    Returns
    -------
    float
        Group over reference; infinite over 0, and NaN for 0 over 0, which no interval
        leaves out.
    """
    return _over(x / n, y / m)


def sample_odds_ratio(x: float, n: float, y: float, m: float) -> float:
    """Return the odds ratio in the sample.

    Parameters
    ----------
    x, n : float
        Attacks and incidents of the group.
    y, m : float
        The reference.

    Returns
    -------
    float
        Odds of the group over odds of the reference; infinite over 0, and NaN for 0
        over 0, which no interval leaves out.
    """
    return _over(x * (m - y), (n - x) * y)


def telling_what_is_left_out(interval: Interval, estimate: float) -> Interval:
    """Return an interval whose method says if the sample lies outside.

    Parameters
    ----------
    interval : Interval
        Of a method that may leave out the sample.
    estimate : float
        The contrast in the sample; NaN where there is none.

    Returns
    -------
    Interval
        With the same limits.

    Examples
    --------
    >>> interval = Interval(
    ...     low=1.5, high=9.0, level=0.95, kind="confidence", method="a method"
    ... )
    >>> telling_what_is_left_out(interval, float("inf")).method
    'a method; the sample lies above it, at inf'
    """
    if estimate < interval.low:
        side = "below"
    elif estimate > interval.high:
        side = "above"
    else:
        return interval
    method = f"{interval.method}; the sample lies {side} it, at {estimate:.4g}"
    return replace(interval, method=method)


def _over(above: float, below: float) -> float:
    if below:
        return above / below
    return inf if above else nan
