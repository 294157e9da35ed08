"""Annual rates weighted by exposure: hand, statsmodels, and levels without a count."""

from math import log

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import norm

from bemodels.counts import (
    annual_rates,
    fit_negative_binomial,
    fit_poisson,
    standardised_annual_rates,
)
from bemodels.errors import NotEstimableError

YEARS = (0.5, 1.0, 0.75)


def table(counts, years=YEARS):
    return pd.DataFrame(
        [
            (city, year, years[year], n)
            for city, row in counts.items()
            for year, n in enumerate(row)
        ],
        columns=["city", "year", "t", "n"],
    )


def test_main_effects_give_back_counts_over_years():
    # The likelihood keeps both margins, and exposure is a product of city and year.
    data = table({"A": (3, 5, 1), "B": (0, 2, 2), "C": (0, 0, 0)})
    fit = fit_poisson("n ~ city + C(year)", data, exposure="t")
    by_city = standardised_annual_rates(fit, "city")
    for city, n in (("A", 9), ("B", 4)):
        found = by_city.estimate(f"standardised_annual_rate[{city}]")
        assert found.value == pytest.approx(n / 2.25, rel=1e-12)
    by_year = standardised_annual_rates(fit, "year")
    for year, n in enumerate((3, 7, 3)):
        found = by_year.estimate(f"standardised_annual_rate[{year}]")
        assert found.value == pytest.approx(n / 3 / YEARS[year], rel=1e-12)
    zero = by_city.estimate("standardised_annual_rate[C]")
    assert (zero.value, zero.interval.low) == (0, 0)
    assert zero.interval.high == pytest.approx(3.688879454 / 2.25, rel=1e-9)
    assert "Rows with a fitted rate of 0 add nothing" in repr(by_year)


def test_weights_are_exposures():
    data = table({"A": (4, 2, 6), "B": (1, 2, 2)})
    fit = fit_poisson("n ~ city * C(year)", data, exposure="t")
    found = standardised_annual_rates(fit, "city").estimate(
        "standardised_annual_rate[A]"
    )
    # A saturated table: variance of the log of 12 counts over 2.25 years.
    assert found.value == pytest.approx(12 / 2.25, rel=1e-12)
    reach = norm.ppf(0.975) / np.sqrt(12)
    assert log(found.interval.high / found.value) == pytest.approx(reach, rel=1e-9)
    assert log(found.value / found.interval.low) == pytest.approx(reach, rel=1e-9)


@pytest.mark.parametrize("fit_counts", [fit_poisson, fit_negative_binomial])
def test_averages_and_their_errors_are_those_of_statsmodels(fit_counts):
    rng = np.random.default_rng(5)
    data = pd.DataFrame({"city": np.repeat(list("ABC"), 20), "x": rng.normal(size=60)})
    mean = np.exp(data.x / 2 + (data.city == "B"))
    data["n"] = rng.poisson(mean * rng.gamma(2, 0.5, size=60))
    fit = fit_counts("n ~ city + x", data)
    kind = sm.NegativeBinomial if fit.alpha else sm.Poisson
    start = [*fit.params, fit.alpha] if fit.alpha else fit.params
    oracle = kind(fit.design.counts, fit.design.matrix).fit(
        start_params=np.array(start), method="newton", disp=0
    )
    for city in "ABC":
        rows = fit.design.matrix.copy()
        rows[["city[T.B]", "city[T.C]"]] = [float(city == "B"), float(city == "C")]
        averaged = oracle.get_prediction(rows, which="mean", average=True)
        value, error = float(averaged.predicted), float(averaged.se)
        found = standardised_annual_rates(fit, "city").estimate(
            f"standardised_annual_rate[{city}]"
        )
        assert found.value == pytest.approx(value, rel=1e-7)
        reach = norm.ppf(0.975) * error / value
        assert log(found.interval.high / found.value) == pytest.approx(reach, rel=1e-6)


def test_one_factor_has_the_same_rates_either_way():
    data = table({"A": (3, 5, 1), "B": (0, 2, 2), "C": (0, 0, 0)})
    fit = fit_poisson("n ~ city", data, exposure="t")
    ways = zip(
        standardised_annual_rates(fit, "city").estimates,
        annual_rates(fit, "city").estimates,
        strict=True,
    )
    for one, other in ways:
        assert one.value == pytest.approx(other.value, rel=1e-12)
        assert one.interval.low == pytest.approx(other.interval.low, rel=1e-12)
        assert one.interval.high == pytest.approx(other.interval.high, rel=1e-12)


def test_a_combination_that_the_data_do_not_hold_is_refused():
    # B in year 1 is not there; A has no count in year 0, so year 1 is infinite to it.
    data = table({"A": (0, 5, 1), "B": (3, 0, 2)}).drop(index=4)
    fit = fit_poisson("n ~ city + C(year, contr.treatment(1))", data, exposure="t")
    assert standardised_annual_rates(fit, "city").estimates
    data = table({"A": (0, 5), "B": (3, 0)}).drop(index=3)
    fit = fit_poisson("n ~ city + C(year)", data, exposure="t")
    with pytest.raises(NotEstimableError) as refused:
        standardised_annual_rates(fit, "city")
    assert str(refused.value) == (
        "the mean rate at city B is not estimable: it takes in combinations that the "
        "data do not hold, whose rate is unknown"
    )
