"""The same interval under several variance factors, and where its conclusion tips."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import atan, exp

from bemodels.intervals import solve_increasing
from bemodels.intervals.variance_factors import factor_words
from bemodels.result import Assumption, Estimate, Interval, Probability

IntervalAt = Callable[[float], Interval]
CLUSTERED = Assumption(
    statement="At a variance factor c incidents vary as if they came in independent "
    "clusters of c: waves of arrests after an attack, or one shared network. The plain "
    "interval has c = 1, independent incidents.",
    support="not checkable from these data",
)

NAMED_BEFORE = Assumption(
    statement="What is compared was named before the counts were seen; if one of the "
    "two was picked for its high count, the interval is too short (decline_from_peak "
    "allows for that).",
    support="not checkable from these data",
)


def by_factor(
    name: str,
    value: float,
    unit: str,
    interval_at: IntervalAt,
    factors: Iterable[float],
) -> tuple[Estimate, ...]:
    """Return an estimate with its plain interval, then with scaled ones.

    Parameters
    ----------
    name : str
        Of the plain estimate.
    value : float
        The same under every factor.
    unit : str
        Of the value.
    interval_at : callable
        From a variance factor to the interval.
    factors : iterable of float
        Those beside 1.

    Returns
    -------
    tuple of Estimate
        ``name``, then ``name[variance factor c]``.
    """
    named = {name: 1.0} | {f"{name}[{factor_words(c)}]": c for c in factors}
    return tuple(
        Estimate(
            estimand=label,
            value=value,
            unit=unit,
            interval=_named(interval_at(factor), factor),
        )
        for label, factor in named.items()
    )


def tipping_factor(interval_at: IntervalAt, null: float) -> float | None:
    """Return the variance factor at which an interval begins to hold a value.

    Parameters
    ----------
    interval_at : callable
        From a variance factor to the interval, which widens with it.
    null : float
        The value in question.

    Returns
    -------
    float or None
        To 1e-12 of its size; nothing where the plain interval holds the value.
    """
    plain = interval_at(1.0)
    if plain.low <= null <= plain.high:
        return None

    def reached(log_factor: float) -> float:
        interval = interval_at(exp(log_factor))
        # A limit may be infinite, at which no root is looked for.
        return atan(null - interval.low if plain.low > null else interval.high - null)

    return exp(solve_increasing(reached))


def tipping(
    interval_at: IntervalAt, null: float, words: str
) -> tuple[Probability, ...]:
    """Return the tipping point of a conclusion, where there is a conclusion.

    Parameters
    ----------
    interval_at : callable
        From a variance factor to the interval, which widens with it.
    null : float
        The value that the plain interval may exclude.
    words : str
        What the value is called, such as "no change".

    Returns
    -------
    tuple of Probability
        One, or none where the plain interval holds the value already.
    """
    found = tipping_factor(interval_at, null)
    if found is None:
        return ()
    return (tipping_point(found, words, interval_at(1.0).method),)


def tipping_point(factor: float, words: str, method: str) -> Probability:
    """Return a tipping point in words.

    Parameters
    ----------
    factor : float
        The variance factor, 1 or more.
    words : str
        What the value is called that the interval begins to hold.
    method : str
        Of the plain interval.

    Returns
    -------
    Probability
        The factor and what it is of.
    """
    return Probability(
        statement=f"variance factor from which the interval holds {words}",
        value=factor,
        given=f"the counts, and the interval by {method}",
    )


def _named(interval: Interval, factor: float) -> Interval:
    if factor == 1:
        return interval
    return replace(interval, method=f"{interval.method}, {factor_words(factor)}")
