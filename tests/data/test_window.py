"""Observation windows, held to the report's exposures and to the calendar."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bemodels.data import ObservationWindow
from bemodels.errors import InvalidDataError

REPORT = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))


@st.composite
def windows(draw):
    days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
    start, end = sorted((draw(days), draw(days)))
    return ObservationWindow(start=start, end=end)


@st.composite
def windows_of_whole_months(draw):
    """From the first of a month to the day before the first of a later one."""
    first = draw(st.integers(1900 * 12, 2100 * 12))
    after = first + draw(st.integers(1, 200))
    return ObservationWindow(
        start=date(first // 12, first % 12 + 1, 1),
        end=date(after // 12, after % 12 + 1, 1) - timedelta(days=1),
    )


def test_the_report_s_window_by_month():
    assert REPORT.exposure_by_month() == {
        2014: 7 / 12,
        2015: 1.0,
        2016: 1.0,
        2017: 10 / 12,
    }
    assert REPORT.months == 41
    assert REPORT.years_by_month == 41 / 12


def test_the_report_s_window_by_day():
    assert REPORT.exposure_by_day() == {
        2014: 214 / 365,
        2015: 1.0,
        2016: 366 / 366,
        2017: 304 / 365,
    }
    assert REPORT.years_by_day == pytest.approx(2 + 518 / 365, rel=1e-15)


def test_both_days_belong_to_the_window():
    assert REPORT.contains(date(2014, 6, 1))
    assert REPORT.contains(date(2017, 10, 31))
    assert not REPORT.contains(date(2014, 5, 31))
    assert not REPORT.contains(date(2017, 11, 1))


def test_one_day_is_a_window():
    day = ObservationWindow(start=date(2016, 2, 29), end=date(2016, 2, 29))
    assert day.exposure_by_day() == {2016: 1 / 366}


def test_the_last_day_of_the_calendar_is_within_reach():
    year = ObservationWindow(start=date(9999, 1, 1), end=date(9999, 12, 31))
    assert year.exposure_by_day() == year.exposure_by_month() == {9999: 1.0}


@given(window=windows())
def test_days_add_up(window):
    lengths = {
        year: (date(year + 1, 1, 1) - date(year, 1, 1)).days
        for year in window.calendar_years
    }
    days = sum(
        Fraction(share).limit_denominator(366) * lengths[year]
        for year, share in window.exposure_by_day().items()
    )
    assert days == (window.end - window.start).days + 1


@given(window=windows())
def test_cutting_a_window_in_two_loses_nothing(window):
    middle = window.start + (window.end - window.start) / 2
    if middle == window.end:
        return
    halves = (
        ObservationWindow(start=window.start, end=middle),
        ObservationWindow(start=middle + timedelta(days=1), end=window.end),
    )
    total = sum(half.years_by_day for half in halves)
    assert total == pytest.approx(window.years_by_day, rel=1e-12)


@given(window=windows_of_whole_months())
def test_months_add_up(window):
    exposure = window.exposure_by_month()
    assert sum(round(12 * years) for years in exposure.values()) == window.months
    assert tuple(exposure) == window.calendar_years
    assert all(0 < years <= 1 for years in exposure.values())


@given(window=windows_of_whole_months(), years=st.integers(1, 50))
def test_whole_years_later_the_months_are_the_same(window, years):
    after = window.end + timedelta(days=1)
    later = ObservationWindow(
        start=window.start.replace(year=window.start.year + years),
        end=after.replace(year=after.year + years) - timedelta(days=1),
    )
    assert list(later.exposure_by_month().values()) == list(
        window.exposure_by_month().values()
    )


@given(window=windows())
def test_four_hundred_years_later_the_days_are_the_same(window):
    """The calendar repeats after 400 years."""
    later = ObservationWindow(
        start=window.start.replace(year=window.start.year + 400),
        end=window.end.replace(year=window.end.year + 400),
    )
    assert list(later.exposure_by_day().values()) == list(
        window.exposure_by_day().values()
    )


def test_one_year_of_the_window():
    assert REPORT.exposure_of_year_by_month(2017) == 10 / 12
    assert REPORT.exposure_of_year_by_day(2017) == 304 / 365


@pytest.mark.parametrize("year", [2013, 2018])
def test_a_year_outside_has_no_exposure(year):
    message = f"no exposure in {year}: the window is 2014-06-01 to 2017-10-31"
    for exposure_of in (
        REPORT.exposure_of_year_by_month,
        REPORT.exposure_of_year_by_day,
    ):
        with pytest.raises(InvalidDataError) as caught:
            exposure_of(year)
        assert str(caught.value) == message


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (
            date(2017, 10, 31),
            date(2014, 6, 1),
            "a window must not end before it starts, got 2017-10-31 to 2014-06-01",
        ),
        (
            "2014-06-01",
            date(2017, 10, 31),
            "start must be a datetime.date, got '2014-06-01'",
        ),
        (
            date(2014, 6, 1),
            datetime(2017, 10, 31, 12, 0),
            "end must be a datetime.date, got datetime.datetime(2017, 10, 31, 12, 0)",
        ),
        (date(2014, 6, 1), None, "end must be a datetime.date, got None"),
    ],
)
def test_what_is_no_window_is_refused(start, end, message):
    with pytest.raises(InvalidDataError) as caught:
        ObservationWindow(start=start, end=end)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2014, 6, 2), date(2017, 10, 31)),
        (date(2014, 6, 1), date(2017, 10, 30)),
        (date(2016, 2, 1), date(2016, 2, 28)),
    ],
)
def test_months_need_whole_months(start, end):
    window = ObservationWindow(start=start, end=end)
    with pytest.raises(InvalidDataError) as caught:
        window.exposure_by_month()
    assert str(caught.value) == (
        "exposure by month needs a window from the first day of a month to the last "
        f"day of one, got {start} to {end}; count it by day instead"
    )


def test_start_and_end_have_no_default():
    with pytest.raises(TypeError, match="2 required keyword-only arguments"):
        ObservationWindow()
