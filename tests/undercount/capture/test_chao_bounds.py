"""Chao's lower bounds: EstimateS and Rcapture, a Poisson mixture, edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr
from scipy.stats import poisson

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.capture.frequencies import (
    chao1,
    chao1_bias_corrected,
    chao_lower_bound,
)
from bemodels.undercount.capture.frequencies.once_and_twice import (
    corrected_bound,
    plain_bound,
)
from bemodels.undercount.capture.frequencies.times_seen import read_frequencies

# Repeated apprehensions of illegal immigrants in the Netherlands; Rcapture's data(ill).
ILLEGAL = {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}
# Printed log-normal limits take 1.96 for the normal quantile.
OF_196 = 2 * ndtr(1.96) - 1
MIXED = [0, 1, 1, 4, 2, 5, 2, 4, 1, 2]


def limits(result, estimand="population"):
    one = result.estimate(estimand)
    return one.interval.low, one.value, one.interval.high


def error(result):
    return result.table("Standard error of the lower bound").rows[0][1]


# scikit-bio, skbio/diversity/alpha/tests/test_chao1.py, printed by EstimateS to two
# digits.
@pytest.mark.parametrize(
    ("bound", "counts", "value", "printed", "sd"),
    [
        (chao1_bias_corrected, MIXED, 9.75, (9.07, 17.45), 1.42),
        (chao1, MIXED, 10.5, (9.17, 21.89), 2.29),
        (chao1, [0, 2, 2, 4, 5, 0], 4, (4, 4.95), 0.39),
        (chao1_bias_corrected, [0, 2, 2, 4, 5, 0], 4, (4, 4.95), 0.39),
        (chao1_bias_corrected, [0, 1, 1, 4, 5, 0], 5, (4.08, 17.27), 2.17),
    ],
)
def test_estimates_prints_the_same(bound, counts, value, printed, sd):
    result = bound(counts, level=OF_196)
    low, found, high = limits(result)
    assert found == value
    assert (round(low, 2), round(high, 2)) == printed
    assert round(error(result), 2) == sd


def test_one_single_leaves_no_width_and_says_so():
    result = chao1_bias_corrected([1, 2, 3])
    assert limits(result) == (3, 3, 3)
    assert [check.passed for check in result.checks] == [False]


# Rcapture 1.4: closedpCI.0(ill, dtype="nbcap", dfreq=TRUE, t=Inf, m="Mh", h="LB").
def test_illegal_immigrants_are_at_least_nine_thousand():
    result = chao_lower_bound(ILLEGAL, level=OF_196)
    low, value, high = limits(result)
    assert value == pytest.approx(9273.511, abs=5e-4)
    assert error(result) == pytest.approx(662.590, abs=5e-4)
    assert (round(low, 2), round(high, 2)) == (8084.67, 10690.13)
    assert limits(result, "hidden")[1] == pytest.approx(1645**2 / 366)
    assert "ower bound" in result.title
    assert "ower bound" in result.method


def test_it_is_a_bound_of_every_mixture_and_exact_for_one_rate():
    # Expected units seen once and twice, of a million at one or at two rates.
    whole = 10**6
    for rates, exact in (((0.3, 0.3), True), ((0.1, 0.9), False)):
        expected = {
            times: round(whole * np.mean(poisson.pmf(times, rates)))
            for times in range(1, 8)
        }
        value = limits(chao_lower_bound(expected))[1]
        if exact:
            assert value == pytest.approx(whole, rel=1e-4)
        else:
            assert value < 0.75 * whole


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40))
def test_counts_in_any_order_are_their_frequencies(counts):
    frequencies = {times: counts.count(times) for times in range(1, 7)}
    try:
        expected = chao_lower_bound(frequencies)
    except NotEstimableError as refused:
        with pytest.raises(NotEstimableError) as error_of_counts:
            chao1(counts)
        assert str(error_of_counts.value) == str(refused)
        return
    for given_counts in (counts, counts[::-1], np.array(counts)):
        assert limits(chao1(given_counts)) == limits(expected)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_the_less_biased_bound_is_never_the_larger(once, twice, more):
    frequencies = {1: once, 2: twice, 3: more}
    if not (once + twice + more) or (once and not twice):
        return
    times = read_frequencies(frequencies)
    assert 0 <= corrected_bound(times)[0] <= plain_bound(times)[0]
    low, value, high = limits(chao_lower_bound(frequencies))
    assert times.seen <= low <= high
    assert value >= times.seen


def test_without_singles_the_interval_may_leave_out_the_bound_and_says_so():
    (check,) = chao1([2] * 100).checks
    assert not check.passed
    assert check.detail == "the interval leaves out the estimate"


def test_singles_without_doubles_have_no_plain_bound():
    with pytest.raises(NotEstimableError) as refused:
        chao_lower_bound({1: 4, 3: 1})
    assert str(refused.value) == (
        "Chao's bound needs a unit seen twice, got 4 seen once and none twice; "
        "chao1_bias_corrected does without"
    )


@pytest.mark.parametrize("nobody", [{}, {1: 0, 2: 0}])
def test_nobody_seen_bounds_nothing(nobody):
    with pytest.raises(NotEstimableError) as refused:
        chao_lower_bound(nobody)
    assert str(refused.value) == "a population needs a unit that was seen, got none"


@pytest.mark.parametrize(
    ("frequencies", "message"),
    [
        (
            [1645, 183],
            "frequencies must be a mapping of times seen to units, got [1645, 183]",
        ),
        ({0: 4}, "times seen must be a whole number of 1 or more, got 0"),
        ({"1": 4}, "times seen must be a whole number of 1 or more, got '1'"),
        ({1: -1}, "units seen 1 time must be a whole number of 0 or more, got -1"),
        ({2: 1.5}, "units seen 2 times must be a whole number of 0 or more, got 1.5"),
        ({1001: 1}, "times seen must be 1,000 or less, got 1001"),
        (
            {1: 10**13},
            "units seen 1 time must be 1,000,000,000,000 or less, got 10000000000000",
        ),
    ],
)
def test_frequencies_that_are_none_are_refused(frequencies, message):
    with pytest.raises(InvalidDataError) as refused:
        chao_lower_bound(frequencies)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ("112", "counts must be a sequence of whole numbers, got '112'"),
        ({1: 2}, "counts must be a sequence of whole numbers, got {1: 2}"),
        (b"12", "counts must be a sequence of whole numbers, got b'12'"),
        ({2}, "counts must be a sequence of whole numbers, got {2}"),
        (7, "counts must be a sequence of whole numbers, got 7"),
        ([1, -1], "counts[1] must be a whole number of 0 or more, got -1"),
        ([1.0], "counts[0] must be a whole number of 0 or more, got 1.0"),
    ],
)
@pytest.mark.parametrize("bound", [chao1, chao1_bias_corrected])
def test_counts_that_are_no_sightings_are_refused(bound, counts, message):
    with pytest.raises(InvalidDataError) as refused:
        bound(counts)
    assert str(refused.value) == message
