"""Rates and ratios of rates under larger variances, and where conclusions tip."""

from math import inf, log

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr

from bemodels.counts import (
    annual_rates_by_variance_factor,
    exact_annual_rates,
    fit_negative_binomial,
    fit_poisson,
    fit_variance_factors,
    rate_ratio,
    rate_ratio_variance_factors,
    rate_variance_factors,
)
from bemodels.counts.partial_years.dependence import NAMED_BEFORE
from bemodels.counts.partial_years.scaled_limits import TwoPeriods, scaled_garwood
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError, NotEstimableError

PEAK = ([36, 9], [1, 10 / 12])
Z = 1.959963984540054


def limits(result, name):
    interval = result.estimate(name).interval
    return interval.low, interval.high


def test_a_rate_stands_beside_itself():
    result = rate_variance_factors(5, 7 / 12, against=2, factors=[1.5])
    assert [one.estimand for one in result.estimates] == [
        "annual_rate",
        "annual_rate[variance factor 1.5]",
    ]
    assert limits(result, "annual_rate") == pytest.approx((2.78, 20.0), abs=0.005)
    scaled = result.estimate("annual_rate[variance factor 1.5]").interval
    assert scaled.method == "exact Poisson (Garwood), variance factor 1.5"


def test_every_row_of_a_table_stands_beside_itself():
    rows = (("A", 2014, 5, 7 / 12), ("A", 2015, 0, 1.0), ("B", 2015, 36, 1.0))
    table = CountTable(keys=("city", "year"), rows=rows)
    found = annual_rates_by_variance_factor(table, level=0.9)
    assert found.estimates[::3] == exact_annual_rates(table, level=0.9).estimates
    for place, (_, _, count, years) in enumerate(rows):
        for factor, one in zip((2, 3), found.estimates[3 * place + 1 :], strict=False):
            alone = scaled_garwood(count, years, factor, level=0.9)
            assert (one.interval.low, one.interval.high) == (alone.low, alone.high)
            assert one.estimand.endswith(f"[variance factor {factor}]")


@pytest.mark.parametrize(("against", "side"), [(2, "low"), (30, "high")])
def test_at_the_tipping_factor_a_limit_of_the_rate_is_the_value(against, side):
    (point,) = rate_variance_factors(5, 7 / 12, against=against).probabilities
    found = scaled_garwood(5, 7 / 12, point.value, level=0.95)
    assert getattr(found, side) == pytest.approx(against, rel=1e-9)
    assert point.statement.endswith(f"the interval holds {against} a year")


def test_a_rate_that_is_not_excluded_has_no_tipping_factor():
    assert rate_variance_factors(5, 7 / 12, against=10).probabilities == ()


def test_each_ratio_tips_where_its_limit_is_1():
    result = rate_ratio_variance_factors(*PEAK)
    periods = TwoPeriods(
        count=9, years=10 / 12, reference_count=36, reference_years=1.0
    )
    points = [one.value for one in result.probabilities]
    for method, point in zip(
        (periods.midp, periods.exact, periods.wald), points, strict=True
    ):
        assert method(point, level=0.95).high == pytest.approx(1, rel=1e-9)
    closed = (log(0.3) / Z) ** 2 / (1 / 36 + 1 / 9)
    assert points[2] == pytest.approx(closed, rel=1e-9)
    assert 2 < closed < 3


def test_factors_that_differ_have_names_that_do():
    result = rate_ratio_variance_factors(*PEAK, factors=[2, 2.0000001])
    assert [one.estimand for one in result.estimates[:3]] == [
        "rate_ratio",
        "rate_ratio[variance factor 2]",
        "rate_ratio[variance factor 2.0000001]",
    ]


def test_a_comparison_of_two_periods_says_that_neither_was_picked():
    assert NAMED_BEFORE in rate_ratio_variance_factors(*PEAK).assumptions


def test_counts_far_apart_tip_too_though_their_limits_pass_any_float():
    result = rate_ratio_variance_factors([1, 10**9], [1, 1], factors=[1000])
    assert limits(result, "rate_ratio[variance factor 1000]")[1] == inf
    for point in result.probabilities:
        assert point.value > 1


def test_quasi_poisson_needs_counts_above_0():
    result = rate_ratio_variance_factors([5, 0], [1, 1])
    names = {one.estimand.partition("[")[0] for one in result.estimates}
    assert names == {"rate_ratio", "rate_ratio_exact"}


