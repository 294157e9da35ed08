"""MOVER intervals: published limits, relabelling, and their definition."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.rates import mover
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.rates.mover.recovery import Limits, difference_limits, ratio_limits

LAUD = "Laud 2017 Table 2, in ratesci's tests"
NEWCOMBE = "Newcombe 1998 Table II, method 10"
FN = "Fagerland & Newcombe 2013, in ratesci's tests"
TABLES = "contingencytables 3.0.0 test-ch4.R (Fagerland, Lydersen & Laake 2017)"
# The package prints 1.0433 to 20.5670 for the odds ratio: it mixes odds with limits for
# probabilities.
ODDS = "Fagerland & Newcombe 2013, equation on odds"
PUBLISHED = [
    ("7/34 v 1/34", "risk_ratio_mover_wilson", 1.1537, 41.9763, 5e-5, TABLES),
    ("7/18 v 1/18", "risk_ratio_mover_wilson", 1.277, 40.751, 5e-4, FN),
    ("9/13 v 4/14", "odds_ratio_mover_wilson", 1.1679, 27.1490, 5e-5, ODDS),
    ("56/70 v 48/80", "risk_difference_newcombe", 0.0524, 0.3339, 5e-5, NEWCOMBE),
    ("9/10 v 3/10", "risk_difference_newcombe", 0.1705, 0.8090, 5e-5, NEWCOMBE),
    ("5/56 v 0/29", "risk_difference_newcombe", -0.0381, 0.1926, 5e-5, NEWCOMBE),
    ("5/56 v 0/29", "risk_difference_mover_jeffreys", -0.010, 0.177, 5e-4, LAUD),
    ("5/56 v 0/29", "risk_ratio_mover_jeffreys", 0.851, 5473.46, 5e-3, LAUD),
    ("12/16 v 1/16", "risk_ratio_mover_jeffreys", 2.692, 109.329, 5e-4, LAUD),
    ("12/16 v 1/16", "odds_ratio_mover_jeffreys", 5.907, 521.865, 1e-3, LAUD),
    ("5/56 v 0/29", "rate_ratio_mover_jeffreys", 0.804, 5460.321, 5e-4, LAUD),
    ("12/16 v 1/16", "rate_difference_mover_jeffreys", 0.274, 1.201, 5e-4, LAUD),
]


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


@pytest.mark.parametrize(("table", "method", "low", "high", "half", "_"), PUBLISHED)
def test_limits_are_as_published(table, method, low, high, half, _):
    interval = getattr(mover, method)(*as_groups(method, parsed(table)))

    assert interval.low == pytest.approx(low, abs=half)
    assert interval.high == pytest.approx(high, abs=half)


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
