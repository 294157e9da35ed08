"""One refusal names what is wrong with header, lines and cells, each cause once."""

from datetime import date

import pytest
from bad_files import HEADER, ROW, log

from bemodels.data.count_file import read_counts
from bemodels.data.log.reading import read_incidents
from bemodels.data.log.stream import count_parquet
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
COUNT = "a whole number from 0 to 1000000000 in plain digits is needed"
KIND = (
    "one of attack, arrest action, plot is needed (a mapping file can bring your "
    "codes onto these)"
)


def refusal(tmp_path, content, **options):
    (tmp_path / "log.csv").write_bytes(content)
    with pytest.raises(InvalidDataError) as refused:
        read_incidents(tmp_path / "log.csv", **options)
    return refused.value


def lines_of(tmp_path, content, **options):
    return str(refusal(tmp_path, content, **options)).split("\n")


def test_a_line_of_too_many_fields_hides_no_cell(tmp_path):
    rows = (f"{ROW},9", "a2,2016-03-23,Ghent,bombing,x", "a3,2016-03-24,Mons,attack,0")
    assert lines_of(tmp_path, log(*rows, "a4,2016")) == [
        "log.csv, line 2: got '9'; 6 fields for the 5 columns of the header (quote a "
        "cell that holds the delimiter)",
        f"log.csv, line 3, column 'kind': got 'bombing'; {KIND}",
        f"log.csv, line 3, column 'killed': got 'x'; {COUNT}",
        "log.csv, line 5: 2 fields for the 5 columns of the header (a cell is missing)",
    ]


def test_one_field_is_one_field(tmp_path):
    assert lines_of(tmp_path, log(ROW, "a2")) == [
        "log.csv, line 3: 1 field for the 5 columns of the header (a cell is missing)"
    ]


def test_lines_keep_their_numbers_behind_quoted_and_ragged_ones(tmp_path):
    rows = ('a1,2016-03-22,"Brus\nsels",attack,0', "a2", "a3,2016-03-22,Ghent,attack,x")
    assert lines_of(tmp_path, log(*rows)) == [
        "log.csv, line 2, column 'city': got 'Brus\\nsels'; a name stands on one line",
        "log.csv, line 4: 1 field for the 5 columns of the header (a cell is missing)",
        f"log.csv, line 5, column 'killed': got 'x'; {COUNT}",
    ]


def test_a_wrong_header_hides_no_cell(tmp_path):
    header = " city ,incident_id,date,date,kind,foo"
    row = "x\u200b,a1,b,2016-01-01,bombing,1"
    assert sorted(lines_of(tmp_path, log(row, header=header))) == [
        "log.csv, line 1: got ' city '; a column's name has spaces around it (remove "
        "them)",
        "log.csv, line 1: got 'date'; 2 columns have this name (keep one)",
        "log.csv, line 1: got 'foo'; the codebook has no such column (map it, or name "
        "it in the mapping's ignore or keep)",
        "log.csv, line 2, column 'city': got 'x\\u200b'; a name holds no unseen "
        "characters (U+200B)",
        "log.csv, line 2, column 'date': got 'b'; a day written YYYY-MM-DD is needed",
        f"log.csv, line 2, column 'kind': got 'bombing'; {KIND}",
    ]


def test_a_wrong_header_is_told_where_no_line_is_sound(tmp_path):
    content = log("a1,2016-03-22,attack", header="incident_id,date,CITY,kind")
    assert lines_of(tmp_path, content) == [
        "log.csv, line 1: got 'CITY'; the codebook has no such column (do you mean "
        "city? otherwise map it, or name it in the mapping's ignore or keep)",
        "log.csv, line 2: 3 fields for the 4 columns of the header (a cell is missing)",
    ]


