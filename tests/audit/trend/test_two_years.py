"""Intervals of two rates, against SciPy's binomial test and their formulas."""

from math import exp, inf, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from bemodels.audit.trend.two_years import TwoYears
from bemodels.intervals.declines import as_decline

COUNTS = st.integers(0, 90)
MONTHS = st.integers(1, 12)


def two_years(before, after, months_before=12, months_after=10):
    return TwoYears(
        before=before,
        after=after,
        months_before=months_before,
        months_after=months_after,
    )


def share_at(ratio, pair):
    """Return the later year's share at a ratio of rates."""
    odds = ratio * pair.months_after / pair.months_before
    return odds / (1 + odds)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(before=COUNTS, after=COUNTS, months_before=MONTHS, months_after=MONTHS)
def test_exact_limits_are_scipys_limits_of_the_share(
    before, after, months_before, months_after
):
    if not before + after:
        return
    pair = two_years(before, after, months_before, months_after)
    found = pair.exact(level=0.9)
    share = binomtest(after, before + after).proportion_ci(0.9, method="exact")
    assert share_at(found.low, pair) == pytest.approx(share.low, rel=1e-9)
    if not before:
        assert found.high == inf
    else:
        assert share_at(found.high, pair) == pytest.approx(share.high, rel=1e-9)


def test_a_limit_near_a_full_share_keeps_its_digits():
    # One of 100 million: 1 - share is right to its own last digits.
    pair = two_years(1, 10**8, 12, 12)
    assert pair.exact(level=0.95).high == pytest.approx(1e8 / 0.0253178, rel=1e-5)


@pytest.mark.parametrize(("before", "after"), [(36, 9), (83, 21), (5, 0), (0, 5)])
def test_mid_p_limits_leave_half_of_the_count_in_their_tail(before, after):
    pair = two_years(before, after)
    found, trials = pair.midp(level=0.95), before + after
    if after:
        low = binom(trials, share_at(found.low, pair))
        assert low.sf(after) + low.pmf(after) / 2 == pytest.approx(0.025, rel=1e-6)
    else:
        assert found.low == 0
    if before:
        high = binom(trials, share_at(found.high, pair))
        assert high.cdf(after - 1) + high.pmf(after) / 2 == pytest.approx(0.025)
    else:
        assert found.high == inf


@pytest.mark.parametrize(("before", "after"), [(36, 9), (12, 35), (7, 6)])
def test_the_p_value_is_twice_the_smaller_binomial_tail(before, after):
    pair = two_years(before, after)
    tails = [
        binomtest(after, before + after, 10 / 22, alternative=side).pvalue
        for side in ("less", "greater")
    ]
    assert pair.null_share == 10 / 22
    assert pair.p_value() == pytest.approx(min(1, 2 * min(tails)), rel=1e-9)


def test_the_quasi_poisson_interval_is_that_of_the_issue():
    found = two_years(36, 9).quasi(3.0, level=0.95)
    ratio, reach = 9 / (10 / 12) / 36, 1.959964 * sqrt(3 / 36 + 3 / 9)
    assert found.low == pytest.approx(ratio * exp(-reach), rel=1e-6)
    assert found.high == pytest.approx(ratio * exp(reach), rel=1e-6)
    assert found.method == "quasi-Poisson, log rate ratio, variance factor 3"


@settings(deadline=None, derandomize=True)
@given(before=st.integers(1, 90), after=st.integers(1, 90))
def test_at_the_tipping_factor_a_limit_is_no_change(before, after):
    pair = two_years(before, after)
    factor = pair.tipping_factor(level=0.9)
    if pair.ratio == 1:
        assert factor == 0
        return
    found = pair.quasi(factor, level=0.9)
    reached = found.high if pair.ratio < 1 else found.low
    assert reached == pytest.approx(1, rel=1e-9)


def test_a_decline_is_100_less_the_ratio_and_turns_its_limits():
    pair = two_years(48, 12)
    assert pair.decline == pytest.approx(70)
    ratio = pair.exact(level=0.95)
    found = as_decline(ratio)
    assert found.low == pytest.approx(100 - 100 * ratio.high)
    assert found.high == pytest.approx(100 - 100 * ratio.low)
    assert (found.level, found.kind, found.method) == (0.95, "confidence", ratio.method)
    assert as_decline(two_years(0, 3).exact(level=0.95)).low == -inf


def test_a_reference_without_an_incident_has_an_infinite_ratio():
    assert two_years(0, 3).ratio == inf
    assert two_years(3, 0).ratio == 0
