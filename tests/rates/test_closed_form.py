"""Closed-form intervals: refusals, and what they keep to."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates import closed_form
from bemodels.rates.group import Group

METHODS = pytest.mark.parametrize(
    "method", closed_form.METHODS, ids=lambda one: one.name
)
COUNTED_IN = (
    "risk_difference_agresti_caffo",
    "risk_ratio_price_bonett",
    "odds_ratio_gart",
    "odds_ratio_inverse_sinh_adjusted",
)


def groups(table):
    return [
        Group(attacks=int(a), incidents=int(n))
        for a, n in (one.split("/") for one in table.split(" v "))
    ]


@st.composite
def pairs(draw, largest=10_000):
    counts = []
    for _ in range(2):
        size = draw(st.integers(1, largest))
        counts.append(Group(attacks=draw(st.integers(0, size)), incidents=size))
    return counts


def limits(method, pair, level=0.95):
    """Return the limits, or nothing where the method says that it has none."""
    try:
        interval = method.interval(*pair, level=level)
    except NotEstimableError as refusal:
        assert "\n" not in str(refusal)
        return None
    assert interval.low < interval.high
    return interval.low, interval.high


@METHODS
@given(pair=pairs())
@settings(deadline=None, max_examples=60)
def test_swapping_inverts_ratios_and_negates_differences(method, pair):
    here, there = limits(method, pair), limits(method, pair[::-1])

    if here is None:
        assert there is None
    elif method.scale == "risk difference":
        assert there == pytest.approx((-here[1], -here[0]), abs=1e-12)
    else:
        assert there == pytest.approx((1 / here[1], 1 / here[0]), rel=1e-9)


@pytest.mark.parametrize(
    "method",
    [one for one in closed_form.METHODS if one.scale == "odds ratio"],
    ids=lambda one: one.name,
)
@given(pair=pairs())
@settings(deadline=None, max_examples=60)
def test_relabelling_inverts_the_odds_ratio(method, pair):
    here = limits(method, pair)
    there = limits(
        method,
        [
            Group(attacks=one.incidents - one.attacks, incidents=one.incidents)
            for one in pair
        ],
    )

    if here is None:
        assert there is None
    else:
        assert there == pytest.approx((1 / here[1], 1 / here[0]), rel=1e-9)


@METHODS
@given(pair=pairs())
@settings(deadline=None, max_examples=40)
def test_a_higher_level_gives_a_wider_interval(method, pair):
    narrow, wide = limits(method, pair, 0.8), limits(method, pair, 0.95)

    if narrow is not None:
        assert wide[0] < narrow[0]
        assert narrow[1] < wide[1]


@METHODS
@given(pair=pairs(largest=20))
@settings(deadline=None, max_examples=60)
def test_the_sample_lies_within_or_the_method_says_where(method, pair):
    try:
        interval = method.interval(*pair)
    except NotEstimableError:
        assert method.name not in COUNTED_IN
        return
    x, n, y, m = (
        pair[0].attacks,
        pair[0].incidents,
        pair[1].attacks,
        pair[1].incidents,
    )
    above, below = (
        (x * m, y * n)
        if "risk" in method.name
        else (
            x * (m - y),
            y * (n - x),
        )
    )
    if method.scale == "risk difference":
        sample = x / n - y / m
    elif above == below == 0:
        return
    else:
        sample = above / below if below else inf
    outside = not interval.low <= sample <= interval.high

    assert ("; the sample lies" in interval.method) == outside


@pytest.mark.parametrize(
    ("method", "table", "why"),
    [
        ("risk_difference_wald", "0/12 v 0/95", "both sample variances are 0"),
        ("risk_difference_wald", "10/10 v 0/20", "both sample variances are 0"),
        ("risk_ratio_katz", "3/12 v 0/95", "a group has no attack"),
        ("risk_ratio_katz", "12/12 v 95/95", "every incident is an attack"),
        ("risk_ratio_inverse_sinh", "0/12 v 1/95", "a group has no attack"),
        ("risk_ratio_adjusted_log", "12/12 v 95/95", "every incident is an attack"),
        ("odds_ratio_woolf", "10/10 v 10/20", "a cell is 0"),
        ("odds_ratio_inverse_sinh", "3/12 v 0/95", "a cell is 0"),
        ("odds_ratio_smoothed", "0/12 v 0/95", "no incident is an attack"),
        ("odds_ratio_smoothed", "12/12 v 95/95", "every incident is an attack"),
    ],
)
def test_a_table_without_limits_is_refused(method, table, why):
    with pytest.raises(NotEstimableError, match=why):
        getattr(closed_form, method)(*groups(table))


def test_a_limit_beyond_every_float_is_refused():
    with pytest.raises(NotEstimableError, match="no float holds it"):
        closed_form.odds_ratio_smoothed(*groups("1/512 v 0/1"))


@METHODS
def test_doors_refuse_other_types(method):
    one, other = groups("3/12 v 1/95")
    with pytest.raises(InvalidDataError, match=r"^group must be a Group, got 3$"):
        method.interval(3, other)
    with pytest.raises(InvalidDataError, match=r"^reference must be a Group"):
        method.interval(one, "1/95")
    with pytest.raises(InvalidDataError, match=r"^level must lie between 0 and 1"):
        method.interval(one, other, level=0)


def test_wald_intervals_of_logarithms_are_called_so():
    for name in ("risk_ratio_katz", "odds_ratio_woolf", "odds_ratio_gart"):
        interval = getattr(closed_form, name)(*groups("3/12 v 1/95"))
        assert interval.method.startswith("log-scale Wald")
    assert "warning" in closed_form.risk_difference_wald.__doc__
