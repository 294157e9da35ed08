"""Methods side by side: whose numbers they are, and what is refused."""

from dataclasses import replace
from math import inf

import pytest
from published_lists import KOSOVO, KREBS, UK

from bemodels.errors import InvalidDataError
from bemodels.result import Result
from bemodels.undercount.capture import (
    CHAO,
    DARROCH,
    GAMMA35,
    POISSON2,
    chapman_of,
    compare_methods,
    loglinear_behaviour,
    loglinear_equal,
    loglinear_lists,
    no_highest_order_interaction,
)


def test_the_spread_names_no_winner():
    other = loglinear_behaviour(KOSOVO)
    result = compare_methods(KOSOVO, others={"Mb": other})
    assert [one.estimand for one in result.estimates if "Mb" in one.estimand] == [
        "population[Mb]"
    ]
    assert result.estimate("population[Mb]").value == other.estimate("population").value
    assert "population" not in {one.estimand for one in result.estimates}
    alone = compare_methods(KOSOVO)
    assert alone.conclusion == (
        "13 methods put the population of the same 4400 recorded incidents at: 7,395 "
        "(Mt) to 29,484 (highest-order interaction, xi = 2), a factor of 4.0; their "
        "intervals reach from 6,710 to 66,852. Each holds under the assumption of its "
        "method."
    )


def test_each_row_says_what_its_method_takes_for_granted():
    others = {"Mb": loglinear_behaviour(KOSOVO)}
    result = compare_methods(KOSOVO, interactions=[("ab", "cd")], others=others)
    granted = {row[0]: row[4] for row in result.tables[0].rows}
    assert granted["M0"] == "lists see alike; incidents are seen equally easily"
    assert granted["Mth Chao (lower bound)"] == (
        "each list has its own chance; units may differ in any way in how easily they "
        "are seen"
    )
    assert granted["Mt with ab, cd"] == (
        "each list has its own chance, and those of ab, cd depend; incidents are seen "
        "equally easily"
    )
    assert granted["highest-order interaction, xi = 1/2"] == (
        "lists depend in any way; what all of them share makes the hidden 1/2 times as "
        "many"
    )
    assert granted["Mb"] == others["Mb"].method


def test_intervals_without_an_upper_end_are_told():
    wide = loglinear_lists(KREBS)
    (population,) = [one for one in wide.estimates if one.estimand == "population"]
    open_ended = replace(population.interval, high=inf)
    other = replace(wide, estimates=(replace(population, interval=open_ended),))
    said = compare_methods(KREBS, others={"other": other}).conclusion
    assert "; their intervals reach from 1,674" in said
    assert said.endswith(
        " without an upper end. Each holds under the assumption of its method."
    )


def test_the_spread_gives_the_reason_where_there_is_no_estimate():
    models = [("ab", "ac", "bd", "be", "ce", "de"), ("ab", "ac", "bc", "be", "cd")]
    result = compare_methods(UK, interactions=models)
    assert "11,313 (Mt with ab, ac, bd, be, ce, de) to 22,991 (Mt" in result.conclusion
    (table,) = result.tables
    refused = [row for row in table.rows if row[1] == "-"]
    assert len(refused) == 3
    assert all("needs every pattern to be seen" in row[4] for row in refused)


def test_every_number_of_the_spread_is_that_of_its_method():
    result = compare_methods(KOSOVO, level=0.9)
    for name, alone in (
        (
            "Mh Chao (lower bound)",
            loglinear_equal(KOSOVO, heterogeneity=CHAO, level=0.9),
        ),
        ("Mt", loglinear_lists(KOSOVO, level=0.9)),
        (
            "highest-order interaction, xi = 1/2",
            no_highest_order_interaction(KOSOVO, 0.5, level=0.9),
        ),
    ):
        found, own = (
            result.estimate(f"population[{name}]"),
            alone.estimate("population"),
        )
        assert (found.value, found.interval) == (own.value, own.interval)


# Under Mt alone the odds ratios of its lists lie below 1: no mixture of chances is so.
BELOW = {
    **{"100": 59, "010": 40, "001": 30, "110": 31, "101": 24, "011": 12},
    "111": 10,
}


