"""Files of every format are one log; what is no file of these is refused at once."""

import gzip
import os
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pandas as pd
import pytest
from bad_files import ROW, log
from workbooks import workbook

from bemodels.data.files import opening
from bemodels.data.log.reading import read_incidents
from bemodels.errors import InvalidDataError

FRAME = pd.DataFrame(
    {
        "incident_id": ["a1", "b2"],
        "date": [datetime(2016, 3, 22), datetime(2016, 5, 1)],
        "city": ["Brussels", "Liège"],
        "kind": ["attack", "arrest action"],
        "killed": [32.0, np.nan],
    }
)


def message_of(path, **options):
    with pytest.raises(InvalidDataError) as refused:
        read_incidents(path, **options)
    return str(refused.value)


@pytest.mark.parametrize("ending", ["parquet", "dta", "xlsx"])
def test_a_typed_format_gives_the_log_that_its_text_would_give(tmp_path, ending):
    path = tmp_path / f"log.{ending}"
    if ending == "parquet":
        FRAME.to_parquet(path)
    elif ending == "dta":
        FRAME.to_stata(path, write_index=False, version=118)
    else:
        path.write_bytes(workbook(FRAME))
    found = read_incidents(path, missing=("",))
    text = "incident_id,date,city,kind,killed\na1,2016-03-22,Brussels,attack,32\n"
    (tmp_path / "log.csv").write_text(
        f"{text}b2,2016-05-01,Liège,arrest action,\n", encoding="utf-8"
    )
    assert found.frame.equals(read_incidents(tmp_path / "log.csv", missing=("",)).frame)


def test_value_labels_of_stata_are_the_values(tmp_path):
    frame = FRAME.assign(kind=pd.Categorical(FRAME["kind"]))
    frame.to_stata(tmp_path / "log.dta", write_index=False, version=118)
    found = read_incidents(tmp_path / "log.dta", missing=("",))
    assert found.frame["kind"].tolist() == ["attack", "arrest action"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("log.parquet", b"PAR1 and no more", "log.parquet: is no sound Parquet file: "),
        ("log.dta", b"no Stata at all", "log.dta: is no sound Stata file"),
    ],
)
def test_a_binary_file_of_another_kind_is_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    assert message_of(tmp_path / name).startswith(message)


def test_a_workbook_that_is_none_is_refused(tmp_path):
    (tmp_path / "log.xlsx").write_bytes(log(ROW))
    assert message_of(tmp_path / "log.xlsx") == (
        "log.xlsx: is named .xlsx but is no Excel workbook"
    )


def test_a_workbook_that_would_fill_the_memory_is_not_opened(tmp_path):
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(20_000_000))
    (tmp_path / "log.xlsx").write_bytes(packed.getvalue())
    ratio = 20_000_000 / len(packed.getvalue())
    assert message_of(tmp_path / "log.xlsx") == (
        f"log.xlsx: would unpack to 20,000,000 bytes, {ratio:.0f} times its size; at "
        "most 100,000,000 and 100 times are opened (save the sheet as .csv)"
    )


def test_a_gzip_that_would_fill_the_memory_is_not_unpacked(tmp_path):
    (tmp_path / "log.csv.gz").write_bytes(gzip.compress(bytes(5_000_000)))
    assert message_of(tmp_path / "log.csv.gz", max_bytes=1_000_000) == (
        "log.csv.gz: unpacks to more bytes; at most 1,000,000 are read "
        "(max_bytes= raises the limit)"
    )


def test_a_broken_gzip_is_refused(tmp_path):
    (tmp_path / "log.csv.gz").write_bytes(b"\x1f\x8b and no more")
    assert message_of(tmp_path / "log.csv.gz") == (
        "log.csv.gz: is named .gz but is no sound gzip file"
    )


def test_a_folder_a_pipe_and_a_device_are_refused_and_nothing_hangs(tmp_path):
    (tmp_path / "log.csv").mkdir()
    assert message_of(tmp_path / "log.csv") == (
        "log.csv: is a folder; a file is needed"
    )
    os.mkfifo(tmp_path / "pipe.csv")
    for path, name in ((tmp_path / "pipe.csv", "pipe.csv"), ("/dev/zero", "zero")):
        assert message_of(path) == f"{name}: is a pipe or a device; a file is needed"
    assert message_of(tmp_path / "none.csv") == "none.csv: there is no such file"
    assert message_of("\0.csv").startswith(r"'\x00.csv': cannot be read: ")


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    (tmp_path / "log.csv").write_bytes(log(ROW))

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(opening.Path, "read_bytes", refuse)
    assert message_of(tmp_path / "log.csv") == (
        "log.csv: cannot be read: Permission denied"
    )


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "log.csv"
    path.write_bytes(log(ROW))
    read = opening.Path.read_bytes

    def change(place):
        content = read(place)
        place.write_bytes(content + b"\n")
        return content

    monkeypatch.setattr(opening.Path, "read_bytes", change)
    assert message_of(path) == "log.csv: the file changed while it was read"


def test_a_file_whose_format_is_not_known_is_refused(tmp_path):
    (tmp_path / "log.rds").write_bytes(b"x")
    assert message_of(tmp_path / "log.rds") == (
        "log.rds: the format is not known by its ending (name it .csv, .txt, .tsv, "
        ".parquet, .xlsx, .dta, with .gz behind if it is packed)"
    )


def test_a_day_of_a_typed_format_has_no_time_of_day(tmp_path):
    days = [datetime(2016, 3, 22, 8, 30), datetime(2016, 5, 1)]
    FRAME.assign(date=days).to_parquet(tmp_path / "log.parquet")
    assert message_of(tmp_path / "log.parquet", missing=("",)) == (
        "log.parquet, line 2, column 'date': got '2016-03-22T08:30:00'; a day written "
        "YYYY-MM-DD is needed (leave out the time of day and the zone)"
    )


def test_damaged_and_nested_parquet_are_refused_in_one_line(tmp_path):
    import pyarrow as pa
    from pyarrow import parquet

    columns = {name: FRAME[name].tolist() for name in ("incident_id", "city", "kind")}
    nested = pa.table({**columns, "date": ["2016-03-22"] * 2, "killed": [[1], [2]]})
    parquet.write_table(nested, tmp_path / "nested.parquet")
    wrong = pa.array([b"\xff", b"\xfe"]).view(pa.string())
    parquet.write_table(pa.table({"incident_id": wrong}), tmp_path / "wrong.parquet")
    for name in ("nested.parquet", "wrong.parquet"):
        message = message_of(tmp_path / name)
        assert message.startswith(f"{name}: is no sound Parquet file: ")
        assert "\n" not in message


@pytest.mark.parametrize("ending", ["parquet", "dta"])
def test_a_typed_format_is_refused_with_header_and_cells_at_once(tmp_path, ending):
    frame = FRAME.assign(kind=["bombing", ""], city=["", ""], incident_id=["a1", ""])
    frame = frame.assign(date=["2016-03-22", ""]).rename(columns={"killed": "Killed"})
    path = tmp_path / f"log.{ending}"
    if ending == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_stata(path, write_index=False, version=118)
    assert message_of(path).split("\n") == [
        f"{path.name}, line 1: got 'Killed'; the codebook has no such column (do you "
        "mean killed? otherwise map it, or name it in the mapping's ignore or keep)",
        f"{path.name}, line 2, column 'city': got ''; a name is needed",
        f"{path.name}, line 2, column 'kind': got 'bombing'; one of attack, arrest "
        "action, plot is needed (a mapping file can bring your codes onto these)",
    ]
