"""At how many vectors a change is shown, in numbers and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bemodels.audit.trend.shown_changes import (
    ShownChanges,
    shown_by_declines,
    shown_by_ratios,
)
from bemodels.intervals.declines import as_decline
from bemodels.result import Interval


def ratio(low, high):
    return Interval(low=low, high=high, level=0.95, kind="confidence", method="stated")


def test_an_interval_that_ends_at_no_change_shows_none():
    intervals = [ratio(0.5, 1), ratio(1, 2), ratio(0.5, 0.9), ratio(1.1, 2)]
    expected = ShownChanges(falls=4, rises=8, neither=3)
    assert shown_by_ratios([1, 2, 4, 8], intervals) == expected
    assert shown_by_declines([1, 2, 4, 8], list(map(as_decline, intervals))) == expected
    assert expected.vectors == 15


@given(
    limits=st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 9)),
        min_size=1,
        max_size=8,
    )
)
def test_every_vector_is_counted_once_and_ratios_say_what_declines_do(limits):
    times = [number for *_, number in limits]
    intervals = [ratio(min(a, b) / 16, max(a, b) / 16) for a, b, _ in limits]
    found = shown_by_ratios(times, intervals)
    assert found == shown_by_declines(times, list(map(as_decline, intervals)))
    assert found.vectors == sum(times)
    assert found.falls == sum(n for a, b, n in limits if max(a, b) < 16)
    assert found.rises == sum(n for a, b, n in limits if min(a, b) > 16)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (
            (2827, 0, 107),
            "a fall is shown at 2,827 of 2,934 vectors, a rise at none, neither at 107",
        ),
        ((0, 3, 1), "a rise is shown at 3 of 4 vectors, a fall at none, neither at 1"),
        ((1, 1, 0), "a fall is shown at 1 of 2 vectors, a rise at 1, neither at none"),
        ((240, 0, 0), "a fall is shown at each of 240 vectors"),
        ((0, 2, 0), "a rise is shown at each of 2 vectors"),
        ((0, 0, 1200), "neither a fall nor a rise is shown at any of 1,200 vectors"),
        ((1, 0, 0), "a fall is shown"),
        ((0, 1, 0), "a rise is shown"),
        ((0, 0, 1), "neither a fall nor a rise is shown"),
    ],
)
def test_it_is_said_at_how_many_vectors_each_is_shown(numbers, words):
    falls, rises, neither = numbers
    assert str(ShownChanges(falls=falls, rises=rises, neither=neither)) == words
