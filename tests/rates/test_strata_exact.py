"""One odds ratio of several strata: print, and exact convolution in fractions."""

from fractions import Fraction
from math import comb, inf
from time import process_time

import pytest
from conditional_groups import groups, pair, relabelled
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strata_cases import RABBITS, SMOKING, STRATA, telling

from bemodels.intervals.conditional_limits import CENTRAL, MIDP
from bemodels.rates.conditional import (
    fisher,
    fisher_central,
    fisher_midp,
    fisher_midp_minlike,
    odds_ratio_exact,
    odds_ratio_midp,
)
from bemodels.rates.strata import mantel_haenszel, stratified_exact
from bemodels.rates.strata.checked_strata import checked_strata
from bemodels.rates.strata.stratified_count import stratified_count


def p_values(result):
    return {one.method.split(", ")[1]: one.p_value for one in result.tests}


def test_rabbits_exactly():
    # R prints S = 16, p = .03994 and 10.36102; the rest is exact arithmetic.
    result = stratified_exact(RABBITS)
    odds, midp = (result.estimate(one) for one in ("odds_ratio", "odds_ratio_midp"))

    assert stratified_count(checked_strata(RABBITS)).observed == 16
    assert p_values(result) == pytest.approx(
        {
            "central": 0.039945,
            "minimum likelihood": 0.039945,
            "central mid-P": 0.021350,
            "minimum likelihood mid-P": 0.021350,
        },
        abs=5e-7,
    )
    assert odds.value == pytest.approx(10.36102, rel=5e-6)
    assert odds.interval.low == pytest.approx(1.07739, abs=5e-6)
    assert odds.interval.high == pytest.approx(531.513, abs=5e-4)
    assert midp.interval.low == pytest.approx(1.33903, abs=5e-6)
    assert midp.interval.high == pytest.approx(266.542, abs=5e-4)


def test_the_method_says_which_p_value_to_report():
    assert stratified_exact(RABBITS).method == (
        "Conditional on the margins of every stratum, by convolution. Report central "
        "mid-P with the interval of odds_ratio_midp, or, where the level must be "
        "guaranteed, central with that of odds_ratio; the minimum likelihood forms "
        "have no interval here"
    )


def convolution(pairs):
    """Tables of each sum of attacks, as whole numbers."""
    tables, lowest = [1], 0
    for group, reference in pairs:
        table = group.against(reference)
        one = [
            comb(group.incidents, k) * comb(reference.incidents, table.total - k)
            for k in table.support
        ]
        longer = [0] * (len(tables) + len(one) - 1)
        for i, a in enumerate(tables):
            for j, b in enumerate(one):
                longer[i + j] += a * b
        tables, lowest = longer, lowest + table.support[0]
    return tables, sum(group.attacks for group, _ in pairs) - lowest


@settings(deadline=None)
@given(STRATA)
def test_every_form_is_its_definition_in_fractions(pairs):
    assume(telling(pairs))
    tables, here = convolution(pairs)
    every, own = sum(tables), tables[here]
    below, above = sum(tables[:here]), sum(tables[here + 1 :])
    less = sum(one for one in tables if one < own)
    tied = sum(one for one in tables if one == own)
    exact = {
        "central": min(1, Fraction(2 * (min(below, above) + own), every)),
        "minimum likelihood": Fraction(less + tied, every),
        "central mid-P": Fraction(2 * min(below, above) + own, every),
        "minimum likelihood mid-P": Fraction(2 * less + tied, 2 * every),
    }

    found = p_values(stratified_exact(pairs))
    for form, p_value in exact.items():
        assert found[form] == pytest.approx(float(p_value), rel=1e-10), form


