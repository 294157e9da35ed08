"""Inspired actors by relative propensity: printed numbers, other integrals, edges."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta as beta_distribution
from scipy.stats import gamma as gamma_distribution
from scipy.stats import norm

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount import (
    Fates,
    hidden_given_propensity,
    hidden_given_surfacing,
    propensity_scenarios,
)
from bemodels.undercount.propensity import stated_rung
from bemodels.undercount.propensity_nodes import (
    possible_nodes,
    propensity_nodes,
    unconditioned_nodes,
)

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)


def rung(relative, log_sd=0.0, seen=1.0, inspired=INSPIRED, linked=LINKED):
    return stated_rung(inspired, linked, relative, log_sd, seen)


def given(relative, log_sd=0.0, seen=1.0, inspired=INSPIRED, linked=LINKED):
    return hidden_given_propensity(
        inspired,
        linked,
        relative_propensity=relative,
        log_sd=log_sd,
        linked_surfacing=seen,
    )


def probability(result, start):
    (found,) = [
        one.value for one in result.probabilities if one.statement.startswith(start)
    ]
    return found


def test_the_printed_posterior_at_equal_propensity():
    """Before exclusion, as printed: median 256, 95% 38.2 to 3,236."""
    free = unconditioned_nodes(rung(1))
    low, median, high = (free.quantile(p, least=0) for p in (0.025, 0.5, 0.975))

    assert (round(low, 1), round(median), round(high)) == (38.2, 256, 3236)


@pytest.mark.parametrize(
    ("relative", "share", "digits"),
    [(1, 0.001, 3), (5, 0.07, 2), (10, 0.22, 2), (23.75, 0.54, 2)],
)
def test_the_printed_shares_that_contradict_the_recorded(relative, share, digits):
    assert (
        round(probability(given(relative), "P(expected inspired actors < 12"), digits)
        == share
    )


@pytest.mark.parametrize("relative", [1, 4, 23.75])
def test_the_plug_in_number(relative):
    (row,) = given(relative).tables[1].rows
    assert row == (pytest.approx(285 / relative), 12)


def test_the_plug_in_number_is_the_recorded_one_at_23_75():
    assert probability(
        given(1), "relative propensity at which the plug-in"
    ) == pytest.approx(23.75)


def at_least(actors, relative, seen=1.0):
    """Another route: over the inspired attacks, the share inside as a beta's."""
    share = beta_distribution(1.5, 94.5)

    def integrand(theta):
        limit = min(1.0, theta / actors) / (relative * seen)
        return gamma_distribution(3.5).pdf(theta) * share.cdf(limit)

    return sum(
        quad(integrand, *piece, epsabs=1e-13, limit=200)[0]
        for piece in ((0, 2), (2, 8), (8, actors), (actors, actors + 80))
    )


@pytest.mark.parametrize("relative", [1, 5, 23.75, 300])
@pytest.mark.parametrize("seen", [1.0, 0.6])
def test_sums_against_an_integral_over_the_other_variable(relative, seen):
    nodes = propensity_nodes(rung(relative, seen=seen))
    for actors in (12, 40, 300):
        assert nodes.at_least(actors) == pytest.approx(
            at_least(actors, relative, seen), abs=1e-9
        )


@pytest.mark.parametrize("log_sd", [0.05, 0.7, 2])
def test_a_spread_propensity_is_a_mixture_of_stated_ones(log_sd):
    nodes = propensity_nodes(rung(4, log_sd))
    z = np.linspace(-7, 7, 1401)
    weight = norm.pdf(z) * (z[1] - z[0])
    for actors in (12, 100):
        parts = [
            stated_at_least(float(4 * np.exp(log_sd * one)), actors) for one in z[::10]
        ]
        assert nodes.at_least(actors) == pytest.approx(
            10 * (weight[::10] @ np.array(parts)), abs=2e-8
        )


def stated_at_least(relative, actors):
    return possible_nodes(rung(relative)).at_least(actors)


@pytest.mark.parametrize("relative", [1, 10])
def test_quantiles_are_those_of_what_is_left(relative):
    result = given(relative)
    population = result.estimate("population")
    left = at_least(12, relative)

    for actors, level in (
        (population.interval.low, 0.975),
        (population.value, 0.5),
        (population.interval.high, 0.025),
    ):
        assert at_least(actors, relative) / left == pytest.approx(level, abs=1e-9)
    assert population.interval.low > 12
    assert result.estimate("hidden").value == pytest.approx(population.value - 12)


