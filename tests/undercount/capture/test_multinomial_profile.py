"""Arithmetic of the profile likelihood: Stirling's rest, deviances, no top."""

from fractions import Fraction
from math import inf, lgamma, log

import numpy as np
import pytest
from scipy.special import kl_div

from bemodels.undercount.capture.multinomial import (
    half_deviance,
    profile_population,
    stirling_rest,
)


@pytest.mark.parametrize("x", [0.0, 1e-9, 0.5, 1.0, 7.0, 19.9, 20.0, 20.1, 300.0])
def test_stirling_rest_is_what_the_log_factorial_leaves(x):
    plain = lgamma(x + 1) - (x * log(x) if x else 0.0) + x
    assert stirling_rest(x) == pytest.approx(plain, abs=3e-13)


def test_half_deviance_is_that_of_scipy_far_from_the_mean():
    counts, means = np.array([0.0, 3.0, 12.5, 4.0]), np.array([2.0, 1.0, 30.0, 0.01])
    assert half_deviance(counts, means) == pytest.approx(
        kl_div(counts, means).sum(), rel=1e-14
    )


@pytest.mark.parametrize("apart", [0.0, 1e-9, -1e-6, 1e-3, -0.05, 0.0999, -0.0999])
def test_half_deviance_near_the_mean_does_not_cancel(apart):
    # (1 + d) log(1 + d) - d, summed as alternating powers in exact fractions.
    d = Fraction(1000 * (1 + apart)) / 1000 - 1
    exact = sum((-d) ** k / (k * (k - 1)) for k in range(2, 40))
    found = half_deviance(np.array([1000 * (1 + apart)]), np.array([1000.0]))
    assert found == pytest.approx(float(1000 * exact), rel=1e-13, abs=0)


def test_a_cell_that_can_hold_nobody_costs_nothing():
    assert half_deviance(np.array([0.0, 2.0]), np.array([0.0, 2.0])) == 0.0


def test_a_likelihood_without_top_has_no_upper_limit():
    # Stirling's rests fall by 5 / hidden, the deviance by 8 / hidden.
    found = profile_population(10, lambda hidden: 8 / (1 + hidden), start=3, level=0.9)
    assert found.low > 10
    assert (found.mode, found.high) == (inf, inf)
