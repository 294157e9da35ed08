"""Fates behind labels: brute force, the answers without errors, rates, calibration."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import beta as scipy_beta
from scipy.stats import betabinom, binom, kstest

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import Beta
from bemodels.rates import Group, misclassified_group_posterior
from bemodels.rates.bayes import JEFFREYS, BetaPrior
from bemodels.undercount import Fates, fate_odds
from bemodels.undercount.mislabelled import (
    LabelPrior,
    LabelValidation,
    fates_given_labels,
)
from bemodels.undercount.mislabelled.labelled_odds import odds_of_fates
from bemodels.undercount.mislabelled.true_tables import true_tables

HALF = Beta(a=0.5, b=0.5)
PRIOR = LabelPrior(inspired=HALF, linked=HALF, reason="Jeffreys")
VALIDATION = LabelValidation(inspired=20, inspired_right=19, linked=40, linked_right=39)
SURE = LabelValidation(
    inspired=10**9, inspired_right=10**9, linked=10**9, linked_right=10**9
)
INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)


def answer(**changes):
    given = {"inspired": INSPIRED, "linked": LINKED}
    given |= {"validation": VALIDATION, "prior": PRIOR} | changes
    return fates_given_labels(given.pop("inspired"), given.pop("linked"), **given)


def numbers(estimate):
    return estimate.interval.low, estimate.value, estimate.interval.high


def test_the_sentence_is_of_the_odds_and_of_nobody_hidden():
    assert answer().conclusion == (
        "If labels err alike in arrests and attacks, as often as validation and prior "
        "say, arrest:attack odds of truly inspired actors are 0.01126 (95% credible "
        "interval 1.3e-05 to 0.185) times those of truly linked ones; how many actors "
        "were never seen, this does not say."
    )


def test_right_labels_give_the_fates_as_recorded():
    told, known = answer(validation=SURE), fate_odds(INSPIRED, LINKED)

    for name in (
        "fate_odds_ratio",
        "fate_mean[inspired, arrests]",
        "fate_mean[inspired, attacks]",
        "fate_mean[linked, arrests]",
        "fate_mean[linked, attacks]",
    ):
        assert numbers(told.estimate(name)) == pytest.approx(
            numbers(known.estimate(name)), rel=1e-5
        )
    assert told.probabilities[0].value == pytest.approx(
        known.probabilities[0].value, abs=1e-7
    )
    assert numbers(told.estimate("true_actors[inspired, attacks]")) == (3, 3, 3)


def test_the_odds_ratio_is_that_of_two_rates_with_the_same_errors():
    """There by quadrature over errors and shares, here by a sum over tables."""
    by_quadrature = misclassified_group_posterior(
        Group(attacks=3, incidents=12),
        Group(attacks=1, incidents=95),
        sensitivity=BetaPrior(a=19.5, b=1.5, name="validated"),
        specificity=BetaPrior(a=39.5, b=1.5, name="validated"),
        prior=JEFFREYS,
    ).estimate("odds_ratio_posterior")

    low, value, high = numbers(answer().estimate("fate_odds_ratio"))

    assert (1 / high, 1 / value, 1 / low) == pytest.approx(
        numbers(by_quadrature), rel=1e-6
    )


def test_the_tables_are_those_of_brute_force():
    """Labels averaged over their errors by quadrature, one true table at a time."""
    inspired, linked = Fates(arrests=2, attacks=1), Fates(arrests=3, attacks=1)
    first, second = Beta(a=3, b=1.5), Beta(a=4, b=2)
    nodes, weights = np.polynomial.legendre.leggauss(24)
    # Nodes crowd at the corners, where a half power ends.
    place = (nodes + 1) / 2
    weighed = weights / 2 * 6 * place * (1 - place)
    s, t = np.meshgrid(*[place**2 * (3 - 2 * place)] * 2, indexing="ij")
    expected = np.zeros((6, 3))
    for arrests, attacks in product(range(6), range(3)):
        chance = told(2, arrests, 5, s, t) * told(1, attacks, 2, s, t)
        chance *= scipy_beta.pdf(s, 3, 1.5) * scipy_beta.pdf(t, 4, 2)
        # A share of true arrests and one of true attacks, each Beta(1/2, 1/2).
        ways = half_binomial(arrests, 5) * half_binomial(attacks, 2)
        expected[arrests, attacks] = ways * weighed @ chance @ weighed

    found = true_tables(inspired, linked, (first, second)).joint

    assert found == pytest.approx(expected / expected.sum(), abs=1e-7)


def told(labelled, truly, total, s, t):
    """Return P(labelled inspired of truly inspired and the others)."""
    return sum(
        binom.pmf(i, truly, s) * binom.pmf(labelled - i, total - truly, 1 - t)
        for i in range(labelled + 1)
    )


def half_binomial(truly, total):
    return betabinom.pmf(truly, total, 0.5, 0.5)


def test_swapping_the_groups_turns_the_answer_over():
    swapped = answer(
        inspired=LINKED,
        linked=INSPIRED,
        validation=LabelValidation(
            inspired=40, inspired_right=39, linked=20, linked_right=19
        ),
    )
    low, value, high = numbers(answer().estimate("fate_odds_ratio"))

    assert numbers(swapped.estimate("fate_odds_ratio")) == pytest.approx(
        (1 / high, 1 / value, 1 / low), rel=1e-9
    )
    assert numbers(swapped.estimate("labelled_right[linked]")) == pytest.approx(
        numbers(answer().estimate("labelled_right[inspired]")), rel=1e-9
    )


def test_the_odds_ratio_is_calibrated_over_truths_from_the_prior():
    """Means with proper shapes are drawn; their totals do not matter to the ratio."""
    rng = np.random.default_rng(6)
    places = []
    for _ in range(300):
        s, t = rng.beta(19.5, 1.5), rng.beta(39.5, 1.5)
        shares = rng.beta(0.5, 0.5, 2)
        counts = []
        for share, total in zip(shares, (25, 8), strict=True):
            truly = rng.binomial(total, share)
            labelled = rng.binomial(truly, s) + rng.binomial(total - truly, 1 - t)
            counts.append((labelled, total - labelled))
        (a, b), (c, d) = counts
        tables = true_tables(
            Fates(arrests=a, attacks=c),
            Fates(arrests=b, attacks=d),
            (Beta(a=19.5, b=1.5), Beta(a=39.5, b=1.5)),
        )
        log_odds = np.log(shares) - np.log1p(-shares)
        places.append(odds_of_fates(tables.joint).below(log_odds[0] - log_odds[1]))

    assert kstest(places, "uniform").pvalue > 0.001


def test_a_validation_that_hardly_tells_is_said():
    weak = LabelValidation(inspired=2, inspired_right=2, linked=2, linked_right=1)

    (check,) = answer(validation=weak).checks

    assert not check.passed
    assert answer().checks[0].passed


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {
                "validation": LabelValidation(
                    inspired=4, inspired_right=1, linked=4, linked_right=2
                )
            },
            "the true groups are not estimable: by validation and prior inspired "
            "incidents are labelled right with 0.3 and linked ones with 0.5, which "
            "together is no more than guessing",
        ),
        (
            {
                "inspired": Fates(arrests=9, attacks=0),
                "linked": Fates(arrests=94, attacks=0),
            },
            "the odds of fates need an arrest and an attack, got inspired 9 arrest "
            "actions and 0 attacks; linked 94 arrest actions and 0 attacks",
        ),
        (
            {"linked": Fates(arrests=94_000, attacks=100)},
            "the true fates are not summed over 379764040 tables; at most 30000000 are",
        ),
    ],
)
def test_what_does_not_exist_is_refused(changes, message):
    with pytest.raises(NotEstimableError) as error:
        answer(**changes)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"inspired": 3}, "inspired must be a Fates, got 3"),
        ({"validation": 3}, "validation must be a LabelValidation, got 3"),
        ({"prior": 3}, "prior must be a LabelPrior, got 3"),
        ({"level": 1}, "level must lie between 0 and 1, got 1"),
    ],
)
def test_wrong_arguments_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        answer(**changes)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"inspired": -1},
            "inspired must be a whole number of 0 or more, got -1",
        ),
        (
            {"linked_right": 41},
            "linked_right must be at most linked, got 41 of 40",
        ),
    ],
)
def test_a_validation_that_cannot_be_is_refused(changes, message):
    given = {"inspired": 20, "inspired_right": 19, "linked": 40, "linked_right": 39}
    with pytest.raises(InvalidDataError) as error:
        LabelValidation(**(given | changes))
    assert str(error.value) == message


def test_a_prior_needs_a_reason():
    with pytest.raises(InvalidDataError) as error:
        LabelPrior(inspired=HALF, linked=HALF, reason="")
    assert str(error.value) == "a prior on labels needs a reason, got none"
