"""Whatever bytes a file holds, it is a log or it is refused: never anything else."""

import gzip
from io import BytesIO

import pandas as pd
import pytest
from bad_files import HEADER
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bemodels.data.log.reading import read_incidents
from bemodels.errors import InvalidDataError

SOUND = "\n".join(
    (
        f"{HEADER},municipality,link,networks",
        "a1,2016-03-22,Brussels|Zaventem,attack,32,,linked,",
        'a2,2016-05-01,"Liège",arrest action,0,,unknown,"A|B"',
        "a3,2017-01-31,Ghent,plot,0,,inspired,B",
        "",
    )
).encode()
FRAME = pd.DataFrame(
    {
        "incident_id": ["a1", "a2"],
        "date": ["2016-03-22", "2016-05-01"],
        "city": ["Brussels", "Ghent"],
        "kind": ["attack", "arrest action"],
        "killed": [32, 0],
    }
)
PARQUET, STATA = BytesIO(), BytesIO()
FRAME.to_parquet(PARQUET)
FRAME.to_stata(STATA, write_index=False, version=118)
PARQUET, STATA = PARQUET.getvalue(), STATA.getvalue()
CHARACTERS = st.characters().map(lambda one: one.encode("utf-8", "surrogatepass"))
TRIED = settings(
    derandomize=True,
    max_examples=150,
    deadline=5000,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def try_to_read(folder, name, content):
    """Read a file, and return whether it was a log; any other error is a fault."""
    (folder / name).write_bytes(content)
    try:
        log = read_incidents(folder / name, missing=("",))
    except InvalidDataError as error:
        assert str(error)
        assert [one.name for one in folder.iterdir()] == [name]
        return False
    else:
        assert len(log) >= 1
        return True
    finally:
        (folder / name).unlink()


def test_the_file_that_is_changed_below_is_sound(tmp_path):
    assert try_to_read(tmp_path, "log.csv", SOUND)


@TRIED
@given(content=st.binary(max_size=400))
@example(content=b'"')
@example(content=b"\xff\xfe\x00")
@pytest.mark.parametrize("name", ["log.csv", "log.xlsx", "log.parquet", "log.csv.gz"])
def test_random_bytes_are_refused(tmp_path, name, content):
    assert not try_to_read(tmp_path, name, content)


@TRIED
@given(content=st.binary(max_size=200), sign=st.sampled_from((112, 117, 118)))
def test_random_bytes_behind_the_mark_of_a_stata_file_are_refused(
    tmp_path, content, sign
):
    assert not try_to_read(tmp_path, "log.dta", bytes([sign, 2, 1, 0]) + content)


@TRIED
@given(
    place=st.integers(0, len(SOUND) - 1),
    put=st.one_of(st.binary(max_size=4), CHARACTERS),
    cut=st.integers(0, 3),
)
def test_a_sound_file_with_one_change_is_read_or_refused(tmp_path, place, put, cut):
    changed = SOUND[:place] + put + SOUND[place + cut :]
    plain = try_to_read(tmp_path, "log.csv", changed)
    packed = try_to_read(tmp_path, "log.csv.gz", gzip.compress(changed))
    assert plain == packed


@TRIED
@given(place=st.integers(0, 10_000), put=st.integers(0, 255))
def test_a_sound_parquet_file_with_one_byte_changed_is_read_or_refused(
    tmp_path, place, put
):
    changed = bytearray(PARQUET)
    changed[place % len(PARQUET)] = put
    try_to_read(tmp_path, "log.parquet", bytes(changed))


@TRIED
@given(place=st.integers(0, 10_000), put=st.integers(0, 255))
def test_a_sound_stata_file_with_one_byte_changed_is_read_or_refused(
    tmp_path, place, put
):
    changed = bytearray(STATA)
    changed[place % len(STATA)] = put
    try_to_read(tmp_path, "log.dta", bytes(changed))
