"""Season-weighted exposure: exact limits, the naive rate, coverage."""

import numpy as np
import pytest
from monthly import YEAR_2015, YEAR_2016, by_month
from scipy.stats import binom, binomtest, poisson

from bemodels.counts import season_weighted_exposure
from bemodels.counts.partial_years.partial_year import PartialYear
from bemodels.counts.partial_years.season_exposure import RATES_TABLE
from bemodels.errors import InvalidDataError, NotEstimableError

IN_2014 = (1, 0, 2, 0, 1, 0, 1)
WINDOW = {
    2014: (6, IN_2014),
    2015: (1, YEAR_2015),
    2016: (1, YEAR_2016),
    2017: (1, (0,) * 10),
}
FROM_JUNE = sum(YEAR_2015[5:]) + sum(YEAR_2016[5:])


@pytest.fixture(scope="module")
def result():
    return season_weighted_exposure(by_month(WINDOW))


def limits(estimate):
    return estimate.interval.low, estimate.interval.high


def test_the_share_has_exact_binomial_limits(result):
    share = result.estimate("season_weighted_exposure[2014]")
    exact = binomtest(FROM_JUNE, 83).proportion_ci(method="exact")
    assert share.value == FROM_JUNE / 83
    assert limits(share) == pytest.approx(tuple(exact), rel=1e-9)


def test_five_incidents_in_seven_months_are_not_eight_or_nine_in_a_year(result):
    # Exact: (2.78, 20.00); the count made annual first would give (3.83, 16.52).
    rate = result.estimate("annual_rate_exact[2014]")
    assert rate.value == pytest.approx(60 / 7)
    assert limits(rate) == pytest.approx((2.78, 20.00), abs=0.005)


def test_a_flat_season_known_well_gives_the_rate_by_calendar():
    flat = {2014: (6, IN_2014), 2015: (1, (100_000,) * 12)}
    found = season_weighted_exposure(by_month(flat))
    season = found.estimate("annual_rate_season[2014]")
    plain = found.estimate("annual_rate_exact[2014]")
    assert season.value == pytest.approx(plain.value)
    assert limits(season) == pytest.approx(limits(plain), rel=1e-4)


def test_the_season_adds_its_own_uncertainty(result):
    season = result.estimate("annual_rate_season[2014]")
    share = FROM_JUNE / 83
    low, high = limits(season)
    plain = limits(result.estimate("annual_rate_exact[2014]"))
    years = 7 / 12
    assert season.value == pytest.approx(5 / share)
    assert low < plain[0] * years / share
    assert high > plain[1] * years / share


def test_a_year_without_an_incident_has_a_rate_of_0_and_an_upper_limit(result):
    season = result.estimate("annual_rate_season[2017]")
    share = result.estimate("season_weighted_exposure[2017]")
    assert (season.value, season.interval.low) == (0, 0)
    most = 3.688879454113936
    assert most / share.value < season.interval.high < most / share.interval.low


def test_both_rates_stand_side_by_side(result):
    first = result.table(RATES_TABLE).rows[0]
    names = ("annual_rate_exact[2014]", "annual_rate_season[2014]")
    plain, season = (result.estimate(name) for name in names)
    assert first[0] == "2014"
    assert first[1] == pytest.approx(7 / 12)
    assert first[2:5] == (plain.value, *limits(plain))
    assert first[6:] == (season.value, *limits(season))


@pytest.mark.parametrize(("rate", "total"), [(9, 80), (20, 80), (40, 30)])
def test_the_interval_of_the_rate_by_season_covers(rate, total):
    """Enumerate counts of a partial year and of the same months in whole years."""
    share, covered = 0.6, 0.0
    for count in range(int(rate + 12 * np.sqrt(rate))):
        for same in range(1, total + 1):
            chance = poisson.pmf(count, rate * share) * binom.pmf(same, total, share)
            if chance < 1e-9:
                continue
            one = PartialYear(
                year=2014, count=count, years=0.5, in_season=same, total=total
            )
            interval = one.by_season(0.95)
            covered += chance * (interval.low <= rate <= interval.high)
    assert covered >= 0.95


def test_months_observed_in_part_are_refused():
    table = by_month(WINDOW, years_of={"2014-06": 1 / 24})
    with pytest.raises(InvalidDataError) as error:
        season_weighted_exposure(table)
    assert str(error.value) == (
        "a season-weighted exposure needs whole months, got 0.0416667 of a year in "
        "2014-06"
    )


@pytest.mark.parametrize(
    ("years", "message"),
    [
        (
            {2015: (1, YEAR_2015)},
            "a season-weighted exposure is not estimable: every year is whole",
        ),
        (
            {2014: (4, (1,)), 2015: (1, YEAR_2015)},
            "the annual rate of 2014 by season is not estimable: the whole years have "
            "no incident in its months",
        ),
    ],
)
def test_what_has_no_season_is_refused(years, message):
    with pytest.raises(NotEstimableError) as error:
        season_weighted_exposure(by_month(years))
    assert str(error.value) == message
