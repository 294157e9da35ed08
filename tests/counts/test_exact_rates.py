"""Annual rates place by place, from the report's totals over 41 months."""

import pytest

import bemodels
from bemodels.counts import exact_annual_rates

YEARS = 41 / 12


@pytest.fixture(scope="module")
def table():
    return bemodels.belgium().place_counts()


def test_every_place_has_its_exact_interval(table):
    result = exact_annual_rates(table)
    brussels = result.estimate("annual_rate_exact[Brussels]")

    assert len(result.estimates) == 21
    assert brussels.value == pytest.approx(62 / YEARS)
    # scipy.stats: gamma(62).ppf(0.025), gamma(63).ppf(0.975), over 41/12 years
    assert brussels.interval.low == pytest.approx(13.9128, abs=5e-4)
    assert brussels.interval.high == pytest.approx(23.2629, abs=5e-4)


def test_a_city_without_incidents_has_an_upper_limit_only():
    table = bemodels.CountTable(keys=("city",), rows=(("Ghent", 0, YEARS),))
    ghent = exact_annual_rates(table).estimate("annual_rate_exact[Ghent]")

    assert ghent.value == ghent.interval.low == 0
    assert ghent.interval.high == pytest.approx(1.080, abs=5e-4)


def test_a_row_of_several_keys_is_labelled_by_all_of_them():
    table = bemodels.CountTable(
        keys=("city", "year"), rows=(("Ghent", 2016, 2, 1.0), ("Ghent", 2017, 1, 0.5))
    )
    names = [one.estimand for one in exact_annual_rates(table).estimates]

    assert names == ["annual_rate_exact[Ghent, 2016]", "annual_rate_exact[Ghent, 2017]"]
