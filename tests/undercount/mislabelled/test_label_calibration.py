"""Simulation-based calibration of the regression behind labels: 100 truths, 6 rows.

They are few incidents, and a validation that does not overrule the prior.
"""

from dataclasses import replace

import numpy as np
import pytest
from label_rows import PRIORS, ROWS, VALIDATION

from bemodels.bayes import (
    SamplerSettings,
    calibrate_fits,
    compile_once,
)
from bemodels.errors import InvalidDataError
from bemodels.intervals import Beta
from bemodels.undercount.mislabelled import calibrate_mislabelled
from bemodels.undercount.mislabelled.label_calibration import simulator
from bemodels.undercount.mislabelled.label_model import builder
from bemodels.undercount.mislabelled.labelled_counts import read_labelled

SETTINGS = SamplerSettings(draws=1200, tune=400)
LABELLED, _ = read_labelled("inspired ~ x", ROWS, linked="linked", exposure="years")
RANKED = [
    "inspired_coefficient[Intercept]",
    "inspired_coefficient[x]",
    "linked_coefficient[Intercept]",
    "linked_coefficient[x]",
    "labelled_right[inspired]",
    "labelled_right[linked]",
    "log_likelihood",
]


def failed(result):
    return [check.name for check in result.checks if not check.passed]


def calibrate(**changes):
    given = {"linked": "linked", "exposure": "years", "validation": VALIDATION}
    given |= {"priors": PRIORS, "replicates": 100, "seed": 2018} | changes
    return calibrate_mislabelled("inspired ~ x", ROWS, settings=SETTINGS, **given)


@pytest.mark.sampling
def test_a_hundred_truths_have_uniform_ranks_in_their_posteriors():
    result = calibrate()

    assert failed(result) == []
    assert [curve.name.removeprefix("Ranks of ") for curve in result.curves] == RANKED


@pytest.mark.sampling
def test_truths_from_another_prior_are_found():
    worse = replace(PRIORS.labels, inspired=Beta(a=3, b=4))
    short = SamplerSettings(draws=800, tune=400)
    result = calibrate_fits(
        compile_once(builder(2)),
        simulator(LABELLED, VALIDATION, replace(PRIORS, labels=worse), fitted=PRIORS),
        replicates=40,
        settings=short,
        seed=2018,
    )

    assert "calibration of labelled_right[inspired]" in failed(result)


def test_a_simulator_draws_truths_and_counts_by_its_seed():
    simulate = simulator(LABELLED, VALIDATION, PRIORS, fitted=PRIORS)
    one, same, other = (simulate(np.random.default_rng(seed)) for seed in (1, 1, 2))

    assert list(one.truth) == RANKED
    assert one.truth == same.truth
    assert one.truth != other.truth
    assert (one.data["counts"] == same.data["counts"]).all()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"validation": 3}, "validation must be a LabelValidation, got 3"),
        ({"priors": 3}, "priors must be a MislabelledPriors, got 3"),
    ],
)
def test_what_cannot_be_calibrated_is_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        calibrate(**changes)
    assert str(error.value) == message
