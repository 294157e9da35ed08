"""A log-linear trend beside complete enumeration, binomial limits and regression."""

from fractions import Fraction
from itertools import product
from math import factorial, inf, prod

import coal
import numpy as np
import pytest

from bemodels.counts import log_linear_trend
from bemodels.counts.steps import incident_times
from bemodels.counts.steps.log_trend import FITTED_TABLE
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import clopper_pearson_limits

RATIO, EXACT = "annual_rate_ratio", "annual_rate_ratio_exact"
MONTHS = (7, 12, 12, 10)
YEARS = tuple(months / 12 for months in MONTHS)
COUNTS = (2, 5, 1, 1)


def half_months(months):
    """Return the midpoints of periods in half months, from the start of the first."""
    return [2 * sum(months[:t]) + months[t] for t in range(len(months))]


def tails(counts, months, factor):
    """Return the chances of a sum as large, as small and the same, by enumeration.

    `factor` is the rate ratio of half a month.
    """
    middles = half_months(months)
    weights = [m * factor**middle for m, middle in zip(months, middles, strict=True)]
    total = sum(counts)

    def sum_of(ways):
        return sum(y * middle for y, middle in zip(ways, middles, strict=True))

    large = small = same = Fraction(0) if isinstance(factor, Fraction) else 0.0
    for ways in product(range(total + 1), repeat=len(counts)):
        if sum(ways) != total:
            continue
        chance = prod((w**y for w, y in zip(weights, ways, strict=True)), start=1)
        chance *= Fraction(factorial(total), prod(map(factorial, ways)))
        large += chance * (sum_of(ways) >= sum_of(counts))
        small += chance * (sum_of(ways) <= sum_of(counts))
        same += chance * (sum_of(ways) == sum_of(counts))
    whole = sum(weights) ** total
    return large / whole, small / whole, same / whole


@pytest.mark.parametrize("counts", [(2, 5, 1, 1), (0, 0, 3, 1), (4, 0, 0, 2)])
def test_the_tests_are_those_of_enumeration_in_fractions(counts):
    midp, exact = log_linear_trend(counts, YEARS).tests
    large, small, same = tails(counts, MONTHS, Fraction(1))

    tail = min(large, small)
    assert exact.p_value == pytest.approx(float(min(1, 2 * tail)), rel=1e-10)
    assert midp.p_value == pytest.approx(float(2 * tail - same), rel=1e-10)


def test_each_limit_has_the_tail_that_it_must_have():
    result = log_linear_trend(COUNTS, YEARS, level=0.9)
    exact, midp = (result.estimate(name).interval for name in (EXACT, RATIO))

    def at(limit):
        return [
            float(one) for one in tails(COUNTS, MONTHS, Fraction(limit ** (1 / 24)))
        ]

    assert at(exact.low)[0] == pytest.approx(0.05, rel=1e-9)
    assert at(exact.high)[1] == pytest.approx(0.05, rel=1e-9)
    large, _, same = at(midp.low)
    assert large - same / 2 == pytest.approx(0.05, rel=1e-9)
    _, small, same = at(midp.high)
    assert small - same / 2 == pytest.approx(0.05, rel=1e-9)


@pytest.mark.parametrize(
    ("counts", "years", "printed"),
    [
        # statsmodels 0.15.0, GLM(counts, [1, midpoint], Poisson, offset=log(years)).
        ((30, 40, 37, 30), YEARS, 0.8867689672801333),
        ((9, 14, 12, 3), YEARS, 0.6761497497432791),
    ],
)
def test_the_estimate_is_that_of_a_poisson_regression(counts, years, printed):
    result = log_linear_trend(counts, years)

    assert result.estimate(RATIO).value == pytest.approx(printed, rel=1e-9)
    assert result.estimate(EXACT).value == result.estimate(RATIO).value


def test_expected_counts_have_the_total_and_the_mean_time_of_the_counts():
    table = log_linear_trend((9, 14, 12, 3), YEARS).table(FITTED_TABLE)
    _, middle, years, count, expected = (
        np.array(column) for column in zip(*table.rows, strict=True)
    )

    assert years == pytest.approx(YEARS)
    assert middle == pytest.approx(np.array(half_months(MONTHS)) / 24)
    assert expected.sum() == pytest.approx(38)
    assert middle @ expected == pytest.approx(middle @ count)


