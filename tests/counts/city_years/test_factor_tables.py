"""Rates and ratios under variance factors: closed forms, and where a ratio tips."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma

from bemodels import CountTable
from bemodels.counts import CITY_YEAR_PRIORS, exact_annual_rates
from bemodels.counts.city_years.factor_tables import ratios_by_factor
from bemodels.counts.city_years.rate_parts import rates_by_place
from bemodels.counts.city_years.ratio_parts import successive_ratios
from bemodels.counts.city_years.setting import CityYearSetting

QUANTILE = 3.841458820694124
YEARS = {2015: 1.0, 2016: 1.0, 2017: 10 / 12}
LIMITS = (
    *("95% low", "95% high", "low, factor 2", "high, factor 2"),
    *("low, factor 3", "high, factor 3"),
)


def setting_of(**counts):
    rows = tuple(
        (city, year, count, YEARS[year])
        for city, of in counts.items()
        for year, count in zip(YEARS, of, strict=True)
    )
    table = CountTable(keys=("city", "year"), rows=rows)
    return CityYearSetting(
        table=table, priors=CITY_YEAR_PRIORS, seed=1, draws=100, level=0.95
    )


def ratio_rows(setting):
    names = [f"{later} to {earlier}" for later, earlier in setting.successive]
    return [row for one in ratios_by_factor(setting, names) for row in one.rows]


def loss(ratio, later, earlier, years):
    """Twice the log likelihood that a split of counts loses at a rate ratio."""
    share = ratio * years / (1 + ratio * years)
    total = later + earlier
    parts = ((later, share), (earlier, 1 - share))
    return 2 * sum(count * log(count / total / of) for count, of in parts if count)


@pytest.mark.parametrize(("counts", "total"), [((9, 12, 4), 25), ((0, 0, 0), 0)])
def test_a_rate_of_a_place_has_the_limits_of_clusters_of_each_size(counts, total):
    setting = setting_of(Alken=counts)
    part = rates_by_place(setting)
    (table,) = part.tables
    assert table.columns == ("city", "annual rate", *LIMITS)
    ((place, rate, *limits),) = table.rows
    time = 34 / 12
    ends = [
        factor * float(gamma.ppf(probability, total / factor + more)) / time
        for factor in (1, 2, 3)
        for probability, more in ((0.025, 0), (0.975, 1))
    ]
    expected = [end if total or at % 2 else 0.0 for at, end in enumerate(ends)]
    assert (place, rate) == ("Alken", pytest.approx(total / time))
    assert limits == pytest.approx(expected, rel=1e-9)


def test_the_plain_rates_of_places_stay_what_they_were():
    setting = setting_of(Alken=(9, 12, 4))
    (plain,) = exact_annual_rates(setting.by_place).estimates
    part = rates_by_place(setting)
    low, high = plain.interval.low, plain.interval.high
    (found,) = part.estimates
    assert (found.estimand, found.value) == (plain.estimand, plain.value)
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high))
    assert part.tables[0].rows[0][1:4] == pytest.approx((plain.value, low, high))


def test_a_ratio_ends_where_the_likelihood_has_lost_the_factor():
    setting = setting_of(Alken=(3, 12, 2), Bree=(4, 9, 1))
    for row, (later, earlier), years in zip(
        ratio_rows(setting), ((21, 7), (3, 21)), (1.0, 10 / 12), strict=True
    ):
        assert row[1] == pytest.approx(later / earlier / years, rel=1e-9)
        for at, factor in ((2, 1), (4, 2), (6, 3)):
            for limit in row[at : at + 2]:
                lost = loss(limit, later, earlier, years)
                assert lost == pytest.approx(factor * QUANTILE, rel=1e-6)
        assert row[-1] == pytest.approx(loss(1, later, earlier, years) / QUANTILE)


@settings(deadline=None, max_examples=20)
@given(later=st.integers(0, 25), earlier=st.integers(0, 25))
def test_a_factor_is_printed_where_the_plain_interval_leaves_1_out(later, earlier):
    rows = ratio_rows(setting_of(Alken=(5, earlier, later), Bree=(2, 0, 0)))
    for *_, low, high, _, _, _, _, reached in rows:
        if low <= 1 <= high:
            assert reached == "holds 1 already"
        else:
            assert reached > 1


def test_two_years_without_a_count_have_no_row_and_a_reason():
    part = successive_ratios(setting_of(Alken=(5, 0, 0)))
    names = [one.name for one in part.tables]
    assert names == [
        "Rate ratio of each year to the year before",
        "Poisson ratio of each year to the year before by variance factor",
        "Ratios without an estimate",
    ]
    table = part.tables[1]
    assert table.columns == ("contrast", "ratio", *LIMITS, "reaches 1 at factor")
    (row,) = table.rows
    assert row[:3] == ("2016 to 2015 (with the peak)", 0.0, 0.0)
    assert row[-1] == pytest.approx(loss(1, 0, 5, 1.0) / QUANTILE)
    assert part.tables[2].rows[0][0] == "2017 to 2016"


def test_what_a_factor_supposes_is_assumed_where_factors_are_shown():
    setting = setting_of(Alken=(5, 7, 2))
    for part in (rates_by_place(setting), successive_ratios(setting)):
        told = [one.statement for one in part.assumptions]
        assert sum(one.startswith("At a variance factor c") for one in told) == 1
