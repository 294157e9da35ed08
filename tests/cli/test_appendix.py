"""The appendix as a whole: complete, the same numbers everywhere, the same bytes."""

import json
import os
import re
import subprocess
import sys
from collections import Counter

import docx
import pytest
from appendix_reading import (
    NUMBER,
    Text,
    agree,
    printed_tables,
    rows_of,
    tables_with,
)
from lxml import html
from pdf_text import text_of_pdf

import bemodels
from bemodels.cli import main
from bemodels.counts import exact_annual_rates
from bemodels.counts.pooled.model import PARAMETERS
from bemodels.rates import compare_attack_rates, groups_of_report
from bemodels.result import ModelCard
from bemodels.undercount import fate_odds, fates_of_report, surfacing_scenarios
from bemodels.undercount.population import PARAMETERS as OF_POPULATION
from bemodels.undercount.propensity_card import propensity_card

INSPIRED, LINKED = fates_of_report(bemodels.belgium())
(SURFACING,) = (one for one in OF_POPULATION if one.name == "surfacing")
CLOSED_FORMS = (
    compare_attack_rates(*groups_of_report(bemodels.belgium())),
    exact_annual_rates(bemodels.belgium().place_counts()),
    fate_odds(INSPIRED, LINKED),
)

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
    (summary,) = rows_of(folder, ("quantity", "median"))
    (convergence,) = rows_of(folder, ("quantity", "ess_bulk"))

    assert {row[0] for row in summary} == names == {row[0] for row in convergence}
    assert {one.name for one in PARAMETERS} == set(posterior.data_vars)


def base(name):
    return name.partition("[")[0]


def test_every_parameter_of_every_card_has_its_numbers(folder):
    """In a summary of estimates or draws, in the strip, or stated as a prior."""
    cards = [one.card for one in (*CLOSED_FORMS, surfacing_scenarios(INSPIRED))]
    cards += [propensity_card(1, 0, 1), ModelCard(parameters=(SURFACING,))]
    expected = {one.name for card in cards for one in card.parameters}
    expected |= {one.name for one in PARAMETERS}
    firsts = (("quantity", "symbol"), ("quantity", "estimate"), ("quantity", "median"))
    named, estimated, drawn = (
        {base(row[0]) for rows in rows_of(folder, first) for row in rows}
        for first in firsts
    )
    assert named == expected
    narrowed = {row[0] for row in next(rows_of(folder, ("parameter", "unit")))}
    stated = {
        row[0] for rows in rows_of(folder, ("parameter", "density")) for row in rows
    }
    only_stated = {"relative propensity", "linked surfacing"}
    assert expected - estimated - drawn == {"linked attack share", *only_stated}
    assert "linked attack share" in narrowed
    assert only_stated <= stated
    (scenarios,) = tables_with(folder, ("surfacing probability, if",))
    assert {"population (actors)", "hidden (actors)"} <= set(scenarios[0])


def test_every_estimate_of_a_closed_form_keeps_every_digit(folder):
    found = {
        row[0]: tuple(map(float, row[1:4]))
        for rows in rows_of(folder, ("quantity", "estimate"))
        for row in rows
    }
    for result in CLOSED_FORMS:
        for one in result.estimates:
            limits = one.interval
            assert found[one.estimand] == (one.value, limits.low, limits.high)


def test_the_convergence_of_every_quantity_keeps_every_digit(folder, manifest):
    (convergence,) = tables_with(folder, ("quantity", "ess_bulk"))
    for row in convergence[1:]:
        recorded = manifest["run"]["diagnostics"][row[0]]
        found = dict(zip(convergence[0][1:], map(float, row[1:]), strict=True))
        assert found == {name: recorded[name] for name in found}


def test_the_counts_and_exposure_of_the_model_are_printed(folder):
    (counts,) = rows_of(folder, ("place", "incidents", "exposure (years)"))
    exposures = {float(row[2]) for row in counts}

    assert [row[:2] for row in counts[:2]] == [["Antwerp", "4"], ["Brussels", "62"]]
    assert ["Zaventem", "5"] in [row[:2] for row in counts]
    assert sum(int(row[1]) for row in counts) == 107
    assert exposures == {41 / 12}


def test_the_audit_stands_among_the_analyses(folder):
    page = html.document_fromstring((folder / "appendix.html").read_text("utf-8"))
    headings = [one.text_content() for one in page.xpath("//h3")]
    for name in ("What the printed figures say", "What the unpublished table can be"):
        assert headings.count(name) == 4  # models, computation, posterior, sensitivity
    (readings,) = rows_of(folder, ("reading", "vectors"))
    assert readings[0][:2] == ["base", "240"]
    verdicts = list(rows_of(folder, ("id", "printed", "statement")))
    assert verdicts[0][0][::3] == ["S31", "45.93 (37.75 to 54.33); none"]


def test_html_and_docx_print_every_cell_of_every_table(folder):
    page = html.document_fromstring((folder / "appendix.html").read_text("utf-8"))
    word = docx.Document(str(folder / "appendix.docx"))
    expected = dict(printed_tables(folder))

    assert len(word.tables) == len(expected) > 25
    for at, table in enumerate(word.tables, start=1):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert agree(rows, expected[f"S{at}"]), f"DOCX, table S{at}"
    for number, rows in expected.items():
        (table,) = page.xpath(f"//table[@id='table-{number}']")
        found = [
            [" ".join(cell.text_content().split()) for cell in row.xpath("th | td")]
            for row in table.xpath(".//tr")
        ]
        assert agree(found, rows), f"HTML, table {number}"


def test_the_pdf_prints_every_number_of_every_table(folder):
    lines = text_of_pdf((folder / "appendix.pdf").read_bytes()).splitlines()
    numbers = Counter(
        cell
        for _, rows in printed_tables(folder)
        for row in rows[1:]
        for cell in row
        if cell and NUMBER.fullmatch(cell)
    )
    assert sum(numbers.values()) > 500
    assert not numbers - Counter(line.strip() for line in lines)


def test_markdown_holds_every_table(folder):
    markdown = (folder / "appendix.md").read_text(encoding="utf-8")
    for path in (folder / "tables").iterdir():
        assert f"Table {path.stem}." in markdown


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
    stated = [prior["density"] for fit in run["priors"] for prior in fit["priors"]]
    for numbers in ("(-1.2, 1.5)", "(-1.2, 3)", "(-1.2, 0.75)", "(0.5)", "(1/2, 1/2)"):
        assert any(density.endswith(numbers) for density in stated), numbers
    places = [fit["places_at_risk"] for fit in run["priors"] if "places_at_risk" in fit]
    assert sorted(set(places)) == [21, 50, 100, 200, 571]
    varied = [
        labels
        for name, labels in run["sensitivities"].items()
        if name.startswith("Sensitivity to the number of places at risk")
    ]
    assert varied
    assert all(labels == places[: len(labels)] for labels in varied)
    assert not run["sampler"].keys() & run["model_fingerprints"].keys()
    assert run["sampler"]["chains"] == "4"
    assert run["seeds"]["root"] == 20180201
    assert run["pytensor_flags"] == {"numba__fastmath": "False"}
    assert {"mean", "sd", "ess_bulk", "ess_tail", "r_hat"} <= set(
        run["diagnostics"]["log_mean_rate"]
    )
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
