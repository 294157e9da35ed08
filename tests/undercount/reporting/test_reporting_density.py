"""The reporting density in code against the density in words, and its slopes."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from reporting_cases import CHECKED, CITIES, POOLED, PRIORS, STATED
from scipy.special import expit, log_expit
from scipy.stats import binom, halfnorm, norm, poisson

from bemodels.undercount.reporting.reporting_design import read_reporting
from bemodels.undercount.reporting.reporting_loops import (
    log_chance,
    reporting_density,
)
from bemodels.undercount.reporting.reporting_model import model_data
from bemodels.undercount.reporting.simulated_reports import log_likelihood

SIZES = {"rate_draw": 2, "detection_draw": 2, "spread_draw": 1, "place_draw": 3}
CASES = {"pooled": POOLED, "one place": PRIORS, "no validation": POOLED}
POINTS = (0.05, 0.5, 1.0, 2.5)


@cache
def design_of(name):
    validation = None if name == "no validation" else CHECKED
    return read_reporting(
        "y ~ x",
        "~ w",
        CITIES,
        exposure="years",
        validation=validation,
        pooled="city",
    )


@cache
def data_of(name):
    return model_data(design_of(name), CASES[name])


def run(name, flat, **changed):
    """Run the loops as plain Python: density, its slopes, and the parameters."""
    data = {**data_of(name), **changed}
    constant = data.pop("constant")
    density, *rest = reporting_density(*point_of(flat).values(), *data.values())
    return float(density + constant), np.concatenate(rest[:4]), rest[4:]


def point_of(flat):
    ends = np.cumsum(list(SIZES.values()))[:-1]
    return dict(zip(SIZES, np.split(flat, ends), strict=True))


def flat_at(scale):
    return scale * np.array([0.3, -0.7, 0.9, 0.4, -0.8, 1.1, -0.2, 0.6])


def density_in_words(name, rate, detection, spread, effects):
    """Of coefficients, spread, effects, counts and validation, written anew."""
    priors, there = CASES[name], name != "one place"
    x, w = CITIES[["x", "w"]].to_numpy().T
    place = np.repeat([0, 1, 2], 2)
    log_rates = rate[0] + rate[1] * x + effects[place]
    chances = expit(detection[0] + detection[1] * w)
    means = CITIES["years"].to_numpy() * np.exp(log_rates) * chances
    total = poisson(means).logpmf(CITIES["y"]).sum()
    total += norm([2, 0], [1.5, 1.0]).logpdf(rate).sum()
    total += norm(0, 1.5).logpdf(detection).sum()
    if there:
        total += halfnorm(scale=priors.places.scale).logpdf(abs(spread))
        total += norm(0, abs(spread)).logpdf(effects).sum() - np.log(2)
    if name != "no validation":
        of_known = expit(detection[0] + detection[1] * CHECKED["w"])
        total += binom(CHECKED["known"], of_known).logpmf(CHECKED["found"]).sum()
    return total


def log_jacobian(name, flat):
    """From draws to parameters, by differences; what is absent is standard normal."""
    there = np.arange(8) < 8 if name != "one place" else np.arange(8) < 4

    def moved(at):
        return np.concatenate(run(name, at)[2])

    slopes = np.array(
        [
            (moved(flat + step) - moved(flat - step)) / 2e-5
            for step in 1e-5 * np.eye(len(flat))
        ]
    )
    _, jacobian = np.linalg.slogdet(slopes[np.ix_(there, there)])
    return jacobian + norm.logpdf(flat[~there]).sum()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("scale", POINTS)
def test_density_in_code_is_the_density_in_words(name, scale):
    flat = flat_at(scale)

    found, _, (rate, detection, sizes, effects) = run(name, flat)

    expected = density_in_words(name, rate, detection, sizes[0], effects)
    assert found == pytest.approx(
        expected + log_jacobian(name, flat), rel=1e-8, abs=1e-6
    )


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("scale", POINTS)
def test_slopes_are_those_of_the_density(name, scale):
    """By central differences of fourth order."""
    flat = flat_at(scale)

    def density(at):
        return run(name, at)[0]

    expected = [
        (
            8 * (density(flat + one) - density(flat - one))
            - density(flat + 2 * one)
            + density(flat - 2 * one)
        )
        / 12e-3
        for one in 1e-3 * np.eye(len(flat))
    ]

    assert run(name, flat)[1] == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_coordinates_change_nothing_of_the_density(name):
    """Other axes of coefficients: the same density at the same parameters."""
    data, flat = data_of(name), flat_at(0.5)
    expected, _, (rate, detection, *_) = run(name, flat)

    found, *_ = run(
        name,
        np.concatenate([np.zeros(4), flat[4:]]),
        rate_axes=np.column_stack([2 * np.eye(2), rate]),
        detection_axes=np.column_stack([3 * np.eye(2), detection]),
        answer=0 * data["answer"],
    )

    assert found == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("logit", [-800.0, -30.0, -1.0, 0.0, 1.0, 30.0, 800.0])
def test_the_logarithm_of_a_chance_does_not_overflow(logit):
    assert log_chance(logit) == pytest.approx(log_expit(logit), rel=1e-14)


def test_the_log_likelihood_of_draws_is_that_of_the_words():
    import xarray as xr

    design = design_of("pooled")
    rate, detection, effects = np.array([1.8, 0.4]), np.array([0.2, 1.1]), np.zeros(3)
    dims = ("chain", "draw", "of")
    draws = xr.Dataset(
        {
            "rate_coefficient": (dims, rate[None, None]),
            "detection_coefficient": (("chain", "draw", "by"), detection[None, None]),
            "place_effect": (("chain", "draw", "place"), effects[None, None]),
        }
    )

    found = log_likelihood(draws, design)

    prior = norm([2, 0], [1.5, 1.0]).logpdf(rate).sum()
    prior += norm(0, 1.5).logpdf(detection).sum()
    prior += halfnorm(scale=0.7).logpdf(1) + norm.logpdf(effects).sum() - np.log(2)
    expected = density_in_words("pooled", rate, detection, 1.0, effects) - prior
    assert found == pytest.approx(np.array([[expected]]), rel=1e-12)


def test_a_stated_prior_has_the_density_of_a_weak_one_of_its_numbers():
    design = design_of("no validation")
    weak = model_data(design, PRIORS)
    stated = model_data(design, replace(PRIORS, detection=STATED))

    assert all((weak[name] == stated[name]).all() for name in weak)
