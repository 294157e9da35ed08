"""Which detections validation informs: by the designs, not by contraction."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from reporting_cases import CITIES, NUMBERS, POOLED, PRIORS

from bemodels.undercount import StatedDetection, fit_reporting
from bemodels.undercount.reporting.informed_rows import (
    informed_detection,
    inside,
    places_beside,
    rates_beside,
)
from bemodels.undercount.reporting.reporting_design import read_reporting


def design(data, validation, *, rate="y ~ C(year)", detection="~ C(w)", pooled=None):
    return read_reporting(
        rate,
        detection,
        data,
        exposure="years",
        validation=validation,
        pooled=pooled,
    )


def informed(one):
    told = inside(one.levels.to_numpy(float), informed_detection(one))
    return dict(zip(one.levels.index, told.tolist(), strict=True))


FOUR = pd.DataFrame(
    {
        "year": [1, 1, 2, 3],
        "w": ["a", "b", "b", "c"],
        "y": [12, 4, 7, 5],
        "years": 1.0,
    }
)
OF_A = pd.DataFrame({"w": ["a"], "found": [9], "known": [30]})


def test_without_validation_no_detection_is_informed():
    assert informed(design(FOUR, None)) == {"a": False, "b": False, "c": False}


def test_equal_rates_carry_validation_to_other_levels_and_no_further():
    """Year 1 ties b to a; year 3 is a rate of its own."""
    assert informed(design(FOUR, OF_A)) == {"a": True, "b": True, "c": False}


def test_a_slope_is_informed_by_two_validated_values_and_not_by_one():
    one = pd.DataFrame({"w": [0.5], "found": [4], "known": [12]})
    two = pd.DataFrame({"w": [0.5, 0.7], "found": [4, 5], "known": [12, 12]})
    given = {"rate": "y ~ C(city) + x", "detection": "~ w"}

    told = informed(design(CITIES, one, **given))
    assert [label for label, yes in told.items() if yes] == ["0.5"]
    assert all(informed(design(CITIES, two, **given)).values())


def test_the_scale_of_a_covariate_does_not_matter():
    rows, span = np.array([[1.0, 3e-9], [1.0, 4e-9]]), np.array([[2.0, 6e-9]])

    assert inside(rows, span).tolist() == [True, False]
    assert inside(rows, np.empty((0, 2))).tolist() == [False, False]


def test_a_contrast_within_a_level_stands_where_detection_is_unknown():
    """The second year shares the level b with the first; the third shares none."""
    one = design(FOUR, None)

    assert rates_beside(one, np.array([True, True, True])).tolist() == [
        False,
        True,
        False,
    ]
    assert rates_beside(one, np.array([False, False, True])).tolist() == [
        True,
        True,
        False,
    ]


def test_places_are_compared_within_levels_alone():
    same = CITIES.assign(year=[1, 2] * 3, w=[1, 2] * 3)
    others = CITIES.assign(year=[1, 2] * 3, w=[1, 1, 1, 1, 2, 2])

    for data, compared in ((same, True), (others, False)):
        one = design(data, None, pooled="city")
        assert places_beside(one, np.array([True, True])) is compared


INFORMED_RATES = replace(
    PRIORS.rate, intercept_location=4.0, intercept_scale=0.3, slope_scale=0.3
)


@pytest.mark.sampling
@pytest.mark.parametrize("pooled", [None, "city"])
def test_a_rate_prior_makes_no_estimate_of_a_stated_detection(pooled):
    """It narrows detection well beyond a tenth, and is still all that does."""
    priors = replace(POOLED if pooled else PRIORS, rate=INFORMED_RATES)
    priors = replace(
        priors, detection=StatedDetection(**NUMBERS, reason="Hardly known.")
    )

    fit = fit_reporting(
        "y ~ x",
        "~ w",
        CITIES,
        exposure="years",
        validation=None,
        priors=priors,
        seed=2,
        pooled=pooled,
    )

    result = fit.result()
    called = {row[0]: (row[-2], row[-1]) for row in fit.tables[0].rows}
    contraction, word = called["detection_coefficient[Intercept]"]
    assert contraction > 0.2
    assert word == "scenario"
    for one in result.estimates:
        name = one.estimand.partition("[")[0]
        if name in {"hidden", "population", "expected_events", "detection", "place_sd"}:
            assert one.identified == "prior", one.estimand
    assert result.conclusion.startswith("If detection is as its stated prior says, ")


@pytest.mark.sampling
def test_a_level_without_validation_is_a_scenario_under_any_prior_of_its_rate():
    data = FOUR[["year", "w", "y", "years"]].iloc[[0, 3]]
    priors = replace(PRIORS, rate=replace(INFORMED_RATES, intercept_location=3.0))

    fit = fit_reporting(
        "y ~ C(year)",
        "~ 0 + C(w)",
        data,
        exposure="years",
        validation=OF_A,
        priors=priors,
        seed=2,
    )

    result = fit.result()
    called = {row[0]: (row[-2], row[-1]) for row in fit.tables[0].rows}
    assert called["detection[c]"][0] > 0.1
    assert called["detection[c]"][1] == "scenario"
    assert called["detection[a]"][1] == "estimate"
    origins = {one.estimand: one.identified for one in result.estimates}
    assert origins["detection[a]"] == origins["annual_rate[1]"] == "both"
    assert origins["detection[c]"] == origins["annual_rate[3]"] == "prior"
    assert origins["hidden"] == "prior"
    population, hidden = result.estimate("population"), result.estimate("hidden")
    assert result.conclusion == (
        "If validation is representative given the covariates, and detection[c], which "
        f"it does not inform, is as its prior says, then {population.value:g} events "
        f"(95% credible interval {population.interval.low:g} to "
        f"{population.interval.high:g}) stood behind the 17 recorded ones, "
        f"{hidden.value:g} of them hidden ({hidden.interval.low:g} to "
        f"{hidden.interval.high:g})."
    )
