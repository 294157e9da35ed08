"""Intervals under a variance factor: unscaled at 1, clusters, never narrower."""

from math import exp, inf, log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from bemodels.counts.partial_years.scaled_limits import TwoPeriods, scaled_garwood
from bemodels.intervals import garwood_interval
from bemodels.rates import Exposed, rate_ratio_exact, rate_ratio_midp

COUNTS = st.integers(0, 60)
FACTORS = st.floats(1, 50)
YEARS = (10 / 12, 1.0)


def limits(interval):
    return interval.low, interval.high


def two(count, reference, years=YEARS):
    return TwoPeriods(
        count=count,
        years=years[0],
        reference_count=reference,
        reference_years=years[1],
    )


@given(COUNTS)
def test_at_1_a_rate_has_the_exact_interval_to_the_last_bit(count):
    assert scaled_garwood(count, 7 / 12, 1.0, level=0.95) == garwood_interval(
        count, 7 / 12
    )


@settings(deadline=None)
@given(COUNTS, COUNTS.filter(bool))
def test_at_1_a_ratio_has_the_unscaled_intervals(count, reference):
    ours = two(count, reference)
    groups = (
        Exposed(events=count, years=YEARS[0]),
        Exposed(events=reference, years=YEARS[1]),
    )
    assert limits(ours.midp(1.0, level=0.9)) == pytest.approx(
        limits(rate_ratio_midp(*groups, level=0.9)), rel=1e-9
    )
    assert limits(ours.exact(1.0, level=0.9)) == pytest.approx(
        limits(rate_ratio_exact(*groups, level=0.9)), rel=1e-9
    )


@pytest.mark.parametrize("factor", [1.5, 2, 3])
@pytest.mark.parametrize("count", [0, 5, 36])
def test_a_rate_has_fay_and_feuer_s_limits_of_equal_weights(count, factor):
    # Fay and Feuer 1997, equations 3 and 4: y = sum of w x, v = sum of w^2 x, all w
    # being the factor; the rate is per year of 7/12.
    variance, weight = factor * count, factor
    low = (
        variance / (2 * count) * chi2.ppf(0.025, 2 * count**2 / variance)
        if count
        else 0
    )
    sum_, square = count + weight, variance + weight**2
    high = square / (2 * sum_) * chi2.ppf(0.975, 2 * sum_**2 / square)
    found = scaled_garwood(count, 7 / 12, factor, level=0.95)
    assert limits(found) == pytest.approx((low * 12 / 7, high * 12 / 7), rel=1e-9)


@pytest.mark.parametrize("factor", [2, 3])
def test_whole_clusters_are_counted_as_incidents_were(factor):
    found = scaled_garwood(4 * factor, 1.0, factor, level=0.95)
    expected = garwood_interval(4, 1.0)
    assert limits(found) == pytest.approx(
        (factor * expected.low, factor * expected.high)
    )
    one, many = two(4, 12), two(4 * factor, 12 * factor)
    for method in ("midp", "exact"):
        assert limits(getattr(many, method)(factor, level=0.95)) == pytest.approx(
            limits(getattr(one, method)(1.0, level=0.95)), rel=1e-9
        )


@settings(deadline=None)
@given(COUNTS, FACTORS, FACTORS, st.floats(0.5, 0.99))
def test_a_rate_s_interval_never_narrows(count, first, second, level):
    small, large = sorted((first, second))
    inner = scaled_garwood(count, 1.0, small, level=level)
    outer = scaled_garwood(count, 1.0, large, level=level)
    assert outer.low <= inner.low * (1 + 1e-9)
    assert outer.high >= inner.high * (1 - 1e-9)


@settings(deadline=None)
@given(COUNTS, COUNTS.filter(bool), FACTORS, FACTORS)
def test_a_ratio_s_interval_never_narrows(count, reference, first, second):
    small, large = sorted((first, second))
    periods = two(count, reference)
    for method in (periods.midp, periods.exact):
        inner, outer = method(small, level=0.95), method(large, level=0.95)
        assert outer.low <= inner.low * (1 + 1e-9)
        assert outer.high >= inner.high * (1 - 1e-9)


@settings(deadline=None)
@given(COUNTS.filter(bool), COUNTS.filter(bool), FACTORS)
def test_periods_that_change_places_have_inverse_limits(count, reference, factor):
    one, other = two(count, reference), two(reference, count, YEARS[::-1])
    for method in ("midp", "exact", "wald"):
        low, high = limits(getattr(one, method)(factor, level=0.95))
        turned = limits(getattr(other, method)(factor, level=0.95))
        assert (1 / high, 1 / low) == pytest.approx(turned, rel=1e-9)


def test_a_side_without_a_count_is_open():
    assert two(5, 0).midp(2.0, level=0.95).high == inf
    assert two(0, 5).exact(2.0, level=0.95).low == 0
    assert two(5, 0).rate_ratio == inf


def test_the_quasi_poisson_interval_of_36_and_9_loses_its_fall_at_3():
    # Log rate ratio -+ 1.96 sqrt(3/36 + 3/9): the decline runs from -6%.
    high = two(9, 36).wald(3.0, level=0.95).high
    assert high == pytest.approx(0.3 * exp(1.959964 * sqrt(3 / 36 + 3 / 9)), rel=1e-6)
    assert round(100 * (1 - high)) == -6
    assert log(two(9, 36).wald(2.0, level=0.95).high) < 0
