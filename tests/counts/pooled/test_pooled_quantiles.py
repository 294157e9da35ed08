"""Rates averaged over the draws of mean and phi: equal data, equal rates, no noise."""

import numpy as np
import pytest
from scipy.stats import gamma, nbinom

import bemodels
from bemodels.counts import PLACE_PRIORS, fit_pooled
from bemodels.intervals import gamma_mixture_quantile


def test_a_mixture_of_one_is_a_gamma():
    for probability in (0.025, 0.5, 0.975):
        found = gamma_mixture_quantile(np.array([0.11]), np.array([3.5]), probability)
        assert found == pytest.approx(gamma(0.11, scale=1 / 3.5).ppf(probability))


def test_a_mixture_of_two_has_the_mean_of_their_distribution_functions():
    shapes, rates = np.array([0.5, 4.0]), np.array([2.0, 1.0])
    found = gamma_mixture_quantile(shapes, rates, 0.9)
    below = gamma(shapes, scale=1 / rates).cdf(found)
    assert below.mean() == pytest.approx(0.9, rel=1e-12)


def exact_on_a_grid(counts, years, count, probability):
    """Return a quantile of a place's rate, by quadrature over mean and spread."""
    log_mean, spread = np.meshgrid(
        np.linspace(-4.5, 3.5, 401), np.linspace(0.6, 7, 401), indexing="ij"
    )
    mean, phi = np.exp(log_mean), 1 / spread**2
    log_density = -((log_mean + 1.2) ** 2) / (2 * 1.5**2) - spread**2 / 2
    for y, times in zip(*np.unique(counts, return_counts=True), strict=True):
        log_density += times * nbinom.logpmf(y, phi, phi / (phi + years * mean))
    weight = np.exp(log_density - log_density.max())
    weight /= weight.sum()
    kept = weight > 1e-9
    draws = np.random.default_rng(1).choice(
        kept.sum(), 20_000, p=weight[kept] / weight[kept].sum()
    )
    shapes, rates = (phi + count)[kept][draws], (phi / mean + years)[kept][draws]
    return gamma_mixture_quantile(shapes, rates, probability)


@pytest.mark.sampling
def test_places_with_equal_data_have_equal_rates_near_those_of_a_grid():
    table = bemodels.belgium().place_counts()
    result = fit_pooled(table, places_at_risk=100, priors=PLACE_PRIORS, seed=7).result()
    counts = np.append(table.counts, np.zeros(79, dtype=int))
    for names, count in (
        (("Liège", "Ostend"), 2),
        (("other place 01", "other place 14"), 1),
    ):
        one, other = (result.estimate(f"annual_rate[{name}]") for name in names)
        assert (one.value, one.interval) == (other.value, other.interval)
        for found, probability in ((one.interval.low, 0.025), (one.value, 0.5)):
            exact = exact_on_a_grid(counts, 41 / 12, count, probability)
            assert found == pytest.approx(exact, rel=0.02)
    assert "averaged over the draws" in one.interval.method
