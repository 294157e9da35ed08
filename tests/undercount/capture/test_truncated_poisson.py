"""One Poisson rate: singleRcapture's numbers, the likelihood itself, edges."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.frequencies import zelterman, zero_truncated_poisson

ILLEGAL = {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}


def limits(result, estimand="population"):
    one = result.estimate(estimand)
    return one.interval.low, one.value, one.interval.high


def quantity(result, name):
    return dict(result.table("What the population is made of").rows)[name]


# singleRcapture, tests of estimatePopsize on netherlandsimmigrant, intercept alone.
@pytest.mark.parametrize(
    ("estimator", "printed", "value"),
    [
        (zero_truncated_poisson, (6363, 7080, 7797), 7079.928),
        (zelterman, (8084, 9425, 10765), 9424.555),
    ],
)
def test_illegal_immigrants_by_one_rate(estimator, printed, value):
    found = limits(estimator(ILLEGAL))
    assert tuple(round(one) for one in found) == printed
    assert round(found[1], 3) == value


def test_the_rate_is_the_printed_one():
    rate = quantity(zero_truncated_poisson(ILLEGAL), "expected sightings per unit")
    assert round(rate, 6) == 0.308619


def test_one_rate_is_refused_by_the_bound_of_the_same_data():
    (check,) = zero_truncated_poisson(ILLEGAL).checks[1:]
    assert not check.passed
    assert check.detail == (
        "the population is below the interval of Chao's lower bound, 9273.5, which "
        "begins at 8084.7"
    )
    assert all(one.passed for one in zelterman(ILLEGAL).checks)


def test_the_rate_and_its_error_are_those_of_the_written_out_likelihood():
    result = zero_truncated_poisson(ILLEGAL)
    rate = quantity(result, "expected sightings per unit")
    times = np.array(list(ILLEGAL))
    units = np.array(list(ILLEGAL.values()))

    def loglik(log_rate):
        mean = np.exp(log_rate)
        chances = poisson.logpmf(times, mean) - np.log(-np.expm1(-mean))
        return float(units @ chances)

    step = 1e-4
    place = np.log(rate)
    left, here, right = (loglik(place + move) for move in (-step, 0.0, step))
    assert (right - left) / (2 * step) == pytest.approx(0.0, abs=1e-3)
    information = -(right - 2 * here + left) / step**2
    # Units not seen are binomial given the rate, which varies by its information.
    share = -np.expm1(-rate)
    size = 1880 / share
    slope = 1880 * rate * np.exp(-rate) / share**2
    variance = size * (1 - share) / share + slope**2 / information
    assert quantity(result, "standard error of the population, units") == pytest.approx(
        np.sqrt(variance), rel=1e-4
    )


@pytest.mark.parametrize("rate", [0.05, 0.3, 2.0, 8.0])
def test_expected_frequencies_give_the_population_back(rate):
    whole = 10**11
    frequencies = {
        times: round(whole * poisson.pmf(times, rate)) for times in range(1, 60)
    }
    for estimator in (zero_truncated_poisson, zelterman):
        assert limits(estimator(frequencies))[1] == pytest.approx(whole, rel=1e-6)


def test_the_table_of_expected_units_is_poisson():
    result = zero_truncated_poisson(ILLEGAL)
    rate = quantity(result, "expected sightings per unit")
    rows = result.table("Units by times seen").rows
    expected = 7079.92789 * poisson.pmf(np.arange(1, 7), rate)
    assert [one for _, _, one in rows] == pytest.approx(expected.tolist(), rel=1e-6)
    assert [units for _, units, _ in rows] == list(ILLEGAL.values())


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.integers(0, 10**6))
def test_the_rate_has_the_mean_of_the_units_seen(once, twice, often):
    frequencies = {1: once, 2: twice, 9: often}
    result = zero_truncated_poisson(frequencies)
    rate = quantity(result, "expected sightings per unit")
    more = Fraction(twice + 8 * often, once + twice + often)
    # Mean less one, by the exact power series of the truncated Poisson's sums.
    powers = [Fraction(rate) ** k for k in range(60)]
    factorial, top, bottom = 1, Fraction(0), Fraction(0)
    for k in range(1, 60):
        factorial *= k
        bottom += powers[k] / factorial
        top += (k - 1) * powers[k] / factorial
    assert float(top / bottom) == pytest.approx(float(more), rel=1e-11)
    low, value, high = limits(result)
    assert low <= value <= high


def test_one_in_a_billion_seen_twice_keeps_its_digits():
    value = limits(zero_truncated_poisson({1: 10**12, 2: 1000}))[1]
    # A rate of 2 x 10^-9 to first order, corrected by the second.
    more = 1000 / (10**12 + 1000)
    rate = 2 * more - (2 * more) ** 2 / 6
    assert value == pytest.approx((10**12 + 1000) / -np.expm1(-rate), rel=1e-12)


def test_units_seen_very_often_leave_nobody_hidden():
    low, value, high = limits(zero_truncated_poisson({900: 50, 1000: 50}))
    assert value == 100
    assert low == pytest.approx(100)
    assert high == pytest.approx(100)


def test_a_hidden_part_of_next_to_nothing_has_limits_still():
    # Its error is 10^155 times as large: the square of that is no float.
    result = zero_truncated_poisson({715: 5})
    assert limits(result)[1] == 5
    assert quantity(result, "log-normal interval, low, units") == 5
    assert quantity(result, "log-normal interval, high, units") == 5


def test_units_seen_once_only_have_no_rate():
    with pytest.raises(NotEstimableError) as refused:
        zero_truncated_poisson({1: 12})
    assert str(refused.value) == (
        "a zero-truncated Poisson needs a unit seen more than once, got 12 seen once"
    )


@pytest.mark.parametrize(
    ("frequencies", "got"), [({1: 5, 3: 1}, "5 and 0"), ({2: 5}, "0 and 5")]
)
def test_zelterman_needs_both_singles_and_doubles(frequencies, got):
    with pytest.raises(NotEstimableError) as refused:
        zelterman(frequencies)
    assert str(refused.value) == (
        "Zelterman's estimator needs units seen once and units seen twice, got " + got
    )
