"""Each analysis runs on public names alone and leaves the files that it promises."""

import ast
import importlib
import re
import sys

import pytest
from analysis_runs import FOLDER, check_files, interval_of, rows_of, run

import bemodels

SCRIPTS = sorted(FOLDER.glob("*/run.py"))
FILES = sorted(FOLDER.glob("*/*.py"))
ROOMS = ("audit", "counts", "rates", "report", "undercount")


def test_incident_log(tmp_path):
    printed, files = run("00_incident_log", tmp_path)

    check_files(files, "00_incident_log")
    first = files["synthetic_incidents"].read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("# synthetic")
    rows = rows_of(files["counts"])
    assert {(row["city"], row["year"]) for row in rows} == {
        (city, str(year))
        for city in ("Brussels", "Charleroi", "Zaventem", "Verviers")
        for year in range(2014, 2018)
    }
    total = sum(int(row["count"]) for row in rows)
    assert f"Recorded incidents (n = {total})" in printed
    assert "(hidden)" in files["counts_suppressed"].read_text(encoding="utf-8")


def test_attack_rates(tmp_path):
    printed, files = run("01_attack_rates", tmp_path)

    check_files(files, "01_attack_rates")
    assert "3/12 against 1/95" in printed
    check_figures(files, "01_attack_rates")
    check_tipping_points(files["table_tipping_points_as_coded"])
    design = {row["procedure"]: row for row in rows_of(files["table_design_as_coded"])}
    assert float(design["Wald"]["minimum coverage"]) == pytest.approx(0.2152, abs=5e-5)
    every = {row["function"]: row for row in rows_of(files["methods_odds_ratios"])}
    assert float(every["odds_ratio_exact"]["low"]) == pytest.approx(2.10546, rel=1e-5)
    exact = interval_of(files["estimates_as_coded"], "odds_ratio_conditional")
    assert exact == pytest.approx((29.1285, 2.10546, 1660.69), rel=1e-5)
    low, high = interval_of(files["estimates_if_recoded"], "odds_ratio_melded")[1:]
    assert low < 1 < high
    assert len(rows_of(files["tests_as_coded"])) == 2
    text = (FOLDER / "01_attack_rates" / "README.md").read_text(encoding="utf-8")
    for name in (
        *("odds_ratio", "odds_ratio_conditional", "odds_ratio_midp"),
        *("risk_ratio", "risk_ratio_melded", "attack_rate"),
    ):
        for case in ("as_coded", "if_recoded"):
            value, *limits = interval_of(files[f"estimates_{case}"], name)
            low, high = (
                f"{limit:.2g}" if limit < 100 else f"{limit:.0f}" for limit in limits
            )
            assert f"{value:.2g} ({low} to {high})" in text, (name, case)


def check_figures(files, name):
    """Every figure is there twice, and the README says how to read it."""
    text = (FOLDER / name / "README.md").read_text(encoding="utf-8")
    figures = {stem: path for stem, path in files.items() if stem.startswith("figure")}
    assert set(figures) == set(re.findall(r"`(figure_[a-z]+)\.svg`", text))
    for path in figures.values():
        assert path.with_suffix(".svg").read_bytes().startswith(b"<?xml")
        assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def check_tipping_points(path):
    """The counts of the README are those of the file, row by row."""
    text = (FOLDER / "01_attack_rates" / "README.md").read_text(encoding="utf-8")
    methods = ("Fisher", "central mid-P", "exact central", "Jeffreys", "equal rates")
    for row in rows_of(path):
        cells = " | ".join(row[name] for name in methods)
        assert f" | {cells} |" in text, row["supposed"]


