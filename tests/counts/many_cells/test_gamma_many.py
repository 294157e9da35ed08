"""Gamma city factors, integrated out: against quadrature and the fit of city totals."""

import numpy as np
import pandas as pd
import pytest
from city_tables import prussian, simulated
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import gamma, poisson

import bemodels
from bemodels.counts import (
    fit_negative_binomial,
    fit_negative_binomial_many,
    fit_poisson,
)
from bemodels.counts.many_cells.city_cells import read_city_cells
from bemodels.counts.many_cells.gamma_cities import (
    derivatives_at,
    gamma_profile,
    log_likelihood,
)
from bemodels.data import CountTable

LOG_RATES = np.array([0.2, -0.4, 0.9])


def by_quadrature(cells, log_rates, alpha):
    """Integrate each city's factor out numerically."""
    mean = cells.years * np.exp(log_rates)[cells.period]
    total = 0.0
    for city in range(len(cells.cities)):
        own = cells.city == city

        def density(g, own=own):
            counts = poisson.logpmf(cells.counts[own], g * mean[own]).sum()
            return np.exp(counts + gamma.logpdf(g, 1 / alpha, scale=alpha))

        parts = [(0, 1), (1, 5), (5, 30)]
        total += np.log(sum(quad(density, *part, epsabs=0)[0] for part in parts))
    return total


@pytest.mark.parametrize("alpha", [0.3, 0.8])
def test_the_likelihood_is_the_integral_over_the_factors(alpha):
    cells = read_city_cells(simulated(cities=5, periods=3, seed=3))
    ours = log_likelihood(cells, LOG_RATES, alpha)
    assert ours == pytest.approx(by_quadrature(cells, LOG_RATES, alpha), rel=1e-9)


def test_the_likelihood_is_that_of_poisson_counts_as_alpha_goes_to_0():
    cells = read_city_cells(simulated(cities=6, periods=3, seed=4))
    mean = cells.years * np.exp(LOG_RATES)[cells.period]
    poisson_value = poisson.logpmf(cells.counts, mean).sum()
    for alpha in (0.0, 1e-300, 1e-16, 1e-12):
        value = log_likelihood(cells, LOG_RATES, alpha)
        assert value == pytest.approx(poisson_value, abs=1e-8)


@given(seed=st.integers(0, 10**6), alpha=st.floats(0, 3))
@settings(max_examples=20, deadline=None)
def test_derivatives_are_those_of_the_likelihood(seed, alpha):
    cells = read_city_cells(simulated(cities=6, periods=3, seed=seed))
    found, step = derivatives_at(cells, LOG_RATES, alpha), 1e-5
    for place in range(3):
        to = step * np.eye(3)[place]
        up, down = (
            log_likelihood(cells, LOG_RATES + sign * to, alpha) for sign in (1, -1)
        )
        assert found.gradient[place] == pytest.approx(
            (up - down) / (2 * step), abs=1e-4
        )
        up, down = (
            derivatives_at(cells, LOG_RATES + sign * to, alpha).gradient
            for sign in (1, -1)
        )
        np.testing.assert_allclose(
            -found.information[place], (up - down) / (2 * step), atol=1e-4
        )
    further = derivatives_at(cells, LOG_RATES, alpha + step).gradient
    np.testing.assert_allclose(
        found.cross, (further - found.gradient) / step, atol=2e-2, rtol=1e-3
    )


def test_the_profile_of_alpha_has_the_slopes_that_it_says():
    cells = read_city_cells(simulated(cities=9, periods=3, seed=5))
    profile, step = gamma_profile(cells), 1e-4
    here, up, down = (
        profile.maximise(alpha, LOG_RATES) for alpha in (0.7, 0.7 + step, 0.7 - step)
    )
    slopes = profile.slopes(here)
    assert slopes.first == pytest.approx((up.value - down.value) / (2 * step), rel=1e-5)
    bent = (up.value - 2 * here.value + down.value) / step**2
    assert slopes.second == pytest.approx(bent, rel=1e-4)


def test_alpha_of_a_balanced_table_is_that_of_the_city_totals():
    """Where cities have equal exposures, their totals alone inform of alpha."""
    table = prussian()
    fit = fit_negative_binomial_many(table, reference=75)
    frame = table.frame.groupby("corps", as_index=False)[["count", "years"]].sum()
    totals = fit_negative_binomial("count ~ 1", frame, exposure="years")
    assert fit.alpha == pytest.approx(totals.alpha, rel=1e-8)
    assert fit.phi == pytest.approx(totals.phi, rel=1e-8)
    ours, theirs = fit.alpha_interval, totals.alpha_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=1e-7)
    counts = table.frame.groupby("year")["count"].sum()
    np.testing.assert_allclose(np.exp(fit.params), counts / 14, rtol=1e-9)


