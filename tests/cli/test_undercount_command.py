"""`bemodels undercount` as a person types it: the ladder, rung by rung."""

import json

import pytest
from fates_files import fates_file

from bemodels.cli import main
from bemodels.undercount import (
    Beta,
    Fates,
    SurfacingPrior,
    hidden_given_discovery_routes,
    hidden_given_prior,
    hidden_given_propensity,
)

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
BELGIUM = ("undercount", "--belgium")
PROPENSITY = ["--relative-propensity", "1", "--log-sd", "0", "--linked-surfacing", "1"]
ROUTES = ["--routes", "5,8,4", "--dependence", "1", "--transfer", "0.5"]
PRIOR = ["--prior", "beta:2,8"]


def run(capsys, *words):
    code = main(list(words))
    return code, *capsys.readouterr()


@pytest.fixture(scope="module")
def found():
    """Three rungs at once, as JSON."""
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([*BELGIUM, *PRIOR, *PROPENSITY, *ROUTES, "--json"]) == 0
    return json.loads(out.getvalue())


def tables(result):
    return {one["name"]: one["rows"] for one in result["tables"]}


def test_the_conclusion_stands_above_the_tables(capsys):
    code, out, err = run(capsys, *BELGIUM)
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    assert (
        "Arrest:attack odds of inspired actors are 0.03555 (95% credible interval "
        "0.002577 to 0.2717) times those of linked ones. The counts identify this "
        "ratio and nothing else of actors never seen"
    ) in words
    assert out.index("nothing else") < out.index("\nEstimates\n")
    assert (
        "as likely as not where an inspired one surfaced 0.1224 times as often as a "
        "linked one (if a share of 0.99 of linked actors surfaced)"
    ) in words
    assert "attacks 2.753 times as readily (if a share of 1" in words


def test_without_a_statement_no_hidden_number_is_said(capsys):
    result = json.loads(run(capsys, *BELGIUM, "--json")[1])
    assert not {"population", "hidden"} & {
        one["estimand"] for one in result["estimates"]
    }
    assert "hidden" not in result["conclusion"]
    assert list(tables(result)) == [
        "Surfacing at which more inspired than linked actors are as likely as not",
        "Relative propensity at which more inspired than linked actors are as likely "
        "as not",
        "Scenarios of the population behind 12 recorded actors",
        "P(more inspired than linked actors) by surfacing",
        "Influence of single attacks on the odds of fates",
        "Sensitivity of the odds of fates to the prior of each mean",
        "What extra data would help",
        "Stated inputs",
    ]


def test_tipping_points_and_influence_are_printed(found):
    ratios = [
        row[2]
        for row in tables(found)[
            "Surfacing at which more inspired than linked actors are as likely as not"
        ]
    ]
    assert (round(ratios[0], 4), round(ratios[-1], 4)) == (0.1230, 0.1224)
    influence = tables(found)["Influence of single attacks on the odds of fates"]
    assert [row[-1] for row in influence] == [285.0, 190.0, "none", 96.0, "none"]


def rungs():
    prior = SurfacingPrior(beta=Beta(a=2, b=8), reason="stated on the command line")
    return {
        "surfacing is Beta(2, 8)": hidden_given_prior(INSPIRED, prior),
        "relative propensity to attack is 1 and linked surfacing 1": (
            hidden_given_propensity(
                INSPIRED, LINKED, relative_propensity=1, log_sd=0, linked_surfacing=1
            )
        ),
        "transfer of detection is 0.5 and dependence of routes 1": (
            hidden_given_discovery_routes(
                INSPIRED,
                independent_only=5,
                connection_only=8,
                both=4,
                dependence=1,
                transfer=0.5,
            )
        ),
    }


def test_each_rung_stands_in_the_ladder_under_its_assumption(found):
    rows = {
        (row[0], row[1]): row[2:] for row in tables(found)["The ladder of assumptions"]
    }
    by_name = {one["estimand"]: one for one in found["estimates"]}
    for name, rung in rungs().items():
        for estimand in ("population", "hidden"):
            one = rung.estimate(estimand)
            limits = one.interval
            assert rows[f"if {name}", estimand] == [
                *(one.value, limits.low, limits.high),
                "95% credible",
                "scenario",
            ]
            assert by_name[f"{estimand}[if {name}]"]["estimate"] == one.value
    assert rows["the data alone", "fate_odds_ratio"][-1] == "estimate"


