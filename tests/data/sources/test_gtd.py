"""GTD: every hazard of its rows, on synthetic rows under the real header."""

from datetime import date

import pandas as pd
import pytest
from gtd_rows import NAMES, ROW, YEARS, event, read, refusal, told
from source_files import shuffled, text_of, write, write_workbook

from bemodels import InvalidDataError, ObservationWindow
from bemodels.data.sources.gtd import (
    BREAK_TOLD,
    GTD_COLUMNS,
    LOST_TOLD,
    read_gtd,
)


def test_the_header_has_the_135_columns():
    assert len(GTD_COLUMNS) == len(set(GTD_COLUMNS)) == 135


def test_a_sound_row_is_an_attack_without_its_perpetrators(tmp_path):
    log = read(tmp_path, ROW)
    assert log.notices == told()
    assert log.frame.to_csv(index=False) == (
        "incident_id,date,date_precision,country,city,kind,link,killed,wounded,weapon,"
        "target\n"
        "201603220001,2016-03-22,day,Belgium,Ghent,attack,unknown,3,7,Explosives,\n"
    )


def test_killed_are_missing_where_they_are_not_known_whole(tmp_path):
    log = read(
        tmp_path,
        event(1, nkill="-99.0"),
        event(2, nkill="NA"),
        event(3, nkillter="-9"),
        event(4, nkill="0.5", nkillter="0"),
        event(5, nkill="1", nkillter="2"),
        event(6, nkill="18.0", nkillter="2.0"),
    )
    assert log.frame["killed"].isna().tolist() == [True, True, False, True, True, False]
    assert log.frame["killed"].dropna().tolist() == [5, 16]
    assert log.notices == told(
        "2 of 6 rows do not say how many were killed",
        "1 of 6 rows have an unknown number of perpetrators among the killed",
        "1 of 6 rows have more perpetrators killed than persons: killed is left "
        "missing",
        "1 of 6 rows split a number between rows into fractions: killed is left "
        "missing",
    )


def test_without_a_column_of_perpetrators_all_may_be_among_the_killed(tmp_path):
    header = [name for name in GTD_COLUMNS if name not in ("nkillter", "nwound")]
    log = read(tmp_path, ROW, header=header)
    assert log.frame["killed"].tolist() == [5]
    assert log.notices == told(
        "1 of 1 rows have an unknown number of perpetrators among the killed"
    )


def test_a_row_that_stands_twice_is_read_once(tmp_path):
    log = read(tmp_path, event(1), event(2, city="Mons"), event(1))
    assert len(log) == 2
    assert log.notices == (
        "synthetic.csv: 1 of 3 rows repeat another in every cell and are left out: "
        "201603220001 (line 4 as 2)",
        *told(),
    )


def test_rows_of_one_id_that_differ_are_refused(tmp_path):
    assert refusal(tmp_path, event(1), event(2), event(1, summary="other")) == (
        "synthetic.csv, line 4, column 'eventid': got '201603220001'; the identifier "
        "stands on line 2 already, where other cells differ (leave out the row that "
        "is wrong)"
    )


def test_operations_doubts_and_criteria_are_told(tmp_path):
    log = read(
        tmp_path,
        event(1, multiple="1", related="201603220001, 201603220002"),
        event(2, related="201603220001, 201603220002", city="Mons"),
        event(3, crit3="0.0", doubtterr="1.0"),
        event(4, doubtterr="-9", related="NA"),
    )
    assert log.notices == told(
        "2 of 4 rows are a part of an operation of several rows (multiple, related); "
        "each row is counted as an incident",
        "1 of 4 rows do not meet criterion 3 (crit3 = 0); they are kept",
        "1 of 4 rows are doubted to be terrorism (doubtterr = 1); they are kept",
    )


def test_unknown_cities_are_empty_and_counted_in_no_place(tmp_path):
    log = read(
        tmp_path,
        event(1, city=""),
        event(2, city="Unknown"),
        ROW | {"eventid": "201603220003"},
    )
    assert log.frame["city"].tolist() == ["", "", "Ghent"]
    assert told("2 of 3 rows have no known city")[1] in log.notices
    table = log.within(YEARS).count_incidents(("city",))
    assert [row[:2] for row in table.rows] == [("Ghent", 1)]
    assert "incidents without a city, in no cell: 2" in table.notices


def test_spellings_that_differ_in_case_are_brought_together(tmp_path):
    log = read(tmp_path, *(event(i, city=name) for i, name in enumerate(NAMES)))
    assert log.frame["city"].tolist() == ["Ghent"] * 3
    assert (
        "synthetic.csv: 1 of 3 rows write a city in other case or spacing than most; "
        "read 'GHENT' as 'Ghent'"
    ) in log.notices


def test_other_countries_and_days_are_left_out_and_told(tmp_path):
    log = read(
        tmp_path,
        event(1),
        event(2, country_txt="France"),
        event(3, iyear="2013"),
        event(4, iyear="2014", imonth="0"),
        countries=["Belgium"],
        window=YEARS,
    )
    assert log.frame["incident_id"].tolist() == ["201603220004", "201603220001"]
    assert log.notices == (
        "synthetic.csv: 1 of 4 rows are of other countries and are left out",
        "synthetic.csv: 1 of 3 rows lie outside the window, 2014-06-01 to 2017-10-31, "
        "and are left out",
        *told("1 of 2 rows are dated to the year, their month being unknown"),
        "rows dated to a month or year of which the window holds a part, taken to lie "
        "within it: 1",
    )


def test_an_unknown_country_is_refused_with_the_closest(tmp_path):
    assert refusal(tmp_path, ROW, countries=["Belgum"]) == (
        "synthetic.csv, column 'country_txt': got 'Belgum'; no row is of this country "
        "(do you mean 'Belgium'?)"
    )


