"""Weights of counts under one rate, against SciPy's laws and negative binomials."""

import numpy as np
import pytest
from every_outcome import every_outcome, probabilities
from scipy.stats import nbinom

from bemodels.audit.trend.constant_rates import count_weights

MONTHS = (7, 12, 12, 10)


def chances(outcomes, months, factor):
    """Return products of weights that sum to 1."""
    weights = count_weights(sum(outcomes[0]), months, factor)
    found = np.array(
        [
            np.prod([weights[place, n] for place, n in enumerate(one)])
            for one in outcomes
        ]
    )
    return found / found.sum()


@pytest.mark.parametrize("factor", [1.0, 1.25, 2.0, 3.0, 40.0])
@pytest.mark.parametrize(("total", "months"), [(9, MONTHS), (1, (3, 5)), (0, (1, 2))])
def test_products_of_weights_are_those_of_the_law_given_the_total(
    total, months, factor
):
    outcomes = every_outcome(total, len(months))
    if total:
        expected = probabilities(outcomes, months, factor)
        assert chances(outcomes, months, factor) == pytest.approx(expected, rel=1e-11)
    assert chances(outcomes, months, factor).sum() == pytest.approx(1, rel=1e-12)


def test_they_are_negative_binomial_of_that_variance_before_the_total_is_known():
    months, factor, total = (7, 12, 10), 2.0, 8
    means = total * np.array(months) / sum(months)
    # Variance over mean of a negative binomial is one over its probability.
    years = nbinom(means / (factor - 1), 1 / factor)
    assert years.var() / years.mean() == pytest.approx(factor)
    for weights, mean in zip(count_weights(total, months, factor), means, strict=True):
        own = nbinom(mean / (factor - 1), 1 / factor).pmf(range(total + 1))
        assert weights / weights[0] == pytest.approx(own / own[0], rel=1e-11)


def test_a_factor_just_above_one_is_all_but_poisson():
    # Gamma functions of sizes of 10^11 would lose every digit of the difference.
    plain = count_weights(107, MONTHS, 1.0)
    assert count_weights(107, MONTHS, 1 + 1e-10) == pytest.approx(plain, rel=1e-6)


def test_the_largest_weight_of_a_year_is_one_and_none_overflows():
    for factor in (1.0, 3.0):
        weights = count_weights(2_000, MONTHS, factor)
        assert weights.shape == (4, 2_001)
        assert weights.max(axis=1).tolist() == [1] * 4
        assert weights.min() >= 0
        # About the year's share of the total.
        modes = weights.argmax(axis=1)
        assert modes == pytest.approx(2_000 * np.array(MONTHS) / 41, abs=3)
