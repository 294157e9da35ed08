"""The test of differences that covariates leave: slope, enumeration, size, power."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import gammaln
from scipy.stats import nbinom, poisson

from bemodels.undercount.capture import zero_truncated_poisson_regression
from bemodels.undercount.capture.regressions.leftover import leftover_score
from bemodels.undercount.capture.regressions.rate_existence import rates_above_zero
from bemodels.undercount.capture.regressions.rate_fit import fit_rates
from bemodels.undercount.capture.regressions.rate_likelihoods import ABOVE_ZERO
from bemodels.undercount.capture.regressions.seen_units import read_seen_units

TABLE = pd.DataFrame(
    {
        "times": [1, 2, 3, 1, 2, 3, 4, 7],
        "group": list("aaabbbbb"),
        "units": [60, 12, 2, 40, 24, 9, 3, 1],
    }
)


def fitted(data):
    seen = read_seen_units("times ~ group", data, "units")
    basis = rates_above_zero(seen)
    again = seen.sightings - seen.units
    fit = fit_rates(
        ABOVE_ZERO, basis, units=seen.units, again=again, rows=basis.columns
    )
    return seen, fit


def test_the_score_is_the_slope_of_the_negative_binomial_likelihood():
    seen, fit = fitted(TABLE)
    rates = dict(zip("ab", np.exp(fit.logs), strict=True))
    rate = TABLE["group"].map(rates).to_numpy()

    def loglik(alpha):
        size = 1 / alpha
        chance = size / (size + rate)
        logs = nbinom.logpmf(TABLE["times"], size, chance)
        return float(TABLE["units"] @ (logs - np.log1p(-(chance**size))))

    at_zero = poisson.logpmf(TABLE["times"], rate) - np.log(-np.expm1(-rate))
    step = 1e-4
    here = float(TABLE["units"] @ at_zero)
    slope = (4 * loglik(step) - loglik(2 * step) - 3 * here) / (2 * step)
    assert leftover_score(seen, fit)[0] == pytest.approx(2 * slope, rel=1e-4)


def test_the_variance_is_that_of_all_outcomes():
    seen, fit = fitted(TABLE)
    times = np.arange(1, 80)
    rate = np.exp(fit.logs)[:, np.newaxis]
    logs = times * np.log(rate) - rate - gammaln(times + 1)
    chance = np.exp(logs) / -np.expm1(-rate)
    score = times * (times - 1) - 2 * rate * times + rate**2 / -np.expm1(-rate)
    assert (chance * score).sum(axis=1) == pytest.approx([0, 0], abs=1e-12)
    # Two groups of their own: the part that times seen explain is taken off in each.
    mean = (chance * times).sum(axis=1, keepdims=True)
    with_times = (chance * score * times).sum(axis=1)
    variance = (chance * (times - mean) ** 2).sum(axis=1)
    left = (chance * score**2).sum(axis=1) - with_times**2 / variance
    assert leftover_score(seen, fit)[1] == pytest.approx(
        float(seen.units @ left), rel=1e-9
    )


def p_values(rng, replicates, shape):
    found = []
    for _ in range(replicates):
        group = np.repeat(["a", "b"], 150)
        rate = np.where(group == "a", 0.8, 1.6)
        if np.isfinite(shape):
            rate = rate * rng.gamma(shape, 1 / shape, size=300)
        times = rng.poisson(rate)
        data = pd.DataFrame({"times": times, "group": group})[times > 0]
        (test,) = zero_truncated_poisson_regression("times ~ group", data).tests
        found.append(test.p_value)
    return np.array(found)


def test_equal_rates_are_rejected_as_often_as_the_level_says():
    found = p_values(np.random.default_rng(11), 200, np.inf)
    # Three standard errors about one in ten.
    assert abs((found < 0.1).mean() - 0.1) < 0.064


def test_unequal_rates_are_found():
    assert (p_values(np.random.default_rng(12), 40, 1.0) < 0.05).mean() > 0.8


def test_rates_so_small_that_nothing_is_left_have_no_test():
    data = pd.DataFrame({"times": [1, 2], "units": [10**9, 1]})
    result = zero_truncated_poisson_regression("times ~ 1", data, units="units")
    assert result.tests == ()
    assert result.assumptions[0].support == "not checkable from these data"
