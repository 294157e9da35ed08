"""The appendix of a log: the whole package on a file, and no row of it anywhere."""

import json
from datetime import date
from html import unescape

import numpy as np
import pytest

import bemodels
from bemodels.cli import main

WINDOW = bemodels.ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
NASTY = ("<script>alert(1)", '#read("x")', "=cmd A1", r"\input{x}")
pytestmark = [pytest.mark.sampling, pytest.mark.xdist_group("log_appendix")]


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    path = tmp_path_factory.mktemp("log") / "synthetic.csv"
    bemodels.simulate_incidents(
        rng=np.random.default_rng(5),
        window=WINDOW,
        rates={"Brussels": 18.0, "Ghent": 4.0, **dict.fromkeys(NASTY, 1.5)},
        phi=5.0,
        inspired_share=0.3,
        linked=bemodels.ActorGroup(detection=0.9, attack_share=0.1),
        inspired=bemodels.ActorGroup(detection=0.6, attack_share=0.3),
    ).write(path)
    return path


def run(log, out, *words):
    return main(
        [
            *("appendix", "--data", str(log), "--out", str(out), "--quiet"),
            *("--window", "2014-06-01:2017-10-31", "--formats", "html,md", *words),
        ]
    )


@pytest.fixture(scope="module")
def folder(log, tmp_path_factory):
    out = tmp_path_factory.mktemp("appendix") / "out"
    assert run(log, out, "--places-at-risk", "40", "--draws", "2000") == 0
    return out


def test_every_analysis_of_the_package_is_there(folder):
    text = (folder / "appendix.md").read_text(encoding="utf-8")
    for words in (
        "Recorded incidents of synthetic.csv, 2014-06-01 to 2017-10-31",
        "Recorded incidents (n = ",
        "Annual rates by place: posterior of every quantity",
        "Sensitivity of the contrast to one relabelled incident",
        "Tipping points: at how many wrong incidents the inspired group's attack rate",
        "Risk ratio and odds ratio by method, 95%",
        "incidents without an attack never been recorded",
        "Scenarios of the population behind",
        "only places with an incident are listed",
        "Counts by city and year: every quantity with its interval",
        "Rate ratio of each year to the year before",
        "Annual rates by variance factor",
        "Incidents by calendar month, whole years only",
        "Counts by city and year: convergence of every quantity",
        "Size and power of the tests in this design",
    ):
        assert words in text, words


def test_names_are_printed_and_never_markup(folder):
    html = (folder / "appendix.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert all(name in unescape(html) for name in NASTY)


def test_no_row_of_the_log_leaves_it(folder, log):
    identifiers = [line.split(",")[0] for line in log.read_text().splitlines()[2:]]
    for path in folder.rglob("*"):
        if path.suffix in {".html", ".md", ".csv", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert not any(one in text for one in identifiers), path.name
            assert str(log.parent) not in text


def test_the_manifest_states_the_run_and_verifies(folder):
    run_ = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["run"]
    assert run_["command"] == (
        "bemodels appendix --formats html,md --seed 20180201 --draws 2000 --data "
        "synthetic.csv --window 2014-06-01:2017-10-31 --places-at-risk 40"
    )
    assert run_["options"]["window"] == "2014-06-01 to 2017-10-31"
    assert [one["source"] for one in run_["inputs"]] == ["synthetic.csv"]
    assert len(run_["priors"]) == 3 + 1 + 4
    (years,) = run_["city_years"]
    assert years["seeds"]["root"] == 20180201
    assert "city_sd" in years["diagnostics"]
    assert (folder / "draws-city-years.nc").exists()
    assert main(["verify", str(folder)]) == 0


def test_rates_are_pooled_only_over_a_stated_number_of_places(log, tmp_path):
    assert run(log, tmp_path / "out") == 0
    text = (tmp_path / "out" / "appendix.md").read_text(encoding="utf-8")
    assert "only over a stated number of places at risk" in text
    assert not (tmp_path / "out" / "draws.nc").exists()


def test_a_log_in_the_folder_to_be_written_is_refused(log, capsys):
    assert run(log, log.parent) == 2
    assert capsys.readouterr().err == (
        "bemodels: synthetic.csv lies in the folder that is to be written: choose "
        "another --out\n"
    )
    assert log.exists()


def test_a_log_without_groups_says_what_it_cannot_answer(tmp_path):
    path = tmp_path / "synthetic.csv"
    path.write_text("incident_id,date,city,kind\na,2016-01-01,Ghent,attack\n")
    assert run(path, tmp_path / "out") == 0
    text = (tmp_path / "out" / "appendix.md").read_text(encoding="utf-8")
    assert "the log has no column link, so it has no groups" in text
    assert "| counts by city and year | one city only: Ghent |" in text
    assert not (tmp_path / "out" / "draws-city-years.nc").exists()