@pytest.mark.sampling
def test_city_rates(tmp_path):
    printed, files = run("02_city_rates", tmp_path)

    check_files(files, "02_city_rates")
    assert "Sensitivity: places at risk: mean and heterogeneity" in printed
    assert "100 is round, between the 21 places" in printed
    exact = interval_of(files["estimates_exact"], "annual_rate_exact[Brussels]")
    assert exact == pytest.approx((18.146, 13.913, 23.263), rel=1e-4)
    pooled = interval_of(files["estimates_pooled"], "annual_rate[Brussels]")
    assert pooled == pytest.approx((16.3, 12.4, 21.0), rel=0.04)
    waves = "annual_rate_exact[Brussels][variance factor 2]"
    low, high = interval_of(files["estimates_exact"], waves)[1:]
    text = (FOLDER / "02_city_rates" / "README.md").read_text(encoding="utf-8")
    assert f"{low:.1f} to {high:.1f}" in text
    for stem, expected in {"one": 34.3, "gamma": 80.0}.items():
        none, *_ = rows_of(files[f"table_rootogram_{stem}"])
        assert none["observed"] == "79"
        assert float(none["expected"]) == pytest.approx(expected, abs=0.05)
    grid = rows_of(files["table_places_at_risk_mean"])
    assert [row["places at risk"] for row in grid] == ["21", "50", "100", "200", "571"]
    means = [float(row["mean rate"]) for row in grid]
    assert means == sorted(means, reverse=True)
    assert len(rows_of(files["table_priors_mean"])) == 3
    assert len(rows_of(files["table_readings_rates"])) == 2


def test_undercount(tmp_path):
    printed, files = run("03_undercount", tmp_path)

    check_files(files, "03_undercount")
    assert "prior (scenario)" in printed
    assert interval_of(files["estimates_identified"], "fate_odds_ratio") == (
        pytest.approx((0.03555, 0.002577, 0.2717), rel=1e-3)
    )
    scenario = interval_of(files["estimates_if_one_in_five_surfaces"], "population")
    assert scenario == (59, 34, 94)
    stated = interval_of(files["estimates_under_stated_prior"], "population")
    assert stated == (65, 22, 439)
    readily = interval_of(files["estimates_if_they_attack_as_readily"], "population")
    assert readily == pytest.approx((256, 38.85, 3238), rel=1e-3)
    made_up = interval_of(files["estimates_with_made_up_routes"], "population")
    assert made_up == (29, 15, 83)
    text = (FOLDER / "03_undercount" / "README.md").read_text(encoding="utf-8")
    figures = {stem for stem in files if stem.startswith("figure")}
    assert figures == set(re.findall(r"`(figure_[a-z0-9_]+)\.svg`", text))
    coded = [
        row["width (actors)"] for row in rows_of(files["table_made_up_routes_coded"])
    ]
    assert [round(float(width)) for width in coded] == [68, 45, 36, 28]
    assert "from 68 actors to 45" in text
    for one in (scenario, readily, stated, made_up):
        assert "{:.0f} ({:.0f} to {:.0f})".format(*one) in text
    together = rows_of(files["side_by_side"])
    assert {row["under"]: row["identified"] for row in together} == {
        "identified": "data",
        "if_one_in_five_surfaces": "prior",
        "if_they_attack_as_readily": "prior",
        "under_stated_prior": "prior",
        "with_made_up_routes": "prior",
    }


def test_audit(tmp_path):
    printed, files = run("04_audit", tmp_path)

    check_files(files, "04_audit")
    rows = {row["id"]: row for row in rows_of(files["audit"])}
    assert rows["S19"]["printed"] == "'+1 placement"
    assert list(rows)[:3] == ["S31", "S11", "S28"]
    assert rows["S05"]["denominator"] == "108 by rounding; 107 by truncation"
    assert "S05: 57% is 62 of 108 by rounding, and 62 of 107 by truncation" in printed
    text = (FOLDER / "04_audit" / "README.md").read_text(encoding="utf-8")
    for row in rows_of(files["table_verdicts"]):
        assert f"| {row['verdict']} | {row['statements']} |" in text
    for row in rows_of(files["table_explained"]):
        if row["id"] == "S31":
            assert f"{row['recomputed']} of {row['denominator']}" in text
    check_bounds_and_claims(files)


