"""Ratios of any two years' counts and annual rates, over every possible vector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bemodels.audit.trend.over_vectors import (
    COMPLETE,
    GEOMETRIC,
    NAMED_BEFORE,
    ONE_IS_TRUE,
    POISSON,
    bounds_over,
    hull_over,
)
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.trend.shown_changes import shown_by_ratios
from bemodels.audit.trend.two_years import TwoYears
from bemodels.audit.years.words import in_words
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import (
    Estimate,
    Interval,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_level
from bemodels.result.rules import shown

CHANGES_TABLE = "Vectors at which a change is shown"
_PAIR = 2
Pairs = Mapping[TwoYears, int]


def changes_over_vectors(
    possible: PossibleCounts,
    pairs: Iterable[tuple[int, int]],
    *,
    level: float = 0.95,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    """Return ratios of years' counts and annual rates over every vector.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors of yearly counts, one of which is true.
    pairs : iterable of (int, int)
        Reference year and later year of each comparison.
    level : float, default 0.95
        Coverage of every sampling interval, in (0, 1).
    provenance : tuple of Provenance
        The files that the constraints on the vectors were read from.

    Returns
    -------
    Result
        ``count_ratio[later to reference]`` and ``rate_ratio[later to reference]``, the
        bounds over vectors, each also ``_with_sampling``: from the lowest to the
        highest exact limit. A table tells at how many vectors the interval shows a
        rise, a fall, or neither, by counts as by annual rates.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If a vector has no incident in both years of a pair.

    Notes
    -----
    Counts are compared as if both years had been observed as long, annual rates by
    their months: a year of 7 months that has as many incidents as one of 12 had 12/7
    times its annual rate. Where neither a rise nor a fall is shown, both years may have
    had the same rate: that is possible, and not shown.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[12, 35, 48, 12], [21, 41, 36, 9]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    >>> result = changes_over_vectors(possible, [(2014, 2015)])
    >>> for one in result.estimates[:3]:
    ...     low, high = one.interval.low, one.interval.high
    ...     print(f"{one.estimand}: {low:.2f} to {high:.2f}")
    count_ratio[2015 to 2014]: 1.95 to 2.92
    count_ratio_with_sampling[2015 to 2014]: 1.13 to 6.17
    rate_ratio[2015 to 2014]: 1.14 to 1.70
    """
    check_level(level)
    check_type("possible", possible, PossibleCounts)
    asked = _check_pairs(pairs)
    compared = {
        (kind, before, after): found
        for before, after in asked
        for kind, found in _both_kinds(possible, before, after)
    }
    intervals = {
        key: [pair.exact(level=level) for pair in found]
        for key, found in compared.items()
    }
    return Result(
        title=f"Changes between years over {in_words(len(possible))}",
        method="Ratio of two Poisson counts and of their annual rates given the sum, "
        "at every vector; no probability over vectors",
        conclusion=_conclusion(compared, intervals),
        estimates=tuple(
            estimate
            for key, found in compared.items()
            for estimate in _estimates(key, found, intervals[key], len(possible))
        ),
        assumptions=(ONE_IS_TRUE, POISSON, COMPLETE, NAMED_BEFORE),
        tables=(_table(compared, intervals, level),),
        provenance=provenance,
    )


Key = tuple[str, int, int]


def _check_pairs(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    if not isinstance(pairs, Iterable) or isinstance(pairs, str):
        raise InvalidDataError(f"pairs must be a sequence, got {shown(pairs)}")
    found = tuple(pairs)
    for one in found:
        if not isinstance(one, tuple) or len(one) != _PAIR:
            raise InvalidDataError(f"a pair must be two years, got {shown(one)}")
    return tuple(dict.fromkeys(found))


def _both_kinds(
    possible: PossibleCounts, before: int, after: int
) -> Iterator[tuple[str, Pairs]]:
    """Yield the two years as counts, of one length, and as annual rates."""
    found = possible.pairs(before, after)
    if any(not pair.total for pair in found):
        raise NotEstimableError(
            f"a ratio is not estimable: a vector has no incident in {before} and "
            f"{after}"
        )
    alike = {
        replace(pair, months_before=1, months_after=1): times
        for pair, times in found.items()
    }
    yield "count", alike
    yield "rate", found


def _estimates(
    key: Key, found: Pairs, intervals: list[Interval], vectors: int
) -> tuple[Estimate, ...]:
    kind, before, after = key
    values, which = [pair.ratio for pair in found], f"[{after} to {before}]"
    name = f"{kind}_ratio"
    return (
        bounds_over(
            f"{name}{which}", values, unit="ratio", vectors=vectors, middle=GEOMETRIC
        ),
        hull_over(
            f"{name}_with_sampling{which}",
            values,
            intervals,
            unit="ratio",
            vectors=vectors,
            middle=GEOMETRIC,
        ),
    )


def _conclusion(
    compared: Mapping[Key, Pairs], intervals: Mapping[Key, list[Interval]]
) -> str:
    parts = [
        f"from {before} to {after} "
        f"{shown_by_ratios(found.values(), intervals[kind, before, after])}"
        for (kind, before, after), found in compared.items()
        if kind == "rate"
    ]
    return f"Of the annual rate, {'; '.join(parts)}." if parts else ""


def _table(
    compared: Mapping[Key, Pairs],
    intervals: Mapping[Key, list[Interval]],
    level: float,
) -> Table:
    return Table(
        name=CHANGES_TABLE,
        columns=(
            *("reference", "later", "compared", "lowest ratio", "highest ratio"),
            *("vectors with a rise shown", "with a fall shown", "with neither"),
        ),
        rows=tuple(
            (
                *(f"{before}", f"{after}"),
                {"count": "counts", "rate": "annual rates"}[kind],
                *(min(pair.ratio for pair in found), max(pair.ratio for pair in found)),
                *(shown.rises, shown.falls, shown.neither),
            )
            for (kind, before, after), found in compared.items()
            for shown in (
                shown_by_ratios(found.values(), intervals[kind, before, after]),
            )
        ),
        note=f"Shown: the exact {format_level(level)} interval at a vector lies above "
        "1, a rise, or below 1, a fall. With neither: it holds 1, so that equal years "
        "are possible, and not shown.",
    )
