"""The ledger to begin with: read and audited as it stands, and said to be made up."""

import csv

import pytest

from bemodels.audit import audit_ledger
from bemodels.data import LEDGER_COLUMNS, LEDGER_KINDS, ledger_template, read_ledger


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(ledger_template(), encoding="utf-8")
    return read_ledger(path)


def test_its_header_has_the_columns_of_a_ledger():
    header, *rows = csv.reader(ledger_template().splitlines())
    assert tuple(header) == LEDGER_COLUMNS
    assert len(rows) == 8


def test_it_has_every_kind_and_says_that_it_is_synthetic(ledger):
    assert set(ledger.texts("kind")) == set(LEDGER_KINDS)
    assert all(one.startswith("Synthetic: ") for one in ledger.texts("statement"))
    assert ledger.notes == ()


def test_it_shows_several_figures_candidates_and_known_units(ledger):
    assert "51 / 20" in ledger.texts("numerator")
    assert "85;86" in ledger.texts("candidates")
    assert "9" in ledger.texts("known")
    assert {"p. 3", "pp. 3-4", "12", "14-15", "15;40", ""} == set(ledger.texts("line"))


def test_its_verdicts_are_those_of_whole_numbers(ledger):
    # 5 + 78 = 83; 51/85 = 60.0%; 51/83 = 61.4% and 20/83 = 24.1%; 7/11 = 63.6%, the
    # only one of 11, and at most 9; 10/22 = 45.45%.
    assert [one.verdict for one in audit_ledger(ledger).statements] == [
        "follows",
        "follows for another denominator",
        "follows",
        "follows",
        "follows",
        "not tested",
        "external",
        "definition",
    ]
