"""MOVER intervals: relabelling, and their definition."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.intervals.recovered_limits import Limits, difference_limits, ratio_limits
from bemodels.rates import mover
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group


@st.composite
def pairs(draw, largest=10_000):
    counts = []
    for _ in range(2):
        size = draw(st.integers(1, largest))
        counts.append((draw(st.integers(0, size)), size))
    return counts


def as_groups(name, counts):
    if name.startswith("rate"):
        return [Exposed(events=x, years=n) for x, n in counts]
    return [Group(attacks=x, incidents=n) for x, n in counts]


def has_odds(counts):
    """Tell whether not one group has attacks only and the other none."""
    (x, n), (y, m) = counts
    return (x, y) != (0, m) and (x, y) != (n, 0)


def parsed(table):
    return [tuple(map(int, one.split("/"))) for one in table.split(" v ")]


@given(counts=pairs(largest=30).filter(has_odds))
@settings(deadline=None, max_examples=100)
def test_relabelling_opens_the_other_side_of_an_odds_ratio(counts):
    """It does not invert the limits: MOVER-R of odds is not that of their inverses."""
    here = mover.odds_ratio_mover_wilson(*as_groups("odds", counts))
    others = [(n - x, n) for x, n in counts]
    there = mover.odds_ratio_mover_wilson(*as_groups("odds", others))

    assert (there.low == 0) == (here.high == inf)
    assert (there.high == inf) == (here.low == 0)


def test_recovered_limits_agree_with_their_definitions():
    """Donner and Zou's equation as printed, where nothing is zero or infinite."""
    one, other = Limits(0.1, 0.2, 0.4), Limits(0.05, 0.1, 0.3)
    product = one.middle * other.middle
    beyond = other.high * (2 * other.middle - other.high)
    low = product - (product**2 - one.low * (2 * one.middle - one.low) * beyond) ** 0.5
    within = other.low * (2 * other.middle - other.low)
    high = (
        product + (product**2 - one.high * (2 * one.middle - one.high) * within) ** 0.5
    )

    assert ratio_limits(one, other) == pytest.approx((low / beyond, high / within))
    assert difference_limits(one, other) == pytest.approx(
        (0.1 - (0.1**2 + 0.2**2) ** 0.5, 0.1 + (0.2**2 + 0.05**2) ** 0.5)
    )