@pytest.mark.parametrize("model", [loglinear_equal, loglinear_lists])
@pytest.mark.parametrize("form", [POISSON2, DARROCH, GAMMA35])
def test_chances_that_no_distribution_has_fail_a_check(model, form):
    result = model(BELOW, heterogeneity=form)
    terms = {row[0]: row[1] for row in result.table("Coefficients").rows}
    (check,) = [one for one in result.checks if one.name == "heterogeneity"]
    assert terms["tau"] < 0
    assert (check.passed, check.detail) == (
        False,
        f"its coefficient is {terms['tau']:.4g}; below 0 no distribution of chances "
        "has it",
    )
    assert result.conclusion.endswith(
        f"); the form of unequal chances does not fit: {check.detail}; another "
        "assumption gives another number."
    )


def test_chances_that_may_differ_so_pass_the_check():
    result = loglinear_lists(KOSOVO, heterogeneity=DARROCH)
    (check,) = [one for one in result.checks if one.name == "heterogeneity"]
    assert (check.passed, check.detail[:19]) == (True, "its coefficient is ")
    assert "does not fit" not in result.conclusion


def test_rows_that_cannot_be_meant_are_marked():
    result = compare_methods(BELOW)
    granted = {row[0]: row[4] for row in result.tables[0].rows}
    impossible = [
        f"{model} {form.name}"
        for model in ("Mh", "Mth")
        for form in (POISSON2, DARROCH, GAMMA35)
    ]
    assert [one.name for one in result.checks] == [
        f"{name}: heterogeneity" for name in impossible
    ]
    for name, words in granted.items():
        marked = words.endswith("; below 0 no distribution of chances has it")
        assert marked == (name in impossible)
    assert result.conclusion.endswith(
        " Each holds under the assumption of its method. Those of Mh Poisson2, Mh "
        "Darroch, Mh Gamma3.5, Mth Poisson2, Mth Darroch, Mth Gamma3.5 cannot be meant "
        "as they stand: the table says why."
    )


def test_an_interval_below_the_recorded_is_marked():
    apart = {"10": 10, "01": 20}
    result = compare_methods(apart, others={"Chapman": chapman_of(apart)})
    assert result.conclusion == (
        "1 method puts the population of the same 30 recorded incidents at: 230 "
        "(Chapman) to 230 (Chapman), a factor of 1.0; their intervals reach from -68 "
        "to 528. Each holds under the assumption of its method. That of Chapman cannot "
        "be meant as it stands: the table says why."
    )
    (check,) = result.checks
    assert (check.name, check.passed) == ("Chapman: limits of the population", False)
    assert result.tables[0].rows[-1][4] == (
        "Chapman's estimator of two independent lists; limits of the population: the "
        "lower limit lies below the units seen"
    )


NOTHING = Result(title="empty", method="none", estimates=())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"others": {"Mt": loglinear_lists(KREBS)}}, "two methods are called 'Mt'"),
        ({"others": {"graphs": 3}}, "others['graphs'] must be a Result, got 3"),
        ({"others": 3}, "others must be a Mapping, got 3"),
        (
            {"others": {"graphs": NOTHING}},
            "others['graphs'] must hold an estimate of population, got 'empty'",
        ),
        (
            {"others": {3: loglinear_lists(KREBS)}},
            "a name of others must be a str, got 3",
        ),
        (
            {"interactions": [()]},
            "a model with interactions needs one, got none",
        ),
        ({"interactions": "ab"}, "interactions must be a list or a tuple, got 'ab'"),
        (
            {"interactions": ["ab"]},
            "interactions must be a sequence of letters, got 'ab'",
        ),
        (
            {"interactions": [("ab",)]},
            "an interaction of all lists is not identifiable, got 'ab'",
        ),
    ],
)
def test_impossible_comparisons_are_refused(options, message):
    with pytest.raises(InvalidDataError) as refused:
        compare_methods(KREBS, **options)
    assert str(refused.value) == message


def test_a_model_is_fitted_once():
    with pytest.raises(InvalidDataError) as refused:
        compare_methods(KOSOVO, interactions=[("ab", "bc"), ("cb", "ba")])
    assert str(refused.value) == (
        "interactions must differ, got ('ab', 'bc') and ('cb', 'ba')"
    )
