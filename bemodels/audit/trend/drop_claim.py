"""A drop that a report calls significant, put to the test at every possible vector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bemodels.audit.trend.decline_factors import CLUSTERED, factors_from_1, quasi_pairs
from bemodels.audit.trend.over_vectors import (
    COMPLETE,
    ONE_IS_TRUE,
    POISSON,
    hull_over,
)
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.trend.shown_changes import shown_by_declines
from bemodels.audit.trend.two_years import TwoYears
from bemodels.audit.years.words import in_words
from bemodels.intervals.declines import as_decline
from bemodels.intervals.variance_factors import FACTORS, factor_words
from bemodels.result import (
    Assumption,
    HypothesisTest,
    Interval,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.as_written import format_exact
from bemodels.result.display import format_level

READINGS_TABLE = "Vectors at which the drop is significant"
_PEAK = Assumption(
    statement="Where the reference year is taken to have been picked, it was picked "
    "among all other years, and the later year was not picked (Bonferroni).",
    support="not checkable from these data",
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One way to test the drop: what it is called, and an interval for each pair.

    Attributes
    ----------
    words : str
        The reading, as it is printed.
    intervals : tuple of Interval
        Of the decline, one for each pair of counts.
    """

    words: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, kw_only=True)
class Picked:
    """How many years the reference was picked among, and the level that is to hold.

    Attributes
    ----------
    candidates : int
        Years that could have been the reference.
    level : float
        Of all comparisons together, in (0, 1).
    """

    candidates: int
    level: float

    @property
    def is_choice(self) -> bool:
        """Whether there was another year to pick."""
        return self.candidates > 1

    def interval(self, pair: TwoYears) -> Interval:
        """Return the interval of the decline that holds whichever year was picked.

        Parameters
        ----------
        pair : TwoYears
            The counts.

        Returns
        -------
        Interval
            Each candidate has an equal part of the error.
        """
        own = 1 - (1 - self.level) / self.candidates
        found = as_decline(pair.exact(level=own))
        return replace(
            found,
            level=self.level,
            method=f"{found.method}, Bonferroni over {self.candidates} years",
        )


