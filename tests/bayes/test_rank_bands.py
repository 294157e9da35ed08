"""The band around uniform ranks: by enumeration, and beside ArviZ's by simulation."""

from itertools import product

import numpy as np
import pytest
from arviz_stats.ecdf_utils import (
    get_pointwise_confidence_band,
    simulate_confidence_bands,
)
from scipy.stats import binom

from bemodels.bayes.rank_bands import (
    chance_of_uniform_ranks,
    rank_band,
    ranks_at_most,
)

RANKS, KEPT = 4, 3
EVERY = np.array(list(product(range(KEPT + 1), repeat=RANKS)))


def smallest_tail(ranks):
    shares = (np.arange(KEPT) + 1) / (KEPT + 1)
    at_most = np.array([(ranks <= k).sum() for k in range(KEPT)])
    below = binom.cdf(at_most, RANKS, shares)
    return min(*below, *binom.sf(at_most - 1, RANKS, shares))


TAILS = np.array([smallest_tail(ranks) for ranks in EVERY])


@pytest.mark.parametrize("number", range(0, len(EVERY), 15))
def test_chances_are_those_of_all_256_equally_likely_ranks(number):
    expected = (TAILS[number] * (1 + 1e-9) >= TAILS).mean()

    found = chance_of_uniform_ranks(EVERY[number], KEPT)

    assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95])
def test_a_band_holds_its_share_of_all_ranks_and_no_narrower_one_does(level):
    low, high = map(np.array, rank_band(RANKS, KEPT, level=level))

    at_most = np.array([ranks_at_most(ranks, KEPT) for ranks in EVERY])
    inside = ((at_most >= low) & (at_most <= high)).all(axis=1)

    assert inside.mean() >= level
    # The next band leaves out what lies at the smallest tail inside.
    edge = TAILS[inside].min() * (1 + 1e-9)
    assert (edge < TAILS).mean() < level


def test_a_rank_is_outside_the_band_where_its_chance_is_small():
    chances = np.array([chance_of_uniform_ranks(ranks, KEPT) for ranks in EVERY])
    low, high = map(np.array, rank_band(RANKS, KEPT, level=0.9))

    at_most = np.array([ranks_at_most(ranks, KEPT) for ranks in EVERY])
    inside = ((at_most >= low) & (at_most <= high)).all(axis=1)

    assert (inside == (chances > 0.1)).all()


def test_the_band_is_that_of_arviz_by_simulation():
    """ArviZ 1.3 simulates the pointwise level; 10,000 samples, to one rank in 100."""
    points = np.arange(1, 51) / 51
    rng = np.random.default_rng(1)
    pointwise = simulate_confidence_bands(100, 1, points, 0.95, 10_000, rng)
    expected = [
        100 * one for one in get_pointwise_confidence_band(pointwise, 100, points)
    ]

    found = rank_band(100, 50, level=0.95)

    assert np.abs(np.array(found) - expected).max() <= 1
    assert np.abs(np.array(found) - expected).mean() < 0.3


def test_mirrored_ranks_have_the_same_chance():
    ranks = np.random.default_rng(2).integers(0, 101, size=200)

    assert chance_of_uniform_ranks(ranks, 100) == pytest.approx(
        chance_of_uniform_ranks(100 - ranks, 100), rel=1e-9
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda u: u**1.3,
        lambda u: 0.5 + 0.8 * (u - 0.5),
        lambda u: np.where(u < 0.5, 0.7 * u, 1 - 0.7 * (1 - u)),
    ],
    ids=["shifted", "too wide", "too narrow"],
)
def test_ranks_that_are_not_uniform_are_found(wrong):
    uniform = (np.arange(1000) + 0.5) / 1000

    assert chance_of_uniform_ranks((101 * uniform).astype(int), 100) > 0.999
    assert chance_of_uniform_ranks((101 * wrong(uniform)).astype(int), 100) < 1e-4
