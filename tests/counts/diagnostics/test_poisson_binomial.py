"""The distribution of a number of things against enumeration and the binomial."""

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from bemodels.counts.diagnostics.poisson_binomial import (
    central_range,
    poisson_binomial,
)

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=7)


@given(chances=CHANCES)
def test_it_is_the_sum_over_all_that_may_happen(chances):
    expected = np.zeros(len(chances) + 1)
    for happens in product((0, 1), repeat=len(chances)):
        expected[sum(happens)] += prod(
            p if one else 1 - p for p, one in zip(chances, happens, strict=True)
        )
    p = np.array(chances)
    assert poisson_binomial(p, 1 - p) == pytest.approx(expected, abs=1e-14)


@given(chances=CHANCES, seed=st.integers(0, 99))
def test_the_order_does_not_matter(chances, seed):
    p = np.array(chances)
    shuffled = np.random.default_rng(seed).permutation(p)
    assert poisson_binomial(shuffled, 1 - shuffled) == pytest.approx(
        poisson_binomial(p, 1 - p), abs=1e-14
    )


@pytest.mark.parametrize("n", [1, 2, 3, 100, 659])
def test_equal_chances_are_binomial_to_the_far_tails(n):
    p = np.full(n, 0.3)
    found = poisson_binomial(p, 1 - p)
    assert found == pytest.approx(binom(n, 0.3).pmf(np.arange(n + 1)), rel=1e-10)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95])
def test_the_range_is_that_of_the_quantiles(level):
    theirs = binom(50, 0.2)
    low, high = central_range(theirs.pmf(np.arange(51)), level)
    assert low == theirs.ppf((1 - level) / 2)
    assert high == theirs.isf((1 - level) / 2)


def test_what_is_certain_has_no_range():
    assert central_range(np.array([0.0, 0.0, 1.0]), 0.95) == (2, 2)
