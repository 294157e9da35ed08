"""How many incidents still to be recorded would turn a decline into a smaller one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from bemodels.counts.partial_years.peak_period import (
    PEAK_CHOSEN,
    Period,
    peak_before_last,
    periods_of,
)
from bemodels.counts.steps.period_series import read_series
from bemodels.errors import NotEstimableError
from bemodels.intervals.declines import (
    DECLINES,
    check_declines,
    late_estimate,
    late_for_decline,
    percent_decline,
)
from bemodels.result import Assumption, Cell, Result, Table
from bemodels.result.as_written import format_exact

DECLINES_TABLE = "Incidents still to be recorded in the last period"
COMPLETE_BEFORE = Assumption(
    statement="Only the last period lacks incidents that are still to be recorded; "
    "those before it are complete.",
    support="not checkable from these data",
)


def late_reporting(
    counts: Iterable[int] | Iterable[Iterable[int]],
    exposure: Iterable[float],
    *,
    declines: Iterable[float] = DECLINES,
) -> Result:
    """Return how many late incidents would turn the last period's decline.

    Parameters
    ----------
    counts : iterable of int, length T, or iterable of such
        Incidents of successive periods; or several such vectors, where a report leaves
        more than one possible.
    exposure : iterable of float, length T
        Years of each period, above 0; the last may be partial.
    declines : iterable of float, default (50, 25, 0)
        Declines in percent that would be left, 0 to below 100; taken as written.

    Returns
    -------
    Result
        ``late_incidents[P% from the peak]`` and ``late_incidents[P% from the period
        before]``: the smallest whole number that leaves a decline of P% or less in the
        annual rate, as bounds over the vectors; the value is the smallest over them. It
        is 0 where the decline is no larger already. The same in a table, with the
        decline as recorded.

    Raises
    ------
    InvalidDataError
        If a count, an exposure or a decline is not what it must be.
    NotEstimableError
        If a vector has no incident in the period that the last is compared with.

    Notes
    -----
    Whole numbers and fractions only: an exposure within rounding of whole months or
    days is that fraction, so that 10/12 of a year is neither more nor less.

    Examples
    --------
    >>> result = late_reporting([12, 35, 48, 12], [7 / 12, 1, 1, 10 / 12])
    >>> for late in result.estimates[:3]:
    ...     print(late.estimand, int(late.value))
    late_incidents[50% from the peak] 8
    late_incidents[25% from the peak] 18
    late_incidents[0% from the peak] 28
    """
    left = check_declines(declines)
    years = tuple(exposure) if isinstance(exposure, Iterator) else exposure
    vectors = _read_vectors(counts, years)
    found = {
        (name, percent): [
            _late(reference_of(periods), periods[-1], percent) for periods in vectors
        ]
        for name, reference_of in _REFERENCES.items()
        for percent in left
    }
    return Result(
        title=f"Late reporting: {_in_words(vectors)} of counts in "
        f"{len(vectors[0])} periods",
        method="Smallest whole numbers added to the last period, in exact arithmetic",
        estimates=tuple(
            late_estimate(
                f"late_incidents[{format_exact(percent)}% from {name}]",
                late,
                method=f"range over {_in_words(late)} of counts",
            )
            for (name, percent), late in found.items()
        ),
        assumptions=(COMPLETE_BEFORE, PEAK_CHOSEN),
        tables=(_declines_table(vectors, found),),
    )


def _period_before(periods: Sequence[Period]) -> Period:
    before = periods[-2]
    if not before.count:
        raise NotEstimableError(
            "a decline is not estimable: there is no incident in the period before the "
            "last"
        )
    return before


_REFERENCES: dict[str, Callable[[Sequence[Period]], Period]] = {
    "the peak": peak_before_last,
    "the period before": _period_before,
}


def _late(reference: Period, last: Period, percent: float) -> int:
    """Return the smallest addition after which the decline is no larger."""
    return late_for_decline(
        last.count,
        reference.count,
        exposure_ratio=last.years / reference.years,
        percent=percent,
    )


def _in_words(vectors: Sequence[object]) -> str:
    return "one vector" if len(vectors) == 1 else f"{len(vectors)} vectors"


def _declines_table(
    vectors: Sequence[tuple[Period, ...]],
    found: dict[tuple[str, float], list[int]],
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, reference_of in _REFERENCES.items():
        recorded = [
            percent_decline(one[-1].rate / reference_of(one).rate) for one in vectors
        ]
        rows.append((name, "as recorded", 0, 0, min(recorded), max(recorded)))
        rows += [
            (name, f"{format_exact(percent)}% or less", min(late), max(late), "", "")
            for (reference, percent), late in found.items()
            if reference == name
        ]
    return Table(
        name=DECLINES_TABLE,
        columns=(
            *("decline from", "decline left", "fewest", "most"),
            *("smallest decline (%)", "largest decline (%)"),
        ),
        rows=tuple(rows),
        note="Fewest and most over the vectors of counts.",
    )


def _read_vectors(
    counts: object, exposure: Iterable[float]
) -> tuple[tuple[Period, ...], ...]:
    """Read one vector of counts, or several."""
    given: Any = tuple(counts) if isinstance(counts, Iterator) else counts
    first = next(iter(given), 0) if isinstance(given, Iterable) else 0
    single = isinstance(first, str) or not isinstance(first, Iterable)
    vectors = [given] if single else given
    return tuple(periods_of(read_series(one, exposure)) for one in vectors)
