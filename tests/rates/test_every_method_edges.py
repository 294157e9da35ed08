"""What every interval is at the edges: never NaN, never without width, or refused."""

from math import inf, isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from methods_and_tables import (
    AT_EDGES,
    AT_EDGES_NAMED,
    ENDS,
    INVERTING,
    MAY_LEAVE_OUT_THE_SAMPLE,
    METHODS,
    QUICK,
    groups_of,
    interval_of,
    levels_of,
    named,
    sample_of,
    tables,
    turned,
)

from bemodels import rates
from bemodels.errors import InvalidDataError, NotEstimableError

# Estimates less and plus their errors: both say that they may reach beyond -1 and 1.
MAY_REACH_BEYOND = {"risk_difference_wald", "risk_difference_agresti_caffo"}
REASONS = {
    "it has no limits where a group has no attack": lambda x, _n, y, _m: not x * y,
    "it has no limits where a cell is 0": lambda x, n, y, m: (
        not x * y * (n - x) * (m - y)
    ),
    "it has no width where every incident is an attack": lambda x, n, y, m: (
        (x, y) == (n, m)
    ),
    "both sample variances are 0": lambda x, n, y, m: x in {0, n} and y in {0, m},
    "no incident is an attack": lambda x, _n, y, _m: not x + y,
    "every incident is an attack": lambda x, n, y, m: (x, y) == (n, m),
}
NO_ATTACK, EMPTY_CELL, NO_WIDTH, NO_VARIANCE, NONE, EVERY = REASONS
REFUSED = {
    "risk_difference_wald": ("Wald's interval", NO_VARIANCE),
    "risk_ratio_katz": ("Katz's interval", NO_ATTACK, NO_WIDTH),
    "risk_ratio_inverse_sinh": ("the inverse sinh interval", NO_ATTACK, NO_WIDTH),
    "risk_ratio_adjusted_log": ("the adjusted log interval", NO_WIDTH),
    "odds_ratio_woolf": ("Woolf's interval", EMPTY_CELL),
    "odds_ratio_inverse_sinh": ("the inverse sinh interval", EMPTY_CELL),
    "odds_ratio_smoothed": ("the independence-smoothed interval", NONE, EVERY),
}
ZERO_AGAINST_INFINITE = (
    "MOVER's limits are not estimable where the sample odds of one group are 0 and "
    "those of the other infinite: neither limit would be finite and above 0"
)
at_edges = pytest.mark.parametrize(("method", "table"), AT_EDGES, ids=AT_EDGES_NAMED)
every_method = pytest.mark.parametrize("method", METHODS, ids=named)


def refusal_of(method, table):
    """The whole message where a method has no interval by its definition."""
    x, n, y, m = table
    if method.name == "odds_ratio_mover_wilson" and (x, y) in {(0, m), (n, 0)}:
        return ZERO_AGAINST_INFINITE
    called, *reasons = REFUSED.get(method.name, ("",))
    for reason in reasons:
        if REASONS[reason](*table):
            return f"{called} is not estimable: {reason} ({x}/{n} v {y}/{m})"
    return None


def check_interval(method, table, level):
    """Hold one interval to what all must be; return nothing where it is refused."""
    refusal = refusal_of(method, table)
    if refusal:
        with pytest.raises(NotEstimableError) as refused:
            interval_of(method, table, level)
        assert str(refused.value) == refusal
        return None
    interval = interval_of(method, table, level)
    assert interval.low < interval.high
    assert not isnan(interval.low + interval.high) or interval.low == -interval.high
    assert interval.level == level
    assert interval.kind == (
        "credible" if method.family == "posterior" else "confidence"
    )
    least, greatest = ENDS[method.scale]
    if method.name not in MAY_REACH_BEYOND:
        assert least <= interval.low
        assert interval.high <= greatest
    return interval


def check_sample(method, table, interval):
    """The sample lies within, or the method says where it lies, with its value."""
    sample = sample_of(method, table)
    told = interval.method.partition("; the sample lies ")[2]
    if sample is None or interval.low <= sample <= interval.high:
        assert not told
        return
    side = "below" if sample < interval.low else "above"
    assert told == f"{side} it, at {float(sample):.4g}"
    assert method.name in MAY_LEAVE_OUT_THE_SAMPLE


