"""Late incidents: the report's vectors, exact arithmetic, bounds over vectors."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_years import YEARS, report_vectors

from bemodels.counts import late_reporting
from bemodels.counts.partial_years.late_incidents import DECLINES_TABLE
from bemodels.counts.partial_years.peak_period import exact_years
from bemodels.errors import InvalidDataError, NotEstimableError


def test_the_statements_leave_240_vectors_with_known_ranges():
    vectors = report_vectors()
    assert len(vectors) == 240
    ranges = [(min(year), max(year)) for year in zip(*vectors, strict=True)]
    assert ranges == [(1, 30), (2, 46), (36, 83), (9, 21)]


@pytest.mark.parametrize(
    ("decline", "fewest", "most"), [(50, 6, 14), (25, 14, 31), (0, 21, 49)]
)
def test_the_decline_from_2016_needs_so_many_late_incidents(decline, fewest, most):
    result = late_reporting(report_vectors(), YEARS)
    late = result.estimate(f"late_incidents[{decline}% from the period before]")
    assert (late.interval.low, late.interval.high) == (fewest, most)
    assert late.value == fewest
    assert (late.interval.kind, late.interval.level) == ("bounds", 1)
    assert late.interval.method == "range over 240 vectors of counts"


def test_the_decline_as_recorded_stands_beside():
    result = late_reporting(report_vectors(), YEARS)
    recorded = result.table(DECLINES_TABLE).rows[4]
    assert recorded[:4] == ("the period before", "as recorded", 0, 0)
    assert 69.5 <= recorded[4] < recorded[5] < 70.5


counts = st.integers(1, 200)
months = st.integers(1, 12)


@given(counts, st.integers(0, 200), months, months, st.integers(0, 99))
def test_it_is_the_smallest_number_that_does(before, last, first, second, percent):
    result = late_reporting(
        [before, last], [first / 12, second / 12], declines=[percent]
    )
    late = int(result.estimates[0].value)

    def decline(added):
        rates = Fraction(12 * before, first), Fraction(12 * (last + added), second)
        return 100 * (1 - rates[1] / rates[0])

    assert decline(late) <= percent
    assert late == 0 or decline(late - 1) > percent


def test_ten_twelfths_are_neither_more_nor_less():
    # 36 in a year and 30 in 10 months are one rate; 36 * (10 / 12) in floats is not 30.
    result = late_reporting([36, 29], [1, 10 / 12], declines=[0])
    assert result.estimates[0].value == 1
    assert exact_years(10 / 12) == Fraction(5, 6)
    assert exact_years(0.1 + 1e-9) == Fraction(0.1 + 1e-9)


def test_the_peak_is_the_highest_rate_not_the_highest_count():
    result = late_reporting([30, 40, 12], [0.5, 1, 1], declines=[0])
    assert result.estimate("late_incidents[0% from the peak]").value == 48
    assert result.estimate("late_incidents[0% from the period before]").value == 28


def test_declines_that_differ_have_names_that_do():
    found = late_reporting([1000, 10], [1, 1], declines=[50, 50.0000001, 50.0])
    assert [one.estimand for one in found.estimates[:2]] == [
        "late_incidents[50% from the peak]",
        "late_incidents[50.0000001% from the peak]",
    ]
    assert [one.value for one in found.estimates[:2]] == [490, 490]
    left = [row[1] for row in found.table(DECLINES_TABLE).rows[:3]]
    assert left == ["as recorded", "50% or less", "50.0000001% or less"]


def test_a_decline_is_taken_as_it_is_written():
    # Of 1,000 a decline of 10.1% leaves 899; the binary 10.1 is a little less.
    assert late_reporting([1000, 10], [1, 1], declines=[10.1]).estimates[0].value == 889


def test_one_vector_alone_is_read_from_iterators_too():
    found = late_reporting(iter([12, 35, 48, 12]), iter(YEARS))
    assert found.title == "Late reporting: one vector of counts in 4 periods"
    assert found.estimates == late_reporting([[12, 35, 48, 12]], YEARS).estimates


def test_a_rise_needs_no_late_incident():
    assert {one.value for one in late_reporting([5, 9], [1, 1]).estimates} == {0}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: late_reporting([1, 2], [1, 1], declines=[100]),
            "a decline must be a percentage from 0 to below 100, got 100",
        ),
        (
            lambda: late_reporting([1, 2], [1, 1], declines=50),
            "declines must be a sequence, got 50",
        ),
        (
            lambda: late_reporting([[1, 2], [1, 2, 3]], [1, 1]),
            "counts and exposure must have one cell a period each, got 3 and 2",
        ),
        (lambda: late_reporting(5, [1, 1]), "counts must be a sequence, got 5"),
        (lambda: late_reporting("12", [1, 1]), "counts must be a sequence, got '12'"),
        (lambda: late_reporting([1, 2], 1), "exposure must be a sequence, got 1"),
    ],
)
def test_what_is_no_vector_is_refused(call, message):
    with pytest.raises(InvalidDataError) as error:
        call()
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (
            [0, 2],
            "a decline is not estimable: there is no incident before the last period",
        ),
        (
            [3, 0, 2],
            "a decline is not estimable: there is no incident in the period before the "
            "last",
        ),
    ],
)
def test_nothing_declines_from_nothing(counts, message):
    with pytest.raises(NotEstimableError) as error:
        late_reporting(counts, [1] * len(counts))
    assert str(error.value) == message