@pytest.fixture(scope="module")
def two_years():
    return pd.DataFrame({"n": [36, 9], "year": [2016, 2017], "t": [1, 10 / 12]})


def test_a_factor_divides_what_two_counts_lose_given_their_sum(two_years):
    fit = fit_poisson("n ~ C(year)", two_years, exposure="t")
    found = fit_variance_factors(fit, "year", 2017, 2016)
    named = {"": 1, "[variance factor 2]": 2, "[variance factor 3]": 3}

    def lost(ratio):
        share = ratio / (ratio + 12 / 10)
        return 2 * (9 * log(9 / 45 / share) + 36 * log(36 / 45 / (1 - share)))

    for suffix, factor in named.items():
        for limit in limits(found, f"rate_ratio{suffix}"):
            assert lost(limit) / factor == pytest.approx(Z**2, rel=1e-7)
    assert found.probabilities[0].value == pytest.approx(lost(1) / Z**2, rel=1e-7)


def test_any_fit_has_the_profile_of_its_loss_divided_by_the_factor():
    rng = np.random.default_rng(2)
    data = pd.DataFrame({"year": [0, 1] * 20, "n": rng.poisson([4, 9] * 20)})
    data["n"] += 6 * (np.arange(40) % 7 == 0)
    fit = fit_negative_binomial("n ~ C(year)", data)
    plain = rate_ratio(fit, "year", 1, 0).estimates[0]
    found = fit_variance_factors(fit, "year", 1, 0, factors=[4])
    assert found.estimates[0] == plain
    # Four times the loss at 95% is the loss at twice the normal quantile.
    wider = rate_ratio(fit, "year", 1, 0, level=1 - 2 * ndtr(-2 * Z)).estimates[0]
    low, high = limits(found, "rate_ratio[variance factor 4]")
    assert (low, high) == pytest.approx((wider.interval.low, wider.interval.high))
    equal = fit_negative_binomial("n ~ 1", data)
    assert found.probabilities[0].value == pytest.approx(
        2 * (fit.loglik - equal.loglik) / Z**2, rel=1e-6
    )


def test_a_ratio_of_0_is_limited_by_a_likelihood_whose_loss_is_divided(two_years):
    data = two_years.assign(n=[9, 0])
    fit = fit_poisson("n ~ C(year)", data, exposure="t")
    found = fit_variance_factors(fit, "year", 2017, 2016, factors=[2])
    # All the 9 fall in the first year with probability 1 / (1 + R t): the loss of log
    # likelihood is 9 log(1 + R t).
    for name, factor in (("rate_ratio", 1), ("rate_ratio[variance factor 2]", 2)):
        high = np.expm1(factor * Z**2 / 2 / 9) / (10 / 12)
        assert limits(found, name) == pytest.approx((0, high), rel=1e-6)
    point = found.probabilities[0].value
    assert point == pytest.approx(18 * np.log1p(10 / 12) / Z**2, rel=1e-7)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: rate_variance_factors(1.5, 1, against=2),
            "count: got 1.5; a count must be a whole number from 0 to 1000000000",
        ),
        (
            lambda: rate_variance_factors(1, 0, against=2),
            "exposure: got 0; exposure must be a finite number of years above 0",
        ),
        (
            lambda: rate_variance_factors(1, 1, against=0),
            "against must be a finite number above 0, got 0",
        ),
        (
            lambda: rate_variance_factors(1, 1, against=2, factors=[2, 0.5]),
            "a variance factor must be a finite number of 1 or more, got 0.5",
        ),
        (
            lambda: rate_variance_factors(1, 1, against=2, factors=[inf]),
            "a variance factor must be a finite number of 1 or more, got inf",
        ),
        (
            lambda: rate_variance_factors(1, 1, against=2, factors=3),
            "factors must be a sequence, got 3",
        ),
        (
            lambda: annual_rates_by_variance_factor("x"),
            "table must be a CountTable, got 'x'",
        ),
        (
            lambda: rate_ratio_variance_factors([1, 2, 3], [1, 1, 1]),
            "two periods are compared, got 3",
        ),
    ],
)
def test_what_is_no_rate_or_factor_is_refused(call, message):
    with pytest.raises(InvalidDataError) as error:
        call()
    assert str(error.value) == message


def test_two_periods_without_a_count_have_no_ratio():
    with pytest.raises(NotEstimableError) as error:
        rate_ratio_variance_factors([0, 0], [1, 1])
    assert str(error.value) == "the rate ratio is not estimable: both counts are 0"