def claimed_drop(
    possible: PossibleCounts,
    *,
    before: int,
    after: int,
    factors: Iterable[float] = FACTORS,
    level: float = 0.95,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    """Return whether a drop that is called significant is so, at every vector.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors of yearly counts, one of which is true.
    before, after : int
        The year from which, and the one to which, the drop is claimed.
    factors : iterable of float, default (2, 3)
        Variance over mean under which the drop is tested too, each 1 or more.
    level : float, default 0.95
        Significant is what has a p-value of at most one less this level.
    provenance : tuple of Provenance
        The files that the claim was read from.

    Returns
    -------
    Result
        ``decline`` in percent under each reading, from the lowest to the highest limit
        over vectors; exact tests of equal rates, with the largest p-value over vectors,
        as if the years were named beforehand and, of three years or more, with the
        reference picked among all other years; a table of the vectors at which each
        reading is significant.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If a vector has no incident in one of the two years.

    Notes
    -----
    That a report calls a drop significant without a test is neither right nor wrong:
    the verdict on the sentence stays "not tested", and this stands beside it.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[21, 41, 36, 9]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    >>> result = claimed_drop(possible, before=2016, after=2017)
    >>> for one in result.estimates:
    ...     print(f"{one.estimand}: {one.interval.low:.1f}")
    decline: 36.5
    decline_picked_peak: 27.0
    decline[variance factor 2]: 15.7
    decline[variance factor 3]: -6.3
    """
    check_level(level)
    check_type("possible", possible, PossibleCounts)
    scaled = factors_from_1(factors)[1:]
    pairs = quasi_pairs(possible, before, after)
    picked = Picked(candidates=len(possible.years) - 1, level=level)
    readings = _readings(pairs, picked, scaled)
    return Result(
        title=f"A drop from {before} to {after} that is called significant, over "
        f"{in_words(len(possible))}",
        method="Exact conditional test of two Poisson rates at every vector; "
        "quasi-Poisson under larger variances",
        conclusion=_conclusion(pairs, readings, before, after, level),
        estimates=tuple(
            hull_over(
                name,
                [pair.decline for pair in pairs],
                reading.intervals,
                unit="%",
                vectors=len(possible),
            )
            for name, reading in readings.items()
        ),
        tests=_tests(pairs, picked, before, after),
        assumptions=(
            *(ONE_IS_TRUE, POISSON, CLUSTERED, COMPLETE),
            *((_PEAK,) if picked.is_choice else ()),
        ),
        tables=(_table(pairs, readings, level),),
        provenance=provenance,
    )


def _readings(
    pairs: Mapping[TwoYears, int], picked: Picked, factors: tuple[float, ...]
) -> dict[str, Reading]:
    found = {
        "decline": Reading(
            words="independent incidents, years named beforehand",
            intervals=tuple(
                as_decline(pair.exact(level=picked.level)) for pair in pairs
            ),
        )
    }
    if picked.is_choice:
        found["decline_picked_peak"] = Reading(
            words="independent incidents, the reference picked among "
            f"{picked.candidates} years",
            intervals=tuple(picked.interval(pair) for pair in pairs),
        )
    for factor in factors:
        found[f"decline[{factor_words(factor)}]"] = Reading(
            words=f"variance {format_exact(factor)} times the mean, "
            "years named beforehand",
            intervals=tuple(
                as_decline(pair.quasi(factor, level=picked.level)) for pair in pairs
            ),
        )
    return found


def _significant(pairs: Mapping[TwoYears, int], reading: Reading) -> int:
    """Count the vectors at which a fall is shown."""
    return shown_by_declines(pairs.values(), reading.intervals).falls


def _tests(
    pairs: Mapping[TwoYears, int], picked: Picked, before: int, after: int
) -> tuple[HypothesisTest, ...]:
    largest = max(pair.p_value() for pair in pairs)
    method = "exact conditional, central, largest p-value over vectors"
    null = f"The annual rates of {before} and {after} are the same."
    plain = HypothesisTest(null=null, method=method, p_value=largest)
    if not picked.is_choice:
        return (plain,)
    return (
        plain,
        HypothesisTest(
            null=null,
            method=f"{method}, times the {picked.candidates} years that could have "
            "been picked (Bonferroni)",
            p_value=min(1.0, picked.candidates * largest),
        ),
    )


def _conclusion(
    pairs: Mapping[TwoYears, int],
    readings: Mapping[str, Reading],
    before: int,
    after: int,
    level: float,
) -> str:
    vectors, what = sum(pairs.values()), f"decline from {before} to {after}"
    found = {one.words: _significant(pairs, one) for one in readings.values()}
    if vectors == 1:
        parts = [
            f"{'lies' if number else 'does not lie'} above 0 ({words})"
            for words, number in found.items()
        ]
        return f"The {format_level(level)} interval of the {what} {'; '.join(parts)}."
    parts = [
        f"at {number:,} of {vectors:,} vectors ({words})"
        for words, number in found.items()
    ]
    return (
        f"The {format_level(level)} interval of the {what} lies above 0 "
        f"{'; '.join(parts)}."
    )


def _table(
    pairs: Mapping[TwoYears, int], readings: Mapping[str, Reading], level: float
) -> Table:
    return Table(
        name=READINGS_TABLE,
        columns=("reading", "significant", "vectors", "lowest limit (%)"),
        rows=tuple(
            (
                one.words,
                _significant(pairs, one),
                sum(pairs.values()),
                min(interval.low for interval in one.intervals),
            )
            for one in readings.values()
        ),
        note=f"Significant: the {format_level(level)} interval of the decline lies "
        "above 0.",
    )
