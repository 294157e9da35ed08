"""The step and the trend of the totals of years: gaps between years, and names."""

import pytest

from bemodels import CountTable
from bemodels.counts import CITY_YEAR_PRIORS, log_linear_trend
from bemodels.counts.city_years.series_parts import step_part, trend_part
from bemodels.counts.city_years.setting import CityYearSetting
from bemodels.errors import NotEstimableError

EXPOSURE = {2014: 7 / 12, 2015: 1.0, 2016: 1.0, 2017: 10 / 12}
COUNTS = {"Alken": (3, 9, 12, 4), "Bree": (2, 4, 1, 1)}
NAME = "annual_rate_ratio"


def setting_of(years, label=int):
    rows = tuple(
        (city, label(year), count, EXPOSURE[year])
        for city, counts in COUNTS.items()
        for year, count in zip(EXPOSURE, counts, strict=True)
        if year in years
    )
    return CityYearSetting(
        table=CountTable(keys=("city", "year"), rows=rows),
        priors=CITY_YEAR_PRIORS,
        seed=1,
        draws=1000,
        level=0.95,
    )


def numbers(estimate):
    return estimate.value, estimate.interval.low, estimate.interval.high


@pytest.mark.parametrize("label", [int, str])
def test_a_year_that_was_not_watched_is_a_gap(label):
    found = trend_part(setting_of((2014, 2016, 2017), label))

    own = log_linear_trend(
        (5, 13, 5),
        [7 / 12, 1.0, 10 / 12],
        midpoints=[2014 + 17 / 24, 2016.5, 2017 + 5 / 12],
    )
    assert numbers(found.estimate(NAME)) == pytest.approx(
        numbers(own.estimate(NAME)), rel=1e-9
    )


def test_years_without_a_gap_follow_one_another():
    found = trend_part(setting_of(EXPOSURE))

    own = log_linear_trend((5, 13, 13, 5), EXPOSURE.values())
    assert numbers(found.estimate(NAME)) == pytest.approx(
        numbers(own.estimate(NAME)), rel=1e-9
    )


def test_labels_that_are_no_years_have_no_trend():
    with pytest.raises(NotEstimableError) as refused:
        trend_part(setting_of(EXPOSURE, lambda year: f"season {year}"))
    assert str(refused.value) == (
        "a trend needs calendar years, to know how far apart they are, got season "
        "2014, season 2015, season 2016, season 2017"
    )


def test_names_of_the_step_are_its_own_in_the_model_as_well():
    card = step_part(setting_of(EXPOSURE)).card

    assert [one.parameter for one in card.priors][:2] == [
        "step_annual_rate[before]",
        "step_annual_rate[after]",
    ]
    names = {one.name.partition("[")[0] for one in card.parameters}
    assert names == {"change_point", "step_annual_rate", "step_rate_ratio"}