def test_a_window_without_a_row_is_refused(tmp_path):
    window = ObservationWindow(start=date(2018, 1, 1), end=date(2018, 12, 31))
    assert refusal(tmp_path, ROW, window=window) == (
        "synthetic.csv: no incident lies within 2018-01-01 to 2018-12-31"
    )


def test_nothing_can_be_counted_in_1993(tmp_path):
    window = ObservationWindow(start=date(1992, 1, 1), end=date(1994, 6, 30))
    log = read(tmp_path, event(1, iyear="1992"), event(2, iyear="1994"), window=window)
    assert log.notices == told(LOST_TOLD)
    for read_with in (log, read(tmp_path, event(1, iyear="1992")).within(window)):
        with pytest.raises(InvalidDataError) as caught:
            read_with.count_incidents(("city",))
        assert str(caught.value) == (
            "the source was not looking from 1993-01-01 to 1993-12-31, of which the "
            "window, 1992-01-01 to 1994-06-30, holds a part: count within a window "
            "without it"
        )


def test_the_change_of_method_is_told_where_the_span_crosses_it(tmp_path):
    log = read(tmp_path, event(1, iyear="2011", imonth="10"), event(2))
    assert log.notices == told(BREAK_TOLD)
    early = read(tmp_path, event(1, iyear="1997"), event(2, iyear="2008", imonth="5"))
    assert early.notices == told(
        *(
            f"GTD was collected by another method from {day} on: a change there may be "
            "one of method"
            for day in ("1998-01-01", "2008-04-01")
        )
    )


def test_wrong_cells_are_refused_all_at_once(tmp_path):
    assert refusal(
        tmp_path, event(1, imonth="13"), event(2, iyear=""), event(3, iday="32")
    ) == (
        "synthetic.csv, line 2, column 'iyear, imonth, iday': got '2016, 13, 22'; "
        "there is no such day (an unknown month or day is 0, -9 or -99)\n"
        "synthetic.csv, line 3, column 'iyear, imonth, iday': got ', 3, 22'; a year "
        "from 1900 to 2100 is needed\n"
        "synthetic.csv, line 4, column 'iyear, imonth, iday': got '2016, 3, 32'; there "
        "is no such day (an unknown month or day is 0, -9 or -99)"
    )
    assert refusal(
        tmp_path,
        event(1, nkill="many"),
        event(2, city="A|B"),
        event(3, eventid="2.01603E+11"),
    ) == (
        "synthetic.csv, line 2, column 'nkill, nkillter': got 'many, 2'; a whole "
        "number from 0 to 1000000000 in plain digits is needed\n"
        "synthetic.csv, line 3, column 'city': got 'A|B'; a name holds no |, which "
        "separates places in a log\n"
        "synthetic.csv, line 4, column 'eventid': got '2.01603E+11'; an eventid has 12 "
        "digits (a spreadsheet may have rounded it)"
    )


def test_columns_are_known_and_needed_ones_are_there(tmp_path):
    header = [*GTD_COLUMNS, "nkil"]
    header.remove("iday")
    assert refusal(tmp_path, ROW, header=header, keep=["sumary", "city"]) == (
        "synthetic.csv, line 1: got 'nkil'; GTD has no such column (do you mean "
        "'nkill'?)\n"
        "synthetic.csv, line 1: the column 'iday' is missing\n"
        "synthetic.csv: got 'sumary'; keep names a column that is not there (do you "
        "mean 'summary'?)\n"
        "synthetic.csv: got 'city'; keep names a column that a log has of its own"
    )
    assert refusal(tmp_path, ROW, keep="summary") == (
        "keep must be a sequence of names, got 'summary'"
    )


def test_free_text_is_dropped_unless_it_is_asked_for(tmp_path):
    long = "first line\n" + "x" * 2000
    rows = event(1, summary="short"), event(2, summary=long, iyear="2015")
    assert "summary" not in read(tmp_path, *rows).frame
    assert read(tmp_path, *rows, keep=["summary"]).frame["summary"].tolist() == [
        long,
        "short",
    ]


def test_copies_in_other_encodings_and_with_semicolons(tmp_path):
    row = event(1, city="Liège")
    text = text_of(GTD_COLUMNS, [row])
    (path := tmp_path / "synthetic.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    log = read_gtd(path)
    assert log.notices == (
        "synthetic.csv: a byte order mark at its start was removed",
        *told(),
    )
    path = write(tmp_path, GTD_COLUMNS, [row], delimiter=";", encoding="latin-1")
    other = read_gtd(path, delimiter=";", encoding="latin-1")
    pd.testing.assert_frame_equal(log.frame, other.frame)
    with pytest.raises(InvalidDataError, match="give encoding='latin-1' if so"):
        read_gtd(path, delimiter=";")


def test_a_workbook_of_numbers_is_the_same_log(tmp_path):
    path = write_workbook(tmp_path / "synthetic.xlsx", GTD_COLUMNS, [ROW])
    pd.testing.assert_frame_equal(read_gtd(path).frame, read(tmp_path, ROW).frame)


def test_the_order_of_rows_and_columns_changes_nothing(tmp_path):
    rows = [event(i, city=f"city {i % 3}", nkill=str(i)) for i in range(3, 9)]
    log = read(tmp_path, *rows, keep=["gname"])
    header, other = shuffled(GTD_COLUMNS, rows)
    again = read(tmp_path, *other, header=header, keep=["gname"])
    pd.testing.assert_frame_equal(log.frame, again.frame)
    assert log.notices == again.notices