def test_two_periods_have_the_limits_of_a_binomial_share():
    result = log_linear_trend((3, 10), (0.5, 1.5))
    low, high = clopper_pearson_limits(10, 13, 0.025)
    interval = result.estimate(EXACT).interval

    # One year lies between the midpoints, and three times the exposure in the second.
    assert interval.low == pytest.approx(low / (1 - low) / 3, rel=1e-10)
    assert interval.high == pytest.approx(high / (1 - high) / 3, rel=1e-10)
    assert result.estimate(EXACT).value == pytest.approx(10 / 3 / 3, rel=1e-12)


def test_time_may_run_backwards():
    there, back = (log_linear_trend(COUNTS[::step], YEARS[::step]) for step in (1, -1))
    for name in (RATIO, EXACT):
        one, other = there.estimate(name), back.estimate(name)
        assert other.value == pytest.approx(1 / one.value, rel=1e-9)
        assert other.interval.low == pytest.approx(1 / one.interval.high, rel=1e-9)
    for one, other in zip(there.tests, back.tests, strict=True):
        assert other.p_value == pytest.approx(one.p_value, rel=1e-9)


def test_a_year_of_twice_the_length_has_the_square_of_the_ratio():
    one = log_linear_trend(COUNTS, YEARS).estimate(EXACT)
    other = log_linear_trend(COUNTS, [years / 2 for years in YEARS]).estimate(EXACT)

    assert other.value == pytest.approx(one.value**2, rel=1e-9)
    assert other.interval.high == pytest.approx(one.interval.high**2, rel=1e-9)


def test_sums_that_are_listed_are_those_on_a_grid(monkeypatch):
    counts, years = (6, 9, 5, 2), YEARS
    on_a_grid = log_linear_trend(counts, years)
    monkeypatch.setattr(incident_times, "_MOST_SUMS", 0)
    listed = log_linear_trend(counts, years)

    for one, other in zip(on_a_grid.estimates, listed.estimates, strict=True):
        assert other.interval.low == pytest.approx(one.interval.low, rel=1e-9)
        assert other.interval.high == pytest.approx(one.interval.high, rel=1e-9)
    for one, other in zip(on_a_grid.tests, listed.tests, strict=True):
        assert other.p_value == pytest.approx(one.p_value, rel=1e-9)


def test_exposures_rounded_to_four_digits_move_the_limits_by_as_little():
    whole = log_linear_trend((30, 40, 37, 30), YEARS).estimate(EXACT)
    rounded = log_linear_trend((30, 40, 37, 30), (0.5833, 1, 1, 0.8333)).estimate(EXACT)

    assert rounded.interval.low == pytest.approx(whole.interval.low, rel=2e-4)
    assert rounded.interval.high == pytest.approx(whole.interval.high, rel=2e-4)


def test_all_incidents_in_the_last_period_leave_the_upper_side_open():
    midp, exact = log_linear_trend((0, 0, 4), (1, 1, 2)).estimates

    assert (midp.value, exact.value) == (inf, inf)
    assert (midp.interval.high, exact.interval.high) == (inf, inf)
    # At its lower limit the last period has all four with chance 0.025.
    for interval, chance in ((exact.interval, 0.025), (midp.interval, 0.05)):
        weights = interval.low ** np.array([0.5, 1.5, 3.0]) * (1, 1, 2)
        assert (weights[2] / weights.sum()) ** 4 == pytest.approx(chance, rel=1e-9)
    first = log_linear_trend((4, 0, 0), (2, 1, 1)).estimate(EXACT)
    assert (first.value, first.interval.low) == (0, 0)
    assert first.interval.high == pytest.approx(1 / exact.interval.low, rel=1e-9)


