"""The coverage table of the page on methods is what the methods do today.

Every method is enumerated again that takes seconds, and of the exact unconditional
ones one; of the others the table is held between bounds that take no scan.
"""

import csv
import runpy
from dataclasses import replace
from functools import partial

import pytest
from pages import DOCS

from bemodels.rates.unconditional.central_intervals import (
    DIFFERENCE_CHAN_ZHANG,
    DIFFERENCE_SANTNER_SNELL,
    ODDS_CHAN_ZHANG,
)
from bemodels.rates.unconditional.held_nulls import held_by_inversion
from bemodels.rates.unconditional.two_sided_intervals import (
    DIFFERENCE_AGRESTI_MIN,
    ODDS_AGRESTI_MIN,
    RATIO_AGRESTI_MIN,
)

PROGRAM = runpy.run_path(str(DOCS / "coverage" / "every_method.py"))
METHODS = PROGRAM["every_interval"]()
BOUNDED = {
    "risk_difference_chan_zhang": DIFFERENCE_CHAN_ZHANG,
    "risk_difference_agresti_min": DIFFERENCE_AGRESTI_MIN,
    "risk_difference_santner_snell": DIFFERENCE_SANTNER_SNELL,
    "risk_ratio_agresti_min": RATIO_AGRESTI_MIN,
    "odds_ratio_chan_zhang": ODDS_CHAN_ZHANG,
    "odds_ratio_agresti_min": ODDS_AGRESTI_MIN,
}
WHOLE = [one for one in METHODS if one.name not in BOUNDED]
# How much of size and mean coverage, and of power, may be due to the accepted values
# that the scan finds beyond a rejected one.
ISLANDS, ISLANDS_OF_POWER = 0.005, 0.06
# Both numbers are rounded to four digits.
ROUNDED = 1.01e-4


def rows_of_file():
    return list(csv.reader(PROGRAM["FILE"].read_text(encoding="utf-8").splitlines()))


def row_of_file(name):
    (row,) = (one for one in rows_of_file() if one[2] == name)
    return row


def shares_of(row):
    """Return size, power, least and mean coverage."""
    return [float(cell) for cell in row[3:7]]


def test_the_table_holds_every_interval_once():
    columns, *rows = rows_of_file()

    assert tuple(columns) == PROGRAM["COLUMNS"]
    assert [tuple(row[:3]) for row in rows] == [
        (one.scale, one.family, one.name) for one in METHODS
    ]


@pytest.mark.parametrize("method", WHOLE, ids=lambda one: one.name)
def test_a_row_is_what_enumeration_gives(method):
    row, found = row_of_file(method.name), PROGRAM["row_of"](method)

    assert shares_of(row) == pytest.approx(shares_of(found), abs=ROUNDED)
    assert row[7] == found[7]


@pytest.mark.parametrize("name", BOUNDED)
def test_a_slow_row_keeps_within_what_its_p_values_allow(name):
    # An interval is the hull of the accepted values: without a scan for islands it is
    # at most as wide, rejects at least as often and covers at most as much.
    (method,) = (one for one in METHODS if one.name == name)
    without = replace(BOUNDED[name], scan=BOUNDED[name].scan[::400])
    narrower = replace(method, held=partial(held_by_inversion, without))
    size, power, least, mean = shares_of(row_of_file(name))
    most, most_power, fewest, fewer = shares_of(PROGRAM["row_of"](narrower))

    assert most - ISLANDS <= size <= most + ROUNDED
    assert most_power - ISLANDS_OF_POWER <= power <= most_power + ROUNDED
    assert least >= 0.95 - ROUNDED
    assert fewest <= least + ROUNDED
    assert fewer - ROUNDED <= mean <= fewer + ISLANDS
