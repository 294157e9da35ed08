"""What a quantity and its interval are over several vectors, one of which is true.

The range of the estimate over vectors is ignorance alone and carries no probability.
The interval from the lowest to the highest limit holds at least as often as that at the
true vector, whichever it is, which lies within it [1]_.

References
----------
.. [1] Horowitz JL, Manski CF (2000). Nonparametric analysis of randomized experiments
   with missing covariate and outcome data. Journal of the American Statistical
   Association 95, 77-84.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, sqrt

from bemodels.audit.years.words import in_words
from bemodels.result import Assumption, Estimate, Interval

ONE_IS_TRUE = Assumption(
    statement="The true counts by year are one of the vectors: what the report prints "
    "on years is right as it was read.",
    support="not checkable from these data",
)
POISSON = Assumption(
    statement="Incidents occur independently of one another at a rate that is constant "
    "within each year.",
    support="not checkable from these data",
)
COMPLETE = Assumption(
    statement="Every year is recorded to the same extent; no incident is still to be "
    "recorded.",
    support="not checkable from these data",
)
NAMED_BEFORE = Assumption(
    statement="The two years were named before the counts were seen; if one was picked "
    "for its high count, the interval is too short and shows a change where there is "
    "none more often than its level says.",
    support="not checkable from these data",
)


@dataclass(frozen=True, kw_only=True)
class Middle:
    """The point of a range that stands for it, no likelier than any other of it.

    Attributes
    ----------
    words : str
        What it is called.
    of : callable
        From the two ends to the point.
    """

    words: str
    of: Callable[[float, float], float]


def _half_way(low: float, high: float) -> float:
    return low if low == high else (low + high) / 2


def _as_far_in_ratio(low: float, high: float) -> float:
    if (low, high) == (0, inf):
        return 1.0
    return low if low == high else sqrt(low) * sqrt(high)


HALF_WAY = Middle(words="middle", of=_half_way)
GEOMETRIC = Middle(words="geometric middle", of=_as_far_in_ratio)


def bounds_over(
    estimand: str,
    values: Sequence[float],
    *,
    unit: str,
    vectors: int,
    middle: Middle = HALF_WAY,
) -> Estimate:
    """Return the range of a quantity over vectors.

    Parameters
    ----------
    estimand : str
        As in `Estimate`.
    values : sequence of float
        One for each vector or for each that differs.
    unit : str
        As in `Estimate`.
    vectors : int
        How many vectors there are.
    middle : Middle, default half way
        The point of the range that is the value.

    Returns
    -------
    Estimate
        Bounds, which give no probability to any part of them.

    Examples
    --------
    >>> found = bounds_over("decline", [69.5, 70.5], unit="%", vectors=240)
    >>> found.value, found.interval.method
    (70.0, 'range over 240 vectors; the value is its middle')
    """
    low, high = min(values), max(values)
    return Estimate(
        estimand=estimand,
        value=middle.of(low, high),
        unit=unit,
        interval=Interval(
            low=low,
            high=high,
            level=1,
            kind="bounds",
            method=f"range over {in_words(vectors)}; the value is its {middle.words}",
        ),
    )


def hull_over(
    estimand: str,
    values: Sequence[float],
    intervals: Sequence[Interval],
    *,
    unit: str,
    vectors: int,
    middle: Middle = HALF_WAY,
) -> Estimate:
    """Return the interval that holds whichever vector is true.

    Parameters
    ----------
    estimand : str
        As in `Estimate`.
    values : sequence of float
        One for each vector or for each that differs.
    intervals : sequence of Interval, of the same length
        Those of the values, all of one level, kind and method.
    unit : str
        As in `Estimate`.
    vectors : int
        How many vectors there are.
    middle : Middle, default half way
        The point of the range of values that is the value.

    Returns
    -------
    Estimate
        From the lowest limit to the highest; the value is as by `bounds_over`.
    """
    first = intervals[0]
    return Estimate(
        estimand=estimand,
        value=middle.of(min(values), max(values)),
        unit=unit,
        interval=Interval(
            low=min(one.low for one in intervals),
            high=max(one.high for one in intervals),
            level=first.level,
            kind=first.kind,
            method=f"{first.method}, lowest to highest limit over {in_words(vectors)}",
        ),
    )