def check_bounds_and_claims(files):
    known = interval_of(files["estimates_known"], "at_least[2]")
    assert known == (62, 62, 62)
    assert interval_of(files["estimates_known_open"], "at_least[2]")[1:] == (41, 81)
    both = "exactly[with detail & local cell & deployed operative]"
    assert interval_of(files["estimates_connections_open"], both)[1:] == (3, 13)
    missing = interval_of(files["estimates_missing"], "share[citizenship: Belgian]")
    assert missing == pytest.approx((61 / 94, 61 / 135, 102 / 135))
    verdicts = {
        (row["statement"], row["verdict"]) for row in rows_of(files["table_claims"])
    }
    assert {
        ("S21", "not supported by these numbers"),
        ("S22", "supported"),
        ("S04", "supported"),
        ("S14", "left to the trend"),
    } <= verdicts


@pytest.mark.sampling
def test_city_years(tmp_path):
    printed, files = run("06_city_years", tmp_path)

    check_files(files, "06_city_years")
    text = (FOLDER / "06_city_years" / "README.md").read_text(encoding="utf-8")
    figures = {stem for stem in files if stem.startswith("figure")}
    assert figures == set(re.findall(r"`(figure_[a-z0-9_]+)\.svg`", text))
    first = files["synthetic_incidents"].read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("# synthetic")
    beside = {row["estimand"]: row for row in rows_of(files["synthetic_truth"])}
    missed = {name for name, row in beside.items() if row["inside"] == "False"}
    assert missed == {
        "rate_ratio_hierarchical[2016 to 2015]",
        "rate_ratio_hierarchical[2017 to 2016]",
    }
    assert f"Of {len(beside)} intervals of 95%, {len(beside) - 2} hold it" in text
    assert len([name for name in beside if name.startswith("standardised")]) == 10
    assert "What was counted: 97 incidents by city and year" in printed
    assert "Flat within the year: 60 incidents in 2015, 2016" in printed
    for p_value, told in (("0.01114", "a p-value of 0.011"), ("0.719", "one of 0.72")):
        assert f"p = {p_value}\n" in printed
        assert told in text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.parent.name)
def test_a_script_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_script_imports_and_uses_public_names_only(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    beside = {one.stem for one in path.parent.glob("*.py")}
    allowed = {"bemodels", "numpy", "pandas"} | sys.stdlib_module_names | beside
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "bemodels"
        for alias in node.names
    }
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                assert {alias.name for alias in node.names} <= allowed
            case ast.ImportFrom(module="bemodels"):
                assert imported <= set(bemodels.__all__)
            case ast.ImportFrom():
                assert node.module in allowed
            case ast.Attribute(value=ast.Name(id="bemodels"), attr=name):
                assert name in bemodels.__all__
            case ast.Attribute(value=ast.Name(id=room), attr=name) if (
                room in imported.intersection(ROOMS)
            ):
                assert name in public_names(room)
            case ast.Attribute(value=ast.Attribute(attr=room), attr=name) if (
                room in ROOMS
            ):
                assert name in public_names(room)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_script_writes_no_frame_past_the_rule_on_formulas(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & {"to_csv", "to_excel"}


def public_names(room):
    return importlib.import_module(f"bemodels.{room}").__all__


def test_every_analysis_is_listed_and_says_how_to_read_it():
    overview = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert SCRIPTS
    for path in SCRIPTS:
        name = path.parent.name
        text = (path.parent / "README.md").read_text(encoding="utf-8")
        assert f"({name}/README.md)" in overview
        assert f"`.venv/bin/python analyses/{name}/run.py`" in text
        for part in (
            "**Question.**",
            "**Decision.**",
            "## How to read",
            "## What it does not say",
        ):
            assert part in text, f"{name}: {part}"
