"""The quasi-Poisson interval of a ratio, against statsmodels and its tipping factor."""

from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import quasi_poisson_interval, quasi_poisson_tipping_factor

COUNTS = st.integers(1, 10**6)


# statsmodels 0.15.0: np.exp(GLM(counts, [[1, 0], [1, 1]], family=Poisson(),
# exposure=years).fit(scale=factor, tol=1e-14).conf_int(1 - level)[1]).
@pytest.mark.parametrize(
    ("counts", "years", "factor", "level", "limits"),
    [
        ((36, 9), (1, 10 / 12), 1, 0.95, (0.1445097565, 0.6227953197)),
        ((36, 9), (1, 10 / 12), 3, 0.95, (0.0846589780, 1.0630886663)),
        ((7, 60), (0.5, 2), 2.5, 0.9, (0.7583520847, 6.0550195974)),
    ],
)
def test_limits_are_those_of_a_poisson_model_of_a_stated_scale(
    counts, years, factor, level, limits
):
    ratio = counts[1] / years[1] / (counts[0] / years[0])
    found = quasi_poisson_interval(
        ratio, counts[1], counts[0], factor=factor, level=level
    )
    assert (found.low, found.high) == pytest.approx(limits, rel=1e-9)
    assert (found.level, found.kind) == (level, "confidence")


@settings(derandomize=True)
@given(COUNTS, COUNTS, st.floats(0.1, 10), st.floats(0.5, 0.99))
def test_at_the_tipping_factor_one_limit_is_1(count, reference, ratio, level):
    factor = quasi_poisson_tipping_factor(ratio, count, reference, level=level)
    if factor < 1e-300:
        assert ratio == pytest.approx(1, rel=1e-9)
        return
    found = quasi_poisson_interval(ratio, count, reference, factor=factor, level=level)
    assert (found.low if ratio > 1 else found.high) == pytest.approx(1, rel=1e-9)


def test_equal_rates_are_held_under_every_factor():
    assert quasi_poisson_tipping_factor(1.0, 5, 7) == 0


@settings(derandomize=True)
@given(COUNTS, COUNTS, st.floats(0.1, 10), st.floats(0.1, 50))
def test_groups_that_change_places_have_inverse_limits(count, other, ratio, factor):
    one = quasi_poisson_interval(ratio, count, other, factor=factor)
    turned = quasi_poisson_interval(1 / ratio, other, count, factor=factor)
    assert (1 / turned.high, 1 / turned.low) == pytest.approx((one.low, one.high))


def test_a_limit_that_no_float_holds_is_infinite():
    found = quasi_poisson_interval(0.3, 9, 36, factor=1e9)
    assert (found.low, found.high) == (0, inf)


@pytest.mark.parametrize("counts", [(0, 5), (5, 0), (0, 0)])
def test_without_a_count_there_is_no_interval(counts):
    name = "count" if not counts[0] else "reference_count"
    message = f"a quasi-Poisson interval is not estimable: {name} is 0"
    with pytest.raises(NotEstimableError) as error:
        quasi_poisson_interval(1.0, *counts, factor=2)
    assert str(error.value) == message
    with pytest.raises(NotEstimableError) as error:
        quasi_poisson_tipping_factor(1.0, *counts)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ratio": 0}, "ratio must be a finite number above 0, got 0"),
        ({"ratio": nan}, "ratio must be a finite number above 0, got nan"),
        ({"count": 1.5}, "count must be a whole number of 0 or more, got 1.5"),
        (
            {"reference_count": -1},
            "reference_count must be a whole number of 0 or more, got -1",
        ),
        ({"factor": 0}, "factor must be a finite number above 0, got 0"),
        ({"level": 1}, "level must lie between 0 and 1, got 1"),
    ],
)
def test_what_is_no_ratio_count_or_factor_is_refused(changes, message):
    given_ = {"ratio": 0.3, "count": 9, "reference_count": 36, "factor": 2} | changes
    with pytest.raises(InvalidDataError) as error:
        quasi_poisson_interval(**given_)
    assert str(error.value) == message
    if "factor" not in changes:
        given_.pop("factor")
        with pytest.raises(InvalidDataError) as error:
            quasi_poisson_tipping_factor(**given_)
        assert str(error.value) == message
