"""A ledger in a workbook: its sheet is named, and percentages are stored as text."""

import pandas as pd
import pytest
from workbooks import Failed, workbook

from bemodels import InvalidDataError
from bemodels.cli import main
from bemodels.data import LEDGER_COLUMNS, read_ledger

ROW = ("A1", "12", "", "A share.", "57%", "62", "", "107", "", "", "", "0", "share")


def write(tmp_path, *rows, **sheets):
    frame = pd.DataFrame(rows, columns=list(LEDGER_COLUMNS), dtype=object)
    path = tmp_path / "own.xlsx"
    path.write_bytes(workbook(frame, **dict.fromkeys(sheets, frame)))
    return path


def refusal(path):
    with pytest.raises(InvalidDataError) as caught:
        read_ledger(path)
    return str(caught.value)


def test_one_of_several_sheets_is_named_in_words_of_python(tmp_path):
    path = write(tmp_path, ROW, notes=True)
    assert refusal(path) == (
        "own.xlsx: 2 of its sheets hold cells, and one must be meant (name it with "
        "sheet=: 'log', 'notes')"
    )
    assert read_ledger(path, sheet="notes").rows == (ROW,)


def test_the_command_names_its_option_and_takes_it(tmp_path, capsys):
    words = ["audit", "--ledger", str(write(tmp_path, ROW, notes=True))]
    assert main(words) == 2
    assert capsys.readouterr() == (
        "",
        "bemodels: own.xlsx: 2 of its sheets hold cells, and one must be meant (name "
        "it with --sheet: 'log', 'notes')\n",
    )
    assert main([*words, "--sheet", "notes"]) == 0
    out, err = capsys.readouterr()
    assert "0 of 1 statement follows as it is stated. Truncated: statement A1." in out
    assert err == ""


def test_whole_numbers_are_read_as_they_are_typed(tmp_path):
    typed = tuple(int(cell) if cell.isdecimal() else cell for cell in ROW)
    assert read_ledger(write(tmp_path, typed)).rows == (ROW,)


def test_a_percentage_that_is_stored_as_a_fraction_is_refused(tmp_path):
    typed = tuple(0.57 if cell == "57%" else cell for cell in ROW)
    assert refusal(write(tmp_path, typed)) == (
        "own.xlsx, line 2, column 'printed': got '0.57'; a spreadsheet stores 57% as "
        '0.57: write the percentage with its sign, as text, "57%", or "0.57%" if that '
        "is printed"
    )


def test_a_formula_that_failed_is_one_line_a_cell(tmp_path):
    failed = {"id": "#NAME?", "section": "#N/A", "printed": "#REF!", "known": "#NUM!"}
    cells = dict(zip(LEDGER_COLUMNS, ROW, strict=True)) | {
        name: Failed(one) for name, one in failed.items()
    }
    divided = cells | {"id": "A2", "section": "", "printed": "57%", "known": ""}
    divided |= {"denominator": Failed("#DIV/0!"), "kind": Failed("#VALUE!")}
    path = write(tmp_path, ROW, tuple(cells.values()), tuple(divided.values()))
    rule = (
        "a formula of a spreadsheet has failed (write its value, or leave the cell "
        "empty if there is none)"
    )
    places = [
        *((3, name, value) for name, value in failed.items()),
        *((4, "denominator", "#DIV/0!"), (4, "kind", "#VALUE!")),
    ]
    assert refusal(path).split("\n") == [
        f"own.xlsx, line {line}, column '{name}': got '{value}'; {rule}"
        for line, name, value in places
    ]


def test_an_error_that_was_exported_as_text_is_refused_in_its_column(tmp_path):
    row = (*ROW[:2], "#NULL!", *ROW[3:])
    path = tmp_path / "own.csv"
    path.write_text(f"{','.join(LEDGER_COLUMNS)}\n{','.join(row)}\n", encoding="utf-8")
    assert refusal(path) == (
        "own.csv, line 2, column 'section': got '#NULL!'; a formula of a spreadsheet "
        "has failed (write its value, or leave the cell empty if there is none)"
    )
