"""A sheet of a workbook is named where several hold cells, in Python and typed."""

import json
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
from workbooks import workbook

import bemodels
from bemodels.cli import main

ROW = {"incident_id": "a1", "date": "2016-03-22", "city": "Ghent", "kind": "attack"}
GTD = {
    "eventid": "201603220001",
    "iyear": "2016",
    "imonth": "3",
    "iday": "22",
    "country_txt": "Belgium",
    "city": "Ghent",
}
SHEETS = {"log": ROW, "gtd": GTD, "counts": {"city": "Ghent", "count": 3, "years": 2}}
MESSAGE = (
    "book.xlsx: 3 of its sheets hold cells, and one must be meant (name it with "
    "sheet=: 'log', 'gtd', 'counts')"
)


@pytest.fixture
def book(tmp_path):
    """Put the sheets of several workbooks into one."""
    parts = {}
    for row in SHEETS.values():
        with ZipFile(BytesIO(workbook(pd.DataFrame([row])))) as archive:
            found = {name: archive.read(name).decode() for name in archive.namelist()}
        sheet = found.pop("xl/worksheets/sheet1.xml")
        parts |= found | {f"xl/worksheets/sheet{len(parts)}.xml": sheet}
    files = [name for name in parts if "worksheets/" in name]
    names = zip(SHEETS, files, strict=True)
    entries, links = [], []
    for number, (name, file) in enumerate(names, start=1):
        entries.append(f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>')
        links.append((f"r{number}", file.removeprefix("xl/")))
    whole = parts["xl/workbook.xml"]
    first = '<sheet name="log" sheetId="1" r:id="r1"/>'
    parts["xl/workbook.xml"] = whole.replace(first, "".join(entries))
    rels = parts["xl/_rels/workbook.xml.rels"]
    start, end = rels.index("<Relationship Id"), rels.index("</Relationships>")
    one = rels[start:end]
    parts["xl/_rels/workbook.xml.rels"] = (
        rels[:start]
        + "".join(
            one.replace('"r1"', f'"{key}"').replace("worksheets/sheet1.xml", target)
            for key, target in links
        )
        + rels[end:]
    )
    path = tmp_path / "book.xlsx"
    with ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return str(path)


def test_every_reader_takes_the_sheet_that_is_named(book):
    log = bemodels.read_incidents(book, sheet="log")
    assert log.frame["incident_id"].tolist() == ["a1"]
    assert len(bemodels.read_gtd(book, sheet="gtd")) == 1
    assert bemodels.read_counts(book, sheet="counts").counts == (3,)


def test_nothing_is_guessed_where_several_hold_cells(book):
    for wrong, message in (
        ({}, MESSAGE),
        (
            {"sheet": "Log"},
            "book.xlsx: has no sheet 'Log' (its sheets are 'log', 'gtd', 'counts')",
        ),
        ({"sheet": 1}, "sheet must be a str, got 1"),
    ):
        with pytest.raises(bemodels.InvalidDataError) as refused:
            bemodels.read_incidents(book, **wrong)
        assert str(refused.value) == message


def test_commands_take_the_sheet_that_is_named(book, capsys):
    assert main(["check", book]) == 2
    typed = MESSAGE.replace("sheet=", "--sheet")
    assert capsys.readouterr().err == f"bemodels: {typed}\n"
    assert main(["check", book, "--json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["hint"] == "name it with --sheet: 'log', 'gtd', 'counts'"
    for words in (
        ["check", book, "--sheet", "log"],
        ["check", book, "--sheet", "gtd", "--source", "gtd"],
        ["counts", book, "--sheet", "counts"],
    ):
        assert main([*words, "--json"]) == 0
        result = json.loads(capsys.readouterr().out)
        assert result["provenance"][0]["source"] == "book.xlsx"
