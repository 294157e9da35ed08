"""A fit as a Result, and what no fit may depend on."""

import numpy as np
import pandas as pd
import pytest

from bemodels.counts import (
    CountFit,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
    profile_interval,
)
from bemodels.counts.fits.fitting import refit
from bemodels.data import CountTable
from bemodels.intervals import garwood_interval

EVERY = [
    fit_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_bias_reduced_poisson,
]
CITIES = pd.DataFrame(
    {
        "y": [3, 5, 6, 2, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 2, 4, 3, 1],
        "city": np.repeat(list("ABCDE"), 4),
        "year": np.tile([2014, 2015, 2016, 2017], 5),
        "years": np.tile([7 / 12, 1.0, 1.0, 10 / 12], 5),
    }
)
SPREAD = CITIES.assign(y=[9, 0, 12, 0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 7, 2, 4, 3, 1])


@pytest.fixture(scope="module")
def result():
    return fit_negative_binomial("y ~ city", CITIES, exposure="years").result()


def test_every_term_has_its_profile_interval(result):
    fit = fit_negative_binomial("y ~ city", CITIES, exposure="years")
    for term in fit.terms:
        estimate = result.estimate(term)
        assert estimate.value == fit.params[term]
        assert estimate.interval == profile_interval(fit, term)
    assert result.estimate("Intercept").unit == "log of y per year"
    assert result.estimate("city[T.B]").unit == "log rate ratio"


def test_a_separated_city_has_a_one_sided_interval_and_an_exact_rate(result):
    term = result.estimate("city[T.C]")
    assert (term.value, term.interval.low) == (-np.inf, -np.inf)
    assert term.interval.high == pytest.approx(-2.0593, abs=5e-5)
    rate = result.estimate("annual_rate_exact[C]")
    assert rate.value == 0
    assert rate.interval == garwood_interval(0, 41 / 12)
    assert rate.interval.low == 0
    assert rate.interval.high == pytest.approx(1.080, abs=5e-4)
    assert rate.unit == "y per year"
    # The rule of three is the one-sided 95% limit: that of a two-sided 90% interval.
    fit = fit_negative_binomial("y ~ city", CITIES, exposure="years")
    one_sided = fit.result(level=0.9).estimate("annual_rate_exact[C]").interval.high
    assert one_sided == pytest.approx(0.877, abs=5e-4)
    check, _ = result.checks
    assert (check.name, check.passed) == ("every coefficient is finite", False)
    assert check.detail == "infinite: city[T.C] (4 rows have a fitted mean of 0)"


def test_alpha_and_phi_stand_together(result):
    alpha, phi = result.estimate("alpha"), result.estimate("phi")
    assert (alpha.value, phi.value) == (0, np.inf)
    assert alpha.interval.low == 0
    assert phi.interval.low == pytest.approx(1 / alpha.interval.high, rel=1e-14)
    assert phi.interval.high == np.inf
    assert "standard error" not in repr(result)


def names(fit):
    return [estimate.estimand for estimate in fit.result().estimates]


def test_only_what_is_estimated_is_in_the_result():
    terms = ["Intercept", "city[T.B]", "city[T.C]", "city[T.D]", "city[T.E]"]
    exact = ["annual_rate_exact[C]"]
    found = {fit: names(fit("y ~ city", CITIES, exposure="years")) for fit in EVERY}
    assert found[fit_poisson] == [*terms, *exact]
    assert found[fit_negative_binomial] == [*terms, "alpha", "phi", *exact]
    assert found[fit_negative_binomial_linear] == [*terms, "alpha", *exact]
    assert found[fit_bias_reduced_poisson] == terms


def test_cells_without_a_count_are_named_once_and_by_the_largest_level():
    fit = fit_poisson("y ~ C(city) * C(year)", CITIES, exposure="years")
    assert names(fit)[-6:] == [
        "annual_rate_exact[C]",
        "annual_rate_exact[B, 2014]",
        "annual_rate_exact[B, 2016]",
        "annual_rate_exact[D, 2015]",
        "annual_rate_exact[D, 2016]",
        "annual_rate_exact[D, 2017]",
    ]
    (check,) = fit.result().checks
    assert "; not estimable: " in check.detail
    assert set(fit.not_estimable_terms).isdisjoint(names(fit))


def test_rows_at_the_end_of_a_continuous_term_are_taken_together():
    data = pd.DataFrame({"y": [3, 0, 0, 0], "x": [1.0, 2.0, 3.0, 4.0], "t": 0.5})
    fit = fit_poisson("y ~ x", data, exposure="t")
    assert names(fit) == ["Intercept", "x", "annual_rate_exact[rows 2, 3, 4]"]
    rate = fit.result().estimate("annual_rate_exact[rows 2, 3, 4]")
    assert rate.interval == garwood_interval(0, 1.5)
    longer = pd.DataFrame({"y": [3] + [0] * 8, "x": range(9)})
    assert names(fit_poisson("y ~ x", longer))[-1] == (
        "annual_rate_exact[rows 2, 3, 4, 5, 6 and 3 more]"
    )


