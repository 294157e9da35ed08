"""Messages name arguments in Python, and options where a command was typed."""

import pandas as pd
import pytest

from bemodels import InvalidDataError, read_incidents
from bemodels.cli import main

HEADER = "incident_id{0}date{0}city{0}kind"
ROW = "a1{0}2016-03-22{0}Liège{0}attack"


def refusals(path, capsys, **options):
    """Return what Python says of a file, and what the command says."""
    with pytest.raises(InvalidDataError) as caught:
        read_incidents(path, **options)
    words = [f"--{name.replace('_', '-')}={one}" for name, one in options.items()]
    assert main(["check", str(path), *words]) == 2
    return str(caught.value), capsys.readouterr().err


@pytest.mark.parametrize(
    ("delimiter", "argument", "option"),
    [
        (";", "delimiter=';'", "--delimiter ';'"),
        ("\t", r"delimiter='\t'", "--delimiter tab"),
        ("|", "delimiter='|'", "--delimiter '|'"),
    ],
)
def test_a_delimiter(tmp_path, capsys, delimiter, argument, option):
    path = tmp_path / "log.csv"
    header = HEADER.format(delimiter)
    path.write_text(f"{header}\n{ROW.format(delimiter)}\n", encoding="utf-8")
    told = (
        f"log.csv, line 1: got {header!r}; one column only, with {delimiter!r} in its "
        "name (if that is the delimiter, give "
    )
    assert refusals(path, capsys) == (
        f"{told}{argument})",
        f"bemodels: {told}{option})\n",
    )


def test_an_encoding(tmp_path, capsys):
    path = tmp_path / "log.csv"
    lines = (HEADER.format(","), ROW.format(","), "")
    path.write_bytes("\n".join(lines).encode("latin-1"))
    told = (
        "log.csv, line 2: byte 17 of the line, 0xe8, is not UTF-8 (it would be 'è' in "
        "Latin-1: give "
    )
    assert refusals(path, capsys) == (
        f"{told}encoding='latin-1' if so)",
        f"bemodels: {told}--encoding latin-1 if so)\n",
    )


def test_a_size(tmp_path, capsys):
    path = tmp_path / "log.csv"
    path.write_text("x" * 41, encoding="utf-8")
    told = "log.csv: holds 41 bytes; at most 40 are read ("
    assert refusals(path, capsys, max_bytes=40) == (
        f"{told}max_bytes= raises the limit)",
        f"bemodels: {told}--max-bytes raises the limit)\n",
    )


def test_a_cell_that_looks_like_an_argument_is_told_as_it_stands(tmp_path, capsys):
    path = tmp_path / "log.csv"
    cells = ("a1", "sheet=2", "Ghent", "attack")
    frame = pd.DataFrame([cells], columns=HEADER.format(",").split(","))
    frame.to_csv(path, index=False)
    _, typed = refusals(path, capsys)
    assert typed == (
        "bemodels: log.csv, line 2, column 'date': got 'sheet=2'; a day written "
        "YYYY-MM-DD is needed\n"
    )
