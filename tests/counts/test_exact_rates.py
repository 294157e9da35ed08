"""Annual rates place by place, from the report's totals over 41 months."""

import pytest

import bemodels
from bemodels.counts import exact_annual_rates
from bemodels.counts.exact_rates import LISTED_BECAUSE_COUNTED, POISSON_WITHIN
from bemodels.errors import InvalidDataError

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


def test_places_are_said_to_be_listed_for_an_incident_only_if_all_had_one(table):
    zero = bemodels.CountTable(keys=("city",), rows=(("A", 0, 1.0), ("B", 3, 1.0)))

    assert LISTED_BECAUSE_COUNTED in exact_annual_rates(table).assumptions
    assert exact_annual_rates(zero).assumptions == (POISSON_WITHIN,)


def test_a_row_of_several_keys_is_labelled_by_all_of_them():
    table = bemodels.CountTable(
        keys=("city", "year"), rows=(("Ghent", 2016, 2, 1.0), ("Ghent", 2017, 1, 0.5))
    )
    result = exact_annual_rates(table)
    names = [one.estimand for one in result.estimates]

    assert result.title == "Annual incident rates: 3 incidents in 2 rows by city, year"

    assert names == ["annual_rate_exact[Ghent, 2016]", "annual_rate_exact[Ghent, 2017]"]


def test_what_is_no_table_is_refused():
    with pytest.raises(InvalidDataError) as error:
        exact_annual_rates("x")
    assert str(error.value) == "table must be a CountTable, got 'x'"