def test_a_linked_share_seen_is_a_relative_propensity():
    """Both enter as a product: half of the linked seen is half the propensity."""
    half, whole = given(6, seen=0.5), given(3)
    assert half.estimate("population").value == pytest.approx(
        whole.estimate("population").value, rel=1e-12
    )


def test_at_the_tipping_point_more_is_as_likely_as_not():
    tip = probability(given(1), "relative propensity at which more")
    assert tip == pytest.approx(2.753, abs=5e-4)
    assert probability(given(tip), "P(expected inspired actors > 95") == pytest.approx(
        0.5, abs=1e-8
    )


def test_where_the_recorded_exceed_the_others_nothing_tips():
    result = given(0.1, inspired=Fates(arrests=97, attacks=3))
    assert not [
        one for one in result.probabilities if "as likely as not" in one.statement
    ]


def test_a_spread_that_exclusion_narrows_a_little_is_a_scenario():
    (share, relative) = given(5, 0.5).tables[0].rows
    assert share[0] == "linked attack share"
    assert share[-1] == "estimate"
    assert relative[4] == pytest.approx(0.059, abs=5e-4)
    assert relative[-1] == "scenario"


def test_its_first_assumption_says_what_hidden_is():
    result = given(1)
    assert result.assumptions[0] == hidden_given_surfacing(INSPIRED, 0.5).assumptions[0]
    assert {one.identified for one in result.estimates} == {"prior"}


def test_scenarios_print_both_sides_of_the_exclusion():
    table, lines = propensity_scenarios(
        INSPIRED, LINKED, log_sd=0, linked_surfacing=1
    ).tables
    row = {one[0]: one for one in table.rows}[1.0]

    assert lines.rows == (
        (
            "population (expected actors)",
            95.0,
            "linked actors: recorded over share seen",
        ),
    )
    assert [round(x) for x in row[1:4]] == [256, 39, 3238]
    assert [round(x) for x in row[5:8]] == [256, 38, 3236]
    assert row[8] == pytest.approx(0.843, abs=5e-4)


@pytest.mark.parametrize(
    ("inspired", "linked"),
    [
        (Fates(arrests=0, attacks=0), LINKED),
        (Fates(arrests=9, attacks=0), Fates(arrests=94, attacks=0)),
        (INSPIRED, Fates(arrests=0, attacks=4)),
        (Fates(arrests=4_000_000, attacks=900_000), Fates(arrests=9, attacks=900_000)),
    ],
)
def test_edges_have_ordered_limits(inspired, linked):
    population = given(0.05, inspired=inspired, linked=linked).estimate("population")
    limits = population.interval
    assert inspired.recorded <= limits.low < population.value < limits.high < np.inf


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        (
            "relative_propensity",
            0,
            "relative_propensity must be a finite number above 0, got 0",
        ),
        (
            "relative_propensity",
            np.inf,
            "relative_propensity must be a finite number above 0, got inf",
        ),
        ("log_sd", -0.1, "log_sd must lie in [0, 5], got -0.1"),
        ("log_sd", True, "log_sd must lie in [0, 5], got True"),
        ("linked_surfacing", 0, "linked_surfacing must lie in (0, 1], got 0"),
        ("linked_surfacing", 1.5, "linked_surfacing must lie in (0, 1], got 1.5"),
    ],
)
def test_what_is_out_of_range_is_refused(option, value, message):
    stated = {"relative_propensity": 1, "log_sd": 0, "linked_surfacing": 1}
    with pytest.raises(InvalidDataError) as error:
        hidden_given_propensity(INSPIRED, LINKED, **(stated | {option: value}))
    assert str(error.value) == message


def test_a_baseline_of_nobody_is_refused():
    with pytest.raises(NotEstimableError) as error:
        given(1, linked=Fates(arrests=0, attacks=0))
    assert str(error.value) == (
        "a propensity relative to linked actors needs recorded ones, got linked 0 "
        "arrest actions and 0 attacks"
    )


def test_a_statement_that_the_counts_contradict_is_refused():
    with pytest.raises(NotEstimableError) as error:
        given(1e7)
    assert str(error.value) == (
        "the stated relative propensity contradicts the recorded actors in all but "
        "1e-06 of its cases: state a smaller one"
    )
