"""True rates behind told ones, against exact posteriors and weighted draws."""

import re

import numpy as np
import pytest
from scipy.stats import binom

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.bayes import JEFFREYS, BetaPrior, beta_posterior
from bemodels.rates.group import Group
from bemodels.rates.sensitivity import (
    misclassified_group,
    misclassified_group_posterior,
    misclassified_outcome,
    misclassified_outcome_posterior,
)

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
NEARLY = BetaPrior(a=50, b=5, name="nine in ten")
RARELY = BetaPrior(a=99, b=1, name="one in a hundred")


def posterior(group, reference, sensitivity, specificity, **options):
    return misclassified_outcome_posterior(
        group,
        reference,
        sensitivity=sensitivity,
        specificity=specificity,
        prior=JEFFREYS,
        **options,
    )


def numbers(one):
    return one.interval.low, one.value, one.interval.high


@pytest.mark.parametrize(
    ("group", "reference"),
    [
        (INSPIRED, LINKED),
        (Group(attacks=12, incidents=12), Group(attacks=0, incidents=95)),
        (Group(attacks=0, incidents=1), Group(attacks=1, incidents=1)),
        (Group(attacks=10, incidents=10_000), Group(attacks=5000, incidents=10_000)),
    ],
)
def test_without_errors_it_is_the_posterior_of_what_was_told(group, reference):
    plain = beta_posterior(group, reference, prior=JEFFREYS)

    for one in posterior(group, reference, 1, 1).estimates:
        name = one.estimand.removesuffix("_posterior")
        expected = numbers(plain.estimate(f"{name}_posterior"))
        assert numbers(one) == pytest.approx(expected, rel=1e-6)


def test_large_counts_come_to_the_matrix_method():
    # The counts of R's episensr, whose solved risk ratio is 1.3440.
    pair = Group(attacks=4558, incidents=50863), Group(attacks=3428, incidents=49513)
    matrix = misclassified_outcome(*pair, sensitivity=0.53, specificity=0.99)

    one = posterior(*pair, 0.53, 0.99).estimate("risk_ratio_posterior")

    expected = numbers(matrix.estimate("risk_ratio"))
    assert numbers(one) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    "apart", [False, True], ids=["errors shared", "errors of each group"]
)
def test_uncertain_errors_are_those_of_weighted_draws(apart):
    rng = np.random.default_rng(4)
    size = 1_000_000
    rates = [rng.beta(0.5, 0.5, size) for _ in range(2)]
    errors = [(rng.beta(50, 5, size), rng.beta(99, 1, size)) for _ in range(2)]
    weights = np.ones(size)
    for place, (one, rate) in enumerate(zip((INSPIRED, LINKED), rates, strict=True)):
        sensitivity, specificity = errors[place if apart else 0]
        told = rate * sensitivity + (1 - rate) * (1 - specificity)
        weights *= binom.pmf(one.attacks, one.incidents, told)
    stated = ((NEARLY, NEARLY), (RARELY, RARELY)) if apart else (NEARLY, RARELY)

    result = posterior(INSPIRED, LINKED, *stated)

    # Probabilities of the draws below each quantile, to three of their own errors.
    odds = [rate / (1 - rate) for rate in rates]
    drawn = (*rates, rates[0] / rates[1], odds[0] / odds[1])
    effective = weights.sum() ** 2 / (weights**2).sum()
    for one, values in zip(result.estimates, drawn, strict=True):
        for limit, probability in zip(numbers(one), (0.025, 0.5, 0.975), strict=True):
            below = weights[values < limit].sum() / weights.sum()
            error = np.sqrt(probability * (1 - probability) / effective)
            assert below == pytest.approx(probability, abs=4 * error)


def test_rare_attacks_that_the_matrix_method_refuses_have_a_posterior():
    with pytest.raises(NotEstimableError, match="cannot have made"):
        misclassified_outcome(INSPIRED, LINKED, sensitivity=1, specificity=0.9)

    result = posterior(INSPIRED, LINKED, 1, 0.9)

    low, middle, high = numbers(result.estimate("reference_attack_rate_posterior"))
    assert 0 < low < middle < 1 / 95 < high < 0.05


def test_a_wider_level_gives_wider_limits_and_swapping_inverts_them():
    narrow, wide, turned = (
        one.estimate("risk_ratio_posterior")
        for one in (
            posterior(INSPIRED, LINKED, 0.9, 0.99, level=0.9),
            posterior(INSPIRED, LINKED, 0.9, 0.99),
            posterior(LINKED, INSPIRED, 0.9, 0.99),
        )
    )

    assert wide.interval.low < narrow.interval.low
    assert narrow.interval.high < wide.interval.high
    assert numbers(turned)[::-1] == pytest.approx(
        [1 / one for one in numbers(wide)], rel=1e-6
    )


