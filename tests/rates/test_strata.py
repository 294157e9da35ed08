"""Strata against print, exact convolution in fractions and the case of one stratum."""

from fractions import Fraction
from math import comb, inf, log, sqrt
from time import perf_counter

import pytest
from conditional_groups import INSPIRED, LINKED, groups, pair, relabelled
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.conditional_limits import CENTRAL, MIDP
from bemodels.rates.conditional import (
    fisher,
    fisher_central,
    fisher_midp,
    fisher_midp_minlike,
    odds_ratio_exact,
    odds_ratio_midp,
)
from bemodels.rates.strata import breslow_day, mantel_haenszel, stratified_exact
from bemodels.rates.strata.checked_strata import checked_strata
from bemodels.rates.strata.homogeneity import breslow_day_statistics
from bemodels.rates.strata.stratified_count import stratified_count

# Penicillin in rabbits (Mantel 1963; R's help page of mantelhaen.test): cured of
# treated without delay, and of treated after an hour and a half, at five doses.
RABBITS = [
    pair(0, 6, 0, 5),
    pair(3, 6, 0, 6),
    pair(6, 6, 2, 6),
    pair(5, 6, 6, 6),
    pair(2, 2, 5, 5),
]
# Doll and Hill 1950 on smoking, men and women: contingencytables 3.0.0, test-ch10.R.
SMOKING = [pair(647, 1269, 2, 29), pair(41, 69, 19, 51)]
STRATA = st.lists(st.tuples(groups(8), groups(8)), min_size=1, max_size=4)
Z = 1.959963984540054


def telling(pairs):
    return [one for one in pairs if len(one[0].against(one[1]).support) > 1]


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


def test_rabbits_by_sums():
    # R, mantelhaen.test(Rabbits): common odds ratio 7, 1.026713 to 47.725133.
    odds = mantel_haenszel(RABBITS).estimate("odds_ratio")

    assert odds.value == pytest.approx(7)
    assert odds.interval.low == pytest.approx(1.026713, abs=5e-7)
    assert odds.interval.high == pytest.approx(47.725133, abs=5e-7)


def test_smoking_by_sums():
    # statsmodels StratifiedTable and R; contingencytables prints 2.3556 to 8.6880,
    # from a variance with another group's count.
    result = mantel_haenszel(SMOKING)
    odds = result.estimate("odds_ratio")

    assert odds.value == pytest.approx(4.523915, rel=2e-7)
    assert odds.interval.low == pytest.approx(2.417101, rel=3e-7)
    assert odds.interval.high == pytest.approx(8.467089, rel=1e-7)
    assert "chi-square 24.92 on 1 df" in result.tests[0].method


def test_smoking_shares_no_odds_ratio():
    # statsmodels test_equal_odds: 5.215475 plain, 5.1746 with adjust=True.
    plain, corrected = breslow_day_statistics(checked_strata(SMOKING))

    assert plain == pytest.approx(5.215475, abs=5e-7)
    assert corrected == pytest.approx(5.1746, abs=6e-5)
    assert breslow_day(SMOKING).p_value == pytest.approx(0.02292, abs=5e-6)
    assert "without the term 5.21548" in breslow_day(SMOKING).method


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


@settings(deadline=None)
@given(STRATA)
def test_sums_are_estimates_with_a_width_or_refuse(pairs):
    try:
        result = mantel_haenszel(pairs)
    except NotEstimableError:
        return
    for one in result.estimates:
        assert one.interval.low < one.value < one.interval.high
    turned = mantel_haenszel([(reference, group) for group, reference in pairs])
    odds, ratio, difference = (one.value for one in result.estimates)
    assert [one.value for one in turned.estimates] == pytest.approx(
        [1 / odds, 1 / ratio, -difference]
    )
    assert turned.tests[0].p_value == pytest.approx(result.tests[0].p_value)


def test_errors_of_one_stratum_are_the_classical_ones():
    a, n, c, m = 16, 128, 24, 256
    odds, ratio, difference = mantel_haenszel([pair(a, n, c, m)]).estimates
    woolf = sqrt(1 / a + 1 / (n - a) + 1 / c + 1 / (m - c))
    katz = sqrt(1 / a - 1 / n + 1 / c - 1 / m)

    assert log(odds.interval.high / odds.value) == pytest.approx(Z * woolf)
    assert log(ratio.interval.high / ratio.value) == pytest.approx(Z * katz)
    # scipy's test_relative_risk.py, from epitools
    assert ratio.interval.low == pytest.approx(0.7347317, abs=5e-8)
    assert ratio.interval.high == pytest.approx(2.419628, abs=5e-7)
    assert difference.value == pytest.approx(a / n - c / m)


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


def test_what_is_not_estimable_is_refused():
    silent = [pair(0, 3, 0, 5), pair(2, 2, 4, 4)]
    for method in (stratified_exact, mantel_haenszel, breslow_day):
        with pytest.raises(NotEstimableError, match=r"^a common odds ratio is not est"):
            method(silent)
    with pytest.raises(NotEstimableError, match=r"no stratum has an attack of the ref"):
        mantel_haenszel([pair(3, 12, 0, 95), *silent])
    with pytest.raises(NotEstimableError, match=r"no stratum has an attack of the gro"):
        mantel_haenszel([pair(0, 12, 1, 95), *silent])
    with pytest.raises(NotEstimableError, match=r"one stratum alone has both attacks"):
        breslow_day([pair(3, 12, 1, 95), *silent])


@pytest.mark.parametrize("method", [stratified_exact, mantel_haenszel, breslow_day])
@pytest.mark.parametrize(
    ("strata", "message"),
    [
        ([], r"^strata must be a sequence of pairs of groups, got \[\]$"),
        (3, r"^strata must be a sequence of pairs of groups, got 3$"),
        ("ab", r"^strata must be a sequence of pairs of groups, got 'ab'$"),
        ([3], r"^stratum 1 must be a pair of groups, got 3$"),
        ([(INSPIRED, LINKED), (INSPIRED,)], r"^stratum 2 must be a pair of groups"),
        ([(INSPIRED, 3)], r"^reference of stratum 1 must be a Group, got 3$"),
    ],
)
def test_what_are_no_strata_is_refused(method, strata, message):
    with pytest.raises(InvalidDataError, match=message):
        method(strata)


def test_twenty_strata_of_thousands_are_exact_and_quick():
    # Alike strata of 10,000 v 10,000 incidents, against the normal limits of sums.
    pairs = [pair(5000 + 50 * k, 10_000, 4900 + 50 * k, 10_000) for k in range(20)]
    begun = perf_counter()
    exact = stratified_exact(pairs).estimate("odds_ratio")
    assert perf_counter() - begun < 3

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
