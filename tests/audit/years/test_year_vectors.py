"""The vectors that rules leave, against lists made one by one from their words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from year_oracle import listed

from bemodels.audit.years import (
    AtLeast,
    AtMost,
    Below,
    BelowBy,
    CloseCounts,
    CloseRates,
    NotAbove,
    RoundedChange,
    Total,
    TruncatedChange,
    year_vectors,
    years_of,
)
from bemodels.errors import InvalidDataError, NotEstimableError

YEARS = (2014, 2015, 2016)
HIGHEST = 12
years = st.sampled_from(YEARS)
pairs = st.permutations(YEARS).map(lambda order: order[:2])
months = st.integers(1, 12)
decimals = st.sampled_from([(-50, 0), (-33.3, 1), (0, 0), (33, 0), (20.0, 1), (100, 0)])


def changes(kind):
    return st.builds(
        lambda pair, printed, before, after: kind(
            *pair,
            percent=printed[0],
            months_before=before,
            months_after=after,
            decimals=printed[1],
        ),
        *(pairs, decimals, months, months),
    )


rules = st.one_of(
    st.builds(AtLeast, years, st.integers(0, 5)),
    st.builds(AtMost, years, st.integers(0, 9)),
    pairs.map(lambda pair: Below(*pair)),
    pairs.map(lambda pair: NotAbove(*pair)),
    st.builds(lambda pair, n: BelowBy(*pair, n), pairs, st.integers(1, 4)),
    st.builds(lambda pair, n: CloseCounts(*pair, n), pairs, st.integers(0, 4)),
    st.builds(
        lambda pair, n, here, there: CloseRates(*pair, n, here, there),
        *(pairs, st.sampled_from([0, 0.1, 1, 2.4, 5]), months, months),
    ),
    changes(RoundedChange),
    changes(TruncatedChange),
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.integers(0, HIGHEST), st.lists(rules, max_size=4))
def test_the_vectors_are_those_that_keep_every_rule_by_its_words(total, more):
    every = [Total(total), *(AtLeast(year, 0) for year in YEARS), *more]

    found = year_vectors(every)

    assert found.tolist() == listed(every, YEARS, total)
    assert found.shape[1] == len(YEARS)


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.lists(rules, max_size=3), st.permutations(range(5)))
def test_the_order_of_the_rules_does_not_matter_and_each_may_stand_twice(more, order):
    every = [Total(HIGHEST), *(AtLeast(year, 1) for year in YEARS), *more]
    shuffled = [every[place % len(every)] for place in order] + every[::-1]

    assert np.array_equal(year_vectors(shuffled), year_vectors(every))


def test_vectors_are_in_order_whole_numbers_and_cannot_be_written_to():
    found = year_vectors([Total(3), AtLeast(2014, 0), AtLeast(2015, 0)])

    assert found.tolist() == [[0, 3], [1, 2], [2, 1], [3, 0]]
    assert found.dtype == np.int64
    assert not found.flags.writeable


def test_years_are_those_that_the_rules_name_in_their_order():
    rising = [Below(2016, 2017), Total(9), Below(2014, 2016)]

    assert years_of(rising) == (2014, 2016, 2017)
    assert years_of(one for one in rising) == (2014, 2016, 2017)


@pytest.mark.parametrize(
    "contradictory",
    [
        [Total(9), Below(2014, 2015), Below(2015, 2014)],
        [Total(9), Total(8), NotAbove(2014, 2015)],
        [Total(9), AtLeast(2014, 6), AtMost(2014, 5), AtLeast(2015, 0)],
        [Total(0), RoundedChange(2014, 2015, -70, 12, 12)],
    ],
)
def test_rules_that_contradict_one_another_leave_no_row_but_their_years(contradictory):
    assert year_vectors(contradictory).shape == (0, 2)


def test_maxima_for_every_year_do_without_a_total():
    found = year_vectors([AtMost(2014, 1), AtMost(2015, 2), NotAbove(2014, 2015)])

    assert found.tolist() == [[0, 0], [0, 1], [0, 2], [1, 1], [1, 2]]


@pytest.mark.parametrize(
    ("kind", "percent", "fewest", "most"),
    [
        # 2,000 before: sizes from 69.5% (610 or 3390 after) to below 70.5% are 70%.
        (RoundedChange, -70, 591, 610),
        (RoundedChange, 70, 3390, 3409),
        (TruncatedChange, -70, 581, 600),
        (TruncatedChange, 70, 3400, 3419),
        # A printed 0 is a change by less than half a percent, or one, either way.
        (RoundedChange, 0, 1991, 2009),
        (TruncatedChange, 0, 1981, 2019),
    ],
)
def test_half_a_percent_is_rounded_up_in_size(kind, percent, fewest, most):
    change = kind(2016, 2017, percent, months_before=12, months_after=12)
    before = [AtLeast(2016, 2000), AtMost(2016, 2000), AtMost(2017, 9999)]

    found = year_vectors([*before, change])[:, 1].tolist()

    assert found == list(range(fewest, most + 1))


def test_a_count_of_none_has_no_change():
    change = TruncatedChange(2016, 2017, 0, months_before=12, months_after=12)

    assert year_vectors([AtMost(2016, 1), AtMost(2017, 1), change]).tolist() == [[1, 1]]


def test_too_many_vectors_are_refused_with_their_size():
    free = [Total(10**6), *(AtLeast(year, 0) for year in YEARS)]

    with pytest.raises(NotEstimableError) as error:
        year_vectors(free)
    assert str(error.value) == (
        "too many vectors to list: up to 2014 there are 1000001 beginnings, at most "
        "1000000 are taken"
    )
    assert (
        len(year_vectors([Total(999_999), Total(999_999), NotAbove(1, 2)])) == 500_000
    )


def test_too_large_numbers_are_refused_not_wrapped():
    with pytest.raises(NotEstimableError) as error:
        year_vectors([Total(10**18), CloseRates(2014, 2015, 0.5, 7, 12)])
    assert str(error.value) == (
        "the constraints hold too large numbers to be compared exactly: a sum can "
        "reach 4.6e+20, at most 4.6e+18 is taken"
    )


@pytest.mark.parametrize(
    ("constraints", "message"),
    [
        (7, "constraints must be a sequence of rules, got 7"),
        (
            [Total(9), "2014 < 2015"],
            "constraints[1] must be one of Total, AtLeast, AtMost, Below, NotAbove, "
            "BelowBy, RoundedChange, TruncatedChange, CloseCounts, CloseRates, got "
            "'2014 < 2015'",
        ),
        ([Total(9)], "the constraints name no year"),
        (
            [AtMost(2014, 9), Below(2014, 2015)],
            "nothing limits 2015 from above, so that there may be infinitely many "
            "vectors; state a Total, or an AtMost for every year",
        ),
    ],
)
def test_what_are_no_constraints_is_refused(constraints, message):
    with pytest.raises(InvalidDataError) as error:
        year_vectors(constraints)
    assert str(error.value) == message
