"""What is let in as a reporting triangle, and what is refused."""

import pandas as pd
import pytest

from bemodels.errors import InvalidDataError
from bemodels.undercount.delays import ReportingTriangle, triangle_of

MONTHS = ("2017-08", "2017-09", "2017-10")
COUNTS = ((6, 3, 1), (5, 2), (4,))


def test_a_triangle_knows_what_was_recorded():
    triangle = ReportingTriangle(months=MONTHS, counts=COUNTS)

    assert triangle.recorded == (10, 7, 4)
    assert triangle.longest_recorded == 2
    assert triangle.matrix().tolist() == [[6, 3, 1], [5, 2, 0], [4, 0, 0]]


@pytest.mark.parametrize(
    ("months", "counts", "message"),
    [
        (
            ("2017-10",),
            ((4,),),
            "a reporting triangle needs 2 months or more, got 1",
        ),
        (
            ("2017-09", "2017-09", "2017-10"),
            COUNTS,
            "two months are called '2017-09'",
        ),
        (MONTHS, COUNTS[:2], "counts must have a row for each of 3 months, got 2"),
        (
            MONTHS,
            ((6, 3, 1), (5, 2, 0), (4,)),
            "2017-09: recording has come to 2 delays (0 to 1 months), got 3",
        ),
        (
            MONTHS,
            ((6, 3, 1), (5, 2), (4, 1)),
            "2017-10: recording has come to 1 delay (0 months), got 2",
        ),
        (
            MONTHS,
            ((6, 3, 1), (5, -2), (4,)),
            "2017-09, delay 1: incidents must be a whole number of 0 or more, got -2",
        ),
        (
            MONTHS,
            ((0, 0, 0), (0, 0), (0,)),
            "a reporting triangle needs an incident, got none",
        ),
    ],
)
def test_what_is_no_triangle_is_refused(months, counts, message):
    with pytest.raises(InvalidDataError) as error:
        ReportingTriangle(months=months, counts=counts)
    assert str(error.value) == message


def frame(*rows):
    return pd.DataFrame(rows, columns=["occurred", "recorded"])


def test_dates_are_counted_by_the_calendar_and_empty_months_kept():
    found = triangle_of(
        frame(
            ("2017-08-31", "2017-09-01"),
            ("2017-08-01", "2017-08-31"),
            ("2017-10-20", "2017-10-21"),
        ),
        first="2017-07",
        last="2017-10",
    )

    assert found.months == ("2017-07", *MONTHS)
    assert found.counts == ((0, 0, 0, 0), (1, 1, 0), (0, 0), (1,))


def test_timestamps_periods_and_other_column_names_do_as_well():
    dates = pd.DataFrame(
        {
            "day": pd.to_datetime(["2017-09-30", "2017-10-01"]),
            "month entered": pd.PeriodIndex(["2017-10", "2017-10"], freq="M"),
        }
    )

    found = triangle_of(
        dates, first="2017-09", last="2017-10", occurred="day", recorded="month entered"
    )

    assert found.counts == ((0, 1), (1,))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ("2017-07-31", "2017-08-02"),
            "row 2, column 'occurred': 2017-07 lies outside 2017-08 to 2017-10",
        ),
        (
            ("2017-10-02", "2017-09-30"),
            "row 2, column 'recorded': 2017-09 lies before 2017-10, when it occurred",
        ),
        (
            ("2017-10-02", "2017-11-01"),
            "row 2, column 'recorded': 2017-11 lies after 2017-10, when recording "
            "closed",
        ),
        (
            ("2017-10-02", None),
            "row 2, column 'recorded': missing: an incident without a date has no "
            "delay",
        ),
        (
            (20171002, "2017-10-02"),
            "row 2, column 'occurred': must be a date or a month, as text with the "
            "year first, got 20171002",
        ),
        (
            ("soon", "2017-10-02"),
            "row 2, column 'occurred': must be a date or a month, as text with the "
            "year first, got 'soon'",
        ),
        (
            ("2017-10-02", "05/10/2017"),
            "row 2, column 'recorded': must be a date or a month, as text with the "
            "year first, got '05/10/2017'",
        ),
        (
            ("2017-10-02", "nan"),
            "row 2, column 'recorded': missing: an incident without a date has no "
            "delay",
        ),
        (
            (pd.Period("2017Q3"), "2017-10-02"),
            "row 2, column 'occurred': must be a date or a month, as text with the "
            "year first, got '2017Q3'",
        ),
    ],
)
def test_a_row_that_cannot_be_counted_is_named(row, message):
    with pytest.raises(InvalidDataError) as error:
        triangle_of(
            frame(("2017-09-01", "2017-09-02"), row), first="2017-08", last="2017-10"
        )
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"first": "x"}, "first must be a month such as \"2017-10\", got 'x'"),
        ({"first": None}, 'first must be a month such as "2017-10", got None'),
        ({"last": 2017}, 'last must be a month such as "2017-10", got 2017'),
        (
            {"first": "0017-08"},
            "at most 1200 months are counted, got 0017-08 to 2017-10",
        ),
        (
            {"last": "2017-08"},
            "last must lie after first, got '2017-08' and '2017-08'",
        ),
        (
            {"recorded": "told"},
            "column 'told' must be there once; the columns are 'occurred', 'recorded'",
        ),
    ],
)
def test_wrong_arguments_are_refused(changes, message):
    given = {"first": "2017-08", "last": "2017-10", **changes}
    with pytest.raises(InvalidDataError) as error:
        triangle_of(frame(("2017-09-01", "2017-09-02")), **given)
    assert str(error.value) == message


def test_only_a_frame_is_read():
    with pytest.raises(InvalidDataError) as error:
        triangle_of([1], first="2017-08", last="2017-10")
    assert str(error.value) == "frame must be a DataFrame, got [1]"
