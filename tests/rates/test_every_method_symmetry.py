"""One orientation everywhere: groups swapped, attacks relabelled, levels, more data."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from methods_and_tables import (
    ENDS,
    METHODS,
    QUICK,
    UNCONDITIONAL,
    edges_of,
    interval_of,
    levels_of,
    named,
    tables,
    turned,
)

from bemodels.errors import NotEstimableError

LEVELS = st.sampled_from([0.55, 0.8, 0.95, 0.999])
# The ratio of two odds is recovered from other variances than that of their inverses.
NOT_THE_SAME_RELABELLED = {"odds_ratio_mover_wilson", "odds_ratio_mover_jeffreys"}
# An incident more narrows an interval, too, so that a limit may rise with a non-attack
# that was unseen; the smoothed one does by what independence adds elsewhere, and those
# of both tails by the tables that leave the other one. Table, non-attacks and level.
MAY_RISE = {
    "odds_ratio_woolf": ((19, 20, 30, 60), 1, 0.99),
    "odds_ratio_gart": ((139, 139, 29, 40), 1, 0.999),
    "odds_ratio_inverse_sinh_adjusted": ((139, 139, 29, 40), 1, 0.999),
    "odds_ratio_smoothed": ((3, 8, 0, 1), 1, 0.999),
    "odds_ratio_minlike": ((37, 54, 125, 125), 5, 0.6),
    "odds_ratio_blaker": ((1, 35, 46, 50), 1, 0.95),
    "odds_ratio_baptista_pike": ((37, 54, 125, 125), 5, 0.6),
    "odds_ratio_baptista_pike_midp": ((1, 11, 189, 189), 1, 0.95),
    "odds_ratio_scas": ((0, 1, 1, 1), 1, 0.99),
    "odds_ratio_scas_uncorrected": ((0, 1, 1, 10), 1, 0.99),
    "odds_ratio_score": ((0, 1, 3, 3), 1, 0.999),
    "odds_ratio_score_uncorrected": ((0, 1, 3, 3), 1, 0.999),
}
ODDS_RATIOS = [one for one in METHODS if one.scale == "odds ratio"]
NEVER_RISING = [one for one in ODDS_RATIOS if one in QUICK and one.name not in MAY_RISE]


def limits_of(method, table, level=0.95):
    """The limits, or nothing where the method has none."""
    try:
        interval = interval_of(method, table, level)
    except NotEstimableError:
        return None
    return interval.low, interval.high


def relabelled(table):
    """The same incidents, what was no attack counted as one."""
    x, n, y, m = table
    return n - x, n, m - y, m


def check_turned(method, table, other, level=0.95, digits=1e-7):
    """Hold the limits of one table to those of another, turned round."""
    here, there = limits_of(method, table, level), limits_of(method, other, level)
    if here is None:
        assert there is None
    else:
        turned_round = pytest.approx(turned(method, there), rel=digits, abs=1e-10)
        assert here == turned_round


@pytest.mark.parametrize("method", QUICK, ids=named)
@settings(max_examples=8, deadline=None)
@given(table=tables(), level=LEVELS)
def test_swapping_the_groups_turns_the_contrast_round(method, table, level):
    check_turned(method, table, table[2:] + table[:2], level)


@pytest.mark.parametrize(
    "method",
    [
        one
        for one in QUICK
        if one.scale in {"odds ratio", "risk difference"}
        and one.name not in NOT_THE_SAME_RELABELLED
    ],
    ids=named,
)
@settings(max_examples=8, deadline=None)
@given(table=tables(), level=LEVELS)
def test_relabelling_attacks_turns_odds_and_differences_round(method, table, level):
    check_turned(method, table, relabelled(table), level)


@pytest.mark.parametrize("method", UNCONDITIONAL, ids=named)
@pytest.mark.parametrize("table", [(1, 1, 0, 3), (5, 5, 3, 10)])
def test_an_unconditional_interval_is_turned_round_too(method, table):
    check_turned(method, table, table[2:] + table[:2], digits=1e-8)
    if method.scale != "risk ratio":
        check_turned(method, table, relabelled(table), digits=1e-8)


@pytest.mark.parametrize(
    "method",
    [one for one in METHODS if one.name in NOT_THE_SAME_RELABELLED],
    ids=named,
)
def test_relabelling_does_not_turn_these_round(method):
    low = limits_of(method, (23, 31, 20, 190))[0]
    there = turned(method, limits_of(method, relabelled((23, 31, 20, 190))))

    assert low != pytest.approx(there[0], rel=1e-2)
    assert "does not invert" in " ".join(method.interval.__doc__.split())


@pytest.mark.parametrize("method", METHODS, ids=named)
def test_a_higher_level_holds_what_a_lower_one_holds(method):
    few = method in UNCONDITIONAL
    levels = (0.9, 0.95, 0.99) if few else levels_of(method)
    for table in ((5, 5, 3, 10),) if few else edges_of(method):
        found = [limits_of(method, table, level) for level in levels]
        if found[0] is None:
            assert set(found) == {None}
            continue
        for (low, high), (lower, higher) in pairwise(found):
            assert lower <= low or lower == pytest.approx(low, rel=1e-9)
            assert higher >= high or higher == pytest.approx(high, rel=1e-9)
        assert found[0] != found[-1] or found[0] == ENDS[method.scale]


@pytest.mark.parametrize("method", NEVER_RISING, ids=named)
@settings(max_examples=8, deadline=None)
@given(table=tables(), more=st.integers(1, 30), level=LEVELS)
def test_an_unseen_non_attack_never_raises_the_odds(method, table, more, level):
    x, n, y, m = table
    before, after = (
        limits_of(method, one, level) for one in (table, (x, n + more, y, m))
    )
    if before is None or after is None:
        assert method.name in {"odds_ratio_mover_wilson", "odds_ratio_inverse_sinh"}
        return
    for old, new in zip(before, after, strict=True):
        assert new <= old * (1 + 1e-9)


@pytest.mark.parametrize("name", MAY_RISE)
def test_a_limit_of_these_may_rise_with_an_unseen_non_attack(name):
    """So the list above holds no method that need not stand there."""
    (method,) = (one for one in METHODS if one.name == name)
    (x, n, y, m), more, level = MAY_RISE[name]
    before, after = (
        limits_of(method, (x, size, y, m), level) for size in (n, n + more)
    )

    assert any(new > old for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize(
    "method", [one for one in ODDS_RATIOS if one in QUICK], ids=named
)
def test_one_unseen_non_attack_in_twelve_lowers_every_odds_ratio(method):
    before, after = (limits_of(method, (3, n, 1, 95)) for n in (12, 13))

    assert after[0] < before[0]
    assert after[1] < before[1]
