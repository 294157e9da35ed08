"""One strict JSON object a command, in which every stated input can be read."""

import json
from argparse import Namespace
from math import inf

import pytest

from bemodels import Result
from bemodels.cli import main
from bemodels.cli.stated import with_stated_inputs

KEYS = {
    *("title", "method", "conclusion", "estimates", "probabilities", "tests"),
    *("assumptions", "checks", "tables", "provenance"),
}
ESTIMATE_KEYS = {
    *("estimand", "estimate", "unit", "interval_low", "interval_high"),
    *("interval_level", "interval_kind", "interval_method", "identified"),
}


def found(capsys, *words):
    def refuse(constant):
        raise AssertionError(f"{constant} is not strict JSON")

    assert main([*words, "--json"]) == 0
    result = json.loads(capsys.readouterr().out, parse_constant=refuse)
    assert set(result) == KEYS
    assert all(set(one) == ESTIMATE_KEYS for one in result["estimates"])
    return result


def stated(result):
    """Return the stated inputs, name to value, of the last table."""
    table = result["tables"][-1]
    assert table["name"] == "Stated inputs"
    assert table["columns"] == ["input", "value", "reason"]
    return {name: value for name, value, _ in table["rows"]}


def estimates(result):
    return {one["estimand"]: one for one in result["estimates"]}


def test_rates(capsys):
    result = found(capsys, "rates", "3/12", "0/95", "--level", "0.9")
    odds = estimates(result)["odds_ratio"]

    assert odds["estimate"] == odds["interval_high"] == "Infinity"
    assert float(odds["estimate"]) == inf
    assert stated(result) == {
        "group": "3/12",
        "reference": "0/95",
        "level": 0.9,
        "prior of attack_rate_posterior": "p_g ~ Beta(1/2, 1/2)",
    }


def test_undercount_with_a_prior(capsys):
    result = found(capsys, "undercount", "--belgium", "--prior", "beta:2,8")
    by_name = estimates(result)

    assert by_name["population"]["identified"] == "prior"
    assert by_name["population"]["estimate"] == 65
    assert by_name["fate_odds_ratio"]["identified"] == "data"
    inputs = stated(result)
    assert (inputs["prior"], inputs["level"]) == ("beta:2,8", 0.95)
    assert inputs["prior of surfacing"] == "π ~ Beta(2, 8)"


def test_undercount_with_a_share(capsys):
    inputs = stated(found(capsys, "undercount", "--belgium", "--surfacing", "0.2"))

    assert inputs["surfacing"] == 0.2
    assert "prior" not in inputs


@pytest.mark.sampling
def test_counts(capsys):
    words = ("--places-at-risk", "60", "--draws", "1000", "--seed", "3")
    result = found(capsys, "counts", "--belgium", *words)
    by_name = estimates(result)

    low = by_name["annual_rate_exact[Brussels]"]["interval_low"]
    assert low == pytest.approx(13.9128, abs=5e-4)
    assert by_name["annual_rate[Brussels]"]["identified"] == "both"
    sensitivity = "Sensitivity to the number of places at risk"
    assert any(table["name"].startswith(sensitivity) for table in result["tables"])
    inputs = stated(result)
    assert {"places at risk": 60, "draws": 1000, "seed": 3}.items() <= inputs.items()
    assert "prior of heterogeneity" in inputs


def test_nothing_that_was_stated_is_left_out():
    options = Namespace(run=print, json=True, seed=0, prior=(0.5, 8.0), surfacing=None)
    empty = Result(title="t", method="m", estimates=())
    (table,) = with_stated_inputs(empty, options).tables

    assert table.rows == (("seed", 0, ""), ("prior", "beta:0.5,8", ""))