def test_a_table_lends_its_unit_and_its_notices():
    table = CountTable(
        keys=("city",),
        rows=(("A", 3, 1.0), ("B", 0, 2.0)),
        unit="attacks",
        notices=("Two rows were left out.",),
    )
    result = fit_poisson("count ~ city", table).result()
    assert result.title == "Poisson model of attacks: count ~ city"
    assert result.estimate("annual_rate_exact[B]").unit == "attacks per year"
    assert "Two rows were left out." in repr(result)


@pytest.mark.parametrize("fit", EVERY)
@pytest.mark.parametrize("data", [CITIES, SPREAD])
def test_the_order_of_rows_does_not_matter(fit, data):
    one = fit("y ~ city + C(year)", data, exposure="years")
    other = fit(
        "y ~ city + C(year)", data.sample(frac=1, random_state=7), exposure="years"
    )
    assert other.params.to_numpy() == pytest.approx(one.params.to_numpy(), abs=1e-8)
    assert other.loglik == pytest.approx(one.loglik, rel=1e-12)
    assert other.alpha == pytest.approx(one.alpha, rel=1e-7)
    errors = one.standard_errors_expected.to_numpy()
    assert other.standard_errors_expected.to_numpy() == pytest.approx(errors, rel=1e-7)


@pytest.mark.parametrize("fit", EVERY)
@pytest.mark.parametrize("data", [CITIES, SPREAD])
def test_months_in_place_of_years_move_the_intercept_alone(fit, data):
    one = fit("y ~ city", data, exposure="years")
    months = data.assign(years=data["years"] * 12)
    other = fit("y ~ city", months, exposure="years")
    moved = one.params - np.array([np.log(12), 0, 0, 0, 0])
    assert other.params.to_numpy() == pytest.approx(moved.to_numpy(), abs=1e-8)
    assert other.alpha == pytest.approx(one.alpha, rel=1e-7)
    assert other.deviance == pytest.approx(one.deviance, rel=1e-9)


@pytest.mark.parametrize("fit", EVERY[:3])
def test_another_reference_level_is_the_same_fit(fit):
    one = fit("y ~ city", SPREAD, exposure="years")
    other = fit("y ~ C(city, contr.treatment('C'))", SPREAD, exposure="years")
    assert other.fitted == pytest.approx(one.fitted, rel=1e-7)
    assert other.loglik == pytest.approx(one.loglik, rel=1e-12)
    assert one.separated_terms == ("city[T.C]",)
    assert len(other.separated_terms) == 5


@pytest.mark.parametrize("fit", EVERY[1:3])
def test_spread_counts_have_an_alpha_above_0_and_a_larger_likelihood(fit):
    poisson = fit_poisson("y ~ city", SPREAD, exposure="years")
    found = fit("y ~ city", SPREAD, exposure="years")
    assert found.alpha_interval.low > 0
    assert found.loglik > poisson.loglik + 1.92
    assert found.alpha_standard_error > 0
    assert (found.standard_errors[:2] > poisson.standard_errors[:2]).all()
    assert 0 < found.deviance < poisson.deviance


def test_the_covariance_has_the_squares_of_the_standard_errors():
    fit = fit_negative_binomial("y ~ city", SPREAD, exposure="years")
    covariance = fit.covariance
    assert tuple(covariance.index) == tuple(covariance.columns) == fit.terms
    assert np.sqrt(np.diagonal(covariance)) == pytest.approx(
        fit.standard_errors.to_numpy()
    )
    assert covariance.loc["city[T.C]", "city[T.B]"] == 0
    difference = fit.contrast(np.array([0, 1.0, 0, -1.0, 0]))
    expected = (
        covariance.loc["city[T.B]", "city[T.B]"]
        + covariance.loc["city[T.D]", "city[T.D]"]
        - 2 * covariance.loc["city[T.B]", "city[T.D]"]
    )
    assert difference.standard_error**2 == pytest.approx(expected, rel=1e-10)


def test_a_fit_is_frozen_and_compared_by_identity():
    one = fit_poisson("y ~ city", CITIES, exposure="years")
    assert one != fit_poisson("y ~ city", CITIES, exposure="years")
    assert isinstance(one, CountFit)
    with pytest.raises(AttributeError):
        one.design = None
    given = one.params
    given["Intercept"] = 0.0
    assert one.params["Intercept"] != 0
    with pytest.raises(ValueError, match="read-only"):
        one.fitted[0] = 1.0
    assert repr(one) == ("CountFit: Poisson, y ~ city, 20 rows, log likelihood -20.530")


def test_a_refit_to_the_same_counts_is_the_same_fit():
    fit = fit_negative_binomial("y ~ city", SPREAD, exposure="years")
    again = refit(fit, fit.design.counts)
    assert again.params.equals(fit.params)
    assert again.alpha == fit.alpha
