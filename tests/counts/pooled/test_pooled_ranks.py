"""Ranks of the data: by hand, against simulation, and where exposures differ."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import nbinom, norm

from bemodels.counts.pooled.places_at_risk import Places
from bemodels.counts.pooled.predictive import (
    LARGEST,
    ONES,
    STATISTICS,
    TOTAL,
    ZEROS,
    predictive_checks,
)
from bemodels.counts.pooled.ranks import (
    exact_ranks,
    ranks_by_draw,
    replicated_ranks,
)


def places(counts, years):
    return Places(
        labels=tuple(map(str, counts)),
        listed_counts=np.array(counts),
        listed_years=np.array(years),
        filled=0,
    )


def test_ranks_in_two_places_by_hand():
    """With phi 1 and expectation 1, P(y = k) = 2**-(k + 1): fractions, by hand."""
    found = exact_ranks(np.array([0, 2]), np.float64(1), np.float64(1))

    half = Fraction(1, 2)
    by_hand = {
        TOTAL: Fraction(1, 4) + 2 * Fraction(1, 8) + half * 3 * Fraction(1, 16),
        ZEROS: half**2 + half * (2 * half * half),
        ONES: half * Fraction(3, 4) ** 2,
        LARGEST: half * (Fraction(3, 4) ** 2 + Fraction(7, 8) ** 2),
    }
    assert found == pytest.approx({key: float(one) for key, one in by_hand.items()})


@pytest.mark.parametrize(("expected", "phi"), [(1.2, 0.15), (0.3, 2.0), (4.0, 50.0)])
def test_exact_ranks_are_those_of_many_replicates(expected, phi):
    observed = np.array([9, 3, 1, 1, 0, 0, 0, 0])
    replicates = nbinom(phi, phi / (phi + expected)).rvs((200_000, 8), random_state=1)
    exact = exact_ranks(observed, np.float64(expected), np.float64(phi))

    for name, simulated in replicated_ranks(observed, replicates).items():
        error = max(simulated.std() / np.sqrt(len(simulated)), 1e-5)
        assert abs(simulated.mean() - exact[name]) < 4 * error, name


def test_ranks_stay_exact_as_rates_become_equal():
    """At phi = 1e12 counts are Poisson: P(0) = exp(-2), P(1) = 2 exp(-2)."""
    found = exact_ranks(np.array([0, 1]), np.float64(2), np.float64(1e12))
    zero, one = np.exp(-2), 2 * np.exp(-2)

    assert found[ZEROS] == pytest.approx((1 - zero) ** 2 + zero * (1 - zero), rel=1e-9)
    assert found[ONES] == pytest.approx((1 - one) ** 2 + one * (1 - one), rel=1e-9)


def test_replicates_are_ranked_where_exposures_differ():
    replicated = np.array([[[0, 1], [2, 2], [0, 2]]])
    args = np.ones((1, 3)), np.ones((1, 3)), replicated

    equal = ranks_by_draw(places([0, 2], [1.0, 1.0]), *args)
    different = ranks_by_draw(places([0, 2], [1.0, 3.0]), *args)

    assert equal[TOTAL] == pytest.approx(np.full((1, 3), 19 / 32))
    assert different[TOTAL].tolist() == [[1.0, 0.0, 0.5]]
    assert different[LARGEST].tolist() == [[1.0, 0.5, 0.5]]


def check_of(ranks):
    ranks = dict.fromkeys(STATISTICS, ranks)
    return predictive_checks(np.array([0, 1]), ranks, statistics=STATISTICS)[0]


def test_a_check_states_its_monte_carlo_error():
    """Of 2000 independent ranks with sd 0.1 the error is 0.1 / sqrt(2000) = 0.0022."""
    scores = norm.ppf((np.arange(2000) + 0.5) / 2000)
    shuffled = np.random.default_rng(1).permutation(scores).reshape(4, 500)
    check = check_of(0.5 + 0.1 * shuffled)

    assert check.passed
    assert check.name == "posterior predictive: incidents in all places"
    head, _, error = check.detail.partition(" (Monte Carlo error ")
    assert head == "observed 1 lies at the 50.00% point"
    assert float(error.partition(";")[0]) == pytest.approx(0.22, abs=0.03)
    assert error.endswith("; inside from 2.5 to 97.5)")


@pytest.mark.parametrize(("centre", "passed"), [(0.974, True), (0.976, False)])
def test_a_verdict_within_its_error_says_so(centre, passed):
    noise = np.random.default_rng(1).normal(size=(4, 500))
    check = check_of(centre + 0.05 * (noise - noise.mean()))

    assert check.passed is passed
    assert check.detail.endswith(
        "; so near the line that more draws may turn the verdict"
    )


def test_ranks_that_all_agree_have_an_error_of_one_draw():
    assert check_of(np.ones((4, 500))).detail == (
        "observed 1 lies at the 100.00% point (Monte Carlo error 0.05; inside from 2.5 "
        "to 97.5)"
    )
