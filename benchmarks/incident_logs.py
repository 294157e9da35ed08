"""Time the reading of large logs, checked to the last cell, beside unchecked pandas."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

CSV_ROWS, PARQUET_ROWS, PART = 1_000_000, 10_000_000, 1_000_000
CITIES = ("Brussels", "Antwerp", "Ghent", "Liège", "Charleroi", "Mons", "Namur")
NOTES = ("a note that nobody reads", "another one, so that the file weighs 200 MB")
CHOICES = {
    "country": ("Belgium",),
    "city": CITIES,
    "municipality": ("",),
    "kind": ("arrest action",) * 9 + ("attack",),
    "link": ("linked", "inspired", "unknown"),
    "plot_disrupted": ("yes", "no"),
    "connection": ("local cell", "remote", "local cell|remote", ""),
    "networks": ("Network A", "Network B|Network C", ""),
    "weapon": ("firearm", "explosive", "knife", ""),
    "target": ("police", "transport", ""),
    "discovery": ("independent", "connection", "both", "unknown"),
    "sources": ("police|press", "press", "court|press"),
}
# What each process does, says of itself, and how much memory it took.
MEASURED = """
import time
start = time.perf_counter()
{work}
# Not getrusage, whose peak is that of the parent if the parent was larger.
with open("/proc/self/status") as status:
    lines = dict(line.split(":", 1) for line in status)
used = int(lines["VmHWM"].split()[0]) * 1024 / 1e9
print(time.perf_counter() - start, used)
"""
OURS = """
from datetime import date
import bemodels
window = bemodels.ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
"""
READ = """
log = bemodels.read_incidents(
    {path!r}, window=window, mapping={{"ignore": ["note", "remark"]}},
    max_bytes=10**9,
)
log.count_incidents(("city", "year"))
"""
STREAM = "bemodels.count_parquet({path!r}, ('city', 'year'), window=window)"
WATCHED = """
exposure = bemodels.read_exposure({exposure!r})
bemodels.count_parquet(
    {path!r}, ('city', 'year'), window=window, exposure=exposure
)
"""
PANDAS = """
import pandas as pd
frame = pd.read_{kind}({path!r})
frame.groupby(["city", frame["date"].str[:4]]).size()
"""


def table(rows: int, first: int, rng: np.random.Generator) -> pa.Table:
    """Return synthetic rows with identifiers from a number on."""
    days = np.arange(np.datetime64("2014-06-01"), np.datetime64("2017-11-01"))
    columns = {
        "incident_id": [f"synthetic-{first + row:08d}" for row in range(rows)],
        "date": rng.choice(days.astype(str), rows),
        **{name: rng.choice(values, rows) for name, values in CHOICES.items()},
        **{
            name: rng.integers(0, most, rows)
            for name, most in (("persons_arrested", 9), ("killed", 3), ("wounded", 3))
        },
        "note": rng.choice(NOTES[:1], rows),
        "remark": rng.choice(NOTES[1:], rows),
    }
    return pa.table({name: pa.array(cells) for name, cells in columns.items()})


def measure(work: str) -> tuple[float, float]:
    """Return the seconds and gigabytes of a piece of work in a fresh process."""
    code = MEASURED.format(work=work)
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    seconds, used = map(float, done.stdout.split())
    return seconds, used


def line(name: str, ours: tuple[float, float], limit: str, peer: str) -> None:
    """Print one measurement beside its peer, measured in the same run."""
    other = measure(peer)
    print(
        f"{name:<38} {ours[0]:6.2f} s {ours[1]:5.2f} GB   limit {limit:<14} plain "
        f"pandas {other[0]:.2f} s {other[1]:.2f} GB, ratio {ours[0] / other[0]:.2f}"
    )


def main() -> None:
    """Write the files, measure, and print."""
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        text = str(Path(folder) / "synthetic.csv")
        csv.write_csv(table(CSV_ROWS, 0, rng), text)
        megabytes = Path(text).stat().st_size / 1e6
        line(
            f"1,000,000 rows of CSV ({megabytes:.0f} MB)",
            measure(OURS + READ.format(path=text)),
            "6 s, 1.5 GB",
            PANDAS.format(kind="csv", path=text),
        )
        packed = str(Path(folder) / "synthetic.parquet")
        first = table(PART, 0, rng).drop_columns(["note", "remark"])
        with parquet.ParquetWriter(packed, first.schema) as writer:
            writer.write_table(first)
            for start in range(PART, PARQUET_ROWS, PART):
                part = table(PART, start, rng).drop_columns(["note", "remark"])
                writer.write_table(part)
        line(
            "10,000,000 rows of Parquet, streamed",
            measure(OURS + STREAM.format(path=packed)),
            "20 s, 2 GB",
            PANDAS.format(kind="parquet", path=packed),
        )
        periods = Path(folder) / "exposure.csv"
        rows = [f"{city},2015-01-01,2016-12-31" for city in CITIES]
        periods.write_text("\n".join(["city,start,end", *rows]), encoding="utf-8")
        line(
            "the same with exposure by period",
            measure(OURS + WATCHED.format(path=packed, exposure=str(periods))),
            "20 s, 2 GB",
            PANDAS.format(kind="parquet", path=packed),
        )


if __name__ == "__main__":
    main()
