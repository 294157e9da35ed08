"""Lincoln-Petersen and Chapman: printed cases, the hypergeometric mean, edges."""

from fractions import Fraction
from math import comb, inf, lgamma, log

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.capture.two_lists import chapman, petersen
from bemodels.undercount.capture.two_lists.independent_lists import TwoLists
from bemodels.undercount.capture.two_lists.overlap_words import INTERVALS

STANDARD_ERROR = "Standard error of the population"


def limits(result, estimand="population"):
    one = result.estimate(estimand)
    return one.interval.low, one.value, one.interval.high


def rows(result):
    return {name: (low, high) for name, low, high in result.table(INTERVALS).rows}


# Krebs 1989, Box 2.1, as FSA's mrClosed is tested on; Rcapture 1.4 on the same table
# prints 2389.8683 for Mt and 2386.269 [2155.997, 2670.327] for its profile.
def test_krebs_box_by_petersen():
    result = petersen(948, 421, 167)
    low, value, high = limits(result)
    assert value == pytest.approx(2389.8683, abs=5e-5)
    assert (low, high) == pytest.approx((2155.997, 2670.327), abs=1e-3)
    assert round(rows(result)["normal share, continuity corrected"][0]) == 2153


def test_the_profile_has_its_mode_where_rcapture_finds_it():
    profile = TwoLists(948, 421, 167).profile(start=1188.0, level=0.95)
    assert profile.mode == pytest.approx(2386.269, abs=1e-3)


# Krebs 1989; Ricker 1975; Pine et al. 2013, Box 11.2; Seber 2002, tables 3.7 and 3.8;
# Seber 2002.
@pytest.mark.parametrize(
    ("lists", "printed", "digits"),
    [
        ((948, 421, 167), 2382.798, 3),
        ((109, 177, 57), 336.586, 3),
        ((421, 332, 88), 1577.944, 3),
        ((500, 149, 7), 9392.75, 2),
        ((1000, 243, 21), 11101.0, 1),
    ],
)
def test_printed_chapman_estimates(lists, printed, digits):
    assert round(limits(chapman(*lists))[1], digits) == printed


def test_printed_chapman_errors_and_limits():
    pine = limits(chapman(421, 332, 88))
    assert [round(one) for one in pine] == [1330, 1578, 1826]
    seber = chapman(500, 149, 7)
    assert round(seber.table(STANDARD_ERROR).rows[0][1]) == 3022
    assert round(limits(seber)[2]) == 15316
    other = chapman(1000, 243, 21)
    assert round(other.table(STANDARD_ERROR).rows[0][1]) == 2184
    low, _, high = limits(other)
    assert (round(low, 1), round(high, 1)) == (6821.0, 15381.0)


def test_reported_estimates_to_the_last_digit():
    assert limits(petersen(1000, 800, 600))[1] == 4000 / 3
    # dmidlo/histdata.com-tools, issue 630.
    assert limits(chapman(1000, 800, 600))[1] == pytest.approx(
        1333.1114808652246, rel=1e-15
    )


@pytest.mark.parametrize(("first", "second"), [(4, 7), (6, 4), (10, 3)])
def test_chapman_is_unbiased_over_the_hypergeometric(first, second):
    population = 10
    mean = sum(
        Fraction(
            comb(first, both)
            * comb(population - first, second - both)
            * (first + 1)
            * (second + 1),
            comb(population, second) * (both + 1),
        )
        for both in range(max(0, first + second - population), min(first, second) + 1)
    )
    assert mean - 1 == population
    values = [
        limits(chapman(first, second, both))[1]
        for both in range(max(0, first + second - population), min(first, second) + 1)
    ]
    chances = [
        comb(first, both)
        * comb(population - first, second - both)
        / comb(population, second)
        for both in range(max(0, first + second - population), min(first, second) + 1)
    ]
    assert np.dot(values, chances) == pytest.approx(population, rel=1e-13)


