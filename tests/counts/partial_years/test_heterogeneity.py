"""A shock of the whole year against bursts within it: both fits, and their words."""

import numpy as np
import pandas as pd
import pytest

from bemodels.counts import (
    compare_heterogeneity,
    fit_negative_binomial,
    standardised_annual_rates,
)
from bemodels.counts.fits.bursts import bursts_within
from bemodels.counts.fits.fitting import fit_design
from bemodels.counts.partial_years.heterogeneity import FITS_TABLE, RATES_TABLE
from bemodels.data import CountTable
from bemodels.data.designs.count_design import read_design
from bemodels.errors import InvalidDataError

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
COUNTS = [1, 4, 9, 0, 0, 0, 2, 0, 7, 3, 15, 2, 0, 1, 0, 0, 3, 9, 6, 5, 1, 0, 3, 0]


def table(counts=COUNTS, years=YEARS):
    cities = len(counts) // 4
    return pd.DataFrame(
        {
            "n": counts,
            "t": list(years) * cities,
            "year": [2014, 2015, 2016, 2017] * cities,
        }
    )


def compare(data, **options):
    return compare_heterogeneity(
        "n ~ C(year)", data, exposure="t", by="year", **options
    )


def limits(result, name):
    interval = result.estimate(name).interval
    return interval.low, interval.high


def test_plain_names_are_those_of_the_fit_that_keeps_phi():
    found = compare(table(), level=0.9)
    fit = fit_negative_binomial("n ~ C(year)", table(), exposure="t")
    for rate in standardised_annual_rates(fit, "year", level=0.9).estimates:
        assert found.estimate(rate.estimand) == rate
    assert found.estimate("alpha") == fit.result(0.9).estimate("alpha")


def test_rates_are_the_same_and_a_partial_year_is_less_certain_under_bursts():
    found = compare(table())
    for year, years in zip((2014, 2015, 2016, 2017), YEARS, strict=True):
        names = [f"standardised_annual_rate{s}[{year}]" for s in ("", "_bursts")]
        shock, bursts = (found.estimate(name) for name in names)
        # One factor: each rate is counts over exposure under any of the families.
        rows = table().query(f"year == {year}")
        plain = rows["n"].sum() / rows["t"].sum()
        assert shock.value == pytest.approx(plain, rel=1e-7)
        assert bursts.value == pytest.approx(plain, rel=1e-7)
        for one, share in ((shock, 1.0), (bursts, years)):
            alpha = found.estimate("alpha" if one is shock else "alpha_bursts").value
            error = np.sqrt((1 / (plain * years) + alpha / share) / 6)
            reach = np.log(one.interval.high / one.value) / 1.959963984540054
            assert reach == pytest.approx(error, rel=1e-7)
    wider = [row[7] / row[6] > row[4] / row[3] for row in found.table(RATES_TABLE).rows]
    assert wider[0] and not wider[1]
    for row in found.table(RATES_TABLE).rows:
        assert row[8] == row[7] / row[4]


def test_log_likelihoods_stand_side_by_side():
    data = table()
    design = read_design("n ~ C(year)", data, "t")
    bursts = fit_design(design, bursts_within(design.exposure))
    shock = fit_negative_binomial("n ~ C(year)", data, exposure="t")
    found = compare(data)
    assert [row[1:] for row in found.table(FITS_TABLE).rows] == [
        (shock.loglik, shock.alpha),
        (bursts.loglik, bursts.alpha),
    ]
    times = np.exp(abs(shock.loglik - bursts.loglik))
    assert f"{times:.4g} times as probable" in found.conclusion
    assert found.conclusion.endswith("the data can hardly tell the two apart.")


def test_with_full_years_they_are_one_model():
    found = compare(table(years=(1, 1, 1, 1)))
    for year in (2014, 2017):
        assert limits(found, f"standardised_annual_rate[{year}]") == pytest.approx(
            limits(found, f"standardised_annual_rate_bursts[{year}]"), rel=1e-9
        )
    first, second = found.table(FITS_TABLE).rows
    assert first[1:] == pytest.approx(second[1:], rel=1e-9)
    assert found.conclusion == (
        "All exposures are the same: both kinds of heterogeneity are one model."
    )


def test_counts_that_vary_no_more_than_poisson_say_nothing_of_either():
    found = compare(table([1, 2, 3, 2] * 6))
    assert found.estimate("alpha").value == found.estimate("alpha_bursts").value == 0
    assert found.conclusion.startswith("Counts vary no more than Poisson")


def test_many_cities_can_tell_the_two_apart():
    rng = np.random.default_rng(4)
    years = np.tile([0.02, 1.0], 300)
    counts = rng.negative_binomial(2 * years, 2 / (2 + 40), size=600)
    data = pd.DataFrame({"n": counts, "t": years, "year": [2014, 2015] * 300})
    words = compare(data).conclusion
    assert "as probable under bursts within the year as under a shock" in words
    assert words.endswith("which is more than weak evidence.")


def test_a_table_brings_its_own_exposure():
    frame = table().assign(city=np.repeat(list("ABCDEF"), 4))
    counted = CountTable.from_frame(
        frame, keys=["city", "year"], count="n", exposure="t"
    )
    found = compare_heterogeneity("count ~ C(year)", counted, by="year")
    other = compare(table())
    for one in other.estimates:
        assert limits(found, one.estimand) == pytest.approx(
            limits(other, one.estimand), rel=1e-7
        )


def test_a_city_without_a_count_does_not_stop_the_comparison():
    data = table().assign(city=np.repeat(list("ABCDEF"), 4))
    data.loc[data["city"] == "B", "n"] = 0
    found = compare_heterogeneity(
        "n ~ C(year) + city", data, exposure="t", by="year", level=0.9
    )
    for one in found.estimates[:8]:
        assert 0 < one.interval.low < one.value < one.interval.high


def test_an_unknown_factor_is_refused():
    with pytest.raises(InvalidDataError) as error:
        compare_heterogeneity("n ~ C(year)", table(), exposure="t", by="city")
    assert str(error.value) == (
        "by must be a factor of the formula 'n ~ C(year)', which are 'year', got 'city'"
    )
