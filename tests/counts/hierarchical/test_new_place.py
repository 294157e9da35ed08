"""Quantiles of a new place's rate: a mixture, and the draws it averages over."""

import numpy as np
import pytest
from scipy.stats import lognorm

from bemodels.counts.hierarchical.new_place import (
    lognormal_mixture_quantile,
    new_place_quantiles,
)


@pytest.mark.parametrize("probability", [1e-6, 0.025, 0.5, 0.975, 1 - 1e-9])
def test_one_draw_is_a_lognormal_distribution(probability):
    found = lognormal_mixture_quantile(np.array([-1.2]), np.array([0.8]), probability)

    expected = lognorm(0.8, scale=np.exp(-1.2)).ppf(probability)
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("probability", [0.025, 0.5, 0.975])
def test_the_mixture_reaches_the_probability(probability):
    rng = np.random.default_rng(1)
    locations, spreads = rng.normal(-1, 1, (4, 50)), np.abs(rng.normal(0, 1, (4, 50)))

    found = lognormal_mixture_quantile(locations, spreads, probability)

    below = [
        lognorm(spread, scale=np.exp(location)).cdf(found)
        for location, spread in zip(locations.ravel(), spreads.ravel(), strict=True)
    ]
    assert np.mean(below) == pytest.approx(probability, abs=1e-12)


def test_places_that_do_not_differ_are_one_value():
    found = lognormal_mixture_quantile(np.full(9, 0.3), np.zeros(9), 0.9)

    assert found == pytest.approx(np.exp(0.3), rel=1e-12)


def test_a_model_without_places_has_no_new_one():
    import xarray as xr

    assert (
        new_place_quantiles(xr.Dataset({"intercept": (("chain", "draw"), [[1.0]])}))
        == {}
    )
