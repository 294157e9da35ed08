"""Data frames as CSV: full digits, no formula, nothing else changed."""

import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bemodels import belgium
from bemodels.data import read_ledger
from bemodels.report import write_csv


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_is_a_formula(tmp_path, text):
    frame = pd.DataFrame({text: [text, "1+1"], "n": [-1.5, 2.0]})
    write_csv(frame, tmp_path / "t.csv")

    assert rows_of(tmp_path / "t.csv") == [
        [f"'{text}", "n"],
        [f"'{text}", "-1.5"],
        ["1+1", "2.0"],
    ]
    assert frame.columns[0] == text


def test_a_dash_alone_is_no_formula(tmp_path):
    write_csv(pd.DataFrame({"n": ["-", "--"]}), tmp_path / "t.csv")
    assert rows_of(tmp_path / "t.csv") == [["n"], ["-"], ["'--"]]


@given(st.lists(st.floats(allow_nan=False), min_size=1), st.integers(-(2**62), 2**62))
def test_numbers_keep_every_digit(tmp_path_factory, reals, whole):
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    write_csv(pd.DataFrame({"x": reals, "n": whole}), path)

    rows = rows_of(path)[1:]
    assert [float(x) for x, _ in rows] == reals
    assert {n for _, n in rows} == {str(whole)}


def test_what_is_missing_stays_empty_and_no_index_is_written(tmp_path):
    frame = pd.DataFrame({"a": ["x", None], "b": [None, 1]}, dtype=object, index=[7, 8])
    write_csv(frame, tmp_path / "t.csv")

    assert (tmp_path / "t.csv").read_bytes() == b"a,b\nx,\n,1\n"


def test_text_that_is_no_formula_is_as_pandas_writes_it(tmp_path):
    frame = belgium().ledger.to_frame().query("id != 'S19'")
    write_csv(frame, tmp_path / "t.csv")

    plain = frame.to_csv(index=False, lineterminator="\n")
    assert (tmp_path / "t.csv").read_bytes() == plain.encode()


def test_a_ledger_that_is_written_for_the_eye_differs_in_formulas_alone(tmp_path):
    ledger = belgium().ledger
    write_csv(ledger.to_frame(), tmp_path / "ledger.csv")

    changed = [
        (cell, found)
        for row, other in zip(
            ledger.rows, read_ledger(tmp_path / "ledger.csv").rows, strict=True
        )
        for cell, found in zip(row, other, strict=True)
        if cell != found
    ]
    assert changed == [("+1 placement", "'+1 placement")]
