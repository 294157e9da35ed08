"""GTD: a date is as fine as it is known, and the middle of a range is none."""

from gtd_rows import YEARS, event, read, told


def test_unknown_days_and_months_are_not_the_first(tmp_path):
    log = read(
        tmp_path,
        event(1, iday="0"),
        event(2, imonth="0", iday="0"),
        event(3, imonth="-9", iday="-99"),
        event(4, imonth="0", iday="5"),
        event(5),
    )
    dates = ["2016", "2016", "2016", "2016-03", "2016-03-22"]
    assert log.frame["date"].tolist() == dates
    assert log.frame["date_precision"].tolist() == ["year"] * 3 + ["month", "day"]
    assert log.notices[:3] == told(
        "1 of 5 rows are dated to the month, their day being unknown",
        "3 of 5 rows are dated to the year, their month being unknown",
    )
    months = log.within(YEARS).count_incidents(("year_month",))
    assert months.total == 2


def test_the_middle_of_a_range_is_neither_day_nor_month(tmp_path):
    log = read(
        tmp_path,
        event(1, approxdate="March 20-25, 2016"),
        event(2, approxdate="Late March/early Apr 2016"),
        event(3, approxdate="spring of 2016"),
        event(4, iday="0", approxdate="Mid-March 2016"),
        event(5, approxdate="April 2016"),
    )
    dates = dict(zip(log.frame["incident_id"].str[-1], log.frame["date"], strict=True))
    assert dates == {
        "1": "2016-03",
        "2": "2016",
        "3": "2016",
        "4": "2016-03",
        "5": "2016",
    }
    assert log.notices[:4] == told(
        "2 of 5 rows are dated to the month, their day being unknown",
        "3 of 5 rows are dated to the year, their month being unknown",
        "5 of 5 rows have a range of dates (approxdate), of which the day given is the "
        "middle",
    )
