"""Outcomes under one rate, against listing, SciPy and negative binomials."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import dirichlet_multinomial, multinomial, nbinom

from bemodels.audit.trend.constant_rates import chances_of, outcomes
from bemodels.errors import NotEstimableError


@pytest.mark.parametrize(("total", "years"), [(5, 4), (3, 3), (7, 2), (4, 1), (0, 3)])
def test_every_outcome_stands_once(total, years):
    listed = [tuple(one) for one in outcomes(total, years).tolist()]
    expected = [
        one for one in product(range(total + 1), repeat=years) if sum(one) == total
    ]
    assert sorted(listed) == expected


def test_independent_counts_are_multinomial_given_their_total():
    listed = outcomes(9, 4)
    shares = np.array([7, 12, 12, 10]) / 41
    expected = multinomial(9, shares).pmf(listed)
    assert chances_of(listed, (7, 12, 12, 10), 1.0) == pytest.approx(expected)


def test_clustered_counts_are_dirichlet_multinomial_given_their_total():
    listed = outcomes(9, 4)
    sizes = 9 * np.array([7, 12, 12, 10]) / 41 / (3.0 - 1)
    expected = [dirichlet_multinomial(sizes, 9).pmf(one) for one in listed]
    assert chances_of(listed, (7, 12, 12, 10), 3.0) == pytest.approx(expected)


def test_they_are_negative_binomial_of_that_variance_before_the_total_is_known():
    months, factor, total = (7, 12, 10), 2.0, 8
    means = total * np.array(months) / sum(months)
    # Variance over mean of a negative binomial is one over its probability.
    years = nbinom(means / (factor - 1), 1 / factor)
    assert years.var() / years.mean() == pytest.approx(factor)
    listed = outcomes(total, 3)
    joint = years.pmf(listed).prod(axis=1)
    assert chances_of(listed, months, factor) == pytest.approx(joint / joint.sum())


def test_a_large_total_loses_nothing_to_rounding():
    listed = outcomes(107, 4)
    assert len(listed) == 215_820
    for factor in (1.0, 2.0):
        chances = chances_of(listed, (7, 12, 12, 10), factor)
        assert chances.sum() == pytest.approx(1, rel=1e-12)
        mean = chances @ listed
        assert mean == pytest.approx(107 * np.array([7, 12, 12, 10]) / 41, rel=1e-9)


def test_too_many_outcomes_are_refused_with_their_number():
    with pytest.raises(NotEstimableError) as error:
        outcomes(400, 4)
    assert str(error.value) == (
        "chances under constant rates are not computed: 400 incidents in 4 years have "
        "10827401 outcomes, more than 5000000"
    )
