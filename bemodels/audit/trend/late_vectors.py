"""How many incidents still to be recorded would turn the decline, at every vector."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial

from scipy.special import bdtr

from bemodels.audit.trend.over_vectors import NAMED_BEFORE, ONE_IS_TRUE, POISSON
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.trend.two_years import TwoYears
from bemodels.audit.years.words import in_words, range_in_words
from bemodels.intervals.declines import (
    DECLINES,
    check_declines,
    late_estimate,
    late_for_decline,
)
from bemodels.result import (
    Assumption,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.as_written import format_exact
from bemodels.result.display import format_level

NOT_SHOWN = "no fall is shown"
LATE_TABLE = "Incidents still to be recorded, by the counts of the two years"
_EARLIER_COMPLETE = Assumption(
    statement="Only the later year lacks incidents that are still to be recorded; the "
    "reference year is complete.",
    support="not checkable from these data",
)
Late = Callable[[TwoYears], int]


def late_incidents_over_vectors(
    possible: PossibleCounts,
    *,
    before: int,
    after: int,
    declines: Iterable[float] = DECLINES,
    level: float = 0.95,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    """Return how many late incidents would turn the decline, at every vector.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors of yearly counts, one of which is true.
    before, after : int
        The reference year, complete, and the later one, which may lack incidents.
    declines : iterable of float, default (50, 25, 0)
        Declines in percent that would be left, 0 to below 100; taken as written.
    level : float, default 0.95
        Coverage of the exact interval, in (0, 1).
    provenance : tuple of Provenance
        The files that the constraints on the vectors were read from.

    Returns
    -------
    Result
        ``late_incidents[P% left]``, the smallest whole number that leaves a decline of
        P% or less in the annual rate, and ``late_incidents[no fall is shown]``, the
        smallest after which the exact interval shows no fall any more; both as bounds
        over vectors, the value being the fewest. 0 where it is so already. The same by
        counts in a table.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If a vector has no incident in the reference year.

    Notes
    -----
    The decline is compared in whole numbers and fractions; nothing is rounded.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[12, 35, 48, 12], [21, 41, 36, 9]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    >>> result = late_incidents_over_vectors(possible, before=2016, after=2017)
    >>> for one in result.estimates:
    ...     low, high = one.interval.low, one.interval.high
    ...     print(f"{one.estimand}: {low:.0f} to {high:.0f}")
    late_incidents[50% left]: 6 to 8
    late_incidents[25% left]: 14 to 18
    late_incidents[0% left]: 21 to 28
    late_incidents[no fall is shown]: 8 to 13
    """
    check_level(level)
    check_type("possible", possible, PossibleCounts)
    asked: dict[str, Late] = {
        f"{format_exact(percent)}% left": partial(_late_for, percent=percent)
        for percent in check_declines(declines)
    }
    asked[NOT_SHOWN] = partial(_late_for_interval, level=level)
    pairs = possible.declines(before, after)
    found = {name: [late(pair) for pair in pairs] for name, late in asked.items()}
    return Result(
        title=f"Incidents of {after} still to be recorded, over "
        f"{in_words(len(possible))}",
        method="Smallest whole numbers added to the later year, in exact arithmetic",
        conclusion=_conclusion(pairs, found[NOT_SHOWN], after, level),
        estimates=tuple(
            late_estimate(
                f"late_incidents[{name}]",
                late,
                method=f"range over {in_words(len(possible))}; the value is the fewest",
            )
            for name, late in found.items()
        ),
        assumptions=(ONE_IS_TRUE, POISSON, _EARLIER_COMPLETE, NAMED_BEFORE),
        tables=(_table(pairs, found, before, after, level),),
        provenance=provenance,
    )


def _late_for(pair: TwoYears, *, percent: float) -> int:
    """Return the smallest addition after which the decline is no larger."""
    months = Fraction(pair.months_after, pair.months_before)
    return late_for_decline(
        pair.after, pair.before, exposure_ratio=months, percent=percent
    )


def _late_for_interval(pair: TwoYears, *, level: float) -> int:
    """Return the smallest addition after which the exact interval shows no fall.

    The later count's lower tail under equal rates grows with every addition.
    """
    tail, added = (1 - level) / 2, 0
    while _lower_tail(pair, added) < tail:
        added += 1
    return added


def _lower_tail(pair: TwoYears, added: int) -> float:
    after = pair.after + added
    return float(bdtr(after, pair.before + after, pair.null_share))


def _conclusion(
    pairs: Mapping[TwoYears, int], late: list[int], after: int, level: float
) -> str:
    shown, vectors = f"(exact {format_level(level)} interval)", sum(pairs.values())
    if not any(late):
        where = "" if vectors == 1 else f" at any of {in_words(vectors)}"
        return f"No fall is shown{where} {shown}, whatever is still to be recorded."
    added = [number for number in late if number]
    once = _once(min(added), max(added), after)
    already = vectors - sum(
        times for times, number in zip(pairs.values(), late, strict=True) if number
    )
    if not already:
        return f"No fall is shown any more {shown} {once}."
    return (
        f"No fall is shown {shown} at {already:,} of {in_words(vectors)}; elsewhere "
        f"none is shown any more {once}."
    )


def _once(fewest: int, most: int, after: int) -> str:
    noun, verb = ("incident", "is") if most == 1 else ("incidents", "are")
    by_vector = ", by vector" if fewest < most else ""
    number = range_in_words(fewest, most)
    return f"once {number} more {noun} of {after} {verb} recorded{by_vector}"


def _table(
    pairs: Mapping[TwoYears, int],
    found: Mapping[str, list[int]],
    before: int,
    after: int,
    level: float,
) -> Table:
    by_pair = zip(*found.values(), strict=True)
    return Table(
        name=LATE_TABLE,
        columns=(f"{before}", f"{after}", "vectors", *found),
        rows=tuple(
            (pair.before, pair.after, times, *late)
            for (pair, times), late in zip(pairs.items(), by_pair, strict=True)
        ),
        note=f"Smallest whole numbers; the interval is the exact {format_level(level)} "
        "one.",
    )