def test_a_hidden_number_stands_in_the_sentence_of_its_assumption(found):
    for name, rung in rungs().items():
        (sentence,) = (
            one for one in found["conclusion"].split(". ") if f"If {name}" in one
        )
        assert f"{rung.estimate('hidden').value:.0f} of them hidden" in sentence
    assert found["conclusion"].count("hidden") == 3


def test_what_was_narrowed_is_one_table_over_all_rungs(found):
    names = [one["name"] for one in found["tables"]]
    assert names.count("From prior to posterior") == 1
    propensity = "if relative propensity to attack is 1 and linked surfacing 1"
    routes = "if transfer of detection is 0.5 and dependence of routes 1"
    assert [row[:2] for row in tables(found)["From prior to posterior"]] == [
        ["if surfacing is Beta(2, 8)", "surfacing"],
        [propensity, "linked attack share"],
        [routes, "detection"],
    ]


def test_one_rung_keeps_the_plain_names(capsys):
    result = json.loads(run(capsys, *BELGIUM, *PROPENSITY, "--json")[1])
    (population,) = (
        one for one in result["estimates"] if one["estimand"] == "population"
    )
    assert population["identified"] == "prior"
    assert population["estimate"] == pytest.approx(256, rel=1e-3)


def test_every_stated_number_is_among_the_inputs(found):
    stated = {row[0]: row[1] for row in tables(found)["Stated inputs"]}
    for name, value in (
        ("prior", "beta:2,8"),
        ("relative propensity", 1.0),
        ("log sd", 0.0),
        ("linked surfacing", 1.0),
        ("routes", "5, 8, 4"),
        ("dependence", 1.0),
        ("transfer", 0.5),
    ):
        assert stated[name] == value


SEE = " (see bemodels undercount --help)"
PROPENSITY_RULE = "--relative-propensity, --log-sd and --linked-surfacing are stated "


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "--relative-propensity 1",
            f"{PROPENSITY_RULE}together: --log-sd and --linked-surfacing missing{SEE}",
        ),
        (
            "--log-sd 0 --linked-surfacing 1",
            f"{PROPENSITY_RULE}together: --relative-propensity missing{SEE}",
        ),
        (
            "--routes 5,8,4 --dependence 1",
            "--routes, --dependence and --transfer are stated together: --transfer "
            f"missing{SEE}",
        ),
        (
            "--routes 5,8 --dependence 1 --transfer 1",
            "--routes: expected INDEPENDENT,CONNECTION,BOTH, three whole numbers such "
            f"as 5,8,4, got '5,8'{SEE}",
        ),
        (
            "--relative-propensity 0 --log-sd 0 --linked-surfacing 1",
            "relative_propensity must be a finite number above 0, got 0.0",
        ),
        (
            "--relative-propensity 1 --log-sd 6 --linked-surfacing 1",
            "log_sd must lie in [0, 5], got 6.0",
        ),
        (
            "--relative-propensity 1 --log-sd 0 --linked-surfacing 2",
            "linked_surfacing must lie in (0, 1], got 2.0",
        ),
        (
            "--routes 5,8,4 --dependence 0 --transfer 1",
            "dependence must be a finite number above 0, got 0.0",
        ),
        (
            "--routes 50,40,5 --dependence 1 --transfer 1",
            "--routes 50,40,5: routes of 95 linked arrests, more than the 94 recorded",
        ),
    ],
)
def test_a_wrong_statement_is_one_line(capsys, words, message):
    assert run(capsys, *BELGIUM, *words.split()) == (2, "", f"bemodels: {message}\n")


def test_every_recorded_arrest_may_have_its_route(capsys):
    words = ["--routes", "50,40,4", "--dependence", "1", "--transfer", "1"]
    code, out, err = run(capsys, *BELGIUM, *words)
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    assert "If transfer of detection is 1 and dependence of routes 1, then 95" in words


def test_a_log_climbs_the_same_ladder(capsys, tmp_path):
    path = fates_file(tmp_path, (9, 3), (94, 1))
    words = (path, "--window", "2014-06-01:2017-10-31", *PRIOR, "--json")
    code, out, err = run(capsys, "undercount", *words)
    assert (code, err) == (0, "")
    own = json.loads(out)
    report = json.loads(run(capsys, *BELGIUM, *PRIOR, "--json")[1])
    assert own["estimates"] == report["estimates"]
    assert own["conclusion"] == report["conclusion"]
