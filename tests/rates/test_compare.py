"""The comparison of two attack rates, against its printed numbers and symmetries."""

from math import exp, inf

import pytest

import bemodels
from bemodels.errors import InvalidDataError
from bemodels.rates import Group, compare_attack_rates, groups_of_report

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)


@pytest.fixture(scope="module")
def result():
    return compare_attack_rates(INSPIRED, LINKED)


@pytest.mark.parametrize(
    ("estimand", "printed", "digits"),
    [
        ("attack_rate", (0.25, 0.0889, 0.5323), 1e-3),
        (
            "odds_ratio_conditional",
            (29.1284674245, 2.10545795449, 1660.69506528),
            1e-10,
        ),
        ("odds_ratio_midp", (29.1284674245, 2.831, 830.4), 2e-4),
        ("risk_ratio_posterior", (20.298, 3.347, 245.47), 2e-4),
        ("odds_ratio_posterior", (28.130, 3.680, 388.0), 2e-4),
        ("risk_difference_posterior", (0.2417, 0.0584, 0.5146), 1e-3),
    ],
)
def test_estimates_are_as_printed(result, estimand, printed, digits):
    estimate = result.estimate(estimand)
    found = (estimate.value, estimate.interval.low, estimate.interval.high)

    assert found == pytest.approx(printed, rel=digits)


def test_p_values_and_probability_are_as_printed(result):
    p_values = {test.method: test.p_value for test in result.tests}

    # Central mid-P and Boschloo's two-sided value as SciPy gives them.
    assert list(p_values.values()) == pytest.approx([0.004242, 0.003843], abs=5e-7)
    assert result.probabilities[0].value == pytest.approx(0.999256, abs=5e-7)


@pytest.mark.parametrize(
    "counts", [(3, 12, 1, 95), (2, 11, 2, 96), (5, 20, 0, 20), (0, 15, 3, 40)]
)
def test_the_mid_p_interval_leaves_out_1_where_the_mid_p_test_rejects(counts):
    found = compare_attack_rates(
        Group(attacks=counts[0], incidents=counts[1]),
        Group(attacks=counts[2], incidents=counts[3]),
    )
    interval = found.estimate("odds_ratio_midp").interval

    assert (found.tests[0].p_value < 0.05) == (not interval.low <= 1 <= interval.high)


def test_every_number_has_an_interval_around_it(result):
    for estimate in result.estimates:
        assert estimate.interval.low < estimate.value < estimate.interval.high
    assert len({one.estimand for one in result.estimates}) == len(result.estimates)


def test_the_report_gives_these_groups():
    assert groups_of_report(bemodels.belgium()) == (INSPIRED, LINKED)


def test_a_reference_without_attacks_bounds_the_odds_from_below_only():
    result = compare_attack_rates(INSPIRED, Group(attacks=0, incidents=95))
    odds = result.estimate("odds_ratio")

    assert odds.value == odds.interval.high == inf
    assert odds.interval.low > 1
    assert result.estimate("risk_ratio_posterior").interval.high < inf


@pytest.mark.parametrize(
    ("attacks", "incidents", "message"),
    [
        (-1, 12, "attacks must lie in 0..12, the incidents, got -1"),
        (13, 12, "attacks must lie in 0..12, the incidents, got 13"),
        (0, 0, "incidents must be 1 or more, got 0"),
        (3, 10_000_001, "incidents must be 10000000 or fewer, got 10000001"),
        (2.5, 12, "attacks must be a whole number, got 2.5"),
        (True, 12, "attacks must be a whole number, got True"),
        (3, "12", "incidents must be a whole number, got '12'"),
    ],
)
def test_impossible_counts_are_refused(attacks, incidents, message):
    with pytest.raises(InvalidDataError) as error:
        Group(attacks=attacks, incidents=incidents)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("counts", "missing"),
    [
        ((0, 10, 0, 20), {"risk_ratio": "no", "odds_ratio": "no"}),
        ((10, 10, 20, 20), {"odds_ratio": "every"}),
    ],
)
def test_what_exists_is_returned_where_any_odds_ratio_fits(counts, missing):
    result = compare_attack_rates(
        Group(attacks=counts[0], incidents=counts[1]),
        Group(attacks=counts[2], incidents=counts[3]),
    )
    names = {one.estimand for one in result.estimates}

    assert "risk_difference" in names
    assert "odds_ratio_posterior" in names
    assert not {"odds_ratio_conditional", "odds_ratio_midp"} & names
    assert {"risk_ratio", "odds_ratio"} - names == set(missing)
    assert [test.p_value for test in result.tests] == [1, 1]
    assert [one.detail for one in result.checks if not one.passed] == [
        f"{name.replace('_', ' ')} not estimable: {share} incident is an attack, so "
        "that any fits"
        for name, share in missing.items()
    ]


