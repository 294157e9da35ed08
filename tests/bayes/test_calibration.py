"""Calibration on a model whose posterior is known: sound draws pass, faulty do not.

mu ~ Normal(0, 1) and three counts y ~ Normal(mu, 1): the posterior of mu is normal with
mean 3/4 of the mean of y and variance 1/4.
"""

import numpy as np
import pytest
import xarray as xr

from bemodels.bayes import Replicate, SamplerSettings, check_calibration
from bemodels.errors import InvalidDataError

SETTINGS = SamplerSettings(draws=500)
SHAPE = (4, 500)


def log_likelihood(mu, y):
    return -((np.asarray(mu)[..., None] - y) ** 2).sum(axis=-1) / 2


def simulate(rng):
    mu = rng.normal()
    y = rng.normal(mu, 1, size=3)

    def quantities(draws):
        mu = draws["mu"].to_numpy()
        return {"mu": mu, "log_likelihood": log_likelihood(mu, y)}

    return Replicate(
        data={"y": y},
        truth={"mu": mu, "log_likelihood": float(log_likelihood(mu, y))},
        quantities=quantities,
    )


def drawing(*, location=lambda y: 0.75 * y.mean(), sd=0.5, copied=0.0):
    def draw(data, *, seed):
        rng = np.random.default_rng(seed)
        mu = rng.normal(location(data["y"]), sd, size=SHAPE)
        if rng.random() < copied:
            mu[1] = mu[0]
        stats = {"diverging": np.zeros(SHAPE), "energy": rng.normal(size=SHAPE)}
        dims = ("chain", "draw")
        return xr.DataTree.from_dict(
            {
                "posterior": xr.Dataset({"mu": (dims, mu)}),
                "sample_stats": xr.Dataset(
                    {name: (dims, values) for name, values in stats.items()}
                ),
            }
        )

    return draw


def calibrate(replicates=100, level=0.999, seed=1, **faults):
    return check_calibration(
        drawing(**faults),
        simulate,
        replicates=replicates,
        settings=SETTINGS,
        level=level,
        seed=seed,
    )


def failed(result):
    return [check.name for check in result.checks if not check.passed]


def test_draws_from_the_posterior_pass():
    result = calibrate()

    assert failed(result) == []
    assert [test.null for test in result.tests] == [
        "The ranks of mu are uniform.",
        "The ranks of log_likelihood are uniform.",
    ]
    assert result.conclusion == (
        "The ranks of all 2 quantities stay inside the simultaneous 99.9% band of "
        "uniform ranks. 0 of 100 replicates failed the convergence gate."
    )


@pytest.mark.parametrize(
    "fault",
    [
        {"sd": 0.3},
        {"sd": 0.9},
        {"location": lambda y: 0.75 * y.mean() + 0.25},
    ],
    ids=["too narrow", "too wide", "shifted"],
)
def test_draws_from_another_distribution_do_not(fault):
    result = calibrate(replicates=300, **fault)

    assert failed(result)
    assert "are not those of the posterior" in result.conclusion


def test_the_prior_in_place_of_the_posterior_shows_in_the_log_likelihood_alone():
    """Draws from the prior have uniform ranks, whatever the data say."""
    result = calibrate(replicates=300, location=lambda y: 0.0, sd=1.0)

    assert failed(result) == ["calibration of log_likelihood"]


def test_replicates_that_the_gate_refuses_are_counted_and_keep_their_ranks():
    result = calibrate(copied=0.1)

    assert failed(result) == ["convergence of replicates"]
    refused = result.table("Replicates that failed the convergence gate").rows
    assert 3 <= len(refused) <= 20
    assert refused[0][1].startswith("mu has the same draws in chains 1 and 2")
    assert f"{len(refused)} of 100 failed" in result.checks[-1].detail
    assert all(curve.y[-1] + 100 / 101 <= 1 for curve in result.curves)
    assert result.method.startswith("100 truths")


def test_two_refused_replicates_in_a_hundred_are_let_pass():
    refused = iter([True, True] + [False] * 98)

    def draw(data, *, seed):
        return drawing(copied=float(next(refused)))(data, seed=seed)

    result = check_calibration(
        draw, simulate, replicates=100, settings=SETTINGS, level=0.999, seed=1
    )

    assert failed(result) == []
    assert result.checks[-1].detail == (
        "2 of 100 failed the convergence gate, at most 2%; their ranks are kept"
    )


def test_a_seed_fixes_every_rank():
    assert calibrate(replicates=20) == calibrate(replicates=20)
    assert calibrate(replicates=20) != calibrate(replicates=20, seed=2)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"replicates": 19},
            "replicates must be a whole number of 20 or more, got 19",
        ),
        ({"level": 1.0}, "level must lie between 0 and 1, got 1.0"),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
    ],
)
def test_numbers_out_of_range_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        calibrate(**changes)
    assert str(error.value) == message
