"""Sums over strata against print, other software and the case of one stratum."""

from math import log, sqrt

import pytest
from conditional_groups import INSPIRED, LINKED, pair
from hypothesis import given, settings
from strata_cases import RABBITS, SMOKING, STRATA

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.strata import breslow_day, mantel_haenszel, stratified_exact
from bemodels.rates.strata.checked_strata import checked_strata
from bemodels.rates.strata.homogeneity import breslow_day_statistics

Z = 1.959963984540054


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


def test_tolbutamide_by_every_sum():
    # Rothman, Greenland and Lash 2008, table 15-1; the figures are those of metafor's
    # test_analysis_example_rothman2008.r.
    deaths = [pair(8, 106, 5, 120), pair(22, 98, 16, 85)]
    result = mantel_haenszel(deaths, level=0.9)
    found = {
        one.estimand: (one.value, one.interval.low, one.interval.high)
        for one in result.estimates
    }

    assert found["risk_difference"] == pytest.approx(
        (0.0349, -0.0176, 0.0874), abs=6e-5
    )
    assert found["risk_ratio"] == pytest.approx((1.3256, 0.8658, 2.0296), abs=6e-5)
    assert found["odds_ratio"] == pytest.approx((1.4031, 0.8411, 2.3409), abs=6e-5)
    assert result.tests[0].p_value == pytest.approx(0.2750, abs=6e-5)
    assert "chi-square 1.1914" in result.tests[0].method
    assert breslow_day(deaths).p_value == pytest.approx(0.5547, abs=6e-5)
    exact = stratified_exact(deaths).estimate("odds_ratio")
    assert exact.value == pytest.approx(1.4022, abs=6e-5)


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
    values = {one.estimand: one.value for one in result.estimates}
    for one in turned.estimates:
        value = values.pop(one.estimand)
        is_ratio = one.estimand != "risk_difference"
        assert one.value == pytest.approx(1 / value if is_ratio else -value)
    assert not values
    missing = [one for one in result.checks if one.name == "Every contrast exists"]
    assert len(result.estimates) + len(missing) == 3
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


def test_what_is_not_estimable_is_refused():
    silent = [pair(0, 3, 0, 5), pair(2, 2, 4, 4)]
    for method in (stratified_exact, mantel_haenszel, breslow_day):
        with pytest.raises(NotEstimableError, match=r"^a common odds ratio is not est"):
            method(silent)
    with pytest.raises(NotEstimableError, match=r"one stratum alone has both attacks"):
        breslow_day([pair(3, 12, 1, 95), *silent])


NO_ODDS = (
    "the Robins-Breslow-Greenland error of the odds ratio is not estimable: that of "
    "the sums is {}, since no stratum has an attack of the {} beside another incident "
    "of the {}"
)
NO_RATIO = (
    "the Greenland-Robins error of the risk ratio is not estimable: no attack is one "
    "of the {}"
)


@pytest.mark.parametrize(
    ("strata", "estimands", "reasons"),
    [
        (
            [pair(3, 12, 0, 95)],
            ["risk_difference"],
            [
                NO_ODDS.format("infinite", "reference", "group"),
                NO_RATIO.format("reference"),
            ],
        ),
        (
            [pair(0, 12, 1, 95)],
            ["risk_difference"],
            [NO_ODDS.format("0", "group", "reference"), NO_RATIO.format("group")],
        ),
        (
            [pair(12, 12, 1, 95)],
            ["risk_ratio", "risk_difference"],
            [NO_ODDS.format("infinite", "reference", "group")],
        ),
        (
            [pair(2, 2, 0, 3)],
            [],
            [
                NO_ODDS.format("infinite", "reference", "group"),
                NO_RATIO.format("reference"),
                "the Sato error of the risk difference is not estimable: the sums give "
                "it a variance of 0, and it must be above 0",
            ],
        ),
    ],
)
def test_what_exists_is_given_and_what_is_missing_told(strata, estimands, reasons):
    result = mantel_haenszel(strata)

    assert [one.estimand for one in result.estimates] == estimands
    missing = result.checks[: len(reasons)]
    assert [one.detail for one in missing] == reasons
    assert [(one.name, one.passed) for one in missing] == [
        ("Every contrast exists", False)
    ] * len(reasons)
    assert len(result.checks) == len(reasons) + len(estimands)


def test_a_test_that_its_intervals_do_not_share_is_told():
    # statsmodels StratifiedTable: 4.252237, p = .039199, odds ratio .975821 to
    # 19.566186. So p is below .05, and no interval leaves out equal rates.
    result = mantel_haenszel([pair(3, 20, 2, 40), pair(2, 10, 1, 30), pair(0, 5, 0, 9)])

    test = "Cochran-Mantel-Haenszel, chi-square 4.25224 on 1 df"
    end = "level 95%; they are of different families"
    assert [(one.name, one.passed, one.detail) for one in result.checks] == [
        (
            f"{test} and Mantel-Haenszel, Robins-Breslow-Greenland agree",
            False,
            f"p = 0.0392; odds ratio 0.9758 to 19.57, {end}",
        ),
        (
            f"{test} and Mantel-Haenszel, Greenland-Robins agree",
            False,
            f"p = 0.0392; risk ratio 0.9892 to 14.74, {end}",
        ),
        (
            f"{test} and Mantel-Haenszel, Sato agree",
            False,
            f"p = 0.0392; risk difference -0.01656 to 0.2314, {end}",
        ),
    ]
    assert all(one.passed for one in mantel_haenszel(SMOKING).checks)


def test_the_difference_of_one_stratum_without_a_reference_attack():
    # The normal interval of 3/12 less 0/95, its variance that of each sample rate.
    one = mantel_haenszel([pair(3, 12, 0, 95)]).estimate("risk_difference")

    assert one.value == 0.25
    assert one.interval.high == pytest.approx(0.25 + Z * sqrt(0.25 * 0.75 / 12))


@pytest.mark.parametrize(
    ("turned", "value", "have", "lack"),
    [(False, "infinite", "reference", "group"), (True, "0", "group", "reference")],
)
def test_a_common_odds_ratio_at_an_end_is_told_as_such(turned, value, have, lack):
    strata = [pair(2, 2, 0, 3), pair(2, 4, 0, 3)]
    if turned:
        strata = [(reference, group) for group, reference in strata]
    with pytest.raises(NotEstimableError) as refused:
        breslow_day(strata)
    assert str(refused.value) == (
        "whether the odds ratio is the same is not estimable: that of the sums is "
        f"{value}, since no stratum has an attack of the {have} beside another "
        f"incident of the {lack}"
    )


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
