"""Histories counted from a column a list: of a file, of a frame, of counts."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.data import read_incidents
from bemodels.errors import InvalidDataError
from bemodels.undercount.capture import (
    histories_of,
    histories_of_columns,
    loglinear_lists,
    read_histories,
)
from bemodels.undercount.capture.list_columns import parse_seen

LISTS = ("police", "press", "court")
ROWS = "id,police,press,court\nx,1,0,1\ny,yes,No,TRUE\nz,0,1.0,false\n"


def file_of(folder, text, name="lists.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(call, *arguments, **options):
    with pytest.raises(InvalidDataError) as refused:
        call(*arguments, **options)
    return str(refused.value)


def test_a_row_is_an_incident(tmp_path):
    path = file_of(tmp_path, ROWS)
    table = read_histories(path, lists=LISTS)
    assert (table, table.lists) == ({"101": 2, "010": 1}, LISTS)
    assert (table.provenance[0].source, table.provenance[0].rows) == ("lists.csv", 3)
    assert table.notices == ()
    turned = read_histories(path, lists=("press", "police"))
    assert turned == {"01": 2, "10": 1}


@pytest.mark.parametrize("ending", ["csv", "dta", "parquet"])
def test_every_format_says_the_same(tmp_path, ending):
    frame = pd.DataFrame({"police": [1, 1, 0], "press": [0, 1, 1]})
    path = tmp_path / f"lists.{ending}"
    {
        "csv": lambda: frame.to_csv(path, index=False),
        "dta": lambda: frame.to_stata(path, write_index=False),
        "parquet": lambda: frame.to_parquet(path),
    }[ending]()
    assert read_histories(path, lists=("police", "press")) == {
        **{"10": 1, "11": 1, "01": 1},
    }


def test_a_count_says_how_many_incidents_a_row_stands_for(tmp_path):
    text = "police,press,n\n1,0,781\n0,1,254\n1,1,160\n1,1,7\n0,0,3\n"
    table = read_histories(
        file_of(tmp_path, text), lists=("police", "press"), count="n"
    )
    assert table == {"10": 781, "01": 254, "11": 167}
    assert table.notices == (
        "lists.csv: incidents that stand on none of police, press were left out: 3 "
        "(line 6); the hidden of these lists cannot be fewer",
        "lists.csv: 1 history stands on several lines; the counts were added",
    )
    found = loglinear_lists(table).estimate("population")
    assert found.value == pytest.approx(2389.8683, abs=1e-4)


def test_every_wrong_cell_is_a_line(tmp_path):
    text = "police,press,court\n1,0,\n1,x,0\n0,2,1\n1,?,1\n"
    asked = refusal(read_histories, file_of(tmp_path, text), lists=LISTS)
    rule = "0 or 1 (or 0.0 or 1.0) is needed, or no or yes, or false or true"
    told = (
        " (write 0 if the list did not see the incident; if that is not known, it has "
        "no history)"
    )
    assert asked.split("\n") == [
        f"lists.csv, line 2, column 'court': got ''; {rule}{told}",
        f"lists.csv, line 3, column 'press': got 'x'; {rule}",
        f"lists.csv, line 4, column 'press': got '2'; {rule}",
        f"lists.csv, line 5, column 'press': got '?'; {rule}{told}",
    ]


def test_a_wrong_count_stands_beside_a_wrong_cell(tmp_path):
    text = "police,press,n\n1,0,-2\n1,maybe,3\n"
    asked = refusal(
        *(read_histories, file_of(tmp_path, text)),
        lists=("police", "press"),
        count="n",
    )
    assert asked.split("\n") == [
        "lists.csv, line 2, column 'n': got '-2'; a whole number from 0 to 1000000000 "
        "in plain digits is needed (a count cannot be negative)",
        "lists.csv, line 3, column 'press': got 'maybe'; 0 or 1 (or 0.0 or 1.0) is "
        "needed, or no or "
        "yes, or false or true",
    ]


def test_a_header_says_what_is_missing(tmp_path):
    path = file_of(tmp_path, "police,pres,count\n1,1,4\n")
    asked = refusal(read_histories, path, lists=("police", "press", "mosque"))
    assert asked.split("\n") == [
        "lists.csv, line 1: the column press is missing (is it pres?)",
        "lists.csv, line 1: the column mosque is missing",
        "lists.csv, line 1, column 'count': a row with a count stands for more than "
        "one incident (name it: --count count, in Python count='count')",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lists": "police"}, "lists must be a sequence of names, got 'police'"),
        ({"lists": ("police", 3)}, "a list must be a column's name, got 3"),
        ({"lists": ("police",)}, "histories must have 2 to 10 lists, got 1"),
        (
            {"lists": ("press", "press")},
            "lists must have different names, got 'press' twice",
        ),
        (
            {"lists": ("police", "press"), "count": "press"},
            "a column is either a list or the count, got 'press' as both",
        ),
        (
            {"lists": ("police", "press"), "count": 3},
            "count must be a column's name, got 3",
        ),
    ],
)
def test_names_are_checked_first(tmp_path, options, message):
    path = file_of(tmp_path, ROWS)
    assert refusal(read_histories, path, **options) == message


def test_a_frame_is_counted_as_the_file(tmp_path):
    path = file_of(tmp_path, ROWS)
    frame = pd.read_csv(path, dtype=str)
    table = histories_of_columns(frame, lists=LISTS)
    assert (table, table.lists) == ({"101": 2, "010": 1}, LISTS)
    assert (table.provenance, table.notices) == ((), ())
    frame.loc[1, "press"] = None
    frame.loc[2, ["police", "press", "court"]] = "0"
    assert refusal(histories_of_columns, frame, lists=LISTS).startswith(
        "the frame, line 2, column 'press': got ''; 0 or 1 (or 0.0 or 1.0) is needed"
    )
    told = histories_of_columns(frame, lists=("police", "court")).notices
    assert told == (
        "the frame: incidents that stand on none of police, court were left out: 1 "
        "(line 3); the hidden of these lists cannot be fewer",
    )


def test_a_frame_needs_each_column_once():
    frame = pd.DataFrame([[1, 0, 1]], columns=["press", "press", "police"])
    lists = ("press", "police")
    assert refusal(histories_of_columns, frame, lists=lists) == (
        "frame must have one column press, got several"
    )
    assert refusal(histories_of_columns, [1], lists=lists) == (
        "frame must be a DataFrame, got [1]"
    )
    assert refusal(histories_of_columns, frame, lists=("court", "police")) == (
        "the frame: the column court is missing"
    )


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
@settings(deadline=None)
def test_truth_values_and_counts_agree(rows):
    frame = pd.DataFrame(rows, columns=["x", "y"])
    table = histories_of_columns(frame, lists=("x", "y"))
    counted = frame.value_counts().rename("n").reset_index()
    again = histories_of_columns(counted, lists=("x", "y"), count="n")
    assert table == again
    assert table.recorded == sum(one or other for one, other in rows)


def test_a_log_keeps_the_names_of_its_sources(tmp_path):
    text = "incident_id,date,city,kind,sources\n"
    rows = ["a,press|court", "b,press", "c,court"]
    for row in rows:
        name, sources = row.split(",")
        text += f"{name},2016-01-01,Ghent,attack,{sources}\n"
    log = read_incidents(file_of(tmp_path, text))
    table = histories_of(log, sources=("press", "court"))
    assert (table.lists, table) == (("press", "court"), {"01": 1, "10": 1, "11": 1})
    assert table.provenance == log.provenance
    many = text.replace("press|court", "|".join(f"s{n}" for n in range(11)))
    with pytest.raises(InvalidDataError) as refused:
        histories_of(read_incidents(file_of(tmp_path, many)))
    assert str(refused.value) == "histories must have 0 to 10 lists, got 13"


def test_a_column_that_may_count_is_told_of_and_not_read(tmp_path):
    path = tmp_path / "lists.csv"
    path.write_text("a,b,n\n1,0,30\n0,1,20\n1,1,9\n", encoding="utf-8")
    table = read_histories(path, lists=("a", "b"))
    assert table.recorded == 3
    assert table.notices == (
        "lists.csv: each line was counted as one incident; the column n was not read "
        "(if it counts incidents, name it: --count n, in Python count='n')",
    )
    assert read_histories(path, lists=("a", "b"), count="n").notices == ()


def test_spaces_around_a_value_are_told(tmp_path):
    path = file_of(tmp_path, 'police,press\n" 1 ",1\n1,0\n0, 1\n')
    table = read_histories(path, lists=("police", "press"))
    assert dict(table) == {"11": 1, "10": 1, "01": 1}
    assert table.notices == (
        f"{path.name}: line 2, column 'police': spaces around the value were removed",
        f"{path.name}: line 4, column 'press': spaces around the value were removed",
    )


@pytest.mark.parametrize("text", ["no.0", "true.00", "1.0.00", "1.000", "01"])
def test_only_the_numbers_0_and_1_may_have_decimals(text):
    assert parse_seen("1.00") == parse_seen("1.0") == 1
    assert parse_seen(text).rule == (
        "0 or 1 (or 0.0 or 1.0) is needed, or no or yes, or false or true"
    )


def test_a_list_that_holds_nothing_is_told(tmp_path):
    path = file_of(tmp_path, "police,press,court\n1,1,0\n1,0,0\n")
    table = read_histories(path, lists=("police", "press", "court"))
    assert table.notices == (
        f"{path.name}: the list court holds no incident; models of equal chances and "
        "graphs count it as a list that looked and saw nothing: leave it out if it did "
        "not look",
    )
