"""The strict reader of bundled tables, and the bundled files themselves."""

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from bemodels.data.table_file import PARSERS, SIDECAR_KEYS, read_table_file
from bemodels.errors import InvalidDataError

DATA = Path(__file__).parents[2] / "data"
BUNDLED = sorted(DATA.glob("*/*.csv"))
REPORT_SHA256 = "9379e1ad43d9b7d47f658cb3e8873de39ecb0fbddd2cf46701c6451d796457cf"
CSV = "place,count,day,note\nGhent,3,2016-03-22,\n"


def sidecar_of(**types):
    columns = {
        name: {"type": type_, "unit": "none", "meaning": name.title()}
        for name, type_ in types.items()
    }
    return dict.fromkeys(SIDECAR_KEYS, "") | {
        "content": "Places",
        "unit_of_row": "one place",
        "ambiguities": ["None."],
        "columns": columns,
    }


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    sidecar = sidecar_of(
        place="text", count="integer", day="date", note="text or empty"
    )
    (folder / "places.json").write_text(json.dumps(sidecar), encoding="utf-8")
    (folder / "places.csv").write_bytes(CSV.encode())
    return folder


def refusal(folder, content=None):
    if content is not None:
        (folder / "places.csv").write_bytes(content)
    with pytest.raises(InvalidDataError) as caught:
        read_table_file(folder, "places")
    return str(caught.value)


def test_cells_come_with_their_types_and_their_source(folder):
    table = read_table_file(folder, "places")

    assert table.columns == ("place", "count", "day", "note")
    assert table.rows == (("Ghent", 3, date(2016, 3, 22), ""),)
    assert table.meanings[1] == "Count (unit: none)"
    assert (table.content, table.unit, table.notes) == (
        "Places",
        "one place",
        ("None.",),
    )
    assert table.provenance.source == "source/places.csv"
    assert table.provenance.sha256 == sha256(CSV.encode()).hexdigest()
    assert table.provenance.rows == 1


@pytest.mark.parametrize("name", ["NA", "nan", "Null", "None", "=cmd|x", "<b>", "-1"])
def test_text_is_kept_as_it_is(folder, name):
    (folder / "places.csv").write_text(f"place,count,day,note\n{name},0,2016-01-01,x\n")
    assert read_table_file(folder, "places").rows[0][0] == name


@pytest.mark.parametrize(
    "cell", ["-1", "+1", "01", "1.0", "1e3", "0x10", " 1", "٣", "NA", "", "1" * 16]
)
def test_only_digits_are_whole_numbers(folder, cell):
    content = f"place,count,day,note\nGhent,{cell},2016-01-01,\n".encode()
    assert refusal(folder, content) == (
        f"source/places.csv, line 2, column 'count': got {cell!r}; a whole number, 0 "
        "or more, in digits is needed"
    )


@pytest.mark.parametrize("cell", ["2016-02-30", "2016-1-1", "20160101", "01/02/2016"])
def test_only_iso_dates_are_dates(folder, cell):
    content = f"place,count,day,note\nGhent,1,{cell},\n".encode()
    assert refusal(folder, content) == (
        f"source/places.csv, line 2, column 'day': got {cell!r}; a date as YYYY-MM-DD "
        "is needed"
    )


def test_all_problems_come_at_once(folder):
    content = b"place,count,day,note\n,x,2016-01-01,\nGhent,1\n\nA,1,2016-01-01, b\n"
    assert refusal(folder, content) == "\n".join(
        (
            "source/places.csv, line 2, column 'place': got ''; text without spaces "
            "around it is needed",
            "source/places.csv, line 2, column 'count': got 'x'; a whole number, 0 or "
            "more, in digits is needed",
            "source/places.csv, line 3: 2 fields for 4 columns",
            "source/places.csv, line 4: 0 fields for 4 columns",
            "source/places.csv, line 5, column 'note': got ' b'; no spaces may stand "
            "around text",
        )
    )


HEADER = "['place', 'count', 'day', 'note']"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"place,day,count,note\n",
            "source/places.csv, line 1: got ['place', 'day', 'count', 'note']; the "
            f"header must be {HEADER}",
        ),
        (b"", f"source/places.csv, line 1: got []; the header must be {HEADER}"),
        (
            b"\xef\xbb\xbf" + CSV.encode(),
            "source/places.csv, line 1: got ['\\ufeffplace', 'count', 'day', 'note']; "
            f"the header must be {HEADER}",
        ),
        (
            b"place,count,day,note\nLi\xe8ge,2,2016-01-01,\n",
            "source/places.csv, line 2: byte 0xe8 is not UTF-8",
        ),
        (
            b'place,count,day,note\n"Ghent,2,2016-01-01,\n',
            "source/places.csv, line 2: no CSV here (unexpected end of data)",
        ),
    ],
)
def test_a_file_that_is_not_as_declared_is_refused(folder, content, message):
    assert refusal(folder, content) == message


def test_a_sidecar_without_a_key_is_refused(folder):
    path = folder / "places.json"
    sidecar = json.loads(path.read_text())
    del sidecar["lines"], sidecar["licence"]
    path.write_text(json.dumps(sidecar))
    assert refusal(folder) == (
        "source/places.json: the key 'lines' is missing\n"
        "source/places.json: the key 'licence' is missing"
    )


def test_a_sidecar_with_an_unknown_type_is_refused(folder):
    path = folder / "places.json"
    path.write_text(json.dumps(sidecar_of(place="string")))
    assert refusal(folder) == (
        "source/places.json, column 'place': got type 'string'; it must be one of "
        "text, text or empty, integer, date"
    )


def test_a_sidecar_that_is_no_json_is_refused(folder):
    (folder / "places.json").write_text('{\n"a": }')
    assert refusal(folder) == (
        "source/places.json, line 2: no JSON here (Expecting value)"
    )


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_file_has_a_full_sidecar(path):
    sidecar = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    assert tuple(sidecar) == SIDECAR_KEYS
    assert sidecar["source_sha256"] == REPORT_SHA256
    assert sidecar["lines"] == sorted(set(sidecar["lines"]))
    assert all(sidecar[key] for key in SIDECAR_KEYS)
    for column in sidecar["columns"].values():
        assert set(column) == {"type", "unit", "meaning"}
        assert column["type"] in PARSERS


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_file_is_plain_text(path):
    content = path.read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.startswith(b"\xef\xbb\xbf")


def test_the_readme_lists_every_file_with_its_rows_and_unit():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    listed = {
        cells[0].strip("`"): (cells[2], int(cells[3]), cells[4])
        for line in readme.splitlines()
        if line.startswith("| `")
        for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
    }
    assert sorted(listed) == [path.name for path in BUNDLED]
    for path in BUNDLED:
        table = read_table_file(path.parent, path.stem)
        unit, rows, lines = listed[path.name]
        assert (unit, rows) == (table.unit, len(table))
        if path.stem != "statements":
            sidecar = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            assert expand(lines) == sidecar["lines"]


def expand(lines):
    numbers = []
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", lines):
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def test_nothing_but_tables_and_sidecars_is_bundled():
    names = {path.name for path in (DATA / "belgium").iterdir()}
    stems = [path.stem for path in BUNDLED]
    assert names == {f"{stem}{end}" for stem in stems for end in (".csv", ".json")}
