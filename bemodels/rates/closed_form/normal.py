"""A normal quantile either side of a ratio, on its logarithm or one that grows less."""

from __future__ import annotations

from math import asinh, exp, log, sqrt

from bemodels.errors import NotEstimableError
from bemodels.intervals.normal import normal_quantile
from bemodels.result import Interval

# e^680 leaves room for the ratio itself.
_LARGEST = 680.0


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
    return Interval(
        low=ratio * exp(-half),
        high=ratio * exp(half),
        level=level,
        kind="confidence",
        method=method,
    )
