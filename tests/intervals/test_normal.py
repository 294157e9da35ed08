"""Normal intervals: SciPy's quantile of both tails, and logarithms beyond any float."""

from math import exp, inf, isnan, log, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.exponentials import exponential, held_exponential
from bemodels.intervals.normal import (
    log_normal_interval,
    normal_interval,
    normal_quantile,
)

LEVELS = st.floats(0.01, 1 - 1e-8)


@settings(deadline=None, derandomize=True)
@given(LEVELS)
def test_the_quantile_leaves_half_of_the_error_above(level):
    assert norm.sf(normal_quantile(level)) == pytest.approx((1 - level) / 2, rel=1e-12)


@settings(deadline=None, derandomize=True)
@given(st.floats(-50, 50), st.floats(0, 10), LEVELS)
def test_limits_are_so_many_errors_away_plain_or_as_a_logarithm(value, error, level):
    plain = normal_interval(value, error, level=level, method="Wald")
    middle = pytest.approx(value, rel=1e-12, abs=1e-12)
    assert (plain.low + plain.high) / 2 == middle
    assert plain.high - plain.low == pytest.approx(
        2 * norm.isf((1 - level) / 2) * error, abs=1e-12
    )
    ratio = log_normal_interval(value, error, level=level, method="Wald")
    assert (ratio.low, ratio.high) == pytest.approx((exp(plain.low), exp(plain.high)))
    assert (ratio.level, ratio.kind, ratio.method) == (level, "confidence", "Wald")


def test_a_limit_that_no_float_holds_is_open():
    found = log_normal_interval(0.0, 1000.0, level=0.95, method="Wald")
    assert (found.low, found.high) == (0, inf)


@pytest.mark.parametrize("level", [0, 1, 2, nan])
def test_a_level_outside_of_0_to_1_is_refused(level):
    with pytest.raises(InvalidDataError, match="level must lie between 0 and 1"):
        normal_quantile(level)


def test_the_largest_float_is_the_last_that_is_held():
    largest = log(1.7976931348623157e308)
    assert exponential(largest) == pytest.approx(1.7976931348623157e308, rel=1e-12)
    assert exponential(largest + 1e-9) == inf
    assert isnan(exponential(nan))


@pytest.mark.parametrize(
    ("value", "power"), [(1e4, "4343"), (-1e4, "-4343"), (inf, "inf")]
)
def test_what_no_float_holds_is_refused_where_it_must_be_held(value, power):
    with pytest.raises(NotEstimableError) as error:
        held_exponential("quantile", value)
    assert str(error.value) == (
        f"a quantile of 10^{power} is not estimable: it is too near 0 or too large to "
        "be computed"
    )
