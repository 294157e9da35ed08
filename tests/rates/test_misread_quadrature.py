"""Quadrature over misread outcomes, held to other nodes and other sums."""

from time import process_time

import numpy as np
import pytest
from scipy.interpolate import CubicSpline
from scipy.special import expit, log_expit, logit, roots_jacobi, xlogy
from scipy.stats import beta

from bemodels.rates.bayes import JEFFREYS, BetaPrior
from bemodels.rates.group import Group
from bemodels.rates.sensitivity import misclassified_outcome_posterior
from bemodels.rates.sensitivity.stated_errors import error_nodes

NEARLY = BetaPrior(a=50, b=5, name="nine in ten")
RARELY = BetaPrior(a=99, b=1, name="one in a hundred")


def numbers(one):
    return one.interval.low, one.value, one.interval.high


@pytest.mark.parametrize("prior", [NEARLY, RARELY, JEFFREYS])
def test_nodes_of_errors_have_the_moments_of_their_prior(prior):
    errors = error_nodes((prior, 1.0), (0, 0), 0.3)

    assert errors.sensitivity + errors.missed == pytest.approx(1)
    for power in range(12):
        moment = errors.weight @ errors.sensitivity**power
        assert moment == pytest.approx(beta.moment(power, prior.a, prior.b), rel=1e-7)


def jacobi_rule(prior, count):
    nodes, weights = roots_jacobi(count, prior.b - 1, prior.a - 1)
    return (1 + nodes) / 2, weights / weights.sum()


def on_a_lattice(group, reference, sensitivity, specificity, places):
    """Return the probabilities of both log odds at places, by other nodes and sums."""
    (one, first), (other, second) = (
        jacobi_rule(sensitivity, 30),
        jacobi_rule(specificity, 100),
    )
    one, other = np.repeat(one, len(other)), np.tile(other, len(one))
    rate, rest = expit(places), expit(-places)
    told = np.outer(one, rate) + np.outer(1 - other, rest)
    group_side, reference_side = (
        np.exp(
            xlogy(each.attacks, told / each.attack_rate)
            + xlogy(each.incidents - each.attacks, (1 - told) / (1 - each.attack_rate))
            + (log_expit(places) + log_expit(-places)) / 2
        )
        for each in (group, reference)
    )
    weights = np.outer(first, second).reshape(-1, 1)
    density = group_side.T @ (weights * reference_side)
    return density / density.sum()


def below_on(places, probabilities, limits):
    spline = CubicSpline(places, probabilities).antiderivative()
    return spline(limits) / (places[1] - places[0])


# Outcomes of 3/12 and 1/95 told by group: 3 of 4 attacks and 9 of 103 others.
@pytest.mark.parametrize(
    ("shares", "sensitivity", "specificity", "ends"),
    [
        (("3/4", "9/103"), (9, 1), (50, 2), (-30, 30)),
        (("3/4", "9/103"), (5, 1), (20, 1), (-30, 30)),
        (("300/10000", "200/10000"), (80, 20), (990, 10), (-30, -2)),
    ],
)
def test_uncertain_errors_are_those_of_another_quadrature(
    shares, sensitivity, specificity, ends
):
    pair = [
        Group(attacks=int(x), incidents=int(n))
        for x, n in (one.split("/") for one in shares)
    ]
    stated = [BetaPrior(a=a, b=b, name="stated") for a, b in (sensitivity, specificity)]
    start = process_time()
    result = misclassified_outcome_posterior(
        *pair, sensitivity=stated[0], specificity=stated[1], prior=JEFFREYS
    )
    assert process_time() - start < 15

    places = np.linspace(*ends, 1001)
    density = on_a_lattice(*pair, *stated, places)
    sides = density.sum(axis=1), density.sum(axis=0)
    for one, side in zip(result.estimates[:2], sides, strict=True):
        below = below_on(places, side, logit(numbers(one)))
        assert below == pytest.approx((0.025, 0.5, 0.975), abs=2e-6)
    odds = [density.diagonal(-step).sum() for step in range(-1000, 1001)]
    apart = np.arange(-1000, 1001) * (places[1] - places[0])
    below = below_on(apart, odds, np.log(numbers(result.estimates[3])))
    assert below == pytest.approx((0.025, 0.5, 0.975), abs=2e-6)
