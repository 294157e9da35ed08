"""Every interval that inverts a test meets that test's p-value at its ends."""

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from methods_and_tables import (
    ENDS,
    INVERTING,
    QUICK,
    UNCONDITIONAL,
    edges_of,
    groups_of,
    interval_of,
    levels_of,
    named,
    tables,
)

JUMPING = {
    "odds_ratio_minlike",
    "odds_ratio_blaker",
    "odds_ratio_baptista_pike",
    "odds_ratio_baptista_pike_midp",
    *(one.name for one in UNCONDITIONAL),
}
AT_EDGES = [(method, table) for method in INVERTING for table in edges_of(method)]
QUICK_INVERTING = [one for one in QUICK if one in INVERTING]


def check_ends(method, table, level):
    """Compare a finite end with the p-value there, next to it, and well outside."""
    pair, rejected = groups_of(method, table), 1 - level
    interval = interval_of(method, table, level)
    for limit, end, side in zip(
        (interval.low, interval.high), ENDS[method.scale], (-1, 1), strict=True
    ):
        if limit == end:
            continue
        step = 1e-6 * (1 - limit**2 if end in {-1, 1} else abs(limit))
        if method.continuous:
            at = method.p_value(*pair, limit)
            assert at == pytest.approx(rejected, abs=1e-6, rel=1e-6)
        outside, within = (
            method.p_value(*pair, limit + one * step) for one in (side, -side)
        )
        assert outside <= rejected + 1e-9
        assert within >= rejected - 1e-9
        for far in (1e3, 1e4, 1e5):
            place = limit + side * far * step
            if ENDS[method.scale][0] < place < inf:
                assert method.p_value(*pair, place) <= rejected + 1e-9


@pytest.mark.parametrize(
    ("method", "table"),
    AT_EDGES,
    ids=[f"{one.name}-{'-'.join(map(str, table))}" for one, table in AT_EDGES],
)
def test_the_p_value_at_an_end_is_what_the_level_leaves(method, table):
    for level in levels_of(method):
        check_ends(method, table, level)


@pytest.mark.parametrize("method", QUICK_INVERTING, ids=named)
@settings(max_examples=8, deadline=None)
@given(table=tables(), level=st.sampled_from([0.55, 0.8, 0.95, 0.999]))
def test_any_end_meets_its_own_test(method, table, level):
    check_ends(method, table, level)


@pytest.mark.parametrize("method", UNCONDITIONAL, ids=named)
@settings(max_examples=3, deadline=None)
@given(table=tables(5, 8), level=st.sampled_from([0.8, 0.95]))
def test_any_end_of_an_unconditional_interval_meets_its_own_test(method, table, level):
    check_ends(method, table, level)


@pytest.mark.parametrize("method", QUICK_INVERTING, ids=named)
def test_a_p_value_jumps_where_it_is_said_to(method):
    pair = groups_of(method, (4, 9, 3, 8))
    low, high = (-0.6, 0.7) if "difference" in method.scale else (0.3, 6.0)
    nulls = [low + (high - low) * k / 200 for k in range(201)]
    p_values = [method.p_value(*pair, null) for null in nulls]
    leap = max(abs(one - other) for one, other in pairwise(p_values))

    assert all(0 < one <= 1 for one in p_values)
    assert method.continuous == (leap < 0.06)


def test_those_that_jump_are_these():
    assert {one.name for one in INVERTING if not one.continuous} == JUMPING
