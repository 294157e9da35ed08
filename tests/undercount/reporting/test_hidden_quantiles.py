"""Quantiles of hidden events: mixtures of Poisson distributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from bemodels.undercount.reporting.hidden_events import (
    hidden_quantiles,
    poisson_mixture_quantile,
)

MEANS = st.lists(st.floats(0, 1e4), min_size=1, max_size=5)
CHANCES = st.floats(0.001, 0.999)


@given(st.floats(0, 1e6), CHANCES)
def test_of_one_mean_it_is_that_of_the_distribution(mean, chance):
    found = poisson_mixture_quantile(np.array([mean]), chance)

    assert found == max(poisson(mean).ppf(chance), 0)


@given(MEANS, CHANCES)
def test_it_is_the_smallest_count_that_reaches_the_probability(means, chance):
    found = poisson_mixture_quantile(np.array(means), chance)

    assert poisson.cdf(found, means).mean() >= chance
    assert found == 0 or poisson.cdf(found - 1, means).mean() < chance


def test_the_population_is_as_many_more_as_were_recorded():
    functions = hidden_quantiles(np.array([[3.0, 4.0], [5.0, 0.5]]), 106)

    assert functions["population"](0.9) == 106 + functions["hidden"](0.9)


def test_nothing_expected_is_nothing_hidden():
    assert poisson_mixture_quantile(np.zeros(4), 0.975) == pytest.approx(0)
