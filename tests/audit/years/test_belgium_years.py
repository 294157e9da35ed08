"""The counts by year that the report on Belgium leaves, each by a list of its own.

The numbers of vectors and their ranges were found by a count apart from this package:
nested loops over whole numbers, kept in this file.
"""

from fractions import Fraction
from math import floor
from pathlib import Path

import numpy as np
import pytest

from bemodels.audit.years import (
    belgium_year_constraints,
    belgium_year_counts,
    belgium_year_readings,
    belgium_year_variants,
    year_vectors,
    years_of,
)

COUNTED = {
    "base": (240, [1, 2, 36, 9], [30, 46, 83, 21]),
    "truncated": (342, [1, 3, 36, 9], [30, 46, 82, 20]),
    "not annualised": (295, [1, 2, 37, 11], [29, 45, 80, 24]),
    "total 108": (250, [1, 2, 36, 9], [31, 47, 84, 21]),
    "non-strict": (256, [1, 1, 36, 9], [31, 46, 84, 21]),
    "own wording": (237, [1, 2, 36, 9], [30, 46, 83, 21]),
    "back to 2014 by count": (60, [7, 14, 44, 11], [18, 43, 65, 16]),
    "back to 2014 by annual rate": (53, [6, 11, 44, 11], [13, 43, 69, 17]),
}


def decrease(n16, n17, *, months=10):
    return 100 * (1 - Fraction(12 * n17, months * n16))


def half_up(value):
    return floor(value + Fraction(1, 2))


def listed(keeps, total=107):
    """List vectors of 1 or more that add up and keep a condition."""
    return [
        [n14, n15, n16, n17]
        for n14 in range(1, total - 2)
        for n15 in range(1, total - n14 - 1)
        for n16 in range(1, total - n14 - n15)
        if keeps(n14, n15, n16, n17 := total - n14 - n15 - n16)
    ]


def as_printed(n14, n15, n16, n17):
    rises = n14 < n15 < n16 and n17 < n16
    return rises and half_up(decrease(n16, n17)) == 70


def truncated(n14, n15, n16, n17):
    return n14 < n15 < n16 and n17 < n16 and floor(decrease(n16, n17)) == 70


def not_annualised(n14, n15, n16, n17):
    rises = n14 < n15 < n16 and n17 < n16
    return rises and half_up(decrease(n16, n17, months=12)) == 70


def not_strict(n14, n15, n16, n17):
    rises = n14 <= n15 <= n16 and n17 <= n16
    return rises and half_up(decrease(n16, n17)) == 70


def own_wording(n14, n15, n16, n17):
    rises = n14 < n15 and any(n16 - attacks > n15 for attacks in range(1, 5))
    return rises and n17 < n16 and half_up(decrease(n16, n17)) == 70


def near_count(n14, n15, n16, n17):
    return as_printed(n14, n15, n16, n17) and abs(n17 - n14) <= 5


def near_rate(n14, n15, n16, n17):
    gap = Fraction(12, 10) * n17 - Fraction(12, 7) * n14
    return as_printed(n14, n15, n16, n17) and abs(gap) <= 5


@pytest.mark.parametrize(
    ("name", "keeps", "total"),
    [
        ("base", as_printed, 107),
        ("truncated", truncated, 107),
        ("not annualised", not_annualised, 107),
        ("total 108", as_printed, 108),
        ("non-strict", not_strict, 107),
        ("own wording", own_wording, 107),
        ("back to 2014 by count", near_count, 107),
        ("back to 2014 by annual rate", near_rate, 107),
    ],
)
def test_each_reading_leaves_the_vectors_of_its_words(name, keeps, total):
    found = belgium_year_variants()[name]
    number, low, high = COUNTED[name]

    assert found.tolist() == listed(keeps, total)
    assert len(found) == number
    assert found.min(axis=0).tolist() == low
    assert found.max(axis=0).tolist() == high


def test_the_variants_are_those_that_were_counted_and_the_base_is_the_first():
    variants = belgium_year_variants()

    assert list(variants) == list(COUNTED)
    assert np.array_equal(variants["base"], year_vectors(belgium_year_constraints()))
    assert years_of(belgium_year_constraints()) == (2014, 2015, 2016, 2017)


def test_the_thirteen_plots_of_2016_never_bind():
    rules = dict(belgium_year_counts().tables[1].rows)

    assert rules["13 or more in 2016"] == 0
    assert rules["1 or more in 2014"] == 23
    assert rules["2014 below 2015"] == 419
    assert rules["2015 below 2016"] == 240
    assert rules["all years add up to 107"] == "-"


def test_the_result_tells_readings_tolerances_and_sources():
    result = belgium_year_counts()
    readings, _, level = result.tables

    assert [row[:2] for row in readings.rows] == [
        (name, number) for name, (number, _, _) in COUNTED.items()
    ]
    assert readings.rows[0][2:6] == ("1 to 30", "2 to 46", "36 to 83", "9 to 21")
    meanings = [one.meaning for one in belgium_year_readings()]
    assert [row[-1] for row in readings.rows] == meanings
    base = listed(as_printed)
    assert [row[1:] for row in level.rows] == [
        (
            sum(abs(n17 - n14) <= within for n14, _, _, n17 in base),
            sum(abs(84 * n17 - 120 * n14) <= 70 * within for n14, _, _, n17 in base),
        )
        for within in range(11)
    ]
    assert [one.source for one in result.provenance] == [
        f"belgium/{name}.csv"
        for name in ("totals", "double_placements", "plots", "statements", "window")
    ]
    assert result.conclusion == (
        "What the report prints leaves 240 vectors of counts by year: 1 to 30 in 2014, "
        "2 to 46 in 2015, 36 to 83 in 2016, 9 to 21 in 2017. Read in 7 other ways it "
        "leaves 53 to 342."
    )


def test_the_reference_page_prints_what_is_found():
    page = Path(__file__).parents[3] / "docs" / "reference" / "audit-years.md"
    text = page.read_text(encoding="utf-8")

    for row in belgium_year_counts().tables[0].rows:
        assert f"| {' | '.join(map(str, row[:-1]))} |" in text
