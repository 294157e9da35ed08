"""A workbook: which of its sheets is meant, its blank rows, and its header."""

import pandas as pd
import pytest
from workbooks import workbook

from bemodels.data.log.reading import read_incidents
from bemodels.errors import InvalidDataError

FRAME = pd.DataFrame(
    {
        "incident_id": ["a1", "a2"],
        "date": ["2016-03-22", "2016-05-01"],
        "city": ["Brussels", "Ghent"],
        "kind": ["attack", "attack"],
    }
)
BLANK = pd.DataFrame({name: [None] for name in FRAME})
EMPTY = pd.DataFrame()


def read(tmp_path, content, **options):
    (tmp_path / "log.xlsx").write_bytes(content)
    return read_incidents(tmp_path / "log.xlsx", **options)


def message_of(tmp_path, content, **options):
    with pytest.raises(InvalidDataError) as refused:
        read(tmp_path, content, **options)
    return str(refused.value)


def test_blank_rows_are_left_out_and_told(tmp_path):
    frame = pd.concat([BLANK, FRAME[:1], BLANK, BLANK, FRAME[1:]])
    found = read(tmp_path, workbook(frame))
    assert found.notices == ("log.xlsx: blank rows were left out: 2, 4, 5",)
    assert found.frame["incident_id"].tolist() == ["a1", "a2"]


def test_lines_are_those_of_the_sheet_behind_blank_rows(tmp_path):
    frame = pd.concat([FRAME[:1], BLANK, FRAME[1:].assign(date="x")])
    assert message_of(tmp_path, workbook(frame)) == (
        "log.xlsx, line 4, column 'date': got 'x'; a day written YYYY-MM-DD is needed"
    )


def test_a_header_alone_holds_no_incidents(tmp_path):
    assert message_of(tmp_path, workbook(FRAME[:0])) == (
        "log.xlsx: no incidents: nothing follows the header"
    )


def test_one_of_several_sheets_must_be_meant(tmp_path):
    content = workbook(FRAME, notes=FRAME[:1], empty=EMPTY)
    assert message_of(tmp_path, content) == (
        "log.xlsx: 2 of its sheets hold cells, and one must be meant (name it with "
        "sheet=: 'log', 'notes')"
    )
    assert len(read(tmp_path, content, sheet="log")) == 2
    assert len(read(tmp_path, content, sheet="notes")) == 1


def test_a_sheet_without_cells_beside_the_log_is_no_question(tmp_path):
    assert len(read(tmp_path, workbook(FRAME, empty=EMPTY))) == 2


def test_a_sheet_that_is_not_there_or_is_empty_is_refused(tmp_path):
    content = workbook(FRAME, empty=EMPTY)
    assert message_of(tmp_path, content, sheet="Log") == (
        "log.xlsx: has no sheet 'Log' (its sheets are 'log', 'empty')"
    )
    assert message_of(tmp_path, content, sheet="empty") == (
        "log.xlsx: its sheet 'empty' holds no cells"
    )
    assert message_of(tmp_path, workbook(EMPTY)) == (
        "log.xlsx: 0 of its sheets hold cells, and one must be meant (a header and "
        "rows are needed)"
    )


def test_a_sheet_is_of_a_workbook_alone(tmp_path):
    (tmp_path / "log.csv").write_text("incident_id,date,city,kind\n")
    with pytest.raises(InvalidDataError) as refused:
        read_incidents(tmp_path / "log.csv", sheet="log")
    assert str(refused.value) == (
        "log.csv: a sheet is named, and the file is no Excel workbook (.xlsx)"
    )


def test_a_wrong_header_of_a_sheet_hides_no_cell(tmp_path):
    frame = FRAME.assign(kind="bombing").rename(columns={"city": "CITY"})
    assert message_of(tmp_path, workbook(frame[:1])).split("\n") == [
        "log.xlsx, line 1: got 'CITY'; the codebook has no such column (do you mean "
        "city? otherwise map it, or name it in the mapping's ignore or keep)",
        "log.xlsx, line 2, column 'kind': got 'bombing'; one of attack, arrest action, "
        "plot is needed (a mapping file can bring your codes onto these)",
    ]


def test_two_columns_of_one_name_and_one_without_are_problems(tmp_path):
    frame = FRAME.assign(note="", other="")
    frame.columns = [*FRAME, "city", ""]
    assert message_of(tmp_path, workbook(frame)).split("\n") == [
        "log.xlsx, line 1: got 'city'; 2 columns have this name (keep one)",
        "log.xlsx, line 1: got ''; a column has no name (name it in the header)",
    ]
