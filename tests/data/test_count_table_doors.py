"""Tables of counts refuse parts of another type, each in one line."""

import pandas as pd
import pytest

from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance

CITY_FILE = Provenance(source="cities.csv", sha256="0" * 64, rows=2)
FRAME = pd.DataFrame({"city": ["Ghent", "Aalst"], "count": [2, 5], "years": [1.0, 2.5]})
ROW = ("Ghent", 2, 1.0)
KEYS_RULE = "keys must be one or more column names in a sequence"
FILES_RULE = "provenance must be a sequence of Provenance"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"keys": 5}, f"table: {KEYS_RULE}, got 5"),
        ({"keys": None}, f"table: {KEYS_RULE}, got None"),
        ({"keys": (5,)}, f"table: {KEYS_RULE}, got (5,)"),
        ({"keys": ("",)}, f"table: {KEYS_RULE}, got ('',)"),
        ({"keys": (["city"],)}, f"table: {KEYS_RULE}, got (['city'],)"),
        ({"rows": 5}, "table: rows must be a sequence of rows, got 5"),
        ({"rows": "abc"}, "table: rows must be a sequence of rows, got 'abc'"),
        (
            {"rows": pd.DataFrame({"a": [1]})},
            "table: rows must be a sequence of rows, got    a 0  1",
        ),
        (
            {"rows": (ROW, 5)},
            "table, row 2: got 5; a row must be a sequence of cells",
        ),
        (
            {"rows": ("abc",)},
            "table, row 1: got 'abc'; a row must be a sequence of cells",
        ),
        ({"provenance": "x"}, f"{FILES_RULE}, got 'x'"),
        ({"provenance": 5}, f"{FILES_RULE}, got 5"),
        ({"provenance": ("x",)}, f"{FILES_RULE}, got ('x',)"),
    ],
)
def test_parts_of_another_type_are_refused_in_a_line(changes, message):
    with pytest.raises(InvalidDataError) as caught:
        CountTable(**{"keys": ("city",), "rows": (ROW,)} | changes)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("frame", "options", "message"),
    [
        ("x", {}, "frame must be a DataFrame, got 'x'"),
        (None, {}, "frame must be a DataFrame, got None"),
        ({"city": []}, {}, "frame must be a DataFrame, got {'city': []}"),
        (FRAME, {"keys": 5}, f"cities.csv: {KEYS_RULE}, got 5"),
        (
            FRAME,
            {"count": 5},
            "cities.csv: count must be the name of a column, got 5",
        ),
        (
            FRAME,
            {"exposure": ["years"]},
            "cities.csv: exposure must be the name of a column, got ['years']",
        ),
        (FRAME, {"provenance": 5}, f"{FILES_RULE}, got 5"),
    ],
)
def test_what_is_no_frame_or_column_is_refused_in_a_line(frame, options, message):
    options = {"keys": ("city",), "provenance": (CITY_FILE,)} | options
    with pytest.raises(InvalidDataError) as caught:
        CountTable.from_frame(frame, **options)
    assert str(caught.value) == message


def test_lists_are_kept_as_tuples():
    table = CountTable(keys=["city"], rows=[list(ROW)], provenance=[CITY_FILE])

    assert (table.keys, table.rows) == (("city",), (ROW,))
    assert table.provenance == (CITY_FILE,)


def test_counts_and_exposure_are_summed_over_the_other_keys():
    table = CountTable(
        keys=("city", "year"),
        rows=(("Bree", 2015, 1, 1.0), ("Alken", 2015, 2, 1.0), ("Alken", 2016, 3, 0.5)),
        unit="persons",
        notices=("told",),
    )
    by_city = table.summed(["city"])
    assert by_city.rows == (("Alken", 5, 1.5), ("Bree", 1, 1.0))
    assert (by_city.unit, by_city.notices) == ("persons", ("told",))
    assert table.summed(["year", "city"]).rows[0] == (2015, "Alken", 2, 1.0)


def test_a_key_that_the_table_has_not_is_refused():
    table = CountTable(keys=("city",), rows=(("Bree", 1, 1.0),))
    with pytest.raises(InvalidDataError) as refused:
        table.summed(["ctiy"])
    assert str(refused.value) == (
        "table: the table has no key 'ctiy'; its keys are city (do you mean city?)"
    )
