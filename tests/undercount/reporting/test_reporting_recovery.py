"""Known truths come back, and what the data do not tell is said to be a scenario."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from reporting_cases import PRIORS, STATED, simulated

from bemodels.undercount import fit_reporting

pytestmark = pytest.mark.sampling
# Simulation of Stoner et al. (2019), without its spatial field.
TRUTHS = {
    "rate_coefficient[Intercept]": 4.0,
    "rate_coefficient[x]": 1.0,
    "detection_coefficient[Intercept]": 0.0,
    "detection_coefficient[w]": 2.0,
}


def fitted(data, validation, priors=PRIORS, detection="~ w"):
    return fit_reporting(
        "y ~ x",
        detection,
        data,
        exposure="years",
        validation=validation,
        priors=priors,
        seed=3,
    )


def distance(estimate, truth):
    """Return how far off the truth is, in standard deviations."""
    width = estimate.interval.high - estimate.interval.low
    return abs(estimate.value - truth) / (width / 3.92)


@pytest.fixture(scope="module")
def hundred_rows():
    data, validation, events = simulated(rows=100, known=200, seed=19)
    return fitted(data, validation), data, events


def test_truths_of_a_simulation_come_back(hundred_rows):
    fit, data, events = hundred_rows
    result = fit.result(level=0.95)

    for name, truth in TRUTHS.items():
        one = result.estimate(name)
        assert distance(one, truth) < 3
        assert one.interval.high - one.interval.low < 0.6
        assert one.identified in {"data", "both"}
    hidden = events - int(data["y"].sum())
    assert distance(result.estimate("hidden"), hidden) < 3
    assert distance(result.estimate("population"), events) < 3


def test_a_sound_model_is_not_found_fault_with(hundred_rows):
    fit, *_ = hundred_rows

    of_counts = [one for one in fit.checks if "found" not in one.name]
    assert len(of_counts) == len(fit.checks) - 2
    assert [one.name for one in of_counts if not one.passed] == []


def test_counts_twice_as_far_from_their_means_are_found():
    data, validation, _ = simulated(rows=40, known=200, seed=19)
    shaken = data.assign(y=data["y"] * np.tile([1, 3], 20))

    fit = fitted(shaken, validation)

    failed = [one.name for one in fit.checks if not one.passed]
    assert "posterior predictive: chi-squared of recorded events" in failed


def test_levels_validate_one_another_through_equal_rates():
    """One row was validated; equal rates carry what it tells to the other."""
    data = pd.DataFrame(
        {"x": [-0.5, -0.5, 0.5, 0.5], "w": [0.0, 1.0, 0.0, 1.0], "years": 1.0}
    ).assign(y=[400, 760, 410, 750])
    one_level = pd.DataFrame({"w": [0.0], "found": [100], "known": [200]})

    result = fitted(data, one_level).result()

    assert result.estimate("detection[1.0]").identified in {"data", "both"}
    expected = 0.5 * (760 + 750) / (400 + 410)
    assert result.estimate("detection[1.0]").value == pytest.approx(expected, abs=0.06)


def test_a_level_that_nothing_informs_is_a_scenario():
    """Every row has a rate of its own, and a detection that was not validated."""
    data = pd.DataFrame({"x": [0.0, 1.0], "w": [0.0, 1.0], "years": 1.0}).assign(
        y=[40, 70]
    )
    priors = replace(
        PRIORS,
        rate=replace(PRIORS.rate, intercept_scale=15.0, slope_scale=15.0),
    )
    one_level = pd.DataFrame({"w": [0.0], "found": [1000], "known": [2000]})

    result = fitted(data, one_level, priors, detection="~ 0 + C(w)").result()

    assert result.estimate("detection[0.0]").identified == "data"
    assert result.estimate("detection[1.0]").identified == "prior"
    assert result.estimate("annual_rate[0.0]").identified == "both"
    for name in ("annual_rate[1.0]", "hidden", "population"):
        assert result.estimate(name).identified == "prior"


def test_a_stated_prior_makes_hidden_events_a_scenario():
    data, _, _ = simulated(rows=12, known=10, seed=1)
    sure = replace(STATED, intercept_location=1.0, intercept_scale=0.3, slope_scale=0.3)

    fit = fitted(data, None, replace(PRIORS, detection=sure))

    result = fit.result()
    assert result.method == (
        "Poisson rates with logistic detection and a stated prior of detection, NUTS"
    )
    assert result.assumptions[0].statement.startswith(
        "Hidden is population minus recorded"
    )
    assert "scenario" in result.assumptions[1].statement
    assert len(result.card.equations) == 3
