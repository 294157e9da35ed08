"""A log that is counted part by part gives the table that it gives as a whole."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from bemodels.data.exposure_file import read_exposure
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


def random_log(rng):
    """Return a log of coarse and fine dates, several places and repeated rows."""
    days = pd.date_range(WINDOW.start, WINDOW.end)
    fine = rng.choice(["day", "month", "year"], ROWS, p=[0.8, 0.1, 0.1])
    cities = ["Ghent", "Mons", "Ghent|Mons", "Liège", "Namur|Liège"]
    frame = pd.DataFrame(
        {
            "incident_id": [f"s{i}" for i in range(ROWS)],
            "date": rng.choice(days.strftime("%d.%m.%Y"), ROWS),
            "date_precision": fine,
            "city": rng.choice(cities, ROWS),
            "country": rng.choice(["Belgium", ""], ROWS, p=[0.95, 0.05]),
            "kind": rng.choice(["attack", "arrest action", "plot"], ROWS),
            "link": rng.choice(["linked", "inspired", "unknown"], ROWS),
        }
    )
    copies = rng.choice(ROWS, 3, replace=False)
    frame.loc[copies[1:], "date":] = frame.loc[copies[0], "date":].to_numpy()
    return frame


def random_exposure(folder, rng):
    cities = ("Ghent", "Mons", "Liège", "Namur")
    starts = rng.choice(pd.date_range(WINDOW.start, "2017-01-01").date, len(cities))
    rows = [
        f"{city},{start},{start + timedelta(days=200)}"
        for city, start in zip(cities, starts, strict=True)
    ]
    path = folder / "exposure.csv"
    path.write_text("\n".join(["city,start,end", *rows, ""]), encoding="utf-8")
    return read_exposure(path)


@pytest.mark.parametrize("seed", range(6))
def test_counts_and_notices_of_random_logs_are_those_of_the_whole(tmp_path, seed):
    rng = np.random.default_rng(seed)
    path = tmp_path / "log.parquet"
    random_log(rng).to_parquet(path)
    options = {"missing": ("",), "date_format": "%d.%m.%Y"}
    log = read_incidents(path, window=WINDOW, **options)
    (astride,) = (one for one in log.notices if "of which the window holds" in one)
    for by in (("city", "year"), ("country", "year_month"), ("kind", "link")):
        table = stream.count_parquet(path, by, window=WINDOW, **options)
        assert astride in table.notices
        assert table == log.count_incidents(by)
    exposure = random_exposure(tmp_path, rng)
    table = stream.count_parquet(
        path, ("city", "year"), window=WINDOW, exposure=exposure, **options
    )
    whole = log.with_exposure(exposure).count_incidents(("city", "year"))
    held = "exposure.csv: incidents outside the periods of their place: "
    (left,) = (one.removeprefix(held) for one in whole.notices if held in one)
    assert f"incidents while their place was not watched, in no cell: {left}" in (
        table.notices
    )
    rest = tuple(one for one in whole.notices if held not in one)
    assert table == replace(whole, notices=rest)


def test_other_types_are_refused_in_one_line(tmp_path, frame):
    frame.to_parquet(tmp_path / "log.parquet")
    for wrong, message in (
        ({"window": "2014"}, "window must be an ObservationWindow, got '2014'"),
        (
            {"window": WINDOW, "exposure": 2},
            "exposure must be an Exposure, got 2",
        ),
        (
            {"window": WINDOW, "date_format": "%Y"},
            "date_format must say year (%Y), month (%m, %b or %B) and day (%d), each "
            "once and no more, got '%Y'",
        ),
    ):
        with pytest.raises(InvalidDataError) as refused:
            stream.count_parquet(tmp_path / "log.parquet", ("city",), **wrong)
        assert str(refused.value) == message


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
