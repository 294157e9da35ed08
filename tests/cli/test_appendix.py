"""The appendix as a whole: complete, the same numbers everywhere, the same bytes."""

import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser

import pytest

import bemodels
from bemodels.cli import main
from bemodels.counts.pooled_model import PARAMETERS

SECTIONS = [
    "Data and provenance",
    "Models and priors",
    "Prior predictive checks",
    "Computation and convergence",
    "Posterior summaries",
    "Posterior predictive checks",
    "Sensitivity",
    "Assumptions",
    "Reproducibility",
]
pytestmark = [pytest.mark.sampling, pytest.mark.xdist_group("appendix")]


def make(out, cache):
    """Start the command in a process of its own, with a compile cache of its own."""
    environment = dict(os.environ) | {"PYTENSOR_FLAGS": f"base_compiledir={cache}"}
    command = ["appendix", "--out", str(out), "--formats", "html,pdf,docx,md"]
    return subprocess.Popen(
        [sys.executable, "-m", "bemodels", *command, "--draws", "1000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory):
    """Two processes with two empty compile caches, at the same time."""
    root = tmp_path_factory.mktemp("appendix")
    runs = [make(root / name / "out", root / name / "cache") for name in ("a", "b")]
    for run in runs:
        _, err = run.communicate(timeout=600)
        assert run.returncode == 0, err
    return root / "a" / "out", root / "b" / "out"


@pytest.fixture(scope="module")
def folder(two_runs):
    return two_runs[0]


@pytest.fixture(scope="module")
def manifest(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def rows_of(folder, name):
    """Return the rows of the table whose first heading cells are `name`."""
    for path in sorted((folder / "tables").iterdir()):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        if tuple(rows[0][: len(name)]) == name:
            yield rows[1:]


class Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.headings, self._heading = [], [], False

    def handle_starttag(self, tag, attrs):
        self._heading = tag == "h2"

    def handle_data(self, data):
        self.parts.append(data)
        if self._heading and data.strip():
            self.headings.append(data.strip())
            self._heading = False


def test_the_same_seed_gives_the_same_bytes(two_runs):
    first, second = two_runs
    names = sorted(str(p.relative_to(first)) for p in first.rglob("*") if p.is_file())

    assert names == sorted(
        str(p.relative_to(second)) for p in second.rglob("*") if p.is_file()
    )
    for name in names:
        if name != "manifest.json":
            assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_two_manifests_differ_only_in_their_time(two_runs):
    first, second = (
        json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for folder in two_runs
    )
    first.pop("time")
    second.pop("time")
    assert first == second


def test_sections_stand_in_the_order_of_the_guidelines(folder):
    text = Text()
    text.feed((folder / "appendix.html").read_text(encoding="utf-8"))

    assert [one for one in text.headings if one in SECTIONS] == SECTIONS


def test_every_variable_of_the_model_is_summarised(folder):
    from bemodels.bayes import load_draws

    posterior = load_draws(folder / "draws.nc")["posterior"].to_dataset()
    names = set()
    for name, variable in posterior.data_vars.items():
        labels = variable["place"].values if "place" in variable.dims else [None]
        names |= {name if label is None else f"{name}[{label}]" for label in labels}
    (summary,) = rows_of(folder, ("quantity", "median", "mean"))
    (convergence,) = rows_of(folder, ("quantity", "ess_bulk"))

    assert {row[0] for row in summary} == names == {row[0] for row in convergence}
    assert {one.name for one in PARAMETERS} == set(posterior.data_vars)


def test_every_quantity_of_the_closed_forms_is_summarised(folder):
    report = bemodels.belgium()
    results = (
        bemodels.rates.compare_attack_rates(*bemodels.rates.groups_of_report(report)),
        bemodels.counts.exact_annual_rates(report.place_counts()),
        bemodels.undercount.fate_odds(*bemodels.undercount.fates_of_report(report)),
    )
    printed = [
        {row[0] for row in rows}
        for rows in rows_of(folder, ("quantity", "estimate", "low", "high"))
    ]
    expected = [{one.estimand for one in result.estimates} for result in results]

    assert sorted(printed, key=sorted) == sorted(expected, key=sorted)


def test_every_format_holds_every_table_of_the_appendix(folder):
    html = (folder / "appendix.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(folder / "appendix.docx") as archive:
        docx = archive.read("word/document.xml").decode("utf-8")
    docx = re.sub(r"<[^>]+>", "", docx)
    markdown = (folder / "appendix.md").read_text(encoding="utf-8")
    numbers = [path.stem for path in (folder / "tables").iterdir()]

    assert len(numbers) > 25
    for number in numbers:
        for text in (html, docx, markdown):
            assert f"Table {number}." in text
    for value in ("29.13", "1661", "0.008292", "0.03555"):
        assert all(value in text for text in (html, docx, markdown))


def test_the_manifest_states_what_is_needed_to_run_it_again(manifest):
    run = manifest["run"]

    assert run["command"] == (
        "bemodels appendix --formats html,pdf,docx,md --seed 20180201 --draws 1000"
    )
    assert run["options"] == {
        "draws": 1000,
        "formats": ["html", "pdf", "docx", "md"],
        "other_places_at_risk": [21, 50, 100, 200, 571],
        "places_at_risk": 100,
        "seed": 20180201,
    }
    assert {one["source"] for one in run["inputs"]} >= {
        "belgium/groups.csv",
        "belgium/cities.csv",
    }
    # Three analyses and their scenarios; then other places at risk, and other priors.
    assert len(run["priors"]) == 4 + 5 + 2
    assert all(one["priors"] for one in run["priors"])
    assert {"draws a chain", "chains"} <= set(run["sampler"])
    assert not set(run["sampler"]) & set(run["model_fingerprints"])
    assert run["pytensor_flags"] == {"numba__fastmath": "False"}
    assert "log_mean_rate" in run["diagnostics"]
    assert re.fullmatch(r"[0-9a-f]{64}", run["lock_sha256"])


def test_verify_finds_every_file_as_recorded(folder, capsys):
    assert main(["verify", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("files are as their manifest says\n")


def test_the_appendix_names_no_path_and_no_clock(folder):
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".md", ".csv"}:
            text = path.read_text(encoding="utf-8")
            assert str(folder.parent) not in text
    html = (folder / "appendix.html").read_text(encoding="utf-8")
    assert "<script" not in html


def test_a_folder_of_somebody_else_is_never_touched(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")

    code = main(["appendix", "--out", str(tmp_path / "mine")])

    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert [p.name for p in tmp_path.rglob("*")] == ["mine", "notes.txt"]
