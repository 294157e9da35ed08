"""One report read in several ways: what each leaves of the counts by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bemodels.audit.years.vectors import YearConstraint, year_vectors, years_of
from bemodels.audit.years.words import in_words, range_in_words
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import (
    Assumption,
    Cell,
    Check,
    Provenance,
    Result,
    Table,
    check_type,
)
from bemodels.result.rules import check_fields, shown

READINGS_TABLE = "Counts by year under each reading"
RULES_TABLE = "What each rule of the first reading rules out"
# A mark for no number, so that the column is one of numbers.
NOT_COUNTED = "-"
_METHOD = (
    "complete enumeration of the whole numbers that satisfy each reading's rules, in "
    "integer arithmetic"
)
ONLY_POSSIBLE = Assumption(
    statement="A vector that is consistent is only possible: nothing here makes one "
    "likelier than another.",
    support="by design",
)
_ASSUMPTIONS = (
    Assumption(
        statement="Every incident is counted in one year, and the stated total and "
        "percentage were computed from these counts.",
        support="not checkable from these data",
    ),
    ONLY_POSSIBLE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReading:
    """One way to read what a report says about its counts by year.

    Attributes
    ----------
    name : str
        A short name.
    meaning : str
        What it takes the report's words to mean, as a sentence.
    constraints : tuple of YearConstraint
        The same as rules.

    Raises
    ------
    InvalidDataError
        If a text is empty, or `constraints` hold something else or no year.
    """

    name: str
    meaning: str
    constraints: tuple[YearConstraint, ...]

    def __post_init__(self) -> None:
        """Refuse a reading that says nothing."""
        check_fields(self)
        for field in ("name", "meaning"):
            if not getattr(self, field).strip():
                raise InvalidDataError(f"YearReading: {field} must not be empty")
        years_of(self.constraints)


def compare_year_readings(
    readings: Iterable[YearReading], *, provenance: tuple[Provenance, ...] = ()
) -> Result:
    """Say how many vectors each reading leaves, and between which counts.

    Parameters
    ----------
    readings : iterable of YearReading
        The first is the one that others alter; all name the same years.
    provenance : tuple of Provenance
        The files that the numbers were read from.

    Returns
    -------
    Result
        Two tables: every reading with its vectors and the range of each year, and every
        rule of the first with how many vectors it alone rules out. There is no
        estimate: a range of counts is what the report leaves open, and numbers of
        vectors are exact. A check tells whether every reading leaves a vector.

    Raises
    ------
    InvalidDataError
        If there is no reading, two bear one name, or their years differ.
    NotEstimableError
        If a reading leaves too many vectors to list, or the first one leaves none.

    Examples
    --------
    >>> from bemodels.audit.years import Below, Total
    >>> rising = YearReading(
    ...     name="rising",
    ...     meaning="Each year has more than the one before.",
    ...     constraints=(Total(9), Below(2014, 2015), Below(2015, 2016)),
    ... )
    >>> compare_year_readings([rising]).tables[0].rows[0][:5]
    ('rising', 7, '0 to 2', '1 to 4', '4 to 8')
    """
    asked = _read(readings)
    vectors = [year_vectors(one.constraints) for one in asked]
    if not len(vectors[0]):
        raise NotEstimableError(
            f"the rules of {shown(asked[0].name)} contradict one another: no counts by "
            "year satisfy them"
        )
    ruled_out = _without_each(asked[0].constraints, len(vectors[0]))
    return Result(
        title=f"Counts by year that the report allows, {_span(asked[0])}",
        method=_METHOD,
        estimates=(),
        conclusion=_conclusion(asked, vectors),
        assumptions=_ASSUMPTIONS,
        checks=(_possible(asked, vectors),),
        tables=(_readings_table(asked, vectors), _rules_table(asked[0], ruled_out)),
        provenance=provenance,
    )


def ranges_of(vectors: np.ndarray) -> tuple[str, ...]:
    """Write the least and the largest count of each year.

    Parameters
    ----------
    vectors : numpy.ndarray of int, shape (vectors, years)
        As `year_vectors` returns them.

    Returns
    -------
    tuple of str, length years
        Such as ``"36 to 83"``, or ``"36"`` where no other count is possible;
        ``"none"`` where there is no vector.
    """
    if not len(vectors):
        return ("none",) * int(vectors.shape[1])
    ends = zip(vectors.min(axis=0), vectors.max(axis=0), strict=True)
    return tuple(range_in_words(low, high) for low, high in ends)


def _read(readings: Iterable[YearReading]) -> tuple[YearReading, ...]:
    check_type("readings", readings, Iterable)
    asked = tuple(readings)
    if not asked:
        raise InvalidDataError("one reading or more is needed, got none")
    for place, one in enumerate(asked):
        check_type(f"readings[{place}]", one, YearReading)
        if one.name in [earlier.name for earlier in asked[:place]]:
            raise InvalidDataError(f"two readings are called {shown(one.name)}")
        if years_of(one.constraints) != years_of(asked[0].constraints):
            raise InvalidDataError(
                f"{shown(one.name)} is on {_span(one)}, {shown(asked[0].name)} on "
                f"{_span(asked[0])}; readings to compare name the same years"
            )
    return asked


def _span(reading: YearReading) -> str:
    return ", ".join(map(str, years_of(reading.constraints)))


def _without_each(
    constraints: tuple[YearConstraint, ...], kept: int
) -> list[tuple[YearConstraint, int | None]]:
    """Return each rule with how many vectors it rules out; None where without limit."""
    found: list[tuple[YearConstraint, int | None]] = []
    years = years_of(constraints)
    for place, rule in enumerate(constraints):
        others = constraints[:place] + constraints[place + 1 :]
        try:
            same = years_of(others) == years
            found.append((rule, len(year_vectors(others)) - kept if same else None))
        except (InvalidDataError, NotEstimableError):
            found.append((rule, None))
    return found


def _possible(asked: tuple[YearReading, ...], vectors: list[np.ndarray]) -> Check:
    empty = [
        shown(one.name)
        for one, found in zip(asked, vectors, strict=True)
        if not len(found)
    ]
    return Check(
        name="every reading leaves a vector",
        passed=not empty,
        detail=f"contradictory: {', '.join(empty)}"
        if empty
        else f"{len(asked)} of {len(asked)} readings do",
    )


def _readings_table(asked: tuple[YearReading, ...], vectors: list[np.ndarray]) -> Table:
    years = years_of(asked[0].constraints)
    rows: list[tuple[Cell, ...]] = [
        (one.name, len(found), *ranges_of(found), one.meaning)
        for one, found in zip(asked, vectors, strict=True)
    ]
    return Table(
        name=READINGS_TABLE,
        columns=("reading", "vectors", *map(str, years), "what it takes to be said"),
        rows=tuple(rows),
        note="The range of a year runs over all vectors of the reading; counts of "
        "several years do not reach their ends together.",
    )


def _rules_table(
    reading: YearReading, ruled_out: list[tuple[YearConstraint, int | None]]
) -> Table:
    never = [str(rule) for rule, out in ruled_out if out == 0]
    follow = f"; these follow from the others: {'; '.join(never)}" if never else ""
    return Table(
        name=RULES_TABLE,
        columns=("rule", "vectors that it rules out"),
        rows=tuple(
            (str(rule), NOT_COUNTED if out is None else out) for rule, out in ruled_out
        ),
        note=f"Each rule of the reading {shown(reading.name)} left out alone{follow}. "
        f"Not counted ({NOT_COUNTED}): without it a year is not limited or not named, "
        "or there are too many vectors to list.",
    )


def _conclusion(asked: tuple[YearReading, ...], vectors: list[np.ndarray]) -> str:
    years = years_of(asked[0].constraints)
    ranges = ", ".join(
        f"{span} in {year}"
        for span, year in zip(ranges_of(vectors[0]), years, strict=True)
    )
    first = (
        f"What the report prints leaves {in_words(len(vectors[0]))} of counts by year: "
        f"{ranges}."
    )
    if len(asked) == 1:
        return first
    sizes = sorted({len(found) for found in vectors[1:]})
    span = " to ".join(f"{size:,}" for size in (sizes[0], sizes[-1])[: len(sizes)])
    ways = "one other way" if not asked[2:] else f"{len(asked) - 1} other ways"
    return f"{first} Read in {ways} it leaves {span}."
