"""Simulation-based calibration of the reporting regression: a hundred truths."""

from dataclasses import replace

import numpy as np
import pytest
from reporting_cases import CHECKED, CITIES, POOLED, STATED

from bemodels.bayes import (
    SamplerSettings,
    calibrate_fits,
    compile_once,
    fingerprint,
)
from bemodels.undercount import WeakDetection, calibrate_reporting
from bemodels.undercount.reporting.reporting_calibration import simulator
from bemodels.undercount.reporting.reporting_design import read_reporting
from bemodels.undercount.reporting.reporting_loops import reporting_density
from bemodels.undercount.reporting.reporting_model import builder, model_data

SETTINGS = SamplerSettings(draws=2000, tune=500)
RANKED = [
    "rate_coefficient[Intercept]",
    "rate_coefficient[x]",
    "detection_coefficient[Intercept]",
    "detection_coefficient[w]",
    "place_effect[A]",
    "place_effect[B]",
    "place_effect[C]",
    "place_sd",
    "log_likelihood",
]


def design():
    return read_reporting(
        "y ~ x",
        "~ w",
        CITIES,
        exposure="years",
        validation=CHECKED,
        pooled="city",
    )


def failed(result):
    return [check.name for check in result.checks if not check.passed]


@pytest.mark.sampling
def test_a_hundred_truths_have_uniform_ranks_in_their_posteriors():
    result = calibrate_reporting(
        "y ~ x",
        "~ w",
        CITIES,
        exposure="years",
        validation=CHECKED,
        priors=POOLED,
        replicates=100,
        seed=2026,
        pooled="city",
        settings=SETTINGS,
    )

    assert failed(result) == []
    names = [curve.name.removeprefix("Ranks of ") for curve in result.curves]
    assert names == RANKED


@pytest.mark.sampling
def test_truths_from_another_prior_are_found():
    """A test that could not fail would show nothing."""
    certain = WeakDetection(
        intercept_location=3.0, intercept_scale=0.3, slope_scale=1.5, reason="Wrong."
    )
    result = calibrate_fits(
        compile_once(builder(2, 2, 3)),
        simulator(design(), POOLED, fitted=replace(POOLED, detection=certain)),
        replicates=20,
        settings=SETTINGS,
        seed=2026,
    )

    assert "calibration of detection_coefficient[Intercept]" in failed(result)


@pytest.mark.sampling
def test_the_compiled_density_is_that_of_the_loops():
    data = model_data(design(), POOLED)
    found = fingerprint(compile_once(builder(2, 2, 3)), data)
    constant = data.pop("constant")

    for point, density in zip((-0.5, 0.0, 0.5), found, strict=True):
        draws = (np.full(size, point) for size in (2, 2, 1, 3))
        expected = reporting_density(*draws, *data.values())[0] + constant
        assert density == pytest.approx(expected, rel=1e-12)


def test_a_simulator_draws_truths_and_counts_by_its_seed():
    simulate = simulator(design(), POOLED, fitted=POOLED)

    one, same, other = (simulate(np.random.default_rng(seed)) for seed in (1, 1, 2))

    assert one.truth == same.truth
    assert (one.data["cells"] == same.data["cells"]).all()
    assert one.truth != other.truth
    assert list(one.truth) == RANKED


def test_the_same_truth_is_simulated_without_validation():
    bare = read_reporting(
        "y ~ x", "~ w", CITIES, exposure="years", validation=None, pooled="city"
    )
    priors = replace(POOLED, detection=STATED)

    found = simulator(bare, priors, fitted=priors)(np.random.default_rng(1))

    expected = simulator(design(), POOLED, fitted=POOLED)(np.random.default_rng(1))
    assert found.data["checked"].shape == (2, 0)
    same = [name for name in RANKED if name != "log_likelihood"]
    assert [found.truth[name] for name in same] == [
        expected.truth[name] for name in same
    ]
