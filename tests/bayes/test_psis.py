"""Left-out predictions and power-scaling, against exact answers and ArviZ's doors.

mu ~ Normal(0, 2) and y ~ Normal(mu, 1): posterior and predictions are normal.
"""

import numpy as np
import pytest
import xarray as xr
from arviz_stats import psense
from scipy.stats import norm

from bemodels.bayes import power_scaled, smooth_left_out

Y = np.array([0.3, -1.1, 1.9, 0.8, 2.2, -0.4])


def posterior_of(y):
    variance = 1 / (len(y) + 1 / 4)
    return variance * y.sum(), np.sqrt(variance)


MU = np.random.default_rng(1).normal(*posterior_of(Y), size=(4, 1000))


def test_predictions_of_left_out_observations_are_exact_to_the_draws():
    elpd, lppd, khat = smooth_left_out(norm(MU[..., None], 1).logpdf(Y))

    def predicted(given, y):
        mean, sd = posterior_of(given)
        return norm(mean, np.sqrt(1 + sd**2)).logpdf(y)

    others = [np.delete(Y, i) for i in range(len(Y))]
    expected = [predicted(one, y) for one, y in zip(others, Y, strict=True)]
    assert elpd == pytest.approx(expected, abs=0.02)
    assert lppd == pytest.approx([predicted(Y, y) for y in Y], abs=0.02)
    assert (khat < 0.5).all()


def test_an_observation_far_from_all_others_has_a_large_pareto_shape():
    y = np.array([*Y, 12.0])
    mu = np.random.default_rng(2).normal(*posterior_of(y), size=(4, 1000))

    *_, khat = smooth_left_out(norm(mu[..., None], 1).logpdf(y))

    assert khat[-1] > 0.7
    assert khat[:-1].max() < 0.7


@pytest.mark.parametrize("group", ["prior", "likelihood"])
def test_power_scaling_is_that_of_arviz(group):
    dims = ("chain", "draw")
    log_density = {
        "prior": norm(0, 2).logpdf(MU),
        "likelihood": norm(MU[..., None], 1).logpdf(Y).sum(axis=-1),
    }
    tree = xr.DataTree.from_dict(
        {
            "posterior": xr.Dataset({"mu": (dims, MU)}),
            "log_prior": xr.Dataset({"mu": (dims, log_density["prior"])}),
            "log_likelihood": xr.Dataset({"y": (dims, log_density["likelihood"])}),
        }
    )

    expected = float(psense(tree, group=group)["mu"])

    assert power_scaled(log_density[group], MU) == pytest.approx(expected, rel=1e-9)
