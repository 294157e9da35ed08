"""Quantile residuals: the definition, the normal law, and the far tails."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtri
from scipy.stats import kstest, norm, poisson

from bemodels.counts import (
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
    quantile_residuals,
)
from bemodels.errors import InvalidDataError


def test_the_definition():
    data = pd.DataFrame({"y": [0, 2, 1, 5, 3], "t": [1.0, 2.0, 0.5, 1.0, 1.0]})
    fit = fit_poisson("y ~ 1", data, exposure="t")
    found = quantile_residuals(fit, rng=np.random.default_rng(8))
    inside = (np.random.default_rng(8).integers(2**52, size=5) + 0.5) / 2**52
    law = poisson(data["t"] * 2)
    chance = law.cdf(data["y"] - 1) + inside * law.pmf(data["y"])
    assert found.to_numpy() == pytest.approx(ndtri(chance), rel=1e-9)
    assert found.index.tolist() == [0, 1, 2, 3, 4]
    assert found.name == "quantile_residual"


@pytest.mark.parametrize(
    "fit_counts", [fit_poisson, fit_negative_binomial, fit_negative_binomial_linear]
)
def test_residuals_of_the_true_model_are_standard_normal(fit_counts):
    rng = np.random.default_rng(21)
    x = rng.uniform(-1, 1, 3000)
    mean = np.exp(0.2 + 0.8 * x)
    if fit_counts is fit_poisson:
        y = rng.poisson(mean)
    elif fit_counts is fit_negative_binomial:
        y = rng.poisson(mean * rng.gamma(2, 0.5, 3000))
    else:
        y = rng.poisson(rng.gamma(mean / 0.8) * 0.8)
    fit = fit_counts("y ~ x", pd.DataFrame({"y": y, "x": x}))
    residuals = quantile_residuals(fit, rng=rng)
    assert kstest(residuals, norm.cdf).pvalue > 0.01
    assert np.corrcoef(residuals, x)[0, 1] == pytest.approx(0, abs=0.05)


def test_overdispersed_counts_have_wide_residuals_under_poisson():
    rng = np.random.default_rng(3)
    data = pd.DataFrame({"y": rng.poisson(4 * rng.gamma(1, 1, 1000))})
    narrow = quantile_residuals(fit_negative_binomial("y ~ 1", data), rng=rng)
    wide = quantile_residuals(fit_poisson("y ~ 1", data), rng=rng)
    assert narrow.std() == pytest.approx(1, abs=0.07)
    assert wide.std() > 1.8


def test_residuals_are_finite_however_far_out():
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [0] * 30 + [40_000]}))
    found = quantile_residuals(fit, rng=np.random.default_rng(1))
    assert np.isfinite(found).all()
    # Half the square of a normal quantile is about the logarithm of its tail.
    law = poisson(fit.fitted[0])
    log_tail = law.logpmf(40_000)
    assert found.iloc[-1] ** 2 / 2 == pytest.approx(-log_tail, rel=1e-3)
    assert found.iloc[0] ** 2 / 2 == pytest.approx(fit.fitted[0], rel=1e-2)


def test_a_row_of_mean_0_has_a_residual_of_chance_alone():
    data = pd.DataFrame({"y": [3, 2] + [0] * 2000, "city": ["A"] * 2 + ["B"] * 2000})
    fit = fit_poisson("y ~ city", data)
    found = quantile_residuals(fit, rng=np.random.default_rng(2))
    assert len(found) == 2002
    assert kstest(found.iloc[2:], norm.cdf).pvalue > 0.01


def test_the_same_seed_gives_the_same_residuals():
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [0, 3, 1]}))
    one, again, other = (
        quantile_residuals(fit, rng=np.random.default_rng(seed)) for seed in (1, 1, 2)
    )
    assert one.equals(again)
    assert not one.equals(other)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fit": None}, "fit must be a CountFit, got None"),
        ({"rng": 7}, "rng must be a Generator, got 7"),
    ],
)
def test_what_is_no_question_is_refused(options, message):
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [0, 1]}))
    with pytest.raises(InvalidDataError) as refused:
        quantile_residuals(**({"fit": fit, "rng": np.random.default_rng(1)} | options))
    assert str(refused.value) == message
