"""Simulation-based calibration of the hierarchical model: 100 truths, six cities."""

from dataclasses import replace

import numpy as np
import pytest

from bemodels.bayes import (
    SamplerSettings,
    calibrate_fits,
    compile_once,
)
from bemodels.counts import (
    CITY_YEAR_PRIORS,
    WALK_PRIORS,
    HalfNormalSpread,
    NoSpread,
    calibrate_hierarchical,
)
from bemodels.counts.hierarchical.calibrating import simulator
from bemodels.counts.hierarchical.cells import cells_of
from bemodels.counts.hierarchical.model import builder
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
TABLE = CountTable(
    keys=("city", "year"),
    rows=tuple(
        (city, 2014 + number, 0, years)
        for city in "ABCDEF"
        for number, years in enumerate(YEARS)
    ),
)
SETTINGS = SamplerSettings(draws=800, tune=200)
OF_CITIES = [f"city_effect[{city}]" for city in "ABCDEF"]
OF_YEARS = [f"year_effect[{year}]" for year in range(2014, 2018)]


def failed(result):
    return [check.name for check in result.checks if not check.passed]


@pytest.mark.sampling
@pytest.mark.parametrize("priors", [CITY_YEAR_PRIORS, WALK_PRIORS], ids=["iid", "walk"])
def test_a_hundred_truths_have_uniform_ranks_in_their_posteriors(priors):
    result = calibrate_hierarchical(
        TABLE, priors=priors, replicates=100, seed=2018, settings=SETTINGS
    )

    assert failed(result) == []
    assert [curve.name.removeprefix("Ranks of ") for curve in result.curves] == [
        "intercept",
        "city_sd",
        "year_sd",
        "heterogeneity",
        *OF_CITIES,
        *OF_YEARS,
        "log_likelihood",
    ]


def calibrate_wrong(truth, replicates=100):
    """Draw truths from other priors than those under which they are fitted."""
    return calibrate_fits(
        compile_once(builder(6, 4)),
        simulator(cells_of(TABLE), truth, fitted=CITY_YEAR_PRIORS),
        replicates=replicates,
        settings=SETTINGS,
        seed=2018,
    )


@pytest.mark.sampling
@pytest.mark.parametrize(
    ("fault", "quantity"),
    [
        ({"cities": HalfNormalSpread(scale=2.0)}, "city_sd"),
        ({"dispersion": HalfNormalSpread(scale=1.5)}, "heterogeneity"),
        ({"dispersion": NoSpread()}, "heterogeneity"),
    ],
    ids=[
        "cities twice as far apart",
        "dispersion thrice",
        "no dispersion",
    ],
)
def test_truths_from_another_prior_are_found(fault, quantity):
    """A test that could not fail would show nothing."""
    result = calibrate_wrong(replace(CITY_YEAR_PRIORS, **fault), replicates=60)

    assert f"calibration of {quantity}" in failed(result)


def test_a_simulator_draws_truths_and_counts_by_its_seed():
    simulate = simulator(cells_of(TABLE), CITY_YEAR_PRIORS, fitted=CITY_YEAR_PRIORS)

    one, same, other = (simulate(np.random.default_rng(seed)) for seed in (1, 1, 2))

    assert one.truth == same.truth
    assert (one.data["cells"] == same.data["cells"]).all()
    assert one.truth != other.truth
    assert list(one.truth)[4:] == [*OF_CITIES, *OF_YEARS, "log_likelihood"]
    assert one.truth["heterogeneity"] > 0


def test_what_the_fitted_priors_leave_out_is_not_ranked():
    fitted = replace(CITY_YEAR_PRIORS, dispersion=NoSpread(), cities=NoSpread())
    simulate = simulator(cells_of(TABLE), fitted, fitted=fitted)

    truth = simulate(np.random.default_rng(1)).truth

    assert list(truth) == ["intercept", "year_sd", *OF_YEARS, "log_likelihood"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"table": 3}, "table must be a CountTable, got 3"),
        ({"priors": 3}, "priors must be a CityYearPriors, got 3"),
        ({"settings": 3}, "settings must be a SamplerSettings, got 3"),
        (
            {"replicates": 19},
            "replicates must be a whole number of 20 or more, got 19",
        ),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
    ],
)
def test_what_cannot_be_calibrated_is_refused(changes, message):
    given = {"table": TABLE, "priors": CITY_YEAR_PRIORS, "replicates": 100, "seed": 1}
    given |= changes
    with pytest.raises(InvalidDataError) as error:
        calibrate_hierarchical(given.pop("table"), **given)
    assert str(error.value) == message