def test_the_trend_of_112_years_is_far_in_the_tail_and_not_lost():
    # The same exact tail by another way: Chernoff's bound lies above it, and within a
    # factor that the normal distribution gives (about 20 at eight standard errors).
    exact = log_linear_trend(coal.COUNTS, coal.YEARS).tests[1]
    years, total = np.arange(112) + 0.5, sum(coal.COUNTS)
    estimate = log_linear_trend(coal.COUNTS, coal.YEARS).estimate(EXACT).value
    mean = np.array(coal.COUNTS) @ years / total
    log_bound = total * np.log(np.mean(estimate ** (years - mean)))

    assert exact.p_value < 2 * np.exp(log_bound)
    assert exact.p_value > 2 * np.exp(log_bound) / 40


@pytest.mark.parametrize(
    ("counts", "years", "message"),
    [
        ((0, 0), (1, 1), "a trend is not estimable: there is no incident"),
        (
            (900,) * 6,
            (0.5833, 1, 1, 0.9, 1.01, 0.8333),
            "the exact trend of 5400 incidents in 6 periods is not estimable: their "
            "times can have too many sums; exposures in whole months have few, and of "
            "many incidents a Poisson regression is as good",
        ),
        (
            (40, 1, 1, 3),
            (0.001,) * 4,
            "an annual rate ratio of 10^-666 is not estimable: it is too near 0 or too "
            "large to be computed",
        ),
    ],
)
def test_what_has_no_exact_trend_is_refused(counts, years, message):
    with pytest.raises(NotEstimableError) as caught:
        log_linear_trend(counts, years)

    assert str(caught.value) == message


def test_cells_are_checked_at_the_same_door():
    with pytest.raises(InvalidDataError) as caught:
        log_linear_trend((1, 2), (1, -1))

    assert str(caught.value) == (
        "table, row 2, column 'exposure': got -1; exposure must be a finite number of "
        "years above 0"
    )


def test_a_gap_between_periods_counts_where_midpoints_are_stated():
    """The year 2015 was not watched; closed up, the ratio would be 0.75."""
    counts, years = (11, 72, 10), (7 / 12, 1.0, 10 / 12)
    middles = (2014 + 17 / 24, 2016.5, 2017 + 5 / 12)

    found = log_linear_trend(counts, years, midpoints=middles)
    score = poisson_score(counts, years, middles, found.estimate(RATIO).value)

    assert score == pytest.approx(0, abs=1e-6)
    assert found.estimate(RATIO).value == pytest.approx(1.003, abs=5e-4)
    assert [row[1] for row in found.table(FITTED_TABLE).rows] == pytest.approx(
        [7 / 24, 7 / 24 + 2016.5 - middles[0], 7 / 24 + middles[2] - middles[0]]
    )
    assert not any("without a gap" in one.statement for one in found.assumptions)


def poisson_score(counts, years, middles, ratio):
    """The slope of the log likelihood in the log ratio, the level profiled out."""
    middles = np.array(middles) - middles[0]
    weights = np.array(years) * ratio**middles
    shares = weights / weights.sum()
    return float((np.array(counts) - sum(counts) * shares) @ middles)


def test_midpoints_of_periods_without_a_gap_change_nothing():
    middles = np.cumsum(YEARS) - np.array(YEARS) / 2 + 2014

    found = log_linear_trend(COUNTS, YEARS, midpoints=middles)

    for name in (RATIO, EXACT):
        one, other = (
            result.estimate(name) for result in (found, log_linear_trend(COUNTS, YEARS))
        )
        assert one.value == pytest.approx(other.value, rel=1e-9)
        assert one.interval.low == pytest.approx(other.interval.low, rel=1e-7)


@pytest.mark.parametrize(
    ("midpoints", "message"),
    [
        ([1.0, 2.0], "midpoints must be one a period, 4, got 2"),
        (
            [1.0, 2.0, 2.0, 3.0],
            "midpoints must ascend, got 2 after 2 in period 3",
        ),
        (
            [1.0, 2.0, inf, 3.0],
            "midpoint must be a finite number, got inf",
        ),
        (5.0, "midpoints must be a sequence, got 5.0"),
    ],
)
def test_midpoints_that_are_none_are_refused(midpoints, message):
    with pytest.raises(InvalidDataError) as error:
        log_linear_trend(COUNTS, YEARS, midpoints=midpoints)
    assert str(error.value) == message