def test_one_relabelled_incident_can_undo_the_contrast(result):
    table = result.table("Sensitivity of the contrast to one relabelled incident")
    rows = {row[0]: row[1:] for row in table.rows}

    # Conditional estimate and limits solved from the definition, as in test_conditional
    moved = rows["an attack, to the reference"]
    assert moved[:2] == ("2/11", "2/96")
    assert moved[2:5] == pytest.approx((9.986, 0.6533, 153.3), rel=1e-3)
    assert rows["nothing, as recorded"][2:5] == pytest.approx(
        (29.1285, 2.10546, 1660.695), rel=1e-5
    )
    assert rows["an attack, to the group"][:3] == ("4/13", "0/94", inf)
    assert rows["an incident without attack, to the reference"][:2] == ("3/11", "1/96")
    assert rows["an incident without attack, to the group"][:2] == ("3/13", "1/94")


def test_moves_that_the_counts_do_not_allow_are_left_out():
    group, reference = Group(attacks=0, incidents=1), Group(attacks=0, incidents=5)
    table = compare_attack_rates(group, reference).tables[0]

    assert [row[:4] for row in table.rows] == [
        ("nothing, as recorded", "0/1", "0/5", "not estimable"),
        ("an incident without attack, to the group", "0/2", "0/4", "not estimable"),
    ]


def test_the_prior_moves_the_ratio_and_the_table_shows_it(result):
    table = result.table("Sensitivity of the contrast to the prior of each attack rate")
    jeffreys, uniform = table.rows[:3], table.rows[3:]

    for row in jeffreys:
        one = result.estimate(row[1])
        assert row[2:5] == (one.value, one.interval.low, one.interval.high)
        assert row[5] == result.probabilities[0].value
    assert uniform[2][:2] == ("uniform, Beta(1, 1)", "odds_ratio_posterior")
    # The reciprocal of fates under gamma means of shape 1: 0.0458, 0.0051 to 0.288
    assert [1 / x for x in uniform[2][2:5]] == pytest.approx(
        [0.0458, 0.288, 0.0051], rel=1e-2
    )


@pytest.mark.parametrize("reference", [LINKED, Group(attacks=0, incidents=95)])
@pytest.mark.parametrize("group", [INSPIRED, Group(attacks=0, incidents=12)])
def test_the_card_holds_what_is_estimated_and_nothing_else(group, reference):
    result = compare_attack_rates(group, reference)

    assert {one.name for one in result.card.parameters} == {
        one.estimand for one in result.estimates
    }


def test_posterior_rows_say_that_they_are_medians(result):
    for one in result.estimates:
        said = "posterior median" in one.interval.method
        assert said == (one.interval.kind == "credible")


def test_ten_million_incidents_a_group_are_compared():
    largest = 10_000_000
    result = compare_attack_rates(
        Group(attacks=3_000_000, incidents=largest),
        Group(attacks=3_003_000, incidents=largest),
    )

    assert len(result.tests) == 1
    assert [check.passed for check in result.checks] == [False, True]
    for name in (
        *("odds_ratio", "odds_ratio_conditional"),
        *("odds_ratio_midp", "odds_ratio_posterior"),
    ):
        one = result.estimate(name)
        error = (2 * (1 / 3e6 + 1 / 7e6)) ** 0.5
        assert one.interval.high / one.interval.low == pytest.approx(
            exp(2 * 1.959964 * error), rel=2e-6
        )
    assert [row[0] for row in result.tables[0].rows] == [
        "nothing, as recorded",
    ]


def test_a_level_is_a_share():
    with pytest.raises(InvalidDataError) as error:
        compare_attack_rates(INSPIRED, LINKED, level=95)
    assert str(error.value) == "level must lie between 0 and 1, got 95"