def test_lines_are_counted_from_the_one_that_says_synthetic(tmp_path):
    rows = ("a1,2016-03-22,Ghent,attack,0", "a2", "a3,2016-03-22,Ghent,attack,x")
    content = b"# synthetic\n" + log(*rows, header=HEADER.replace("city", "CITY"))
    assert lines_of(tmp_path, content) == [
        "log.csv, line 2: got 'CITY'; the codebook has no such column (do you mean "
        "city? otherwise map it, or name it in the mapping's ignore or keep)",
        "log.csv, line 4: 1 field for the 5 columns of the header (a cell is missing)",
        f"log.csv, line 5, column 'killed': got 'x'; {COUNT}",
    ]


def test_missing_columns_hide_no_cell(tmp_path):
    assert lines_of(tmp_path, log("x,-1", header="kind,killed")) == [
        "log.csv, line 1: the column incident_id is missing",
        "log.csv, line 1: the column city is missing",
        "log.csv, line 1: one of date, year_month, year is needed (map the column of "
        "the time)",
        f"log.csv, line 2, column 'kind': got 'x'; {KIND}",
        f"log.csv, line 2, column 'killed': got '-1'; {COUNT} (a count cannot be "
        "negative)",
    ]


def test_two_columns_of_time_are_one_problem_and_both_are_checked(tmp_path):
    content = log("a1,x,y,Ghent,attack", header="incident_id,date,year,city,kind")
    assert lines_of(tmp_path, content) == [
        "log.csv, line 1: got date, year; one of date, year_month, year is needed",
        "log.csv, line 2, column 'date': got 'x'; a day written YYYY-MM-DD is needed",
        "log.csv, line 2, column 'year': got 'y'; a year written YYYY is needed",
    ]


def test_rows_of_empty_cells_alone_are_no_incidents(tmp_path):
    assert lines_of(tmp_path, log(",,,,", ",,,,")) == [
        "log.csv: no incidents: every row is blank"
    ]


def test_a_frequent_cause_is_a_line_and_hides_no_other(tmp_path):
    days = [f"r{i},{1 + i % 2:02}/03/2016,Ghent,attack,0" for i in range(400)]
    error = refusal(tmp_path, log(*days, "s,2016-03-01,Ghent,attack,x"))
    assert str(error).split("\n") == [
        "log.csv, line 2, column 'date': got '01/03/2016'; a day written YYYY-MM-DD is "
        "needed (which is the month? state the order with --date-format, such as "
        "%d/%m/%Y); and on 399 more lines: 3 '02/03/2016', 4, 5, 6, 7, 8, 9, 10, 11, "
        "12, ...",
        f"log.csv, line 402, column 'killed': got 'x'; {COUNT}",
        "401 problems in all",
    ]
    assert error.total == 401
    assert len(error.problems) == 50
    assert [one.line for one in error.problems[-2:]] == [50, 402]


def test_a_value_behind_a_frequent_one_of_its_cause_is_named(tmp_path):
    kinds = ["bombing"] * 300 + ["shooting", "stabbing"]
    rows = [f"r{i},2016-03-01,Ghent,{kind},0" for i, kind in enumerate(kinds)]
    assert lines_of(tmp_path, log(*rows)) == [
        f"log.csv, line 2, column 'kind': got 'bombing'; {KIND}; and on 301 more "
        "lines: 3, 4, 5, 6, 7, 8, 9, 10, 302 'shooting', 303 'stabbing', ...",
        "302 problems in all",
    ]


def test_many_lines_of_a_wrong_length_are_one_cause(tmp_path):
    assert lines_of(tmp_path, log(*["a,b"] * 300, ROW)) == [
        "log.csv, line 2: 2 fields for the 5 columns of the header (a cell is "
        "missing); and on 299 more lines: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ...",
        "300 problems in all",
    ]