def slow_likelihood(population, first, second, both):
    """Write the likelihood of independent lists with its largest chances put in."""
    seen = first + second - both
    return (
        lgamma(population + 1)
        - lgamma(population - seen + 1)
        + sum(
            count * log(count / population)
            for count in (first, second, population - first, population - second)
            if count > 0
        )
    )


@pytest.mark.parametrize("lists", [(948, 421, 167), (12, 9, 2), (5, 4, 1), (7, 7, 6)])
def test_profile_limits_cut_off_the_written_out_likelihood(lists):
    first, second, both = lists
    seen = first + second - both
    found = minimize_scalar(
        lambda one: -slow_likelihood(one, *lists),
        bounds=(seen, 50 * seen),
        method="bounded",
        options={"xatol": 1e-9},
    )
    low, _, high = limits(petersen(*lists))
    top = max(-found.fun, slow_likelihood(seen, *lists))
    floor = top - 3.841458820694124 / 2
    assert slow_likelihood(high, *lists) == pytest.approx(floor, abs=1e-7)
    if low > seen:
        assert slow_likelihood(low, *lists) == pytest.approx(floor, abs=1e-7)
    else:
        assert slow_likelihood(seen, *lists) >= floor


def test_without_a_match_only_a_least_population_is_known():
    with pytest.raises(NotEstimableError) as error:
        petersen(10, 12, 0)
    assert str(error.value) == (
        "a population needs a unit on both lists: with none it may be as large as one "
        "likes, got 10 and 12 units"
    )
    result = chapman(10, 12, 0)
    assert limits(result)[1] == 142
    low, high = rows(result)["multinomial profile likelihood"]
    assert low > 22
    assert high == inf
    assert not result.checks[0].passed
    assert result.checks[0].detail == "the lower limit lies below the units seen"


def test_a_list_within_the_other_leaves_nobody_hidden_yet_a_range():
    inner = petersen(10, 20, 10)
    assert limits(inner, "hidden")[:2] == (0.0, 0.0)
    assert limits(inner, "hidden")[2] == pytest.approx(1.276302, abs=1e-6)
    flat = chapman(10, 20, 10)
    assert limits(flat) == (20.0, 20.0, 20.0)
    assert flat.checks[0].detail == (
        "the interval has no width: its formula breaks down here"
    )


def test_an_empty_list_says_nothing():
    with pytest.raises(NotEstimableError) as error:
        chapman(0, 12, 0)
    assert str(error.value) == "a population needs units on both lists, got 0 and 12"


def test_huge_lists_keep_their_digits():
    # Near the top the likelihood is normal, so the error is that of the loglinear fit.
    size = 10**12
    low, value, high = limits(petersen(size, size, 10**9))
    error = 10**15 * (1e-9 * (1 - 1e-3) ** 2) ** 0.5
    assert value == 10**15
    assert (high - low) / 2 == pytest.approx(1.959964 * error, rel=1e-5)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_order_of_the_lists_does_not_matter(first, second, both):
    assume(both <= min(first, second))
    one, other = petersen(first, second, both), petersen(second, first, both)
    assert limits(one) == pytest.approx(limits(other), rel=1e-9)
    assert limits(chapman(first, second, both)) == pytest.approx(
        limits(chapman(second, first, both)), rel=1e-12
    )
    low, value, high = limits(one)
    assert first + second - both <= low <= value <= high


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ((3, 4, 5), "recaptured must not exceed marked or caught, got 5 of 3 and 4"),
        ((-1, 4, 0), "marked must be a whole number of 0 or more, got -1"),
        ((3, 4.0, 1), "caught must be a whole number of 0 or more, got 4.0"),
        ((3, 4, True), "recaptured must be a whole number of 0 or more, got True"),
        (
            (10**16, 4, 1),
            "marked must be 1,000,000,000,000,000 or less, got 10000000000000000",
        ),
    ],
)
@pytest.mark.parametrize("estimator", [petersen, chapman])
def test_counts_that_are_none_are_refused(estimator, lists, message):
    with pytest.raises(InvalidDataError) as error:
        estimator(*lists)
    assert str(error.value) == message
