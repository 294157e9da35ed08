"""Log probabilities of counts: exact sums, the Poisson limit, slopes by differences."""

from fractions import Fraction
from math import log, log1p

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from bemodels.counts.fits.families import (
    NEGATIVE_BINOMIAL,
    NEGATIVE_BINOMIAL_LINEAR,
    POISSON,
)
from bemodels.counts.fits.stable_sums import log1p_ratio_slopes, rising_sums

BOTH = [NEGATIVE_BINOMIAL, NEGATIVE_BINOMIAL_LINEAR]
COUNTS = np.array([0, 1, 2, 3, 7, 40, 2000])
MEANS = np.array([0.2, 1.5, 2.0, 2.0, 11.0, 35.0, 1800.0])


def sizes(family, alpha):
    """Return SciPy's n of each row."""
    if family is NEGATIVE_BINOMIAL:
        return np.full(len(MEANS), 1 / alpha)
    return MEANS / alpha


@pytest.mark.parametrize("family", BOTH, ids=lambda f: f.name)
@pytest.mark.parametrize("alpha", [0.001, 0.3, 1, 20])
def test_probabilities_are_scipys_where_those_have_digits(family, alpha):
    n = sizes(family, alpha)
    expected = nbinom.logpmf(COUNTS, n, n / (n + MEANS))
    found = family.log_probability(COUNTS, MEANS, alpha)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("family", BOTH, ids=lambda f: f.name)
def test_the_poisson_limit_is_reached_without_a_branch(family):
    limit = poisson.logpmf(COUNTS, MEANS)
    assert family.log_probability(COUNTS, MEANS, 0.0) == pytest.approx(limit, rel=1e-13)
    slope = family.alpha_derivatives(COUNTS, MEANS, 0.0).alpha
    for alpha in (1e-8, 1e-10, 1e-12, 1e-14, 1e-16, 1e-300):
        found = family.log_probability(COUNTS, MEANS, alpha)
        expected = limit + alpha * slope
        assert found == pytest.approx(expected, rel=1e-12, abs=3e-12 + 1e9 * alpha**2)


def test_scipys_value_at_a_tiny_alpha_is_17_and_ours_poisson():
    args = np.array([3]), np.array([2.0]), 1e-16
    assert NEGATIVE_BINOMIAL.log_probability(*args)[0] == pytest.approx(
        -1.7123179275, abs=6e-11
    )


def test_the_score_at_zero_is_half_of_squares_less_counts():
    found = POISSON.alpha_derivatives(COUNTS, MEANS, 0.0).alpha
    assert found == pytest.approx(((COUNTS - MEANS) ** 2 - COUNTS) / 2, rel=1e-13)
    linear = NEGATIVE_BINOMIAL_LINEAR.alpha_derivatives(COUNTS, MEANS, 0.0).alpha
    assert linear == pytest.approx(
        ((COUNTS - MEANS) ** 2 - COUNTS) / (2 * MEANS), rel=1e-13
    )


@pytest.mark.parametrize("family", BOTH, ids=lambda f: f.name)
@pytest.mark.parametrize("alpha", [1e-3, 0.2, 0.9, 5.0])
def test_slopes_are_differences_of_log_probabilities(family, alpha):
    step = 1e-5

    def at(eta, a):
        return family.log_probability(COUNTS, MEANS * np.exp(eta), a)

    def eta_slope(a):
        return family.slopes(COUNTS, MEANS, a)[0]

    first, second = family.slopes(COUNTS, MEANS, alpha)
    above, below = (
        family.slopes(COUNTS, MEANS * np.exp(sign * step), alpha)[0] for sign in (1, -1)
    )
    numeric = (at(step, alpha) - at(-step, alpha)) / (2 * step)
    assert first == pytest.approx(numeric, rel=1e-6, abs=1e-5)
    assert second == pytest.approx((above - below) / (2 * step), rel=1e-6, abs=1e-6)
    by_alpha = family.alpha_derivatives(COUNTS, MEANS, alpha)
    h = alpha * step
    numeric = (at(0, alpha + h) - at(0, alpha - h)) / (2 * h)
    assert by_alpha.alpha == pytest.approx(numeric, rel=1e-5, abs=1e-5)
    numeric = (eta_slope(alpha + h) - eta_slope(alpha - h)) / (2 * h)
    assert by_alpha.eta_alpha == pytest.approx(numeric, rel=1e-6, abs=1e-6)
    up, down = (
        family.alpha_derivatives(COUNTS, MEANS, alpha + sign * h).alpha
        for sign in (1, -1)
    )
    numeric = (up - down) / (2 * h)
    assert by_alpha.alpha_alpha == pytest.approx(numeric, rel=1e-6, abs=1e-6)


def test_slopes_of_the_ratio_join_at_the_end_of_the_series():
    for place in (0.1, 0.05, 1e-3):
        x = Fraction(place)
        series = [(-x) ** k / (k + 1) for k in range(60)]
        first = sum(k * term / x for k, term in enumerate(series))
        second = sum(k * (k - 1) * term / x**2 for k, term in enumerate(series))
        found = log1p_ratio_slopes(np.array([place, np.nextafter(place, 1)]))
        assert found[0] == pytest.approx(float(first), rel=1e-13)
        assert found[1] == pytest.approx(float(second), rel=1e-12)


@pytest.mark.parametrize("a", [0.0, 1e-12, 1e-4, 0.02, 3.0])
def test_long_sums_are_those_added_term_by_term(a):
    count = 300_000
    j = np.arange(count)
    log_sum, first, second = rising_sums(np.array([count]), np.array([a]))
    assert log_sum[0] == pytest.approx(np.log1p(a * j).sum(), rel=1e-12, abs=1e-11)
    assert first[0] == pytest.approx((j / (1 + a * j)).sum(), rel=1e-12)
    assert second[0] == pytest.approx(-((j / (1 + a * j)) ** 2).sum(), rel=1e-12)


def test_a_thousand_million_incidents_have_a_probability():
    found = POISSON.log_probability(np.array([10**9]), np.array([1e9]), 0.0)[0]
    assert found == pytest.approx(-0.5 * log(2 * np.pi * 1e9), abs=1e-5)
    exact = log(10**9 + 1) - 2 * log1p(5e8) - 10**9 * log1p(1 / 5e8)  # phi is 2
    found = NEGATIVE_BINOMIAL.log_probability(np.array([10**9]), np.array([1e9]), 0.5)
    assert found[0] == pytest.approx(exact, abs=1e-3)


# At the larger one rounding moves a mean by more than 1e-12 of itself.
@pytest.mark.parametrize("alpha", [2.5, 1.4e7])
def test_the_likeliest_linear_mean_has_no_slope(alpha):
    counts = np.array([0, 1, 2, 9, 300, 10**9])
    means = NEGATIVE_BINOMIAL_LINEAR.saturated_mean(counts, alpha)
    assert means[0] == 0
    slopes, curvature = NEGATIVE_BINOMIAL_LINEAR.slopes(counts[1:], means[1:], alpha)
    assert slopes / means[1:] == pytest.approx(0, abs=1e-10)
    assert (curvature < 0).all()
