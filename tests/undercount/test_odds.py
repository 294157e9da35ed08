"""The identified odds of fates, and their identity with the comparison of rates."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

import bemodels
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates import compare_attack_rates, groups_of_report
from bemodels.undercount import Fates, fate_odds, fates_of_report

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
fates = st.builds(Fates, arrests=st.integers(1, 60), attacks=st.integers(1, 60))


@pytest.fixture(scope="module")
def result():
    return fate_odds(INSPIRED, LINKED)


def test_posterior_odds_are_as_printed(result):
    odds = result.estimate("fate_odds_ratio")

    assert odds.value == pytest.approx(0.0355, abs=5e-5)
    assert odds.interval.low == pytest.approx(0.00258, abs=5e-6)
    assert odds.interval.high == pytest.approx(0.2717, abs=5e-5)
    assert odds.identified == "data"


def test_conditional_odds_are_as_printed(result):
    odds = result.estimate("fate_odds_ratio_conditional")

    assert odds.value == pytest.approx(0.0343, abs=5e-5)
    assert odds.interval.low == pytest.approx(0.00060, abs=5e-6)
    assert odds.interval.high == pytest.approx(0.475, abs=5e-4)


def test_fates_and_attack_rates_are_one_question_asked_twice(result):
    rates = compare_attack_rates(*groups_of_report(bemodels.belgium()))
    odds, inverse = (
        result.estimate("fate_odds_ratio"),
        rates.estimate("odds_ratio_posterior"),
    )

    assert result.probabilities[0].value == pytest.approx(
        rates.probabilities[0].value, abs=1e-12
    )
    assert odds.value == pytest.approx(1 / inverse.value, rel=1e-9)
    assert odds.interval.low == pytest.approx(1 / inverse.interval.high, rel=1e-9)


def test_expected_fates_are_gamma_quantiles(result):
    for name, count in (
        ("fate_mean[inspired, arrests]", 9),
        ("fate_mean[inspired, attacks]", 3),
        ("fate_mean[linked, arrests]", 94),
        ("fate_mean[linked, attacks]", 1),
    ):
        one = result.estimate(name)
        # Gamma(count + 1/2, 1): half of chi-square with 2 count + 1 degrees of freedom
        assert (one.interval.low, one.value, one.interval.high) == pytest.approx(
            chi2(2 * count + 1).ppf([0.025, 0.5, 0.975]) / 2, rel=1e-10
        )


def test_a_flat_prior_moves_the_odds_and_the_table_shows_it(result):
    (table,) = result.tables
    jeffreys, flat = table.rows

    assert jeffreys[0] == 0.5
    assert jeffreys[1] == result.estimate("fate_odds_ratio").value
    assert jeffreys[4] == result.probabilities[0].value
    assert flat[:3] == pytest.approx((1, 0.0458, 0.0051), rel=1e-2)
    assert flat[3] == pytest.approx(0.287, rel=5e-3)


def test_the_card_holds_what_is_estimated_and_nothing_else(result):
    assert {one.name for one in result.card.parameters} == {
        one.estimand.partition("[")[0] for one in result.estimates
    }


def test_posterior_rows_say_that_they_are_medians(result):
    for one in result.estimates:
        said = "posterior median" in one.interval.method
        assert said == (one.interval.kind == "credible")


def test_what_hidden_means_is_the_first_assumption(result):
    assert result.assumptions[0].statement.startswith(
        "Hidden is population minus recorded"
    )


def test_the_report_gives_these_fates():
    assert fates_of_report(bemodels.belgium()) == (INSPIRED, LINKED)


@given(first=fates, second=fates)
@settings(deadline=None, max_examples=25)
def test_swapping_the_groups_inverts_the_odds(first, second):
    here, there = fate_odds(first, second), fate_odds(second, first)

    for name in ("fate_odds_ratio", "fate_odds_ratio_conditional"):
        assert there.estimate(name).value == pytest.approx(
            1 / here.estimate(name).value, rel=1e-9
        )


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            Fates(arrests=0, attacks=0),
            LINKED,
            "the odds of fates need recorded actors in both groups, got inspired "
            "0 arrest actions and 0 attacks; linked 94 arrest actions and 1 attack",
        ),
        (
            Fates(arrests=9, attacks=0),
            Fates(arrests=94, attacks=0),
            "the odds of fates need an arrest and an attack, got inspired "
            "9 arrest actions and 0 attacks; linked 94 arrest actions and 0 attacks",
        ),
    ],
)
def test_odds_that_do_not_exist_are_refused(first, second, message):
    with pytest.raises(NotEstimableError) as error:
        fate_odds(first, second)
    assert str(error.value) == message


@pytest.mark.parametrize("count", [-1, 2.5, 3.0, True, "3"])
def test_impossible_fates_are_refused(count):
    with pytest.raises(InvalidDataError) as error:
        Fates(arrests=count, attacks=1)
    assert str(error.value) == (
        f"arrests must be a whole number from 0 to 5000000, got {count!r}"
    )
