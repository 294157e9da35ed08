"""Tables of counts: what they refuse, in which words, and what leaves them alone."""

from decimal import Decimal
from math import inf, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance

CITY_FILE = Provenance(source="cities.csv", sha256="0" * 64, rows=2)
COUNT_RULE = "a count must be a whole number from 0 to 1000000000"
YEARS_RULE = "exposure must be a finite number of years above 0"
LABEL_RULE = "a key must be text without spaces around it, or a whole number"


def frame_of(**columns):
    good = {"city": ["Ghent", "Aalst"], "count": [2, 5], "years": [1.0, 2.5]}
    return pd.DataFrame(good | columns)


def refusal(frame, **options):
    options = {"keys": ("city",), "provenance": (CITY_FILE,)} | options
    with pytest.raises(InvalidDataError) as caught:
        CountTable.from_frame(frame, **options)
    return str(caught.value)


@st.composite
def row_lists(draw):
    keys = st.tuples(st.text("abcde", min_size=1, max_size=3), st.integers(2000, 2005))
    numbers = st.tuples(st.integers(0, 10**6), st.floats(1e-3, 1e9))
    cells = draw(st.dictionaries(keys, numbers, min_size=1, max_size=20))
    return [(*labels, *values) for labels, values in cells.items()]


def test_a_table_keeps_what_the_frame_says_under_the_names_of_formulas():
    frame = pd.DataFrame(
        {"n": [2, 5], "note": ["x", "y"], "city": ["Ghent", "Aalst"], "t": [1, 2]}
    )
    table = CountTable.from_frame(
        frame, keys=["city"], count="n", exposure="t", provenance=[CITY_FILE]
    )

    expected = pd.DataFrame(
        {"city": ["Aalst", "Ghent"], "count": [5, 2], "years": [2.0, 1.0]}
    )
    pd.testing.assert_frame_equal(table.frame, expected)
    assert table.keys == ("city",)
    assert table.provenance == (CITY_FILE,)
    assert (table.total, table.total_years, len(table)) == (7, 3.0, 2)


@settings(deadline=None)
@given(rows=row_lists(), data=st.data())
def test_the_order_of_rows_does_not_show(rows, data):
    shuffled = data.draw(st.permutations(rows))
    columns = ["city", "year", "count", "years"]
    one, other = (
        CountTable.from_frame(
            pd.DataFrame(order, columns=columns), keys=("city", "year")
        )
        for order in (rows, shuffled)
    )
    assert one == other
    assert hash(one) == hash(other)
    assert one.total == sum(row[2] for row in rows)


@settings(deadline=None)
@given(rows=row_lists())
def test_a_table_s_frame_gives_the_same_table(rows):
    table = CountTable(keys=("city", "year"), rows=tuple(rows))
    assert CountTable.from_frame(table.frame, keys=table.keys) == table


def test_changing_the_frame_leaves_the_table_alone():
    table = CountTable.from_frame(frame_of(), keys=("city",))
    frame = table.frame
    frame.loc[0, "count"] = 99
    assert table.frame["count"].tolist() == [5, 2]


@pytest.mark.parametrize("dtype", ["int8", "uint32", "int64", "float32", "Int64"])
def test_whole_numbers_are_counts_however_they_are_stored(dtype):
    table = CountTable.from_frame(
        frame_of(count=pd.array([2, 5], dtype=dtype)), keys=("city",)
    )
    assert table.counts == (5, 2)
    assert all(type(count) is int for count in table.counts)


def test_years_may_be_keys_and_stay_whole():
    table = CountTable.from_frame(
        frame_of(year=np.array([2016.0, 2015.0])), keys=("year",)
    )
    assert table.rows == ((2015, 5, 2.5), (2016, 2, 1.0))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (-1, "-1"),
        (2.5, "2.5"),
        (nan, "nan"),
        (None, "None"),
        (pd.NA, "<NA>"),
        (True, "True"),
        (inf, "inf"),
        ("3", "'3'"),
        (10**9 + 1, "1000000001"),
        (Decimal(3), "Decimal('3')"),
    ],
)
def test_what_is_no_count_is_refused(cell, written):
    frame = frame_of(count=pd.Series([2, cell], dtype=object))
    assert refusal(frame) == (
        f"cities.csv, row 2, column 'count': got {written}; {COUNT_RULE}"
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (0, "0"),
        (-0.5, "-0.5"),
        (nan, "nan"),
        (None, "None"),
        (inf, "inf"),
        (10**400, "1" + "0" * 76 + "..."),
        (True, "True"),
        ("1", "'1'"),
    ],
)
def test_what_is_no_exposure_is_refused(cell, written):
    frame = frame_of(years=pd.Series([cell, 1.0], dtype=object))
    assert refusal(frame) == (
        f"cities.csv, row 1, column 'years': got {written}; {YEARS_RULE}"
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, "None"),
        (nan, "nan"),
        ("", "''"),
        (" Ghent", "' Ghent'"),
        (2.5, "2.5"),
        (True, "True"),
        (("a",), "('a',)"),
        (["a"], "['a']"),
    ],
)
def test_what_is_no_key_is_refused(cell, written):
    frame = frame_of(city=pd.Series(["Ghent", cell], dtype=object))
    assert refusal(frame) == (
        f"cities.csv, row 2, column 'city': got {written}; {LABEL_RULE}"
    )