def test_many_repeated_identifiers_are_one_cause_and_all_are_counted(tmp_path):
    rows = [f"r{i // 2},2016-03-01,Ghent,attack,0" for i in range(2000)]
    lines = lines_of(tmp_path, log(*rows))
    assert lines[0].endswith(
        "; and on 999 more lines: 5 'r1', 7 'r2', 9 'r3', 11 'r4', 13 'r5', 15 'r6', "
        "17 'r7', 19 'r8', 21 'r9', 23 'r10', ..."
    )
    assert lines[1:] == ["1000 problems in all"]


def test_municipalities_out_of_step_are_causes_by_their_numbers(tmp_path):
    header = "incident_id,date,city,municipality,kind"
    few = [f"a{i},2016-03-01,Ghent,A|B,attack" for i in range(200)]
    lines = lines_of(
        tmp_path, log(*few, "b,2016-03-01,Ghent|Mons,A,attack", header=header)
    )
    hint = "(one a city, in their order; leave one empty where it is not known)"
    assert lines == [
        "log.csv, line 2, column 'municipality': got 'A|B'; 2 municipalities for 1 "
        f"city {hint}; and on 199 more lines: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ...",
        "log.csv, line 202, column 'municipality': got 'A'; 1 municipality for 2 "
        f"cities {hint}",
        "201 problems in all",
    ]


def test_fifty_lines_hold_fifty_causes(tmp_path):
    columns = [f"note{i}" for i in range(60)]
    header = f"{HEADER},{','.join(columns)}"
    cells = ",".join("x" * 1001 for _ in columns)
    rows = [f"r{i},2016-03-01,Ghent,attack,0,{cells}" for i in range(2)]
    error = refusal(tmp_path, log(*rows, header=header), mapping={"keep": columns})
    lines = str(error).split("\n")
    assert [f"column 'note{i}'" in line for i, line in enumerate(lines[:50])] == [
        True
    ] * 50
    assert all(line.endswith("; and on 1 more line: 3") for line in lines[:50])
    assert lines[50:] == ["120 problems in all, the first 50 shown"]


def test_a_table_of_counts_is_refused_with_its_lines_and_cells_at_once(tmp_path):
    (tmp_path / "counts.csv").write_text("city,count,years\nGhent,x,1\nMons,1\n")
    with pytest.raises(InvalidDataError) as refused:
        read_counts(tmp_path / "counts.csv")
    assert str(refused.value).split("\n") == [
        f"counts.csv, line 2, column 'count': got 'x'; {COUNT}",
        "counts.csv, line 3: 2 fields for the 3 columns of the header (a cell is "
        "missing)",
    ]


@pytest.mark.parametrize("wrong", ["xx", ""])
def test_a_wrong_city_or_time_has_no_second_problem(tmp_path, wrong):
    header = "incident_id,date,date_precision,city,municipality,kind"
    rows = ("a1,2016-01-01,day,,A|B,attack", f"a2,{wrong},day,Ghent,A,attack")
    assert lines_of(tmp_path, log(*rows, header=header)) == [
        "log.csv, line 2, column 'city': got ''; a name is needed",
        f"log.csv, line 3, column 'date': got {wrong!r}; a day written YYYY-MM-DD is "
        "needed"
        + (
            ""
            if wrong
            else " (if the day is not known, write its month or year, and say so in a "
            "column date_precision)"
        ),
    ]


def test_a_stream_refuses_a_header_once(tmp_path):
    import pandas as pd

    frame = pd.DataFrame({"incident_id": ["a"], "city": ["Ghent"], "foo": ["x"]})
    frame.to_parquet(tmp_path / "log.parquet")
    with pytest.raises(InvalidDataError) as refused:
        count_parquet(tmp_path / "log.parquet", ("city",), window=WINDOW)
    assert str(refused.value).split("\n") == [
        "log.parquet, line 1: got 'foo'; the codebook has no such column (map it, or "
        "name it in the mapping's ignore or keep)",
        "log.parquet, line 1: the column kind is missing",
        "log.parquet, line 1: one of date, year_month, year is needed (map the column "
        "of the time)",
    ]
