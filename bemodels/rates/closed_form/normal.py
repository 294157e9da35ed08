"""A normal quantile either side of an estimate, plain or as a logarithm."""

from __future__ import annotations

from math import asinh, exp, log, sqrt

from scipy.special import ndtri

from bemodels.errors import NotEstimableError
from bemodels.result import Interval, check_level

# e^680 leaves room for the ratio itself.
_LARGEST = 680.0


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
    return -float(ndtri((1 - level) / 2))


def around(estimate: float, variance: float, *, level: float, method: str) -> Interval:
    """Return an estimate less and plus its errors.

    Parameters
    ----------
    estimate, variance : float
        The middle, and the square of its standard error, above 0.
    level : float
        Nominal coverage, in (0, 1).
    method : str
        As in `Interval`.

    Returns
    -------
    Interval
        As wide on both sides.

    Examples
    --------
    >>> round(around(0.5, 0.01, level=0.95, method="Wald").low, 3)
    0.304
    """
    half = normal_quantile(level) * sqrt(variance)
    return _confidence(estimate - half, estimate + half, level, method)


def around_logarithm(
    ratio: float, variance: float, *, level: float, method: str
) -> Interval:
    """Return a ratio over and times the exponential of its logarithm's errors.

    Parameters
    ----------
    ratio, variance : float
        The middle, and the square of its logarithm's standard error, both above 0.
    level : float
        Nominal coverage, in (0, 1).
    method : str
        As in `Interval`.

    Returns
    -------
    Interval
        As many times away on both sides.

    Examples
    --------
    >>> interval = around_logarithm(2.0, 0.25, level=0.95, method="Wald")
    >>> round(interval.low * interval.high, 9)
    4.0
    """
    half = normal_quantile(level) * sqrt(variance)
    return _times_and_over(ratio, half, level, method)


def around_inverse_sinh(
    ratio: float, variance: float, *, level: float, method: str
) -> Interval:
    """Return a ratio over and times the exponential of a distance that grows slowly.

    Parameters
    ----------
    ratio, variance : float
        As for `around_logarithm`.
    level : float
        Nominal coverage, in (0, 1).
    method : str
        As in `Interval`.

    Returns
    -------
    Interval
        Narrower than that of `around_logarithm`.

    Examples
    --------
    >>> interval = around_inverse_sinh(2.0, 0.25, level=0.95, method="sinh")
    >>> round(interval.low * interval.high, 9)
    4.0
    """
    half = 2 * asinh(normal_quantile(level) * sqrt(variance) / 2)
    return _times_and_over(ratio, half, level, method)


def _times_and_over(ratio: float, half: float, level: float, method: str) -> Interval:
    if half > _LARGEST:
        raise NotEstimableError(
            "a limit is not estimable: it lies a factor of "
            f"10^{half / log(10):.0f} from the estimate, more than can be computed "
            f"({method})"
        )
    return _confidence(ratio * exp(-half), ratio * exp(half), level, method)


def _confidence(low: float, high: float, level: float, method: str) -> Interval:
    return Interval(low=low, high=high, level=level, kind="confidence", method=method)