def test_a_city_called_na_is_a_city():
    table = CountTable.from_frame(frame_of(city=["NA", "nan"]), keys=("city",))
    assert [row[0] for row in table.rows] == ["NA", "nan"]


def test_repeated_keys_are_refused():
    frame = frame_of(city=["Ghent", "Ghent"], year=[2015, 2015])
    assert refusal(frame, keys=("city", "year")) == (
        "cities.csv, row 2, column 'city', 'year': got 'Ghent', 2015; the same as in "
        "row 1, and each combination may stand once"
    )


def test_text_and_numbers_do_not_mix_as_keys():
    frame = frame_of(city=pd.Series(["Ghent", 7], dtype=object))
    assert refusal(frame) == (
        "cities.csv, row 2, column 'city': got 7; the keys of a column must be all "
        "text or all whole numbers"
    )


def test_all_problems_come_at_once_under_the_user_s_names():
    frame = pd.DataFrame({"town": ["A", "", "A"], "n": [-1, 2, 3], "t": [1.0, 0.0, 1]})
    assert refusal(frame, keys=["town"], count="n", exposure="t") == "\n".join(
        (
            f"cities.csv, row 1, column 'n': got -1; {COUNT_RULE}",
            f"cities.csv, row 2, column 'town': got ''; {LABEL_RULE}",
            f"cities.csv, row 2, column 't': got 0.0; {YEARS_RULE}",
        )
    )


def test_fifty_problems_are_shown_and_all_are_counted():
    frame = pd.DataFrame({"id": range(120), "count": -1, "years": 1.0})
    lines = refusal(frame, keys=["id"]).splitlines()
    assert lines[49] == f"cities.csv, row 50, column 'count': got -1; {COUNT_RULE}"
    assert lines[50:] == ["120 problems in all, the first 50 shown"]


def test_a_long_value_is_cut():
    message = refusal(frame_of(city=["Ghent", " " + "a" * 10_000]))
    assert message == (
        f"cities.csv, row 2, column 'city': got ' {'a' * 75}...; {LABEL_RULE}"
    )


def test_without_one_file_the_source_is_called_table():
    frame = frame_of(count=[2, -5])
    for provenance in ((), (CITY_FILE, CITY_FILE)):
        assert refusal(frame, provenance=provenance) == (
            f"table, row 2, column 'count': got -5; {COUNT_RULE}"
        )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"keys": "city"},
            "cities.csv: keys must be one or more column names in a sequence, "
            "got 'city'",
        ),
        (
            {"keys": ()},
            "cities.csv: keys must be one or more column names in a sequence, got ()",
        ),
        ({"keys": ("city", "city")}, "cities.csv: the key 'city' is named twice"),
        (
            {"keys": ("count",)},
            "cities.csv: no key may be called 'count', a number's name",
        ),
        (
            {"keys": ("town",)},
            "cities.csv, column 'town': there 0 times, needed once; the columns are "
            "'city', 'count', 'years'",
        ),
        (
            {"keys": ("city",), "count": "n", "exposure": "t"},
            "cities.csv, column 'n': there 0 times, needed once; the columns are "
            "'city', 'count', 'years'\n"
            "cities.csv, column 't': there 0 times, needed once; the columns are "
            "'city', 'count', 'years'",
        ),
    ],
)
def test_wrong_columns_are_refused(options, message):
    assert refusal(frame_of(), **options) == message


def test_a_column_that_is_there_twice_is_refused():
    frame = frame_of()
    frame.columns = ["city", "count", "count"]
    assert refusal(frame, exposure="count") == (
        "cities.csv, column 'count': there 2 times, needed once; the columns are "
        "'city', 'count', 'count'"
    )


def test_no_rows_are_no_table():
    assert refusal(frame_of().head(0)) == (
        "cities.csv: no rows; a table of counts needs at least one"
    )


def test_a_row_of_another_length_is_refused():
    with pytest.raises(InvalidDataError) as caught:
        CountTable(keys=("city",), rows=(("Ghent", 2, 1.0), ("Aalst", 5)))
    assert str(caught.value) == "table, row 2: 2 cells for 3 columns"


def test_html_is_short_and_escaped():
    rows = tuple((f"<script>{number:02d}", number, 0.5) for number in range(30))
    html = CountTable(keys=("city",), rows=rows)._repr_html_()
    assert "<script>" not in html
    assert "<td>&lt;script&gt;00</td><td>0</td><td>0.5</td>" in html
    assert "and 18 more in <code>frame</code>" in html
    assert html.count("<tr>") == 13


def test_a_year_is_written_as_a_label_and_not_as_an_amount():
    html = CountTable(keys=("id",), rows=((123456, 12345, 1.0),))._repr_html_()
    assert "<td>123456</td><td>12345</td><td>1</td>" in html