def test_standard_errors_are_those_of_the_whole_likelihood():
    """By numerical second derivatives in the log rates and alpha together."""
    cells = read_city_cells(simulated(cities=12, periods=3, seed=6))
    fit = fit_negative_binomial_many(cells.table, reference=2014)
    at = np.append(fit.params, fit.alpha)
    step = 1e-4

    def value(x):
        return log_likelihood(cells, x[:3], x[3])

    hessian = np.empty((4, 4))
    for i, j in np.ndindex(4, 4):
        a, b = step * np.eye(4)[i], step * np.eye(4)[j]
        hessian[i, j] = (
            value(at + a + b)
            - value(at + a - b)
            - value(at - a + b)
            + value(at - a - b)
        ) / (4 * step**2)
    errors = np.sqrt(np.diagonal(np.linalg.inv(-hessian)))[:3]
    np.testing.assert_allclose(fit.standard_errors, errors, rtol=1e-4)


def equal_cities():
    rows = tuple(
        (f"C{city}", year, 2 + (city + year) % 2, 1.0)
        for city in range(6)
        for year in (2014, 2015)
    )
    return CountTable(keys=("city", "year"), rows=rows)


def test_alpha_is_0_where_cities_do_not_differ_and_has_a_one_sided_limit():
    table = equal_cities()
    fit = fit_negative_binomial_many(table, reference=2014)
    assert (fit.alpha, fit.phi, fit.alpha_interval.low) == (0, np.inf, 0)
    assert fit.alpha_interval.method == "profile likelihood, one-sided"
    cells = read_city_cells(table)
    limit = gamma_profile(cells).maximise(
        fit.alpha_interval.high, fit.params.to_numpy()
    )
    assert 2 * (fit.loglik - limit.value) == pytest.approx(2.705543, abs=1e-5)
    other = fit_poisson("count ~ C(year)", table)
    assert fit.loglik == pytest.approx(other.loglik, rel=1e-12)
    assert fit.standard_errors[2014] == pytest.approx(
        other.standard_errors["Intercept"]
    )


def test_a_city_has_the_common_rate_where_alpha_is_0():
    fit = fit_negative_binomial_many(equal_cities(), reference=2014)
    (rate,) = fit.rates_of(["C3"]).estimates
    common = fit.result().estimate("mean_annual_rate[2014]")
    assert (rate.value, rate.interval) == (common.value, common.interval)


def test_a_city_rate_is_the_mean_of_its_posterior_and_lies_in_its_interval():
    table = simulated(cities=12, periods=3, seed=8)
    fit = fit_negative_binomial_many(table, reference=2015)
    cells, mean = fit.cells, float(np.exp(fit.params[2015]))
    own = cells.city == 3
    rates = cells.years[own] * np.exp(fit.params.to_numpy())[cells.period[own]]

    def weight(g):
        counts = np.exp(poisson.logpmf(cells.counts[own], g * rates).sum())
        return counts * gamma.pdf(g, fit.phi, scale=fit.alpha)

    whole = quad(weight, 0, 60, points=[1, 5, 15])[0]
    first = quad(lambda g: g * weight(g), 0, 60, points=[1, 5, 15])[0]
    (rate,) = fit.rates_of([cells.cities[3]]).estimates
    assert rate.value == pytest.approx(mean * first / whole, rel=1e-6)
    for limit, below in ((rate.interval.low, 0.025), (rate.interval.high, 0.975)):
        mass = quad(weight, 0, limit / mean)[0]
        assert mass / whole == pytest.approx(below, abs=1e-6)


def test_a_city_without_a_count_has_a_rate_above_0_drawn_to_the_mean():
    fit = fit_negative_binomial_many(
        simulated(cities=12, periods=3, seed=8), reference=2015
    )
    assert 0 < fit.city_rates["C0"] < np.exp(fit.params[2015])


def test_the_truth_of_a_simulation_is_found():
    rng = np.random.default_rng(11)
    factors = rng.gamma(2.0, 0.5, 4000)
    rates = np.array([0.5, 0.4, 0.9])
    counts = rng.poisson(factors[:, None] * rates)
    frame = pd.DataFrame(
        {
            "city": np.repeat(np.arange(4000), 3),
            "year": np.tile([1, 2, 3], 4000),
            "count": counts.ravel(),
            "years": 1.0,
        }
    )
    table = CountTable.from_frame(frame, keys=["city", "year"])
    result = fit_negative_binomial_many(table, reference=1).result(level=0.999)
    truths = {"alpha": 0.5, "phi": 2.0, "rate_ratio[3 / 1]": 1.8}
    truths |= {f"mean_annual_rate[{t}]": rate for t, rate in enumerate(rates, 1)}
    for name, truth in truths.items():
        interval = result.estimate(name).interval
        assert interval.low < truth < interval.high, name
    assert result.checks[0].passed


def test_a_period_without_a_count_is_refused():
    rows = (("A", 1, 3, 1.0), ("A", 2, 0, 1.0), ("B", 1, 2, 1.0))
    with pytest.raises(bemodels.NotEstimableError) as error:
        fit_negative_binomial_many(
            CountTable(keys=("city", "year"), rows=rows), reference=1
        )
    assert str(error.value) == (
        "year without a count: 2; the estimate of such a rate is 0 and its logarithm "
        "is not finite; without these rows the other estimates are the same"
    )