@settings(deadline=None)
@given(STRATA, st.sampled_from([0.5, 0.95, 0.999]))
def test_limits_meet_their_own_test(pairs, level):
    assume(telling(pairs))
    result = stratified_exact(pairs, level=level)
    count = stratified_count(checked_strata(pairs))

    for name, method in (("odds_ratio", CENTRAL), ("odds_ratio_midp", MIDP)):
        one = result.estimate(name)
        assert one.interval.low <= one.value <= one.interval.high
        assert (one.interval.low == 0) == count.is_lowest
        assert (one.interval.high == inf) == count.is_highest
        for limit in (one.interval.low, one.interval.high):
            if 0 < limit < inf:
                p_value = method.p_value(count, limit)
                assert p_value == pytest.approx(1 - level, rel=1e-8)


@settings(deadline=None)
@given(groups(), groups())
def test_one_stratum_is_a_table(group, reference):
    assume(telling([(group, reference)]))
    result = stratified_exact([(group, reference)])
    tests = (fisher_central, fisher, fisher_midp, fisher_midp_minlike)

    assert [one.p_value for one in result.tests] == pytest.approx(
        [one(group, reference).p_value for one in tests], rel=1e-11
    )
    for name, method in (
        ("odds_ratio", odds_ratio_exact),
        ("odds_ratio_midp", odds_ratio_midp),
    ):
        ours, plain = result.estimate(name).interval, method(group, reference)
        assert (ours.low, ours.high) == pytest.approx((plain.low, plain.high))


@settings(deadline=None)
@given(STRATA)
def test_swapping_and_relabelling_invert_the_common_odds_ratio(pairs):
    assume(telling(pairs))
    plain = stratified_exact(pairs).estimate("odds_ratio")
    for turned in (
        [(reference, group) for group, reference in pairs],
        [(relabelled(group), relabelled(reference)) for group, reference in pairs],
    ):
        other = stratified_exact(turned).estimate("odds_ratio")
        low = 1 / other.interval.high
        high = 1 / other.interval.low if other.interval.low else inf
        ends = plain.interval.low, plain.interval.high
        assert (low, high) == pytest.approx(ends, rel=1e-8)


def test_silent_strata_are_told():
    words = [one.statement for one in stratified_exact(RABBITS).assumptions]
    table = stratified_exact(RABBITS).table("Strata")

    assert words[-1].startswith("2 of 5 strata, in which no incident is an attack")
    assert [row[-1] for row in table.rows] == ["no", "yes", "yes", "yes", "no"]
    assert len(stratified_exact(SMOKING).assumptions) == 2
    apart = stratified_exact([one for one in RABBITS if one in telling(RABBITS)])
    assert apart.estimates == stratified_exact(RABBITS).estimates


def test_ends_of_what_the_margins_allow():
    odds = stratified_exact([pair(3, 3, 0, 3), pair(2, 4, 0, 2)]).estimate("odds_ratio")

    assert odds.value == odds.interval.high == inf
    assert 0 < odds.interval.low < 100


def test_twenty_strata_of_thousands_are_exact_and_quick():
    # Alike strata of 10,000 v 10,000 incidents, against the normal limits of sums.
    pairs = [pair(5000 + 50 * k, 10_000, 4900 + 50 * k, 10_000) for k in range(20)]
    begun = process_time()
    exact = stratified_exact(pairs).estimate("odds_ratio")
    assert process_time() - begun < 3

    sums = mantel_haenszel(pairs).estimate("odds_ratio")
    assert exact.value == pytest.approx(sums.value, rel=1e-5)
    assert exact.interval.low == pytest.approx(sums.interval.low, rel=1e-4)
    assert exact.interval.high == pytest.approx(sums.interval.high, rel=1e-4)


def test_a_far_tail_keeps_its_digits():
    pairs = [pair(40, 40, 2, 45), pair(38, 40, 1, 50), pair(30, 30, 0, 30)]
    tables, here = convolution(pairs)
    exact = Fraction(2 * sum(tables[here:]), sum(tables))

    p_value = p_values(stratified_exact(pairs))["central"]
    assert p_value < 1e-50
    assert p_value == pytest.approx(float(exact), rel=1e-10)
