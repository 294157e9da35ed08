"""Declines of a rate in percent of a reference, and what leaves one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil

from bemodels.errors import InvalidDataError
from bemodels.result import Estimate, Interval
from bemodels.result.as_written import exact
from bemodels.result.rules import is_number, shown

DECLINES = (50, 25, 0)
_WHOLE = 100


def percent_decline(ratio: float | Fraction) -> float:
    """Turn a ratio of rates into a decline.

    Parameters
    ----------
    ratio : float or fractions.Fraction
        Later rate over reference rate.

    Returns
    -------
    float
        In percent of the reference; a rise is below 0.

    Examples
    --------
    >>> percent_decline(0.25), percent_decline(1.5)
    (75.0, -50.0)
    """
    return float(_WHOLE * (1 - ratio))


def as_decline(interval: Interval) -> Interval:
    """Turn the interval of a ratio into that of the decline.

    Parameters
    ----------
    interval : Interval
        Of a ratio of rates.

    Returns
    -------
    Interval
        In percent; an open side stays open.

    Examples
    --------
    >>> from bemodels.intervals.quasi_poisson import quasi_poisson_interval
    >>> decline = as_decline(quasi_poisson_interval(0.3, 9, 36, factor=1))
    >>> round(decline.low, 1), round(decline.high, 1)
    (37.7, 85.5)
    """
    return Interval(
        low=percent_decline(interval.high),
        high=percent_decline(interval.low),
        level=interval.level,
        kind=interval.kind,
        method=interval.method,
    )


def check_declines(declines: Iterable[float]) -> tuple[float, ...]:
    """Return declines in percent, or refuse what are none.

    Parameters
    ----------
    declines : iterable of float
        Each 0 or more and below 100.

    Returns
    -------
    tuple of float
        In the given order, each once.

    Raises
    ------
    InvalidDataError
        If one is no such number.

    Examples
    --------
    >>> check_declines([50, 25, 50.0])
    (50, 25)
    """
    if not isinstance(declines, Iterable) or isinstance(declines, str):
        raise InvalidDataError(f"declines must be a sequence, got {shown(declines)}")
    found: dict[Fraction, float] = {}
    for one in declines:
        if not is_number(one) or not 0 <= one < _WHOLE:
            raise InvalidDataError(
                f"a decline must be a percentage from 0 to below 100, got {shown(one)}"
            )
        found.setdefault(exact("a decline", one), one)
    return tuple(found.values())


def late_estimate(estimand: str, late: Sequence[int], *, method: str) -> Estimate:
    """Return numbers of late incidents over vectors of counts as bounds.

    Parameters
    ----------
    estimand : str
        As in `Estimate`.
    late : sequence of int
        One for each vector or for each that differs.
    method : str
        As in `Interval`.

    Returns
    -------
    Estimate
        From the fewest, which is the value, to the most.
    """
    fewest, most = float(min(late)), float(max(late))
    return Estimate(
        estimand=estimand,
        value=fewest,
        unit="incidents",
        interval=Interval(low=fewest, high=most, level=1, kind="bounds", method=method),
    )


def late_for_decline(
    count: int, reference_count: int, *, exposure_ratio: Fraction, percent: float
) -> int:
    """Return the smallest addition to a count after which its decline is no larger.

    Parameters
    ----------
    count, reference_count : int
        Incidents of the later period and of the reference.
    exposure_ratio : fractions.Fraction
        Exposure of the later period over that of the reference.
    percent : float
        The decline that is left, 0 or more and below 100; taken as it is written.

    Returns
    -------
    int
        0 where the decline is no larger already.

    Examples
    --------
    Twelve incidents in ten months against 48 in twelve:

    >>> ten_months = Fraction(10, 12)
    >>> late_for_decline(12, 48, exposure_ratio=ten_months, percent=50)
    8
    """
    left = 1 - exact("a decline", percent) / _WHOLE
    return max(0, ceil(left * reference_count * exposure_ratio) - count)
