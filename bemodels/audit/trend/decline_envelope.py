"""The decline of the annual rate between two years, over every possible vector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bemodels.audit.trend.over_vectors import (
    COMPLETE,
    NAMED_BEFORE,
    ONE_IS_TRUE,
    POISSON,
    bounds_over,
    hull_over,
)
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.trend.shown_changes import ShownChanges, shown_by_declines
from bemodels.audit.trend.two_years import TwoYears
from bemodels.audit.years.words import in_words
from bemodels.intervals.declines import as_decline
from bemodels.result import (
    Cell,
    Curve,
    Interval,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_level, format_number

ENDS_TABLE = "Ends of the interval over the vectors"
PARTS_TABLE = "Two parts of the uncertainty"
COUNTS_TABLE = "Decline by the counts of the two years"


def decline_over_vectors(
    possible: PossibleCounts,
    *,
    before: int,
    after: int,
    level: float = 0.95,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    """Return the decline of the annual rate between two years over every vector.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors of yearly counts, one of which is true.
    before, after : int
        The reference year and the later one.
    level : float, default 0.95
        Coverage of every sampling interval, in (0, 1).
    provenance : tuple of Provenance
        The files that the constraints on the vectors were read from.

    Returns
    -------
    Result
        ``decline`` in percent, the bounds of the point estimate over vectors
        (ignorance alone); ``decline_with_sampling`` and ``decline_with_sampling_midp``,
        whose intervals hold whichever vector is true; tables of where each end lies
        over the vectors, of the two parts, and of the counts that differ; a curve for
        each interval.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If a vector has no incident in the reference year.

    Notes
    -----
    The interval at one vector is the exact conditional one of two Poisson rates,
    Clopper and Pearson's limits of the later year's share of both counts [1]_. No
    probability is given to vectors: the range over them is a worst case.

    References
    ----------
    .. [1] Przyborowski J, Wilenski H (1940). Homogeneity of results in testing samples
       from Poisson series. Biometrika 31, 313-323.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[12, 35, 48, 12], [21, 41, 36, 9]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    >>> result = decline_over_vectors(possible, before=2016, after=2017)
    >>> for one in result.estimates[:2]:
    ...     low, high = one.interval.low, one.interval.high
    ...     print(f"{one.estimand}: {low:.1f} to {high:.1f}")
    decline: 70.0 to 70.0
    decline_with_sampling: 36.5 to 87.3
    """
    check_level(level)
    check_type("possible", possible, PossibleCounts)
    pairs = possible.declines(before, after)
    exact = [as_decline(pair.exact(level=level)) for pair in pairs]
    shown = shown_by_declines(pairs.values(), exact)
    midp = [as_decline(pair.midp(level=level)) for pair in pairs]
    values = [pair.decline for pair in pairs]
    alone = bounds_over("decline", values, unit="%", vectors=len(possible))
    both, both_midp = (
        hull_over(name, values, found, unit="%", vectors=len(possible))
        for name, found in (
            ("decline_with_sampling", exact),
            ("decline_with_sampling_midp", midp),
        )
    )
    return Result(
        title=f"Decline of the annual rate from {before} to {after} over "
        f"{in_words(len(possible))}",
        method="Ratio of two Poisson rates given the sum of both counts, at every "
        "vector; no probability over vectors",
        conclusion=_conclusion(shown, alone.interval, both.interval, before, after),
        estimates=(alone, both, both_midp),
        assumptions=(ONE_IS_TRUE, POISSON, COMPLETE, NAMED_BEFORE),
        curves=tuple(
            _curve(name, pairs, found, before)
            for name, found in (("exact", exact), ("mid-P", midp))
        ),
        tables=(
            _ends_table(possible, {"exact": exact, "mid-P": midp}, level),
            _parts_table(alone.interval, both.interval, exact),
            _counts_table(pairs, exact, midp, before, after),
        ),
        provenance=provenance,
    )


def _conclusion(
    shown: ShownChanges, alone: Interval, both: Interval, before: int, after: int
) -> str:
    low, high, narrow, wide = (
        format_number(one) for one in (both.low, both.high, alone.low, alone.high)
    )
    what = f"decline of the annual rate from {before} to {after}"
    given = (
        f"{format_level(both.level)}, if incidents are independent, all are recorded "
        "and the years were not picked"
    )
    rise = " A decline below 0 is a rise." if alone.low < 0 else ""
    if shown.vectors == 1:
        return f"The {what} is {narrow}% ({low}% to {high}%; {given}): {shown}.{rise}"
    moved = (
        f"do not move the decline itself, {narrow}%"
        if narrow == wide
        else f"move the decline itself between {narrow}% and {wide}%"
    )
    return (
        f"Whichever of {in_words(shown.vectors)} is true, the {what} lies between "
        f"{low}% and {high}% ({given}): {shown}. The counts left open {moved}.{rise}"
    )


def _ends_table(
    possible: PossibleCounts, found: Mapping[str, Sequence[Interval]], level: float
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, intervals in found.items():
        for end in ("low", "high"):
            limits = [getattr(one, end) for one in intervals]
            rows.append((name, end, min(limits), max(limits)))
    return Table(
        name=ENDS_TABLE,
        columns=("interval", "end", "lowest (%)", "highest (%)"),
        rows=tuple(rows),
        note=f"{format_level(level)} intervals of the decline at each of "
        f"{in_words(len(possible))}.",
    )


def _parts_table(alone: Interval, both: Interval, exact: Sequence[Interval]) -> Table:
    widths = [one.high - one.low for one in exact]
    return Table(
        name=PARTS_TABLE,
        columns=("part", "width (percentage points)"),
        rows=(
            ("ignorance: the decline over the vectors", alone.high - alone.low),
            ("sampling: narrowest exact interval at one vector", min(widths)),
            ("sampling: widest exact interval at one vector", max(widths)),
            ("both: lowest to highest limit", both.high - both.low),
        ),
        note="More text would shrink the first part and tell which of the second; only "
        "more incidents would shrink the second.",
    )


def _counts_table(
    pairs: Mapping[TwoYears, int],
    exact: Sequence[Interval],
    midp: Sequence[Interval],
    before: int,
    after: int,
) -> Table:
    return Table(
        name=COUNTS_TABLE,
        columns=(
            *(f"{before}", f"{after}", "vectors", "decline (%)"),
            *("exact low (%)", "exact high (%)", "mid-P low (%)", "mid-P high (%)"),
        ),
        rows=tuple(
            (
                *(pair.before, pair.after, times, pair.decline),
                *(one.low, one.high, other.low, other.high),
            )
            for (pair, times), one, other in zip(
                pairs.items(), exact, midp, strict=True
            )
        ),
        note="Vectors with the same two counts share a row.",
    )


def _curve(
    name: str, pairs: Mapping[TwoYears, int], intervals: Sequence[Interval], before: int
) -> Curve:
    """Draw, for each count of the reference year, what its vectors have."""
    groups: dict[int, list[tuple[float, Interval]]] = {}
    for pair, interval in zip(pairs, intervals, strict=True):
        groups.setdefault(pair.before, []).append((pair.decline, interval))
    return Curve(
        name=f"Decline by the count of {before}, {name}",
        x=tuple(map(float, groups)),
        y=tuple(
            (min(one for one, _ in found) + max(one for one, _ in found)) / 2
            for found in groups.values()
        ),
        low=tuple(min(one.low for _, one in found) for found in groups.values()),
        high=tuple(max(one.high for _, one in found) for found in groups.values()),
        x_label=f"incidents in {before}",
        y_label="decline of the annual rate (%)",
        level=intervals[0].level,
        kind="confidence",
    )
