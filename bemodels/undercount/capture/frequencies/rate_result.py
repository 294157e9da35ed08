"""The result of an estimator that gives each unit seen a chance of being seen."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.intervals.normal import normal_limits
from bemodels.result import Assumption, HypothesisTest, Provenance, Result, Table
from bemodels.undercount.capture.frequencies.once_and_twice import check_against_bound
from bemodels.undercount.capture.frequencies.times_seen import (
    CLOSED,
    MATCHED,
    UNCHANGED,
    TimesSeen,
    expected_table,
)
from bemodels.undercount.capture.sizes import (
    NEVER_SEEN,
    check_limits,
    hidden_in_words,
    lognormal_limits,
    size_estimates,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedUnits:
    """What rates say of the units that were never seen.

    Attributes
    ----------
    hidden, error : float
        Units never seen, and the standard error of that.
    expected : tuple of float
        Units expected to be seen once, twice, and so on.
    makings : tuple of tuple
        What else the population is made of, as rows of a quantity and its value.
    """

    hidden: float
    error: float
    expected: tuple[float, ...]
    makings: tuple[tuple[str, float], ...]


def rate_result(
    times: TimesSeen,
    rated: RatedUnits,
    method: str,
    same_rate: tuple[Assumption, ...],
    *,
    condition: str,
    tests: tuple[HypothesisTest, ...] = (),
    tables: tuple[Table, ...] = (),
    provenance: tuple[Provenance, ...],
    level: float,
) -> Result:
    """Lay out a population that rates give.

    Parameters
    ----------
    times : TimesSeen
        The data.
    rated : RatedUnits
        The estimate.
    method : str
        What found it.
    same_rate : tuple of Assumption
        Which units have the same rate.
    condition : str
        The same in short, for the sentence of the hidden.
    tests : tuple of HypothesisTest
        Of that.
    tables : tuple of Table
        What else there is to show.
    provenance : tuple of Provenance
        The files that the data were read from.
    level : float
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` with normal intervals, the log-normal one beside.
    """
    seen, value = times.seen, times.seen + rated.hidden
    limits = normal_limits(value, rated.error, level=level)
    inside = check_limits(value, limits, seen)
    return Result(
        title=f"A population: {times.title}",
        method=method,
        estimates=size_estimates(
            value, limits, seen=seen, level=level, method=f"normal; {method}"
        ),
        conclusion=hidden_in_words(
            condition,
            rated.hidden,
            (limits[0] - seen, limits[1] - seen),
            level=level,
            unseen=NEVER_SEEN,
            checks=(inside,),
        ),
        tests=tests,
        assumptions=(*same_rate, UNCHANGED, CLOSED, MATCHED),
        checks=(
            inside,
            *check_against_bound(times, value, level),
        ),
        tables=(
            _makings_table(seen, rated, level),
            *tables,
            expected_table(times, rated.expected, method),
        ),
        provenance=provenance,
    )


def _makings_table(seen: int, rated: RatedUnits, level: float) -> Table:
    low, high = lognormal_limits(seen, rated.hidden, rated.error, level)
    return Table(
        name="What the population is made of",
        columns=("quantity", "value"),
        rows=(
            *rated.makings,
            ("standard error of the population, units", rated.error),
            ("log-normal interval, low, units", low),
            ("log-normal interval, high, units", high),
        ),
    )
