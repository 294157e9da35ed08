"""The months of a log in the command: passed on where they hold the same incidents."""

import json
from dataclasses import replace
from datetime import date

import pytest

import bemodels
from bemodels.cli import main
from bemodels.cli.log_months import FLAT, LogMonths, months_of

DAYS = (
    *("2014-07-22", "2015-02-01", "2015-05-02", "2015-11-30", "2016-01-01"),
    *("2016-01-09", "2016-06-30", "2017-02-28"),
)
HEADER = "incident_id,date,city,kind,municipality"
WINDOW = ("--window", "2014-06-01:2017-10-31")
SPAN = bemodels.ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
YEARLY = "".join(
    f"{city},{year},{years}\n"
    for city in ("Alken", "Bree")
    for year, years in ((2014, 0.5), (2015, 1), (2016, 1), (2017, 0.8))
)


def rows_of(city, *days, municipality="M"):
    return [
        f"{city}{number},{day},{city},attack,{municipality}"
        for number, day in enumerate(days)
    ]


@pytest.fixture
def log_of(tmp_path):
    def read(*rows, header=HEADER, exposure=""):
        path = tmp_path / "log.csv"
        path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
        log = bemodels.read_incidents(path, window=SPAN)
        if not exposure:
            return log
        watched = tmp_path / "exposure.csv"
        watched.write_text(exposure, encoding="utf-8")
        return log.with_exposure(bemodels.data.read_exposure(watched))

    return read


def months_by(log, key="city", places=()):
    table = log.count_incidents([key, "year"], places=places)
    return months_of(log, table, places)


def test_months_are_those_of_the_log(log_of):
    log = log_of(*rows_of("Alken", *DAYS), *rows_of("Bree", *DAYS[:3]))
    own = log.count_incidents(["year_month"])
    expected = LogMonths(table=replace(own, provenance=(), notices=()))
    assert months_by(log) == expected
    assert months_by(log, places=("Alken", "Bree", "Ciney")) == expected


def test_incidents_in_no_cell_of_the_table_are_in_no_month(log_of):
    log = log_of(*rows_of("Alken", *DAYS), *rows_of("Bree", *DAYS, municipality=""))
    found = months_by(log, "municipality").table
    assert found.total == len(DAYS)
    assert log.count_incidents(["year_month"]).total == 2 * len(DAYS)


def test_places_watched_for_the_same_time_have_it_by_month(log_of):
    windows = "".join(f"{city},2015-01-01,2016-12-31\n" for city in ("Alken", "Bree"))
    log = log_of(*rows_of("Alken", *DAYS[1:7]), exposure=f"city,start,end\n{windows}")
    rows = months_by(log).table.rows
    assert (len(rows), rows[0][0], rows[-1][0]) == (24, "2015-01", "2016-12")


@pytest.mark.parametrize(
    ("exposure", "reason"),
    [
        (
            "city,start,end\nAlken,2014-06-01,2017-10-31\nBree,2015-01-01,2017-10-31\n",
            "totals of months do not compare: 2014-06 has rows of 1 of 2 places",
        ),
        (
            f"city,year,years\n{YEARLY}",
            "exposure goes by city, year, the count by city, year_month: count by the "
            "same places and years",
        ),
    ],
)
def test_places_without_common_months_have_none(log_of, exposure, reason):
    log = log_of(*rows_of("Alken", *DAYS), exposure=exposure)
    assert months_by(log) == LogMonths(reason=reason)


def test_incidents_that_have_a_year_alone_have_no_month(log_of):
    log = log_of(
        *rows_of("Alken", *(day[:4] for day in DAYS)),
        header=HEADER.replace("date", "year"),
    )
    assert months_by(log) == LogMonths(
        reason="8 of 8 incidents are dated no finer than the year"
    )


@pytest.mark.parametrize(
    ("column", "days", "reason"),
    [
        ("date", DAYS, ""),
        (
            "year",
            [day[:4] for day in DAYS],
            "8 of 8 incidents are dated no finer than the year",
        ),
    ],
)
def test_the_command_asks_a_log_for_its_months(capsys, tmp_path, column, days, reason):
    path = tmp_path / "log.csv"
    header = HEADER.replace("date", column)
    path.write_text("\n".join((header, *rows_of("Alken", *days), "")))
    words = ("counts", str(path), "--keys", "city,year", *WINDOW, "--json", "--quiet")
    assert main(words) == 0
    result = json.loads(capsys.readouterr().out)
    (left_out,) = (one for one in result["tables"] if one["name"] == "Left out")
    assert dict(left_out["rows"]).get(FLAT, "") == reason
    names = {one["estimand"] for one in result["estimates"]}
    assert ("seasonal_amplitude" in names) == (not reason)
    assert ("annual_rate_season[2017]" in names) == (not reason)
