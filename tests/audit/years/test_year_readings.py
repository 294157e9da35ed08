"""Readings side by side: their vectors, their ranges and what each rule rules out."""

import pytest

from bemodels.audit.years import (
    AtLeast,
    AtMost,
    Below,
    NotAbove,
    Total,
    YearReading,
    compare_year_readings,
)
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Provenance

SOURCE = Provenance(source="report.txt", sha256="0" * 64, rows=1)


def reading(name, *constraints):
    return YearReading(name=name, meaning=f"Read {name}.", constraints=constraints)


STRICT = reading("strict", Total(5), AtLeast(2014, 0), Below(2014, 2015))
EQUAL = reading("equal", Total(6), NotAbove(2014, 2015))
NONE = reading("impossible", Total(5), Below(2014, 2015), Below(2015, 2014))


def test_readings_stand_side_by_side_with_their_ranges():
    result = compare_year_readings([STRICT, EQUAL], provenance=(SOURCE,))

    table, rules = result.tables
    assert table.columns == (
        "reading",
        "vectors",
        "2014",
        "2015",
        "what it takes to be said",
    )
    assert table.rows == (
        ("strict", 3, "0 to 2", "3 to 5", "Read strict."),
        ("equal", 4, "0 to 3", "3 to 6", "Read equal."),
    )
    assert rules.rows == (
        ("all years add up to 5", "-"),
        ("0 or more in 2014", 0),
        ("2014 below 2015", "-"),
    )
    assert rules.note == (
        "Each rule of the reading 'strict' left out alone; these follow from the "
        "others: 0 or more in 2014. Not counted (-): without it a year is not limited "
        "or not named, or there are too many vectors to list."
    )
    assert result.provenance == (SOURCE,)
    assert result.estimates == ()
    assert result.title == "Counts by year that the report allows, 2014, 2015"
    assert result.conclusion == (
        "What the report prints leaves 3 vectors of counts by year: 0 to 2 in 2014, "
        "3 to 5 in 2015. Read in one other way it leaves 4."
    )


def test_a_rule_is_told_with_the_vectors_that_it_alone_rules_out():
    bounded = reading(
        "bounded", *(AtMost(2014, 1), AtMost(2015, 9), Total(5), NotAbove(2014, 2015))
    )

    result = compare_year_readings([bounded])

    # Of the total of 5, only (2, 3) is ruled out by the maximum; without the total
    # there are 10 vectors with 0 and 9 with 1 in 2014.
    assert [row[1] for row in result.tables[1].rows] == [1, 0, 17, 0]
    assert result.conclusion == (
        "What the report prints leaves 2 vectors of counts by year: 0 to 1 in 2014, "
        "4 to 5 in 2015."
    )


def test_an_impossible_reading_is_told_and_an_impossible_first_one_refused():
    result = compare_year_readings([STRICT, EQUAL, NONE])

    assert result.tables[0].rows[2][1:4] == (0, "none", "none")
    assert not result.checks[0].passed
    assert result.checks[0].detail == "contradictory: 'impossible'"
    assert result.conclusion.endswith("Read in 2 other ways it leaves 0 to 4.")
    possible = compare_year_readings([STRICT, EQUAL]).checks[0]
    assert possible.passed
    assert possible.detail == "2 of 2 readings do"
    with pytest.raises(NotEstimableError) as error:
        compare_year_readings([NONE, STRICT])
    assert str(error.value) == (
        "the rules of 'impossible' contradict one another: no counts by year satisfy "
        "them"
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: compare_year_readings(7), "readings must be an Iterable, got 7"),
        (lambda: compare_year_readings([]), "one reading or more is needed, got none"),
        (
            lambda: compare_year_readings(["strict"]),
            "readings[0] must be a YearReading, got 'strict'",
        ),
        (
            lambda: compare_year_readings([STRICT, STRICT]),
            "two readings are called 'strict'",
        ),
        (
            lambda: compare_year_readings(
                [STRICT, reading("later", Total(5), Below(2015, 2016))]
            ),
            "'later' is on 2015, 2016, 'strict' on 2014, 2015; readings to compare "
            "name the same years",
        ),
        (lambda: reading("", Total(5)), "YearReading: name must not be empty"),
        (
            lambda: YearReading(name="a", meaning=" ", constraints=STRICT.constraints),
            "YearReading: meaning must not be empty",
        ),
        (lambda: reading("a", Total(5)), "the constraints name no year"),
    ],
)
def test_what_are_no_readings_is_refused(make, message):
    with pytest.raises(InvalidDataError) as error:
        make()
    assert str(error.value) == message
