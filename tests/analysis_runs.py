"""An analysis run as its README says, and what it wrote."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import bemodels

FOLDER = Path(__file__).parents[1] / "analyses"
COLUMNS = list(
    bemodels.rates.compare_attack_rates(
        bemodels.rates.Group(attacks=3, incidents=12),
        bemodels.rates.Group(attacks=1, incidents=95),
    ).to_frame()
)


def run(name, tmp_path):
    """Run a copy of an analysis, so that what it writes lands in a folder of ours."""
    folder = tmp_path / name
    folder.mkdir()
    for path in (FOLDER / name).glob("*.py"):
        shutil.copy(path, folder)
    script = folder / "run.py"
    done = subprocess.run(
        [sys.executable, "-W", "error", script],
        capture_output=True,
        text=True,
        env=os.environ,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, {
        path.stem: path for path in sorted((folder / "output").iterdir())
    }


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def interval_of(path, estimand):
    (row,) = (one for one in rows_of(path) if one["estimand"] == estimand)
    return tuple(
        float(row[name]) for name in ("estimate", "interval_low", "interval_high")
    )


def check_files(files, name):
    """Every file is named in the README, is not empty, and has the usual columns."""
    text = (FOLDER / name / "README.md").read_text(encoding="utf-8")
    promised = text.partition("## Output")[2]
    for stem, path in files.items():
        if path.suffix != ".csv":
            continue
        kind = stem.partition("_")[0]
        assert f"`{stem}.csv`" in promised or f"`{kind}_*.csv`" in promised, stem
        assert rows_of(path), stem
        if kind == "estimates":
            assert list(rows_of(path)[0]) == COLUMNS
    for stem in re.findall(r"`([a-z_]+)\.csv`", promised):
        assert stem in files
