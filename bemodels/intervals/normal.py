"""Intervals of what is normally distributed about an estimate, plain or as a logarithm.

Wald's intervals: so many standard errors on either side, the same in every room.
"""

from __future__ import annotations

from scipy.special import ndtri

from bemodels.intervals.exponentials import exponential
from bemodels.result import Interval, check_level


def normal_quantile(level: float) -> float:
    """Return how many standard errors lie on either side of an estimate.

    Parameters
    ----------
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    float
        Above 0; 1.96 for a level of 0.95.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1).

    Examples
    --------
    >>> round(normal_quantile(0.95), 6)
    1.959964
    """
    check_level(level)
    # Of the tail, whose digits 1 less it would lose.
    return -float(ndtri((1 - level) / 2))


def normal_limits(value: float, error: float, *, level: float) -> tuple[float, float]:
    """Return an estimate less and plus its errors.

    Parameters
    ----------
    value, error : float
        The middle, and its standard error, 0 or more.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    low, high : float
        As far away on both sides.

    Examples
    --------
    >>> low, high = normal_limits(0.5, 0.1, level=0.95)
    >>> round(low, 3), round(high, 3)
    (0.304, 0.696)
    """
    reach = normal_quantile(level) * error
    return value - reach, value + reach


def normal_interval(
    value: float, error: float, *, level: float, method: str
) -> Interval:
    """Return the interval of an estimate less and plus its errors.

    Parameters
    ----------
    value, error : float
        The middle, and its standard error, 0 or more.
    level : float
        Nominal coverage, in (0, 1).
    method : str
        As in `Interval`.

    Returns
    -------
    Interval
        A confidence interval, as wide on both sides.

    Examples
    --------
    >>> round(normal_interval(0.5, 0.1, level=0.95, method="Wald").low, 3)
    0.304
    """
    low, high = normal_limits(value, error, level=level)
    return Interval(low=low, high=high, level=level, kind="confidence", method=method)


def log_normal_interval(
    log_value: float, error: float, *, level: float, method: str
) -> Interval:
    """Return the interval of a rate or ratio whose logarithm has normal errors.

    Parameters
    ----------
    log_value, error : float
        The logarithm, and its standard error, 0 or more.
    level : float
        Nominal coverage, in (0, 1).
    method : str
        As in `Interval`.

    Returns
    -------
    Interval
        A confidence interval of the rate or ratio itself, 0 or more; open above where
        no float holds the limit.

    Examples
    --------
    >>> interval = log_normal_interval(0.0, 0.5, level=0.95, method="Wald")
    >>> round(interval.low * interval.high, 9)
    1.0
    """
    low, high = map(exponential, normal_limits(log_value, error, level=level))
    return Interval(low=low, high=high, level=level, kind="confidence", method=method)
