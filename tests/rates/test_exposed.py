"""Events and years that are none are refused, and extreme ones are compared."""

from itertools import product
from math import inf, nan

import pytest

from bemodels.errors import InvalidDataError
from bemodels.rates import mover, one_sample, score
from bemodels.rates.exposed import Exposed

EXTREMES = [
    Exposed(events=events, years=years)
    for events, years in product((0, 1, 10_000_000), (1e-12, 1.0, 1e12))
]
METHODS = [one for one in (*score.METHODS, *mover.METHODS) if one.name[:4] == "rate"]


@pytest.mark.parametrize("years", [0, -1, 1e-13, 1e13, inf, nan, "12", True])
def test_years_out_of_range_are_refused(years):
    with pytest.raises(InvalidDataError, match=r"^years must lie between 1e-12 and "):
        Exposed(events=3, years=years)


@pytest.mark.parametrize(
    ("events", "why"),
    [(-1, "events must lie in 0..10000000"), (1.5, "events must be a whole number")],
)
def test_events_that_are_none_are_refused(events, why):
    with pytest.raises(InvalidDataError, match=f"^{why}"):
        Exposed(events=events, years=12)


@pytest.mark.parametrize("method", METHODS, ids=lambda one: one.name)
def test_extreme_exposures_are_compared(method):
    for group, reference in product(EXTREMES, repeat=2):
        interval = method.interval(group, reference)
        assert interval.low < interval.high


@pytest.mark.parametrize(
    "name", [name for name in one_sample.__all__ if name.startswith("annual")]
)
def test_extreme_exposures_have_a_rate(name):
    for exposed in EXTREMES:
        interval = getattr(one_sample, name)(exposed)
        assert interval.low < interval.high < inf
