"""Conditional intervals of the odds ratio: print, their own tests, and a fine grid."""

from fractions import Fraction
from math import comb, inf

import numpy as np
import pytest
from conditional_groups import INSPIRED, LINKED, groups, pair
from hypothesis import assume, given, settings

from bemodels.errors import InvalidDataError
from bemodels.intervals import conditional_odds_ratio
from bemodels.rates.conditional import (
    METHODS,
    fisher_blaker,
    fisher_central,
    fisher_midp,
    fisher_midp_minlike,
    odds_ratio_baptista_pike,
    odds_ratio_baptista_pike_midp,
    odds_ratio_blaker,
    odds_ratio_exact,
    odds_ratio_midp,
    odds_ratio_minlike,
)

JUMPING = [one for one in METHODS if not one.continuous]
each_method = pytest.mark.parametrize("method", METHODS, ids=lambda one: one.name)


@pytest.mark.parametrize(
    ("interval", "counts", "limits", "digits"),
    [
        # Fagerland, Lydersen and Laake 2015, digits by exact arithmetic
        (odds_ratio_exact, (7, 34, 1, 34), (0.9732736, 396.994), 2e-6),
        (odds_ratio_midp, (7, 34, 1, 34), (1.188587, 199.6166), 2e-6),
        (odds_ratio_baptista_pike_midp, (7, 34, 1, 34), (1.327654, 98.83594), 2e-6),
        # contingencytables 3.0.0
        (odds_ratio_midp, (3, 4, 1, 4), (0.3101, 308.5568), 2e-4),
        # The same prints other figures under these names: those of the mid-P
        (odds_ratio_exact, (9, 13, 4, 14), (0.8472, 40.4374), 1e-4),
        (odds_ratio_midp, (9, 13, 4, 14), (1.0226, 31.5025), 1e-4),
        (odds_ratio_baptista_pike, (1, 8, 5, 12), (0.00755, 2.20689), 1e-4),
        (odds_ratio_baptista_pike_midp, (1, 8, 5, 12), (0.0151, 1.7523), 4e-3),
        # exact2x2 1.7.0, vignette exact2x2.pdf
        (odds_ratio_minlike, (6, 18, 12, 17), (0.0435522, 0.9170177), 1e-6),
        (odds_ratio_blaker, (6, 18, 12, 17), (0.04228545, 0.9170177), 1e-6),
        (odds_ratio_exact, (3, 12, 1, 95), (2.10545795449, 1660.69506528), 1e-11),
    ],
)
def test_published_limits(interval, counts, limits, digits):
    found = interval(*pair(*counts))

    assert (found.low, found.high) == pytest.approx(limits, rel=digits)


def test_a_limit_at_which_r_stops_early():
    # fisher.test prints 89.4167
    assert f"{odds_ratio_exact(*pair(15, 17, 6, 12)).high:.4f}" == "89.2257"


@pytest.mark.parametrize("method", JUMPING, ids=lambda one: one.name)
@pytest.mark.parametrize(
    "counts", [(6, 18, 12, 17), (7, 34, 1, 34), (20, 30, 11, 40), (2, 15, 9, 14)]
)
def test_no_value_outside_the_hull_is_accepted(method, counts):
    group, reference = pair(*counts)
    for level in (0.9, 0.95):
        interval = method.interval(group, reference, level=level)
        low, high = np.log(interval.low), np.log(interval.high)
        outside = np.concatenate(
            (np.linspace(low - 6, low - 1e-6, 1500), np.linspace(high + 1e-6, 6, 1500))
        )
        for place in np.exp(outside):
            assert method.p_value(group, reference, place) < 1 - level + 1e-12


@settings(max_examples=25, deadline=None)
@given(groups(), groups())
def test_blaker_lies_within_cornfield(group, reference):
    inner, outer = (
        one(group, reference) for one in (odds_ratio_blaker, odds_ratio_exact)
    )

    assert outer.low * (1 - 1e-9) <= inner.low
    assert inner.high <= outer.high * (1 + 1e-9)


def test_the_p_value_of_no_difference_is_the_test():
    found = [method.p_value(INSPIRED, LINKED, 1.0) for method in METHODS]
    tests = (fisher_central, fisher_midp, None, fisher_blaker, None)

    for p_value, test in zip(found, (*tests, fisher_midp_minlike), strict=True):
        if test is not None:
            assert p_value == test(INSPIRED, LINKED).p_value


@each_method
@settings(max_examples=25, deadline=None)
@given(groups(), groups())
def test_the_conditional_estimate_lies_within(method, group, reference):
    table = group.against(reference)
    assume(len(table.support) > 1)
    interval = method.interval(group, reference, level=0.6)

    assert interval.low <= conditional_odds_ratio(table) <= interval.high


def test_a_level_at_which_everything_can_be_rejected_is_refused():
    with pytest.raises(InvalidDataError, match=r"^level must lie above 0\.5 for cond"):
        odds_ratio_baptista_pike_midp(INSPIRED, LINKED, level=0.5)


@pytest.mark.parametrize("null", [0, -1.0, inf, "1"])
def test_a_value_that_is_no_odds_ratio_is_refused(null):
    with pytest.raises(InvalidDataError, match=r"^a ratio must be above 0 and finite"):
        METHODS[0].p_value(INSPIRED, LINKED, null)


def test_a_midp_limit_of_baptista_and_pike_can_rise_with_an_unseen_non_attack():
    before, after = (
        odds_ratio_baptista_pike_midp(*pair(2, size, 5, 10)).high for size in (23, 24)
    )

    assert f"{before:.2f} {after:.2f}" == "0.62 0.73"
    # By whole numbers: what is beyond the limit is rejected, what is within is not.
    assert minlike_midp_by_fractions(2, 23, 5, 10, Fraction(63, 100)) < 0.05
    assert minlike_midp_by_fractions(2, 24, 5, 10, Fraction(725, 1000)) > 0.05


def minlike_midp_by_fractions(x, n, y, m, odds_ratio):
    attacks = range(max(0, x + y - m), min(n, x + y) + 1)
    weights = {a: comb(n, a) * comb(m, x + y - a) * odds_ratio**a for a in attacks}
    less = sum(one for one in weights.values() if one < weights[x])
    tied = sum(one for one in weights.values() if one == weights[x])
    return (less + tied / 2) / sum(weights.values())
