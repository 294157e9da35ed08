"""Late incidents at every vector, by adding one after the other."""

import pytest
from possible_vectors import VECTORS, belgium_vectors, one_vector
from scipy.stats import beta

from bemodels.audit import late_incidents_over_vectors
from bemodels.audit.trend.late_vectors import LATE_TABLE
from bemodels.errors import InvalidDataError

YEARS = {"before": 2016, "after": 2017}


@pytest.fixture(scope="module")
def result():
    return late_incidents_over_vectors(belgium_vectors(), **YEARS)


def first_left(before, after, percent):
    added = 0
    # 100 (1 - 1.2 n / before) <= percent, in whole numbers.
    while 100 * (10 * before - 12 * (after + added)) > percent * 10 * before:
        added += 1
    return added


def first_held(before, after, level):
    added, tail = 0, (1 - level) / 2
    # The limit of the share at which the later count has this lower tail.
    while beta.ppf(1 - tail, after + added + 1, before) < 10 / 22:
        added += 1
    return added


def test_every_row_is_found_by_adding_one_after_the_other(result):
    rows = result.table(LATE_TABLE).rows
    assert sum(row[2] for row in rows) == 240
    for before, after, _, *late in rows:
        assert late == [
            *(first_left(before, after, percent) for percent in (50, 25, 0)),
            first_held(before, after, 0.95),
        ]


def test_the_ranges_are_those_over_all_vectors(result):
    assert {
        one.estimand: (one.value, one.interval.low, one.interval.high)
        for one in result.estimates
    } == {
        "late_incidents[50% left]": (6, 6, 14),
        "late_incidents[25% left]": (14, 14, 31),
        "late_incidents[0% left]": (21, 21, 49),
        "late_incidents[no fall is shown]": (8, 8, 27),
    }
    assert {one.interval.kind for one in result.estimates} == {"bounds"}


def test_a_decline_that_is_met_exactly_is_reached():
    # 24 in 12 months against 10 in 10 are 24 and 12 a year: 50% already.
    found = late_incidents_over_vectors(
        one_vector(1, 2, 24, 10), **YEARS, declines=[50, 49]
    )
    assert [one.value for one in found.estimates[:2]] == [0, 1]


def test_a_rise_needs_no_late_incident():
    found = late_incidents_over_vectors(one_vector(1, 2, 6, 30), **YEARS)
    assert {one.value for one in found.estimates} == {0}


def test_a_narrower_level_needs_more(result):
    narrower = late_incidents_over_vectors(belgium_vectors(), **YEARS, level=0.8)
    name = "late_incidents[no fall is shown]"
    assert narrower.estimate(name).value > result.estimate(name).value
    assert narrower.estimate(name).value == first_held(36, 9, 0.8)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            [VECTORS[0]],
            "any more (exact 95% interval) once 8 more incidents of 2017 are recorded.",
        ),
        (
            [VECTORS[0], VECTORS[-1]],
            "any more (exact 95% interval) once 8 to 27 more incidents of 2017 are "
            "recorded, by vector.",
        ),
        (
            [(9, 9, 36, 9), (9, 9, 9, 8), (9, 9, 9, 7)],
            "(exact 95% interval) at 2 of 3 vectors; elsewhere none is shown any more "
            "once 8 more incidents of 2017 are recorded.",
        ),
        (
            [(9, 9, 9, 1), (9, 9, 36, 9)],
            "any more (exact 95% interval) once 1 to 8 more incidents of 2017 are "
            "recorded, by vector.",
        ),
        (
            [(9, 9, 9, 1)],
            "any more (exact 95% interval) once 1 more incident of 2017 is recorded.",
        ),
        (
            [(9, 9, 9, 8)],
            "(exact 95% interval), whatever is still to be recorded.",
        ),
        (
            [(9, 9, 9, 8), (9, 9, 9, 40)],
            "at any of 2 vectors (exact 95% interval), whatever is still to be "
            "recorded.",
        ),
    ],
)
def test_the_conclusion_counts_them(counts, words):
    possible = belgium_vectors().__class__(
        vectors=counts, years=(2014, 2015, 2016, 2017), months=(7, 12, 12, 10)
    )
    found = late_incidents_over_vectors(possible, **YEARS).conclusion
    assert found == f"No fall is shown {words}"


@pytest.mark.parametrize(
    ("declines", "message"),
    [
        ([100], "a decline must be a percentage from 0 to below 100, got 100"),
        ([-1], "a decline must be a percentage from 0 to below 100, got -1"),
        (["50"], "a decline must be a percentage from 0 to below 100, got '50'"),
        ("50", "declines must be a sequence, got '50'"),
        (50, "declines must be a sequence, got 50"),
    ],
)
def test_what_is_no_decline_is_refused(declines, message):
    with pytest.raises(InvalidDataError) as error:
        late_incidents_over_vectors(belgium_vectors(), **YEARS, declines=declines)
    assert str(error.value) == message


def test_declines_that_differ_have_names_that_do():
    found = late_incidents_over_vectors(
        one_vector(1, 2, 24, 10), **YEARS, declines=[50, 50.0000001, 50.0]
    )
    assert [one.estimand for one in found.estimates[:-1]] == [
        "late_incidents[50% left]",
        "late_incidents[50.0000001% left]",
    ]
    assert found.table(LATE_TABLE).columns[3:5] == ("50% left", "50.0000001% left")


def test_a_decline_is_taken_as_it_is_written():
    # Of 1,000 a decline of 10.1% leaves 899; the binary 10.1 is a little less.
    possible = belgium_vectors().__class__(
        vectors=[[1000, 10]], years=(2016, 2017), months=(12, 12)
    )
    found = late_incidents_over_vectors(possible, **YEARS, declines=[10.1])
    assert found.estimate("late_incidents[10.1% left]").value == 889