@at_edges
def test_an_interval_has_a_width_and_holds_the_sample_or_is_refused(method, table):
    for level in levels_of(method):
        interval = check_interval(method, table, level)
        if interval:
            check_sample(method, table, interval)


@pytest.mark.parametrize("method", QUICK, ids=named)
@settings(max_examples=8, deadline=None)
@given(table=tables(), level=st.sampled_from([0.55, 0.8, 0.95, 0.999]))
def test_any_interval_has_a_width_and_holds_the_sample(method, table, level):
    try:
        interval = check_interval(method, table, level)
    except NotEstimableError as refusal:
        assert method.name == "odds_ratio_smoothed"
        assert str(refusal).endswith(
            "from the estimate, more than can be computed (log-scale Wald (Agresti, "
            "independence-smoothed))"
        )
        return
    if interval:
        check_sample(method, table, interval)


@at_edges
def test_a_side_is_open_at_whose_end_the_sample_lies(method, table):
    if method.name in MAY_LEAVE_OUT_THE_SAMPLE | MAY_REACH_BEYOND:
        return
    if refusal_of(method, table):
        return
    interval, sample = interval_of(method, table), sample_of(method, table)
    least, greatest = ENDS[method.scale]
    if sample is None:  # nothing is known of 0 over 0
        assert (interval.low, interval.high) == (least, greatest)
    else:
        assert (interval.low == least) == (sample == least)
        assert (interval.high == greatest) == (sample == greatest)


@every_method
def test_a_larger_rate_of_the_group_is_a_larger_contrast(method):
    none = 0 if "difference" in method.scale else 1
    table = (9, 12, 2, 30)

    assert interval_of(method, table).low > none
    assert interval_of(method, table[2:] + table[:2]).high < none


@every_method
def test_equal_groups_are_as_far_from_no_contrast_on_both_sides(method):
    none = 0 if "difference" in method.scale else 1
    interval = interval_of(method, (4, 8, 4, 8))
    ends = interval.low, interval.high

    assert interval.low < none < interval.high
    assert turned(method, ends) == pytest.approx(ends, rel=1e-8)


@every_method
def test_another_type_and_no_level_are_refused(method):
    one, other = groups_of(method, (3, 12, 1, 95))
    wanted = "an Exposed" if method.scale.startswith("rate") else "a Group"
    for arguments, level, message in (
        ((3, other), 0.95, f"group must be {wanted}, got 3"),
        ((one, "1/95"), 0.95, f"reference must be {wanted}, got '1/95'"),
        ((one, other), 95, "level must lie between 0 and 1, got 95"),
        ((one, other), 0, "level must lie between 0 and 1, got 0"),
        ((one, other), float("nan"), "level must lie between 0 and 1, got nan"),
    ):
        with pytest.raises(InvalidDataError) as refused:
            method.interval(*arguments, level=level)
        assert str(refused.value) == message


@pytest.mark.parametrize("method", INVERTING, ids=named)
def test_a_null_value_that_there_is_not_is_refused(method):
    pair = groups_of(method, (3, 12, 1, 95))
    ends = {*ENDS[method.scale], inf, -inf, float("nan")}
    for null in (*ends, "1"):
        with pytest.raises(InvalidDataError, match=r"must (lie between|be above 0)"):
            method.p_value(*pair, null)


def test_every_public_interval_is_listed_under_its_own_name():
    scales = tuple(f"{scale.replace(' ', '_')}_" for scale in ENDS)
    public = {
        name
        for name in rates.__all__
        if name.startswith(scales) and "Interval" in str(signature_of(name))
    }

    assert {one.name for one in METHODS} == public
    for method in METHODS:
        assert method.interval is getattr(rates, method.name)
        assert method.name.startswith(f"{method.scale.replace(' ', '_')}_")


def signature_of(name):
    return getattr(rates, name).__annotations__.get("return")


def test_every_family_that_inverts_a_test_has_its_p_value():
    without = {one.family for one in METHODS if one not in INVERTING}

    assert without == {"closed form", "MOVER", "posterior"}
    assert without.isdisjoint(one.family for one in INVERTING)