def test_ten_million_told_with_known_errors_come_to_the_matrix_method():
    pair = (
        Group(attacks=1_000_000, incidents=10_000_000),
        Group(attacks=900_000, incidents=10_000_000),
    )
    matrix = misclassified_outcome(*pair, sensitivity=0.9, specificity=0.99)
    result = posterior(*pair, 0.9, 0.99)

    for name in ("risk_ratio", "odds_ratio"):
        one = result.estimate(f"{name}_posterior")
        assert numbers(one) == pytest.approx(numbers(matrix.estimate(name)), rel=1e-5)


def test_more_incidents_than_can_be_summed_are_refused():
    many = Group(attacks=100_000, incidents=1_000_000)
    with pytest.raises(NotEstimableError) as refused:
        posterior(many, many, NEARLY, RARELY)
    assert re.fullmatch(
        "the true shares are not estimable: so many incidents speak of both errors "
        r"that \d+ pairs of them would be summed, and at most 200000 are; state one of "
        "them as known",
        str(refused.value),
    )


@pytest.mark.parametrize(
    ("specificity", "prior", "what"),
    [
        (BetaPrior(a=900, b=100, name="one in ten false"), JEFFREYS, "errors"),
        ((BetaPrior(a=900, b=100, name="as well"), 1.0), JEFFREYS, "errors"),
        (1.0, BetaPrior(a=500, b=500, name="one in two"), "rates"),
    ],
)
def test_counts_that_contradict_a_prior_are_refused(specificity, prior, what):
    none = Group(attacks=0, incidents=100_000)
    with pytest.raises(NotEstimableError) as refused:
        misclassified_outcome_posterior(
            none, none, sensitivity=1.0, specificity=specificity, prior=prior
        )
    assert str(refused.value) == (
        "the true shares are not estimable: the counts hold to what the prior of "
        f"the {what} all but excludes"
    )


def test_swapping_the_groups_inverts_both_ratios_of_unlike_sizes():
    few, many = Group(attacks=3, incidents=12), Group(attacks=5000, incidents=10_000)
    here, there = posterior(few, many, NEARLY, 1), posterior(many, few, NEARLY, 1)
    for name in ("risk_ratio_posterior", "odds_ratio_posterior"):
        assert numbers(there.estimate(name))[::-1] == pytest.approx(
            [1 / one for one in numbers(here.estimate(name))], rel=1e-5
        )


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ((0.5, 0.5), "must sum to more than 1"),
        ((1.2, 1), "must be shares in"),
        (("a", 1), "must be shares in"),
        (((0.9, 0.8), RARELY), "if one error differs by group"),
    ],
)
def test_errors_that_are_none_are_refused(stated, message):
    with pytest.raises(InvalidDataError, match=message):
        posterior(INSPIRED, LINKED, *stated)


def test_large_counts_of_told_groups_come_to_the_matrix_method():
    pair = Group(attacks=4000, incidents=10_000), Group(attacks=6000, incidents=30_000)
    errors = {"sensitivity": 0.9, "specificity": (0.95, 0.98)}

    matrix = misclassified_group(*pair, **errors).estimate("odds_ratio")
    result = misclassified_group_posterior(*pair, **errors, prior=JEFFREYS)

    one = result.estimate("odds_ratio_posterior")
    assert numbers(one) == pytest.approx(numbers(matrix), rel=1e-3)
    assert [one.estimand for one in result.estimates] == [
        "group_share_of_attacks_posterior",
        "group_share_of_others_posterior",
        "odds_ratio_posterior",
    ]


def test_groups_told_without_errors_have_the_odds_ratio_of_their_shares():
    result = misclassified_group_posterior(
        INSPIRED, LINKED, sensitivity=1, specificity=1, prior=JEFFREYS
    )
    shares = Group(attacks=3, incidents=4), Group(attacks=9, incidents=103)

    expected = beta_posterior(*shares, prior=JEFFREYS).estimate("odds_ratio_posterior")
    one = result.estimate("odds_ratio_posterior")
    assert numbers(one) == pytest.approx(numbers(expected), rel=1e-6)


def test_without_an_attack_no_group_has_a_share_of_them():
    none = Group(attacks=0, incidents=3)
    with pytest.raises(NotEstimableError, match="there must be both"):
        misclassified_group_posterior(
            none, none, sensitivity=1, specificity=1, prior=JEFFREYS
        )
