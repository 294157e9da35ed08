"""`bemodels undercount` where some of what is asked for does not exist."""

import json

import pytest
from fates_files import fates_file

from bemodels.cli import main
from bemodels.undercount import Fates, hidden_given_propensity, hidden_given_surfacing

BELGIUM = ("undercount", "--belgium", "--json")
WINDOW = ("--window", "2014-06-01:2017-10-31", "--json")
PROPENSITY = ["--relative-propensity", "1", "--log-sd", "0", "--linked-surfacing", "1"]
LEFT_OUT = "Parts that are not estimable"
NO_ATTACK = (
    "the odds of fates need an arrest and an attack, got inspired 9 arrest actions and "
    "0 attacks; linked 94 arrest actions and 0 attacks"
)


def run(capsys, *words):
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


def tables(result):
    return {one["name"]: one["rows"] for one in result["tables"]}


def estimates(result):
    return {one["estimand"]: one["estimate"] for one in result["estimates"]}


def failed(result):
    return {one["name"]: one["detail"] for one in result["checks"] if not one["passed"]}


def test_without_an_attack_what_is_stated_is_printed(capsys, tmp_path):
    path = fates_file(tmp_path, (9, 0), (94, 0))

    code, result, err = run(capsys, "undercount", path, *WINDOW, "--surfacing", "0.3")

    rung = hidden_given_surfacing(Fates(arrests=9, attacks=0), 0.3)
    assert (code, err) == (3, f"bemodels: {NO_ATTACK}\n")
    assert estimates(result) == {one.estimand: one.value for one in rung.estimates}
    assert tables(result)[LEFT_OUT] == [
        ["odds of fates", NO_ATTACK],
        ["influence of single attacks", NO_ATTACK],
    ]
    assert failed(result) == {"odds of fates: estimable": NO_ATTACK}
    assert result["conclusion"].startswith(f"Not estimable: {NO_ATTACK}. ")
    assert result["conclusion"].endswith(rung.conclusion)
    assert len(result["provenance"]) == 1


def test_two_rungs_without_odds_are_a_ladder(capsys, tmp_path):
    path = fates_file(tmp_path, (9, 0), (94, 0))
    words = (path, *WINDOW, "--surfacing", "0.3", *PROPENSITY)

    code, result, _ = run(capsys, "undercount", *words)

    assert code == 3
    assert {row[0] for row in tables(result)["The ladder of assumptions"]} == {
        "if surfacing is 0.3",
        "if relative propensity to attack is 1 and linked surfacing 1",
    }


def test_one_rung_without_odds_keeps_its_tipping_points(capsys, tmp_path):
    path = fates_file(tmp_path, (9, 0), (94, 0))

    _, result, _ = run(capsys, "undercount", path, *WINDOW, *PROPENSITY)

    rung = hidden_given_propensity(
        Fates(arrests=9, attacks=0),
        Fates(arrests=94, attacks=0),
        relative_propensity=1,
        log_sd=0,
        linked_surfacing=1,
    )
    assert [one["value"] for one in result["probabilities"]] == [
        one.value for one in rung.probabilities
    ]


@pytest.mark.parametrize(
    ("words", "name", "reason"),
    [
        (
            ["--routes", "5,8,0", "--dependence", "1", "--transfer", "1"],
            "if transfer of detection is 1 and dependence of routes 1",
            "no arrest was found both ways: nothing tells what an independent lead "
            "misses",
        ),
        (
            ["--prior", "beta:0.1,0.5"],
            "if surfacing is Beta(0.1, 0.5)",
            "the 0.975 quantile of the hidden actors lies above 2**53, beyond which a "
            "whole number is not held exactly: state a larger probability, or a prior "
            "with less of it near 0",
        ),
    ],
)
def test_a_rung_that_does_not_exist_leaves_the_odds(capsys, words, name, reason):
    code, result, err = run(capsys, *BELGIUM, *words)

    assert (code, err) == (3, f"bemodels: {reason}\n")
    assert estimates(result)["fate_odds_ratio"] == pytest.approx(0.03555, abs=5e-6)
    assert tables(result)[LEFT_OUT] == [[name, reason]]
    assert list(failed(result).values()) == [reason]


def test_where_nothing_exists_nothing_is_printed(capsys, tmp_path):
    path = fates_file(tmp_path, (0, 0), (94, 1))

    assert run(capsys, "undercount", path, *WINDOW, "--surfacing", "0.3") == (
        3,
        None,
        "bemodels: the odds of fates need recorded actors in both groups, got inspired "
        "0 arrest actions and 0 attacks; linked 94 arrest actions and 1 attack\n",
    )


@pytest.fixture
def of_two_rungs(capsys):
    words = ("--prior", "beta:2,8", *PROPENSITY)
    code, result, err = run(capsys, *BELGIUM, *words)
    assert (code, err) == (0, "")
    return result


def test_each_rung_has_its_tipping_point_and_each_prior_is_described(of_two_rungs):
    """Surfacing of .1224, below which lies .3036 of Beta(2, 8)."""
    tipping = tables(of_two_rungs)["Probabilities and tipping points of each rung"]
    values = {
        (row[0], row[3]): round(row[2], 4)
        for row in tipping
        if row[0] == "if surfacing is Beta(2, 8)"
    }
    assert values == {
        ("if surfacing is Beta(2, 8)", "every linked actor surfaced"): 0.1224,
        ("if surfacing is Beta(2, 8)", "the stated prior Beta(2, 8)"): 0.3036,
    }
    (note,) = (
        one["note"]
        for one in of_two_rungs["tables"]
        if one["name"] == "From prior to posterior"
    )
    assert note.count("Contraction is") == 1
    assert "Population and hidden have the prior 1/N" in note
    assert "Population and hidden under a stated relative propensity follow" in note
