"""Posteriors of two attack rates, against printed numbers and brute quadrature."""

from dataclasses import replace
from math import log

import numpy as np
import pytest
from scipy.integrate import dblquad
from scipy.special import expit
from scipy.stats import norm

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.bayes import (
    JEFFREYS,
    METHODS,
    UNIFORM,
    BetaPrior,
    DependentPrior,
    beta_posterior,
    dependent_posterior,
    prior_at_pooled_rate,
)
from bemodels.rates.bayes.dependent_quantiles import contrast_quantiles, rate_quantiles
from bemodels.rates.bayes.evidence import probability_greater_dependent
from bemodels.rates.group import Group

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
PRIOR = DependentPrior(
    base_log_odds=-3,
    base_width=1,
    log_odds_ratio=0.5,
    log_odds_ratio_width=1.5,
    reason="an example",
)


def numbers(result, name):
    one = result.estimate(name)
    return one.interval.low, one.value, one.interval.high


def test_jeffreys_is_as_printed_and_every_prior_stands_in_one_table():
    result = beta_posterior(INSPIRED, LINKED, prior=(JEFFREYS, UNIFORM))

    printed = {
        "risk_difference_posterior": (0.0584, 0.2417, 0.5146),
        "risk_ratio_posterior": (3.347, 20.298, 245.47),
        "odds_ratio_posterior": (3.680, 28.130, 388.0),
    }
    for name, values in printed.items():
        assert numbers(result, name) == pytest.approx(values, rel=1e-3)
    assert result.probabilities[0].value == pytest.approx(0.999256, abs=5e-7)
    assert len(result.probabilities) == 2
    (table,) = result.tables
    assert [row[0] for row in table.rows] == ["Jeffreys, Beta(0.5, 0.5)"] * 3 + [
        "uniform, Beta(1, 1)"
    ] * 3


@pytest.mark.parametrize("prior", [(), (JEFFREYS, JEFFREYS), "Jeffreys", (1,)])
def test_a_prior_that_is_none_is_refused(prior):
    with pytest.raises(InvalidDataError, match="prior must be"):
        beta_posterior(INSPIRED, LINKED, prior=prior)


def test_a_prior_without_a_density_is_refused():
    with pytest.raises(InvalidDataError, match="above 0"):
        BetaPrior(a=0, b=1, name="none")
    with pytest.raises(
        InvalidDataError, match=r"^a beta prior needs a name, got none$"
    ):
        BetaPrior(a=1, b=1, name=" ")


@pytest.mark.parametrize("method", METHODS, ids=lambda one: one.name)
def test_methods_are_the_posterior_s_own_intervals(method):
    result = beta_posterior(INSPIRED, LINKED, prior=JEFFREYS, level=0.9)
    estimand = f"{method.scale.replace(' ', '_')}_posterior"

    interval = method.interval(INSPIRED, LINKED, level=0.9)

    assert method.interval.__name__ == method.name
    assert interval == result.estimate(estimand).interval
    wider = method.interval(INSPIRED, LINKED, level=0.95)
    assert wider.low < interval.low < interval.high < wider.high


def joint(group, reference, prior, x, y):
    """Return prior times likelihood of two log odds, written anew."""
    density = norm.pdf((x + y) / 2, prior.base_log_odds, prior.base_width)
    density *= norm.pdf(x - y, prior.log_odds_ratio, prior.log_odds_ratio_width)
    for one, log_odds in ((group, x), (reference, y)):
        density *= expit(log_odds) ** one.attacks
        density *= expit(-log_odds) ** (one.incidents - one.attacks)
    return density


def shares(group, reference, prior, *limits):
    """Return the posterior mass below limits by SciPy's adaptive quadrature."""
    ends = prior.base_log_odds - 12, prior.base_log_odds + 12

    def mass(top):
        return dblquad(
            lambda x, y: joint(group, reference, prior, x, y),
            *ends,
            ends[0],
            top,
            epsabs=0,
            epsrel=1e-8,
        )[0]

    whole = mass(ends[1])
    return [mass(limit) / whole for limit in limits]


def test_dependent_quantiles_are_those_of_another_quadrature():
    probability = 0.025
    _, ratio, odds = (
        q(probability) for q in contrast_quantiles(INSPIRED, LINKED, PRIOR)
    )
    rate = rate_quantiles(INSPIRED, LINKED, PRIOR)[0](probability)

    def at_ratio(y):
        one = min(ratio * expit(y), 1 - 1e-12)
        return log(one / (1 - one))

    below = shares(
        INSPIRED,
        LINKED,
        PRIOR,
        lambda y: y + log(odds),
        at_ratio,
        lambda _: log(rate / (1 - rate)),
    )
    assert below == pytest.approx([probability] * 3, abs=1e-6)


