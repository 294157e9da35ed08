"""A log that is counted part by part gives the table that it gives as a whole."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from bemodels.data.log import stream
from bemodels.data.log.reading import read_incidents
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
ROWS = 500


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(stream, "ROWS_AT_ONCE", 64)


@pytest.fixture
def frame():
    rng = np.random.default_rng(3)
    days = pd.date_range(WINDOW.start, WINDOW.end).strftime("%Y-%m-%d")
    return pd.DataFrame(
        {
            "incident_id": [f"s{i}" for i in range(ROWS)],
            "date": rng.choice(days, ROWS),
            "city": rng.choice(["Ghent", "Mons", "Ghent|Mons", "Liège"], ROWS),
            "kind": rng.choice(["attack", "arrest action", "plot"], ROWS),
            "persons_arrested": rng.integers(0, 9, ROWS),
        }
    )


def message_of(path):
    with pytest.raises(InvalidDataError) as refused:
        stream.count_parquet(path, ("city", "year"), window=WINDOW)
    return str(refused.value).split("\n")


@pytest.mark.parametrize("by", [("city", "year"), ("year_month",), ("kind", "city")])
def test_the_table_is_that_of_the_whole_log(tmp_path, frame, by):
    frame.to_parquet(tmp_path / "log.parquet")
    table = stream.count_parquet(tmp_path / "log.parquet", by, window=WINDOW)
    log = read_incidents(tmp_path / "log.parquet", window=WINDOW)
    assert table == log.count_incidents(by)


def test_an_identifier_that_comes_again_in_a_later_part_is_found(tmp_path, frame):
    frame.loc[400, "incident_id"] = "s7"
    frame.to_parquet(tmp_path / "log.parquet")
    assert message_of(tmp_path / "log.parquet") == [
        "log.parquet, line 402, column 'incident_id': got 's7'; the identifier stands "
        "on line 9 already (an incident in several places is one row: cities separated "
        "by |)"
    ]


def test_problems_of_every_part_are_told_at_once(tmp_path, frame):
    frame.loc[[3, 300], "kind"] = "bombing"
    frame.to_parquet(tmp_path / "log.parquet")
    rule = (
        "column 'kind': got 'bombing'; one of attack, arrest action, plot is needed (a "
        "mapping file can bring your codes onto these)"
    )
    assert message_of(tmp_path / "log.parquet") == [
        f"log.parquet, line 5, {rule}",
        f"log.parquet, line 302, {rule}",
    ]


def test_no_rows_are_no_table(tmp_path, frame):
    frame.iloc[:0].to_parquet(tmp_path / "log.parquet")
    assert message_of(tmp_path / "log.parquet") == [
        "log.parquet: no incidents: it has no rows"
    ]
