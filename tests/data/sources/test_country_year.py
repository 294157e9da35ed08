"""Plots by country and year or month, in the three forms in which they circulate."""

from fractions import Fraction

import pytest
from source_files import text_of

from bemodels import InvalidDataError
from bemodels.data.sources.country_year import read_country_year

YEARS = ("country", "year", "launched", "foiled", "all", "population")
MONTHS = ("country", "year_month", "launched", "foiled", "all")
NAMED = ("country", "year", "month", "launched", "foiled", "all")


def row(country, time, launched, foiled, **cells):
    counts = {"launched": launched, "foiled": foiled, "all": launched + foiled}
    texts = {name: str(one) for name, one in counts.items()}
    return {"country": country, **time, **texts, **cells}


def read(folder, header, *rows, count="all"):
    path = folder / "synthetic.csv"
    path.write_text(text_of(header, rows))
    return read_country_year(path, count=count)


def refusal(folder, header, *rows, count="all"):
    with pytest.raises(InvalidDataError) as caught:
        read(folder, header, *rows, count=count)
    return str(caught.value)


BELGIUM = (
    row("Belgium", {"year": "2016"}, 2, 3, population="11"),
    row("Belgium", {"year": "2015"}, 1, 0, population="11"),
)


@pytest.mark.parametrize(
    ("count", "counts"), [("all", (1, 5)), ("launched", (1, 2)), ("foiled", (0, 3))]
)
def test_years_with_the_column_that_is_counted(tmp_path, count, counts):
    table = read(tmp_path, YEARS, *BELGIUM, count=count)
    assert table.keys == ("country", "year")
    assert table.rows == tuple(
        ("Belgium", year, n, 1.0) for year, n in zip((2015, 2016), counts, strict=True)
    )
    assert table.notices == ("synthetic.csv: the columns population are left out",)
    assert table.provenance[0].rows == 2


def test_both_forms_of_months_are_the_same_table(tmp_path):
    coded = read(
        tmp_path,
        MONTHS,
        row("Belgium", {"year_month": "2016m3"}, 1, 0),
        row("Belgium", {"year_month": "2016m12"}, 0, 2),
    )
    named = read(
        tmp_path,
        NAMED,
        row("Belgium", {"year": "2016", "month": "December"}, 0, 2),
        row("Belgium", {"year": "2016", "month": "March"}, 1, 0),
    )
    assert coded.keys == named.keys == ("country", "year", "month")
    assert coded.rows == named.rows
    assert [row[:-1] for row in coded.rows] == [
        ("Belgium", 2016, 3, 1),
        ("Belgium", 2016, 12, 2),
    ]
    assert coded.years == (float(Fraction(1, 12)),) * 2


def test_what_has_no_row_is_told(tmp_path):
    other = row("France", {"year": "2016"}, 1, 1, population="66")
    assert read(tmp_path, YEARS, *BELGIUM, other).notices == (
        "synthetic.csv: the columns population are left out",
        "synthetic.csv: 1 combinations of country and year have no row and no exposure",
    )


def test_sums_that_are_none_and_rows_that_come_twice_are_problems(tmp_path):
    wrong = row("Belgium", {"year": "2014"}, 1, 1, all="3")
    assert refusal(tmp_path, YEARS, *BELGIUM, wrong, BELGIUM[0]) == (
        "synthetic.csv, line 4, column 'all': got '3'; launched + foiled is 1 + 1 = 2\n"
        "synthetic.csv, line 5: got 'Belgium', 2016; the country and time stand on "
        "line 2 already"
    )


def test_a_sum_that_cannot_be_checked_is_told(tmp_path):
    table = read(tmp_path, ("country", "year", "all"), *BELGIUM)
    assert table.notices == (
        "synthetic.csv: all = launched + foiled is not checked: not all three columns "
        "are there",
    )


def test_wrong_cells_are_refused_all_at_once(tmp_path):
    assert refusal(
        tmp_path,
        YEARS,
        row("", {"year": "2014"}, 1, 1),
        row("Belgium", {"year": "14"}, 1, 1),
        row("Belgium", {"year": "2014"}, 1, 1) | {"foiled": ""},
    ) == (
        "synthetic.csv, line 2, column 'country': got ''; a name is needed\n"
        "synthetic.csv, line 3, column 'year': got '14'; a year written YYYY is "
        "needed\n"
        "synthetic.csv, line 4, column 'foiled': got ''; a whole number from 0 to "
        "1000000000 in plain digits is needed"
    )
    assert refusal(
        tmp_path,
        MONTHS,
        row("Belgium", {"year_month": "2016m13"}, 1, 1),
        row("Belgium", {"year_month": "1016m1"}, 1, 1),
    ) == (
        "synthetic.csv, line 2, column 'year_month': got '2016m13'; a month written as "
        "2016m3 is needed\n"
        "synthetic.csv, line 3, column 'year_month': got '1016m1'; a year from 1900 to "
        "2100 is needed (a stand-in for an unknown day must not be written as a day)"
    )
    march = row("Belgium", {"year": "2016", "month": "Mar"}, 1, 1)
    assert refusal(tmp_path, NAMED, march) == (
        "synthetic.csv, line 2, column 'month': got 'Mar'; one of January, February, "
        "March, April, May, June, July, August, September, October, November, December "
        "is needed"
    )


def test_files_of_another_form_are_refused(tmp_path):
    assert refusal(tmp_path, ("nation", "year", "launched"), {"year": "2016"}) == (
        "synthetic.csv, line 1: the column 'country' is missing\n"
        "synthetic.csv, line 1: the column 'all' is missing"
    )
    header = ("country", "year", "year_month", "all")
    assert refusal(tmp_path, header, *BELGIUM) == (
        "synthetic.csv, line 1: got year, year_month; the time is told by year, by "
        "year and month, or by year_month"
    )
    assert refusal(tmp_path, YEARS, *BELGIUM, count="plots") == (
        "count must be one of all, launched, foiled, got 'plots'"
    )
