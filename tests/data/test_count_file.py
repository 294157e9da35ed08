"""A file of counts: what its cells may be, and what is told of them."""

from datetime import date

import pytest

import bemodels
from bemodels import InvalidDataError, ObservationWindow
from bemodels.counts import LabelContrast

COUNT = "a whole number from 0 to 1000000000 in plain digits is needed"
YEAR = "a year from 1900 to 2100 written YYYY is needed"
NOTHING = (
    "0 if the place was watched and had none; delete the row if it was not watched"
)
WINDOW_HINT = (
    "where there is a key year, --window START:END gives the exposure of calendar years"
)
WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))


def read(tmp_path, text, **options):
    (tmp_path / "counts.csv").write_text(text, encoding="utf-8")
    return bemodels.read_counts(tmp_path / "counts.csv", **options)


def refusal(tmp_path, text, **options):
    with pytest.raises(InvalidDataError) as refused:
        read(tmp_path, text, **options)
    return str(refused.value).split("\n")


def test_years_are_whole_numbers_and_counts_may_have_passed_through_a_float(tmp_path):
    table = read(tmp_path, "city,year,count,years\n2,2015,3.0,1\n2,2016.0,0,1\n")
    assert table.rows == (("2", 2015, 3, 1.0), ("2", 2016, 0, 1.0))


def test_a_year_of_a_file_is_named_as_one_of_a_log(tmp_path):
    rows = [
        f"{city},{year},{count}\n"
        for city, count in (("Bree", 4), ("Mons", 9))
        for year in range(2014, 2018)
    ]
    table = read(tmp_path, f"city,year,count\n{''.join(rows)}", window=WINDOW)
    fit = bemodels.counts.fit_poisson("count ~ C(city) + C(year)", table)
    ratio = bemodels.counts.rate_ratio(fit, "year", 2017, 2016)
    assert ratio.estimate("rate_ratio").value == pytest.approx(1.2)
    assert LabelContrast(key="year", value=2017, reference=2016).value in (
        row[1] for row in table.rows
    )


@pytest.mark.parametrize("year", ["15", "2015.5", "20015", "1815", "2014/15", ""])
def test_what_is_no_calendar_year_is_refused(tmp_path, year):
    text = f"city,year,count,years\nBree,{year},1,1\n"
    assert refusal(tmp_path, text) == [
        f"counts.csv, line 2, column 'year': got {year!r}; {YEAR}"
    ]


@pytest.mark.parametrize(
    ("count", "hint"),
    [
        ("", NOTHING),
        ("NA", NOTHING),
        ("3.5", "a fraction; counts are whole"),
        ("-1", "a count cannot be negative"),
    ],
)
def test_what_is_no_count_is_refused(tmp_path, count, hint):
    text = f"city,count,years\nBree,{count},1\n"
    assert refusal(tmp_path, text) == [
        f"counts.csv, line 2, column 'count': got {count!r}; {COUNT} ({hint})"
    ]


def test_a_label_that_looks_like_another_is_refused(tmp_path):
    text = "city,count,years\nGhent,1,1\nGHENT,2,1\nMo\u200bns,1,1\n,1,1\n"
    assert refusal(tmp_path, text) == [
        "counts.csv, line 3, column 'city': got 'GHENT'; a reader would take the name "
        "for 'Ghent' (write it in one way)",
        "counts.csv, line 4, column 'city': got 'Mo\\u200bns'; a name holds no unseen "
        "characters (U+200B)",
        "counts.csv, line 5, column 'city': got ''; a label is needed",
    ]


def test_rows_of_the_same_labels_are_refused(tmp_path):
    text = "city,year,count,years\nBree,2015,1,1\nBree,2015.0,2,1\n"
    assert refusal(tmp_path, text) == [
        "counts.csv, line 3, column 'city, year': got 'Bree, 2015'; the same labels "
        "stand on line 2 already"
    ]


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ("city,year,count", f"the column years is missing ({WINDOW_HINT})"),
        (
            "city,yaers,count",
            f"the column years is missing (do you mean yaers?; {WINDOW_HINT})",
        ),
        ("city,cuont,years", "the column count is missing (is it cuont?)"),
        ("city,events,years", "the column count is missing (is it events?)"),
        ("city,country,years", "the column count is missing"),
        ("count,years", "a key is needed, such as a column city"),
    ],
)
def test_a_header_without_what_is_needed_is_refused(tmp_path, header, rule):
    cells = ",".join("1" for _ in header.split(","))
    assert refusal(tmp_path, f"{header}\n{cells}\n") == [f"counts.csv, line 1: {rule}"]


def test_a_year_that_is_written_otherwise_is_asked_for(tmp_path):
    lines = refusal(tmp_path, "city,Year,count\nBree,2015,1\n", window=WINDOW)
    assert lines == [
        "counts.csv, line 1: the column year is missing (do you mean Year?)"
    ]


def test_more_than_a_year_in_a_year_is_told(tmp_path):
    rows = "Bree,2015,1,1.0027\nBree,2016,1,3.5\nMons,2016,1,2\n"
    assert read(tmp_path, f"city,year,count,years\n{rows}").notices == (
        "rows with more exposure than their calendar year is long: 2, the first on "
        "line 3",
    )


def test_a_year_at_an_end_of_the_window_without_a_row_is_told(tmp_path):
    table = read(tmp_path, "city,year,count\nBree,2015,1\n", window=WINDOW)
    assert table.notices == (
        "no row is of 2014, the first year of the window, 2014-06-01 to 2017-10-31",
        "no row is of 2017, the last year of the window, 2014-06-01 to 2017-10-31",
    )
    alone = ObservationWindow(start=date(2015, 2, 1), end=date(2015, 3, 31))
    assert read(tmp_path, "city,year,count\nBree,2015,1\n", window=alone).notices == ()
