"""Dispersion that shrinks with exposure: another maximiser, NB1, equal exposures."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from scipy.stats import nbinom, poisson
from statsmodels.tools.numdiff import approx_hess

from bemodels.counts import (
    annual_rates,
    expected_zero_share,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
    profile_interval,
    robust_standard_errors,
)
from bemodels.counts.fits.bursts import bursts_within
from bemodels.counts.fits.fitting import fit_design
from bemodels.data.designs.count_design import read_design

YEARS = np.tile([7 / 12, 1, 1, 10 / 12], 6)
COUNTS = [1, 4, 9, 0, 0, 0, 2, 0, 7, 3, 15, 2, 0, 1, 0, 0, 3, 9, 6, 5, 1, 0, 3, 0]


def table(counts=COUNTS, years=YEARS):
    return pd.DataFrame(
        {
            "n": counts,
            "t": years,
            "year": np.tile([2014, 2015, 2016, 2017], 6),
            "city": np.repeat(list("ABCDEF"), 4),
        }
    )


def fit_bursts(formula, data):
    design = read_design(formula, data, "t")
    return fit_design(design, bursts_within(design.exposure))


def test_another_maximiser_finds_the_same_fit():
    fit = fit_bursts("n ~ C(year)", table())
    columns = fit.design.matrix.to_numpy(float)

    def lost(parameters):
        size = np.exp(parameters[-1]) * YEARS
        mean = YEARS * np.exp(columns @ parameters[:-1])
        return -nbinom.logpmf(COUNTS, size, size / (size + mean)).sum()

    best = minimize(lost, np.zeros(5), method="BFGS", options={"gtol": 1e-7})
    assert fit.loglik == pytest.approx(-best.fun, abs=1e-9)
    assert fit.params.to_numpy() == pytest.approx(best.x[:-1], abs=1e-5)
    assert fit.alpha == pytest.approx(np.exp(-best.x[-1]), rel=1e-5)
    covariance = np.linalg.inv(approx_hess(best.x, lost))
    errors = np.sqrt(np.diagonal(covariance))[:-1]
    assert fit.standard_errors.to_numpy() == pytest.approx(errors, rel=1e-4)


def test_derivatives_are_those_of_the_log_probability():
    family, step = bursts_within(YEARS), 1e-5
    mean, y = np.linspace(0.3, 6, 24), np.array(COUNTS)

    def at(eta, alpha):
        return family.log_probability(y, mean * np.exp(eta), alpha)

    slope, curvature = family.slopes(y, mean, 0.4)
    by_alpha = family.alpha_derivatives(y, mean, 0.4)
    ahead, here, behind = at(step, 0.4), at(0, 0.4), at(-step, 0.4)
    assert slope == pytest.approx((ahead - behind) / (2 * step), abs=1e-6)
    rise = family.slopes(y, mean * np.exp(step), 0.4)[0] - slope
    assert curvature == pytest.approx(rise / step, abs=1e-3)
    over, under = at(0, 0.4 + step), at(0, 0.4 - step)
    assert by_alpha.alpha == pytest.approx((over - under) / (2 * step), abs=1e-5)
    assert by_alpha.alpha_alpha == pytest.approx(
        (over - 2 * here + under) / step**2, abs=1e-3
    )
    mixed = family.slopes(y, mean, 0.4 + step)[0] - family.slopes(y, mean, 0.4)[0]
    assert by_alpha.eta_alpha == pytest.approx(mixed / step, abs=1e-3)


def test_at_alpha_0_it_is_poisson():
    mean = np.linspace(0.3, 6, 24)
    found = bursts_within(YEARS).log_probability(np.array(COUNTS), mean, 0.0)
    near = bursts_within(YEARS).log_probability(np.array(COUNTS), mean, 1e-16)
    assert found == pytest.approx(poisson.logpmf(COUNTS, mean), abs=1e-13)
    assert near == pytest.approx(found, abs=1e-13)


def test_counts_that_vary_too_little_have_alpha_0():
    even = [1, 2, 2, 2] * 6
    fit = fit_bursts("n ~ 1", table(even))
    assert fit.alpha == 0
    assert fit.loglik == fit_poisson("n ~ 1", table(even), exposure="t").loglik


def test_with_one_rate_it_is_nb1():
    fit = fit_bursts("n ~ 1", table())
    other = fit_negative_binomial_linear("n ~ 1", table(), exposure="t")
    assert fit.loglik == pytest.approx(other.loglik, abs=1e-10)
    assert fit.params["Intercept"] == pytest.approx(other.params["Intercept"], abs=1e-8)
    rate = np.exp(fit.params["Intercept"])
    assert fit.alpha * rate == pytest.approx(other.alpha, rel=1e-8)


@pytest.mark.parametrize("years", [1.0, 0.5])
def test_with_equal_exposures_it_is_nb2(years):
    data = table(years=years)
    fit = fit_bursts("n ~ C(year)", data)
    other = fit_negative_binomial("n ~ C(year)", data, exposure="t")
    assert fit.loglik == pytest.approx(other.loglik, abs=1e-12)
    assert fit.alpha == pytest.approx(other.alpha * years, rel=1e-9)
    assert fit.pearson == pytest.approx(other.pearson, rel=1e-9)
    assert fit.deviance == pytest.approx(other.deviance, rel=1e-9)
    for errors in ("standard_errors", "standard_errors_expected"):
        assert getattr(fit, errors).to_numpy() == pytest.approx(
            getattr(other, errors).to_numpy(), rel=1e-9
        )
    assert robust_standard_errors(fit).to_numpy() == pytest.approx(
        robust_standard_errors(other).to_numpy(), rel=1e-9
    )
    share, same = (expected_zero_share(one).estimates[0] for one in (fit, other))
    assert share.interval.high == pytest.approx(same.interval.high, rel=1e-9)


def test_a_city_without_a_count_leaves_the_other_rows_their_own_exposure():
    empty = np.where(table()["city"] == "B", 0, COUNTS)
    fit = fit_bursts("n ~ city", table(empty))
    kept = table(empty).query("city != 'B'").reset_index(drop=True)
    apart = fit_bursts("n ~ city", kept)
    assert fit.separated_terms == ("city[T.B]",)
    assert fit.loglik == pytest.approx(apart.loglik, abs=1e-10)
    assert fit.alpha == pytest.approx(apart.alpha, rel=1e-8)
    high, same = (profile_interval(one, "city[T.D]").high for one in (fit, apart))
    assert high == pytest.approx(same, rel=1e-8)
    rates = annual_rates(fit, "city")
    assert rates.estimate("annual_rate[B]").value == 0
