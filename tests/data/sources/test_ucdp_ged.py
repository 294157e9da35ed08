"""UCDP GED: every hazard of its rows, on synthetic rows under the real header."""

import pandas as pd
import pytest
from source_files import shuffled, text_of, write

from bemodels import InvalidDataError
from bemodels.data.sources.ucdp_ged import (
    SCOPE,
    UCDP_GED_COLUMNS,
    read_ucdp_ged,
)

ROW = {
    "id": "385918",
    "year": "2016",
    "number_of_sources": "3",
    "where_prec": "1",
    "where_coordinates": "Ghent city",
    "country": "Belgium",
    "date_prec": "1",
    "date_start": "2016-03-22 00:00:00.000",
    "date_end": "2016-03-22 00:00:00.000",
    "best": "4",
    "high": "4",
    "low": "4",
}


def event(number, **cells):
    unique = {"id": str(number), "where_coordinates": f"Town {number}"}
    return {**ROW, **unique, **cells}


def dated(number, precision, start, end):
    return event(number, date_prec=precision, date_start=start, date_end=end)


def read(folder, *rows, header=UCDP_GED_COLUMNS, **options):
    return read_ucdp_ged(write(folder, header, rows), **options)


def told(*notices):
    return tuple(f"synthetic.csv: {one}" for one in (SCOPE, *notices))


def refusal(path, **options):
    with pytest.raises(InvalidDataError) as caught:
        read_ucdp_ged(path, **options)
    return str(caught.value)


def test_the_header_has_49_columns():
    assert len(UCDP_GED_COLUMNS) == len(set(UCDP_GED_COLUMNS)) == 49


def test_a_sound_row_is_an_attack(tmp_path):
    log = read(tmp_path, ROW)
    assert log.notices == told()
    assert log.frame.to_csv(index=False) == (
        "incident_id,date,date_precision,country,city,kind,link,killed\n"
        "385918,2016-03-22,day,Belgium,Ghent city,attack,unknown,4\n"
    )


def test_ranges_are_dated_to_what_holds_them_and_no_finer_than_known(tmp_path):
    log = read(
        tmp_path,
        dated(1, "1", "2016-03-22", "2016-03-22"),
        dated(2, "2", "2016-03-22", "2016-03-25"),
        dated(3, "2", "2016-03-22", "2016-03-22"),
        dated(4, "3", "2016-03-28", "2016-04-03"),
        dated(5, "4", "2016-03-01", "2016-03-31"),
        dated(6, "5", "2016-01-01", "2016-12-31"),
        dated(7, "5", "2016-03-01", "2016-03-31"),
        dated(8, "5", "2015-12-25", "2016-01-03"),
    )
    assert dict(zip(log.frame["incident_id"], log.frame["date"], strict=True)) == {
        "1": "2016-03-22",
        "2": "2016-03",
        "3": "2016-03",
        "4": "2016",
        "5": "2016-03",
        "6": "2016",
        "7": "2016",
        "8": "2015",
    }
    assert log.notices == told(
        "3 of 8 rows have a range of days, or a day not known well, and are dated to "
        "the month",
        "3 of 8 rows have a range of days, or a day not known well, and are dated to "
        "the year",
        "1 of 8 rows have a range over several years and are dated to the first of "
        "them",
    )


def test_wrong_ranges_are_refused_all_at_once(tmp_path):
    path = write(
        tmp_path,
        UCDP_GED_COLUMNS,
        [
            dated(1, "1", "22/03/2016", "22/03/2016"),
            dated(2, "1", "2016-03-22", "2016-03-21"),
            dated(3, "6", "2016-03-22", "2016-03-22"),
            dated(4, "1", "2016-02-30", "2016-03-01"),
        ],
    )
    where = "column 'date_start, date_end, date_prec'"
    assert refusal(path) == (
        f"synthetic.csv, line 2, {where}: got '22/03/2016, 22/03/2016, 1'; days "
        "written YYYY-MM-DD are needed\n"
        f"synthetic.csv, line 3, {where}: got '2016-03-22, 2016-03-21, 1'; the range "
        "ends before it starts\n"
        f"synthetic.csv, line 4, {where}: got '2016-03-22, 2016-03-22, 6'; a date_prec "
        "from 1 to 5 is needed\n"
        f"synthetic.csv, line 5, {where}: got '2016-02-30, 2016-03-01, 1'; days "
        "written YYYY-MM-DD are needed"
    )