@pytest.mark.parametrize(
    ("group", "reference"),
    [
        (INSPIRED, LINKED),
        (Group(attacks=0, incidents=12), Group(attacks=0, incidents=95)),
        (Group(attacks=10, incidents=10), Group(attacks=10, incidents=20)),
        (Group(attacks=1, incidents=1), Group(attacks=0, incidents=10_000)),
        (Group(attacks=3000, incidents=10_000), Group(attacks=7, incidents=12)),
    ],
)
def test_swapping_negates_the_difference_and_inverts_the_ratios(group, reference):
    turned = replace(PRIOR, log_odds_ratio=-PRIOR.log_odds_ratio)
    here = [q(0.1) for q in contrast_quantiles(group, reference, PRIOR)]
    there = [q(0.9) for q in contrast_quantiles(reference, group, turned)]

    assert there == pytest.approx([-here[0], 1 / here[1], 1 / here[2]], rel=1e-8)
    greater = probability_greater_dependent(group, reference, PRIOR)
    smaller = probability_greater_dependent(reference, group, turned)
    assert greater + smaller == pytest.approx(1, abs=1e-9)


def test_rates_without_a_difference_of_priors_or_counts_are_alike():
    prior = replace(PRIOR, log_odds_ratio=0)
    result = dependent_posterior(LINKED, LINKED, prior=prior)

    assert numbers(result, "risk_ratio_posterior")[1] == pytest.approx(1, abs=1e-8)
    assert numbers(result, "risk_difference_posterior")[1] == pytest.approx(0, abs=1e-8)
    assert result.probabilities[0].value == pytest.approx(0.5, abs=1e-9)
    first = numbers(result, "attack_rate_posterior")
    second = numbers(result, "reference_attack_rate_posterior")
    assert first == pytest.approx(second, rel=1e-8)


def test_the_pooled_rate_is_shown_and_labelled():
    result = dependent_posterior(INSPIRED, LINKED, prior=PRIOR)
    (table,) = result.tables

    assert [row[0].split(",")[1] for row in table.rows] == [
        " base N(-3",
        " base N(0",
        " base N(-3.2484",
    ]
    assert [row[1] for row in table.rows] == [
        "stated beforehand",
        "stated beforehand",
        "the pooled rate: uses the data twice",
    ]
    assert table.rows[0][2] == result.estimate("odds_ratio_posterior").value


def test_a_prior_at_the_pooled_rate_is_shown_once():
    pooled = prior_at_pooled_rate(
        INSPIRED, LINKED, base_width=1, log_odds_ratio=0, log_odds_ratio_width=1
    )
    for prior in (pooled, replace(pooled, source="stated beforehand")):
        (table,) = dependent_posterior(INSPIRED, LINKED, prior=prior).tables

        assert [(row[0].split(",")[1], row[1]) for row in table.rows] == [
            (" base N(-3.2484", "the pooled rate: uses the data twice"),
            (" base N(-3", "stated beforehand"),
            (" base N(0", "stated beforehand"),
        ]


def test_both_priors_name_their_medians_alike():
    names = [
        [one.estimand for one in result.estimates]
        for result in (
            dependent_posterior(INSPIRED, LINKED, prior=PRIOR),
            beta_posterior(INSPIRED, LINKED, prior=JEFFREYS),
        )
    ]
    assert names[0] == names[1]


def test_no_prior_is_centred_on_a_pooled_rate_of_none():
    none = Group(attacks=0, incidents=5)
    with pytest.raises(NotEstimableError, match="log odds are infinite"):
        prior_at_pooled_rate(
            none, none, base_width=1, log_odds_ratio=0, log_odds_ratio_width=1
        )
    assert len(dependent_posterior(none, none, prior=PRIOR).tables[0].rows) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"base_width": 0}, "base_width must be a finite number above 0, got 0"),
        ({"base_log_odds": np.inf}, "base_log_odds must be a finite number, got inf"),
        ({"reason": " "}, "a dependent prior needs a reason, got none"),
    ],
)
def test_a_dependent_prior_that_is_none_is_refused(change, message):
    with pytest.raises(InvalidDataError, match=message):
        replace(PRIOR, **change)
