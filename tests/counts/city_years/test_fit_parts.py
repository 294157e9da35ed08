"""Parts on the models: rates by year are of one place, and say so."""

from dataclasses import replace

import pytest

from bemodels import CountTable
from bemodels.counts import CITY_YEAR_PRIORS
from bemodels.counts.city_years.fit_parts import heterogeneity_part
from bemodels.counts.city_years.rate_parts import rates_by_year
from bemodels.counts.city_years.setting import CityYearSetting

ROWS = (
    ("Alken", 2015, 9, 1.0),
    ("Alken", 2016, 12, 1.0),
    ("Alken", 2017, 4, 10 / 12),
    ("Bree", 2015, 2, 1.0),
    ("Bree", 2016, 4, 1.0),
    ("Bree", 2017, 1, 10 / 12),
)


def setting(key):
    return CityYearSetting(
        table=CountTable(keys=(key, "year"), rows=ROWS),
        priors=CITY_YEAR_PRIORS,
        seed=1,
        draws=500,
        level=0.95,
    )


@pytest.mark.parametrize(
    ("key", "words"), [("city", "mean of a city"), ("area", "mean of an area")]
)
def test_rates_under_a_shock_are_means_of_one_place(key, words):
    part, unit = heterogeneity_part(setting(key)), f"incidents per year, {words}"
    assert [one.unit for one in part.estimates] == [unit] * 6 + ["none"] * 2
    table = part.table("Annual rates under both kinds of heterogeneity")
    assert table.note == (
        f"Rates: {unit}. Shock: a shock of the whole year, phi the same whatever the "
        "exposure. Bursts: bursts within the year, phi in proportion to exposure."
    )


def test_rates_of_all_places_together_have_the_plain_unit():
    stated = setting("city")
    together = rates_by_year(stated).estimate("annual_rate_exact[2016]")
    mean = heterogeneity_part(stated).estimate("standardised_annual_rate_shock[2016]")
    assert (together.value, together.unit) == (16, "incidents per year")
    # Alpha is 0 here, so that the mean is that of 12 and 4.
    assert mean.value == pytest.approx(8, rel=1e-9)


def test_a_table_of_plots_has_rates_of_plots():
    stated = setting("city")
    stated = replace(stated, table=replace(stated.table, unit="plots"))
    units = {one.unit for one in heterogeneity_part(stated).estimates}
    assert units == {"plots per year, mean of a city", "none"}
