"""Months in the whole analysis: flatness, season, and months that do not belong."""

from dataclasses import replace

import pytest

from bemodels import CountTable, InvalidDataError
from bemodels.counts import (
    CITY_YEAR_PRIORS,
    analyse_city_years,
    flatness_within_year,
    season_weighted_exposure,
)
from bemodels.counts.city_years.month_parts import flat_part
from bemodels.counts.city_years.setting import CityYearSetting
from bemodels.errors import NotEstimableError

# From June 2014 to October 2017.
BY_MONTH = {
    2014: (6, (3, 0, 1, 2, 0, 1, 0)),
    2015: (1, (2, 1, 4, 0, 3, 2, 1, 5, 2, 0, 6, 9)),
    2016: (1, (8, 4, 9, 3, 2, 5, 1, 0, 3, 2, 6, 5)),
    2017: (1, (4, 3, 3, 0, 1, 0, 2, 1, 0, 1)),
}
YEARS = {2014: 7 / 12, 2015: 1.0, 2016: 1.0, 2017: 10 / 12}


def months_of(by_month=BY_MONTH, **options):
    rows = tuple(
        (f"{year}-{month:02}", count, 1 / 12)
        for year, (first, counts) in by_month.items()
        for month, count in enumerate(counts, start=first)
    )
    return CountTable(keys=("year_month",), rows=rows, **options)


def table_of(by_month=BY_MONTH, label=int, **options):
    rows = tuple(
        ("Alken", label(year), sum(counts), YEARS[year])
        for year, (_, counts) in by_month.items()
    )
    return CountTable(keys=("city", "year"), rows=rows, **options)


def setting_of(months, table=None):
    return CityYearSetting(
        table=table or table_of(),
        priors=CITY_YEAR_PRIORS,
        seed=1,
        draws=100,
        level=0.9,
        months=months,
    )


def analysed(table, months):
    return analyse_city_years(table, priors=CITY_YEAR_PRIORS, seed=1, months=months)


@pytest.fixture(scope="module")
def found():
    return analysed(table_of(), months_of())


def test_the_part_is_what_both_functions_say():
    part = flat_part(setting_of(months_of()))
    flat = flatness_within_year(months_of(), level=0.9)
    season = season_weighted_exposure(months_of(), level=0.9)
    assert part.title == "Flat within the year: 83 incidents in 2015, 2016"
    assert part.tests == flat.tests
    assert part.conclusion == flat.conclusion
    kept = [one for one in season.estimates if not one.estimand.startswith("annual_r")]
    rates = [season.estimate(f"annual_rate_season[{year}]") for year in (2014, 2017)]
    named = {one.estimand: one for one in part.estimates}
    assert named == {one.estimand: one for one in (*flat.estimates, *kept, *rates)}
    assert part.tables == (*flat.tables, *season.tables)


def test_it_stands_before_the_complete_counts_and_names_stay_apart(found):
    names = [one.name for one in found.parts]
    at = names.index("Flat within the year")
    assert names[at + 1] == "Complete counts of partial years"
    estimands = [one.estimand for one in found.result().estimates]
    assert len(set(estimands)) == len(estimands)
    assert estimands.count("annual_rate_exact[2014]") == 1
    assert "Flat within the year" not in dict(found.left_out.rows)


def test_without_months_it_is_left_out_with_the_reason():
    with pytest.raises(NotEstimableError) as refused:
        flat_part(setting_of(None))
    assert str(refused.value) == "counts by year do not show it; a log does"


def test_years_that_are_all_whole_need_no_season():
    whole = {year: BY_MONTH[year] for year in (2015, 2016)}
    part = flat_part(setting_of(months_of(whole), table_of(whole)))
    assert [one.estimand for one in part.estimates] == ["seasonal_amplitude"]
    assert part.table("Partial years without a season").rows == (
        (
            "season-weighted exposure",
            "a season-weighted exposure is not estimable: every year is whole",
        ),
    )


def test_a_month_observed_in_part_leaves_the_season_out():
    rows = months_of().rows
    months = replace(months_of(), rows=(("2014-06", 3, 16 / 360), *rows[1:]))
    part = flat_part(setting_of(months))
    (row,) = part.table("Partial years without a season").rows
    assert row[1] == (
        "a season-weighted exposure needs whole months, got 0.0444444 of a year in "
        "2014-06"
    )


def test_without_a_whole_year_all_of_it_is_left_out():
    partial = {year: BY_MONTH[year] for year in (2014, 2017)}
    with pytest.raises(NotEstimableError) as refused:
        flat_part(setting_of(months_of(partial), table_of(partial)))
    assert str(refused.value) == (
        "the season is not estimable: no calendar year has all twelve months whole"
    )


def test_years_may_be_text_and_a_notice_is_told_once():
    told = "dated no finer than the year: 2"
    table = table_of(label=str, notices=(told,))
    months = months_of(notices=(told, "one more"))
    found = analysed(table, months)
    notices = [
        cell
        for one in found.result().tables
        if one.name.startswith("Notices")
        for row in one.rows
        for cell in row
    ]
    assert (notices.count(told), notices.count("one more")) == (1, 1)


def moved(by_month):
    """Return months with one incident of 2016 in 2015."""
    (first, counts), (_, later) = by_month[2015], by_month[2016]
    changed = {2015: (first, (counts[0] + 1, *counts[1:]))}
    return by_month | changed | {2016: (1, (later[0] - 1, *later[1:]))}


@pytest.mark.parametrize(
    ("months", "message"),
    [
        (3, "months must be a CountTable, got 3"),
        (table_of(), "months must have the one key year_month, got city, year"),
        (
            CountTable(keys=("year_month",), rows=(("May 2016", 3, 1 / 12),)),
            "year_month must be a month such as 2014-06, got 'May 2016'",
        ),
        (
            months_of(BY_MONTH | {2014: (6, (3, 0, 1, 2, 0, 1, 1))}),
            "months must hold the incidents of the table, 105 in all, got 106",
        ),
        (
            months_of({year: BY_MONTH[year] for year in (2014, 2015, 2016)}),
            "months must hold the incidents of the table, 105 in all, got 90",
        ),
        (
            months_of(moved(BY_MONTH)),
            "months must hold the incidents of the table, 35 in 2015, got 36",
        ),
    ],
)
def test_months_of_other_incidents_are_refused_at_the_door(months, message):
    with pytest.raises(InvalidDataError) as error:
        analysed(table_of(), months)
    assert str(error.value) == message
