"""Flatness within the year: what is counted, what is tested, what is refused."""

from datetime import date
from math import inf

import numpy as np
import pytest
from monthly import YEAR_2015, YEAR_2016, by_month
from scipy.stats import chisquare

import bemodels
from bemodels.counts import flatness_within_year, season_weighted_exposure
from bemodels.counts.partial_years.flat_chances import flat_p_value
from bemodels.counts.partial_years.flatness import MONTHS_TABLE, POWER_TABLE
from bemodels.data import CountTable, ObservationWindow
from bemodels.errors import InvalidDataError, NotEstimableError

WINDOW = {
    2014: (6, (3, 1, 0, 2, 0, 1, 2)),
    2015: (1, YEAR_2015),
    2016: (1, YEAR_2016),
    2017: (1, (2, 1, 0, 3, 1, 0, 2, 1, 0, 2)),
}
DAYS = (62, 57, 62, 60, 62, 60, 62, 62, 60, 62, 60, 62)
TOGETHER = tuple(a + b for a, b in zip(YEAR_2015, YEAR_2016, strict=True))


def test_only_whole_years_are_counted_with_their_days():
    result = flatness_within_year(by_month(WINDOW))
    assert result.title == "Flatness within the year: 83 incidents in 2015, 2016"
    rows = result.table(MONTHS_TABLE).rows
    assert [row[1:3] for row in rows] == list(zip(DAYS, TOGETHER, strict=True))
    assert sum(row[3] for row in rows) == pytest.approx(83)


def test_a_log_gives_the_months_of_its_window():
    group = bemodels.ActorGroup(detection=0.9, attack_share=0.1)
    window = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 15))
    log = bemodels.simulate_incidents(
        rng=np.random.default_rng(5),
        window=window,
        rates={"Ghent": 30.0, "Mons": 9.0},
        phi=inf,
        inspired_share=0.2,
        linked=group,
        inspired=group,
    ).log
    by_month = log.count_incidents(["year_month"])
    by_year = log.count_incidents(["year"])
    result = flatness_within_year(by_month)
    months = result.table(MONTHS_TABLE).rows
    assert sum(row[2] for row in months) == sum(by_year.counts[1:3])
    assert [row[1] for row in months] == list(DAYS)
    with pytest.raises(InvalidDataError) as error:
        season_weighted_exposure(by_month)
    assert str(error.value) == (
        "a season-weighted exposure needs whole months, got 0.0403226 of a year in "
        "2017-10"
    )


def test_the_three_tests_of_flatness():
    exact, pearson, wave = flatness_within_year(by_month(WINDOW)).tests
    expected = 83 * np.array(DAYS) / sum(DAYS)
    assert exact.p_value == flat_p_value(TOGETHER, DAYS)
    assert pearson.p_value == pytest.approx(chisquare(TOGETHER, expected).pvalue)
    assert exact.p_value == pytest.approx(pearson.p_value, abs=0.003)
    assert wave.method == "score test of one wave a year"


def test_a_rate_that_differs_between_years_says_nothing_of_the_season():
    lively = {2015: (1, (12,) * 12), 2016: (1, (1,) * 12)}
    exact, *_ = flatness_within_year(by_month(lively)).tests
    assert exact.p_value > 0.99


def test_more_incidents_than_can_be_enumerated_keep_the_chi_square_test():
    many = {2015: (1, tuple(17 + month % 3 for month in range(12)))}
    assert [one.method for one in flatness_within_year(by_month(many)).tests] == [
        "Pearson chi-square",
        "score test of one wave a year",
    ]


def test_what_the_test_would_see_is_said():
    result = flatness_within_year(by_month(WINDOW))
    amplitudes, powers = zip(*result.table(POWER_TABLE).rows, strict=True)
    assert amplitudes == (0.25, 0.5, 0.75, 1.0)
    assert sorted(powers) == list(powers)
    # The noncentrality of 9.635 that 80% needs is N a^2 / 2 of 83 incidents.
    assert np.sqrt(2 * 9.635 / 83) == pytest.approx(0.4818, abs=5e-5)
    assert result.conclusion == (
        "With these counts a swing of 0.4818 of the mean rate to either side would be "
        "seen with a power of 80%."
    )
    few = flatness_within_year(by_month({2015: (1, (1, *[0] * 10, 2))}))
    assert few.conclusion == (
        "With these counts no wave, not even a rate that falls to 0, would be seen "
        "with a power of 80%."
    )


def test_the_interval_of_the_amplitude_goes_with_the_test():
    flat = flatness_within_year(by_month(WINDOW)).estimate("seasonal_amplitude")
    assert (flat.interval.low > 0) == (
        flatness_within_year(by_month(WINDOW)).tests[2].p_value < 0.05
    )
    summer = {2015: (1, (0, 0, 0, 2, 6, 9, 9, 6, 2, 0, 0, 0))}
    clear = flatness_within_year(by_month(summer)).estimate("seasonal_amplitude")
    assert clear.interval.low > 0.5


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            CountTable(keys=("year",), rows=((2015, 3, 1.0),)),
            "table must have the one key year_month, got year",
        ),
        (
            CountTable(keys=("year_month",), rows=(("2015-13", 3, 1 / 12),)),
            "year_month must be a month such as 2014-06, got '2015-13'",
        ),
        (
            CountTable(keys=("year_month",), rows=((201501, 3, 1 / 12),)),
            "year_month must be a month such as 2014-06, got 201501",
        ),
        (
            CountTable(keys=("year_month",), rows=(("2015-01", 3, 1 / 6),)),
            "the exposure of a month must be 1/12 of a year or less, got 0.166667 in "
            "2015-01",
        ),
    ],
)
def test_what_is_no_table_by_month_is_refused(table, message):
    with pytest.raises(InvalidDataError) as error:
        flatness_within_year(table)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            by_month({2014: (6, (1, 2, 3))}),
            "the season is not estimable: no calendar year has all twelve months whole",
        ),
        (
            by_month({2015: (1, YEAR_2015)}, years_of={"2015-04": 1 / 24}),
            "the season is not estimable: no calendar year has all twelve months whole",
        ),
        (
            by_month({2015: (1, (0,) * 12)}),
            "the season is not estimable: there is no incident in the whole years 2015",
        ),
    ],
)
def test_without_a_whole_year_there_is_no_season(table, message):
    with pytest.raises(NotEstimableError) as error:
        flatness_within_year(table)
    assert str(error.value) == message
