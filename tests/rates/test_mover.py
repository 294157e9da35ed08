"""MOVER intervals: zero and full cells, and what they keep to."""

from math import inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates import mover
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.rates.mover.recovery import Limits, difference_limits, ratio_limits

METHODS = pytest.mark.parametrize("method", mover.METHODS, ids=lambda one: one.name)


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


@METHODS
@given(counts=pairs())
@settings(deadline=None, max_examples=60)
def test_swapping_inverts_ratios_and_negates_differences(method, counts):
    assume(method.name != "odds_ratio_mover_wilson" or has_odds(counts))
    here = method.interval(*as_groups(method.name, counts))
    there = method.interval(*as_groups(method.name, counts[::-1]))

    assert here.low < here.high
    if "difference" in method.name:
        assert there.low == pytest.approx(-here.high, abs=1e-12)
    elif (there.low, here.high) != (0, inf):
        assert there.low * here.high == pytest.approx(1, rel=1e-9)


@given(counts=pairs(largest=30).filter(has_odds))
@settings(deadline=None, max_examples=100)
def test_relabelling_opens_the_other_side_of_an_odds_ratio(counts):
    """It does not invert the limits: MOVER-R of odds is not that of their inverses."""
    here = mover.odds_ratio_mover_wilson(*as_groups("odds", counts))
    others = [(n - x, n) for x, n in counts]
    there = mover.odds_ratio_mover_wilson(*as_groups("odds", others))

    assert (there.low == 0) == (here.high == inf)
    assert (there.high == inf) == (here.low == 0)


@METHODS
@given(counts=pairs())
@settings(deadline=None, max_examples=40)
def test_a_higher_level_gives_a_wider_interval(method, counts):
    assume(method.name != "odds_ratio_mover_wilson" or has_odds(counts))
    pair = as_groups(method.name, counts)
    narrow, wide = (method.interval(*pair, level=level) for level in (0.8, 0.95))

    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@METHODS
@given(counts=pairs(largest=20))
@settings(deadline=None, max_examples=60)
def test_the_sample_lies_within_or_the_method_says_where(method, counts):
    assume(method.name != "odds_ratio_mover_wilson" or has_odds(counts))
    interval = method.interval(*as_groups(method.name, counts))
    (x, n), (y, m) = counts
    above, below = x * m, y * n
    if "odds" in method.name:
        above, below = x * (m - y), y * (n - x)
    if "difference" in method.name:
        sample = x / n - y / m
    elif above == below == 0:
        return
    else:
        sample = above / below if below else inf
    outside = not interval.low <= sample <= interval.high

    assert ("; the sample lies" in interval.method) == outside
    assert not (outside and "jeffreys" not in method.name)


@pytest.mark.parametrize(
    ("method", "table", "low", "high"),
    [
        ("risk_ratio_mover_wilson", "0/12 v 0/95", 0, inf),
        ("risk_ratio_mover_wilson", "0/1 v 1/95", 0, None),
        ("risk_ratio_mover_wilson", "3/12 v 0/95", None, inf),
        ("odds_ratio_mover_wilson", "12/12 v 95/95", 0, inf),
        ("odds_ratio_mover_wilson", "10/10 v 10/20", None, inf),
        ("odds_ratio_mover_wilson", "3/12 v 95/95", 0, None),
        ("risk_difference_newcombe", "10/10 v 0/20", None, 1),
    ],
)
def test_sides_are_open_where_the_sample_lies_at_an_end(method, table, low, high):
    interval = getattr(mover, method)(*as_groups(method, parsed(table)))

    if low is None:
        assert interval.low > 0
    else:
        assert interval.low == low
    if high is None:
        assert interval.high < inf
    else:
        assert interval.high == high


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


@METHODS
def test_doors_refuse_other_types(method):
    one, other = as_groups(method.name, [(3, 12), (1, 95)])
    with pytest.raises(InvalidDataError, match=r"^group must be an? \w+, got 3$"):
        method.interval(3, other)
    with pytest.raises(InvalidDataError, match=r"^reference must be an? "):
        method.interval(one, "1/95")
    with pytest.raises(InvalidDataError, match=r"^level must lie between 0 and 1"):
        method.interval(one, other, level=0)


@pytest.mark.parametrize("table", ["10/10 v 0/20", "0/12 v 95/95", "1/1 v 0/1"])
def test_odds_of_zero_and_infinity_are_refused(table):
    with pytest.raises(NotEstimableError, match="0 and those of the other infinite"):
        mover.odds_ratio_mover_wilson(*as_groups("odds", parsed(table)))
