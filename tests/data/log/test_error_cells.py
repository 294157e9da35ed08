"""Formulas that failed in a workbook: read as what stands there, and refused."""

from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
from workbooks import Failed, packed, workbook

import bemodels
from bemodels.data.files.error_cells import failed_cells
from bemodels.errors import InvalidDataError

ROW = {"incident_id": "a1", "date": "2016-03-22", "city": "Ghent", "kind": "attack"}
OTHER = ROW | {"incident_id": "a2"}
RULE = "a formula of a spreadsheet has failed"
HINT = "(write its value, or leave the cell empty if there is none)"


def write(folder, *rows):
    path = folder / "log.xlsx"
    path.write_bytes(workbook(pd.DataFrame(rows, dtype=object)))
    return path


def refusal(reader, path, **options):
    with pytest.raises(InvalidDataError) as refused:
        reader(path, **options)
    return str(refused.value).split("\n")


def repacked(content, change):
    """Pack a workbook anew, with each part's name and text changed."""
    new = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(new, "w") as other:
        for name in archive.namelist():
            other.writestr(*change(name, archive.read(name).decode()))
    return new.getvalue()


@pytest.mark.parametrize(
    ("column", "value", "hint"),
    [
        *(("incident_id", "#NAME?", HINT), ("date", "#NULL!", HINT)),
        *(("city", "#REF!", HINT), ("kind", "#NUM!", HINT), ("city", "#N/A", HINT)),
        *(("weapon", "#VALUE!", HINT), ("killed", "#DIV/0!", HINT)),
        *(
            (
                *(name, "#N/A"),
                "(if it stands for a missing value, declare it with --missing '#N/A')",
            )
            for name in ("killed", "link", "sources", "country")
        ),
    ],
)
def test_a_failed_cell_of_a_log_is_one_line(tmp_path, column, value, hint):
    sound = {"link": "linked", "killed": 3}
    path = write(
        tmp_path,
        ROW | {column: ROW.get(column, sound.get(column, "x"))},
        OTHER | {column: Failed(value)},
    )
    assert refusal(bemodels.read_incidents, path) == [
        f"log.xlsx, line 3, column '{column}': got '{value}'; {RULE} {hint}"
    ]


def test_a_failed_cell_may_be_declared_missing_or_ignored(tmp_path):
    path = write(tmp_path, ROW | {"killed": Failed("#N/A"), "own": Failed("#REF!")})
    log = bemodels.read_incidents(path, missing=["#N/A"], mapping={"ignore": ["own"]})
    assert log.frame["killed"].isna().tolist() == [True]


def test_a_failed_cell_of_a_table_of_counts_is_refused(tmp_path):
    path = write(
        tmp_path,
        {"city": Failed("#REF!"), "count": 3, "years": 2},
        {"city": "Ghent", "count": 3, "years": 2},
    )
    assert refusal(bemodels.read_counts, path) == [
        f"log.xlsx, line 2, column 'city': got '#REF!'; {RULE} {HINT}"
    ]


def test_a_row_in_which_a_formula_failed_is_not_blank(tmp_path):
    nothing = dict.fromkeys(ROW)
    path = write(tmp_path, ROW, nothing, nothing | {"city": Failed("#REF!")})
    assert [one for one in refusal(bemodels.read_incidents, path) if "city" in one] == [
        f"log.xlsx, line 4, column 'city': got '#REF!'; {RULE} {HINT}"
    ]


def test_a_header_that_failed_is_named(tmp_path):
    frame = pd.DataFrame([[*ROW.values(), "x"]], columns=[*ROW, Failed("#REF!")])
    (tmp_path / "log.xlsx").write_bytes(workbook(frame.astype(object)))
    assert refusal(bemodels.read_incidents, tmp_path / "log.xlsx") == [
        "log.xlsx, line 1: got '#REF!'; the codebook has no such column (map it, or "
        "name it in the mapping's ignore or keep)"
    ]


def test_cells_are_placed_by_their_reference_or_behind_the_last():
    rows = (
        '<row r="3"><c r="B3" t="e"><f>A1</f><v>#REF!</v></c><c t="e"><v>#N/A</v></c>'
        '</row><row><c><v>1</v></c><c t="str"><v>#NUM!</v></c></row>'
        """<row r='9'><c r='AB9' t='e'><v>#DIV/0!</v></c><c r="ac9"/></row>"""
    )
    content = packed({"one": "<row><c><v>1</v></c></row>", "two": rows})
    assert failed_cells(content, "one") == {}
    assert failed_cells(content, "two") == {
        (2, 1): "#REF!",
        (2, 2): "#N/A",
        (8, 27): "#DIV/0!",
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda name, text: (name.upper(), text),
        lambda name, text: (name.replace("/", "\\"), text),
        lambda name, text: (
            name,
            text.replace('"worksheets/', '"/xl/worksheets/'),
        ),
        lambda name, text: (
            name.replace("xl/", "other/"),
            text.replace('"xl/', '"other/'),
        ),
        lambda name, text: (
            (
                name,
                text.replace("UTF-8", "UTF-16").encode("utf-16"),
            )
            if "sheet1" in name
            else (name, text)
        ),
    ],
    ids=["case", "backslash", "absolute", "folder", "utf-16"],
)
def test_a_sheet_is_found_wherever_it_lies_and_however_written(tmp_path, change):
    path = write(tmp_path, ROW | {"city": Failed("#REF!")})
    path.write_bytes(repacked(path.read_bytes(), change))
    assert failed_cells(path.read_bytes(), "log") == {(1, 2): "#REF!"}


def growing(text):
    """Put a formula into the first cell that grows tenfold nine times."""
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    kinds = f'<!DOCTYPE worksheet [<!ENTITY e0 "0123456789">{entities}]>'
    return text.replace("<worksheet", f"{kinds}<worksheet").replace("1/0", "&e9;")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda text: text.replace("<row>", '<row a="1" a="2">'),
            "duplicate attribute: line 1, column 137",
        ),
        (lambda text: f"{text}x", "junk after document element: line 1, column 507"),
        (
            growing,
            "limit on input amplification factor (from DTD and entities) breached: "
            "line 1,...",
        ),
    ],
    ids=["attribute twice", "text behind the end", "growing entities"],
)
def test_a_sheet_that_the_parser_refuses_is_not_sound(tmp_path, change, reason):
    path = write(tmp_path, ROW | {"city": Failed("#REF!")})

    def changed(name, text):
        return name, change(text) if "sheet1" in name else text

    path.write_bytes(repacked(path.read_bytes(), changed))
    assert refusal(bemodels.read_incidents, path) == [
        f"log.xlsx: is no sound Excel workbook: {reason}"
    ]


@pytest.mark.parametrize("part", ["xl/workbook.bin", "content.xml"])
def test_a_workbook_of_another_kind_is_none_of_excels(tmp_path, part):
    path = tmp_path / "log.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr(part, "")
    assert refusal(bemodels.read_incidents, path) == [
        "log.xlsx: is named .xlsx but is no Excel workbook"
    ]
