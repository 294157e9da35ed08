"""A copy of an analysis run in a folder of a test's own, and what it left there."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import bemodels
from bemodels.report.csv_files import FORMULA_STARTS

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


def formulas_of(path):
    """Return the cells that a spreadsheet would take for formulas."""
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    return [
        cell
        for cell in cells
        if cell.startswith(FORMULA_STARTS) and cell != "-" and is_text(cell)
    ]


def is_text(cell):
    try:
        float(cell)
    except ValueError:
        return True
    return False


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
        assert not formulas_of(path), stem
        if kind == "estimates":
            assert list(rows_of(path)[0]) == COLUMNS
    for stem in re.findall(r"`([a-z_]+)\.csv`", promised):
        assert stem in files