def test_unknown_sources_and_estimates_of_none_are_told(tmp_path):
    log = read(
        tmp_path,
        event(1, number_of_sources="-1"),
        event(2, number_of_sources="-1.0", best="0", high="3"),
        event(3, best="0", high="0"),
    )
    assert log.notices == told(
        "1 of 3 rows have a best estimate of 0 deaths and a high one above 0",
        "2 of 3 rows have an unknown number of sources",
    )
    assert log.frame["killed"].tolist() == [4, 0, 0]


def test_places_known_no_finer_than_a_district_are_no_cities(tmp_path):
    rows = (event(int(one), where_prec=one, best=one, high="9") for one in "1237")
    log = read(tmp_path, *rows)
    assert log.frame["city"].tolist() == ["Town 1", "Town 2", "", ""]
    assert log.notices == told(
        "2 of 4 rows are located no finer than a district (where_prec): their city is "
        "unknown"
    )
    path = write(tmp_path, UCDP_GED_COLUMNS, [event(1, where_prec="8")])
    assert refusal(path) == (
        "synthetic.csv, line 2, column 'where_prec, where_coordinates': got '8, Town "
        "1'; a where_prec from 1 to 7 is needed"
    )


def test_numbers_that_passed_through_floats_are_the_same_log(tmp_path):
    names = ("id", "where_prec", "date_prec", "best", "high", "number_of_sources")
    floats = ROW | {name: f"{ROW[name]}.0" for name in names}
    log = read(tmp_path, floats)
    pd.testing.assert_frame_equal(log.frame, read(tmp_path, ROW).frame)
    assert log.notices == told()


def headerless(folder, *rows):
    path = folder / "synthetic.csv"
    path.write_text(text_of(UCDP_GED_COLUMNS, rows).split("\n", 1)[1])
    return path


def test_a_release_without_a_header_needs_its_columns(tmp_path):
    path = headerless(tmp_path, ROW, event(2))
    assert refusal(path) == (
        "synthetic.csv, line 1: got '385918'; a value and not the name of a column "
        "stands on the first line (write the columns into a first line, or name "
        "them in Python with columns=)"
    )
    log = read_ucdp_ged(path, columns=UCDP_GED_COLUMNS)
    other = read(tmp_path, ROW, event(2))
    pd.testing.assert_frame_equal(log.frame, other.frame)
    assert log.notices == other.notices


def test_lines_are_those_of_the_file_where_the_columns_are_named(tmp_path):
    path = headerless(tmp_path, ROW, event(2, best="few"))
    assert refusal(path, columns=UCDP_GED_COLUMNS) == (
        "synthetic.csv, line 2, column 'best': got 'few'; a whole number from 0 to "
        "1000000000 in plain digits is needed"
    )
    assert refusal(path, columns=UCDP_GED_COLUMNS[:42]) == (
        "synthetic.csv, line 1: got ''; 49 fields for the 42 names in columns= (quote "
        "a cell that holds the delimiter)\n"
        "synthetic.csv, line 2: got ''; 49 fields for the 42 names in columns= (quote "
        "a cell that holds the delimiter)"
    )


def test_columns_are_not_named_where_the_file_names_them(tmp_path):
    path = write(tmp_path, UCDP_GED_COLUMNS, [ROW])
    assert refusal(path, columns=UCDP_GED_COLUMNS) == (
        "synthetic.csv: line 1 is a header: it holds 'id' (leave out columns=)"
    )


def test_a_workbook_has_a_header(tmp_path):
    path = tmp_path / "synthetic.xlsx"
    path.write_bytes(b"PK")
    assert refusal(path, columns=UCDP_GED_COLUMNS) == (
        "synthetic.xlsx: columns= names the columns of a delimited file alone"
    )


def test_the_order_of_rows_and_columns_changes_nothing(tmp_path):
    rows = [event(i, best=str(i), high="9") for i in range(6)]
    log = read(tmp_path, *rows, keep=["side_a"])
    header, other = shuffled(UCDP_GED_COLUMNS, rows)
    again = read(tmp_path, *other, header=header, keep=["side_a"])
    pd.testing.assert_frame_equal(log.frame, again.frame)
    assert log.notices == again.notices
