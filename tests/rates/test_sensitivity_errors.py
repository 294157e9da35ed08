"""Fragility, E-values and misclassification against their published examples."""

from math import inf, log, sqrt

import numpy as np
import pytest
from scipy.stats import fisher_exact, norm

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.group import Group
from bemodels.rates.sensitivity import (
    e_value,
    fragility,
    misclassified_group,
    misclassified_outcome,
)
from bemodels.result import Estimate, Interval

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)


def ratio(low, value, high, name="risk_ratio", unit="ratio"):
    interval = Interval(
        low=low, high=high, level=0.95, kind="confidence", method="printed"
    )
    return Estimate(estimand=name, value=value, unit=unit, interval=interval)


def test_the_fragility_index_is_as_published():
    # R package fragilityindex, README: 15/40 against 6/40.
    result = fragility(Group(attacks=15, incidents=40), Group(attacks=6, incidents=40))

    assert result.probabilities[0].statement == "fragility index"
    assert result.probabilities[0].value == 1
    row = result.tables[0].rows[2]
    assert row[:2] == ("attacks added to the reference", 1)
    assert row[2:] == pytest.approx((0.04060921, 0.07836101), abs=5e-9)


@pytest.mark.parametrize(
    "pair",
    [
        (INSPIRED, LINKED),
        (LINKED, INSPIRED),
        (INSPIRED, Group(attacks=9, incidents=80)),
    ],
)
def test_every_crossing_is_scipy_s(pair):
    group, reference = pair
    steps = ((1, 0), (-1, 0), (0, 1), (0, -1))
    for row, (one, other) in zip(
        fragility(group, reference).tables[0].rows, steps, strict=True
    ):
        sides = []
        for k in range(100):
            a, c = group.attacks + one * k, reference.attacks + other * k
            if not (0 <= a <= group.incidents and 0 <= c <= reference.incidents):
                break
            table = [[a, group.incidents - a], [c, reference.incidents - c]]
            sides.append(fisher_exact(table).pvalue < 0.05)
        expected = sides.index(not sides[0]) if (not sides[0]) in sides else "never"
        assert row[1] == expected


def test_a_result_that_is_not_significant_has_no_index():
    result = fragility(INSPIRED, Group(attacks=20, incidents=95))

    assert [one.statement for one in result.probabilities] == [
        "fewest changed outcomes at which p crosses 0.05"
    ]


def test_counts_that_never_cross_are_told():
    one = Group(attacks=1, incidents=1)
    with pytest.raises(NotEstimableError, match="no change of one kind"):
        fragility(one, one)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        # VanderWeele and Ding (2017): 3.9 (1.8 to 8.7), and 0.80 (0.71 to 0.91).
        ((1.8, 3.9, 8.7), (7.26, 3.0)),
        ((0.71, 0.80, 0.91), (1.81, 1.43)),
        ((0.9, 1.2, 1.6), (1.69, 1.0)),
        ((1, 1, 1.5), (1, 1)),
    ],
)
def test_e_values_are_as_published(limits, expected):
    found = [one.value for one in e_value(ratio(*limits)).probabilities]

    assert found == pytest.approx(expected, abs=5e-3)


def test_an_infinite_ratio_has_the_e_value_of_its_limit():
    result = e_value(ratio(2, inf, inf, name="odds_ratio"))

    assert [one.statement for one in result.probabilities] == [
        "E-value of the limit nearer to 1"
    ]
    assert result.probabilities[0].value == pytest.approx(2 + sqrt(2))
    assert result.assumptions[0].statement == (
        "Attacks are rare in both groups, below 15 of 100 incidents, so that their "
        "odds ratio stands for the risk ratio; if they are common, its square root is "
        "nearer. The two attack rates show which; an odds ratio alone does not."
    )


@pytest.mark.parametrize(
    ("limits", "shown"), [((0, 0, 1.5), "0"), ((2, inf, inf), "inf")]
)
def test_a_ratio_at_an_end_says_nothing_of_unmeasured_causes(limits, shown):
    (check,) = e_value(ratio(*limits)).checks

    assert not check.passed
    assert check.detail == (
        f"{shown}: only the limit nearer to 1 has an E-value; an empty cell is no "
        "evidence against an unmeasured cause"
    )


def test_a_difference_has_no_e_value():
    with pytest.raises(NotEstimableError, match="needs a ratio"):
        e_value(ratio(0.1, 0.2, 0.3, name="risk_difference", unit="proportion"))
    with pytest.raises(InvalidDataError, match="risk_ratio must be an Estimate, got 3"):
        e_value(3)


OUTCOME = Group(attacks=4558, incidents=50863), Group(attacks=3428, incidents=49513)
EXPOSURE = Group(attacks=215, incidents=883), Group(attacks=1449, incidents=5745)


@pytest.mark.parametrize(
    ("question", "pair", "sensitivity", "specificity", "printed"),
    [
        # R package episensr, tests of misclass.
        (misclassified_outcome, OUTCOME, 0.53, 0.99, (1.344039, 1.406235)),
        (misclassified_outcome, OUTCOME, (0.78, 0.75), (0.92, 0.97), (0.2520, 0.2416)),
        (misclassified_group, EXPOSURE, (0.13, 0.78), (0.91, 1), (82.2725, 237.0529)),
    ],
)
def test_solved_ratios_are_as_published(
    question, pair, sensitivity, specificity, printed
):
    result = question(*pair, sensitivity=sensitivity, specificity=specificity)

    assert [one.value for one in result.estimates] == pytest.approx(printed, abs=6e-5)


@pytest.mark.parametrize("question", [misclassified_outcome, misclassified_group])
def test_without_error_the_limits_are_those_of_katz_and_woolf(question):
    result = question(INSPIRED, LINKED, sensitivity=1, specificity=1)

    z = norm.ppf(0.975)
    katz = sqrt(1 / 3 - 1 / 12 + 1 / 1 - 1 / 95)
    woolf = sqrt(1 / 3 + 1 / 9 + 1 / 1 + 1 / 94)
    for name, value, error in (
        ("risk_ratio", 23.75, katz),
        ("odds_ratio", 31 + 1 / 3, woolf),
    ):
        one = result.estimate(name)
        assert one.value == pytest.approx(value)
        assert log(one.interval.high / one.value) == pytest.approx(z * error)
        assert log(one.value / one.interval.low) == pytest.approx(z * error)


@pytest.mark.parametrize("question", [misclassified_outcome, misclassified_group])
def test_variances_are_those_of_slopes_taken_by_differences(question):
    pair = Group(attacks=40, incidents=100), Group(attacks=60, incidents=300)
    errors = {"sensitivity": (0.9, 0.85), "specificity": (0.95, 0.98)}
    rng = np.random.default_rng(1)
    # Large samples of what is told: the spread of the solved log ratios.
    scale = 100
    big = [
        Group(attacks=scale * g.attacks, incidents=scale * g.incidents) for g in pair
    ]
    result = question(*big, **errors)

    logs = []
    for _ in range(400):
        if question is misclassified_outcome:
            told = [
                Group(
                    attacks=int(rng.binomial(g.incidents, g.attack_rate)),
                    incidents=g.incidents,
                )
                for g in big
            ]
        else:
            attacks = int(rng.binomial(40_000, 0.25))
            others = 40_000 - attacks
            a, b = rng.binomial(attacks, 0.4), rng.binomial(others, 0.2)
            told = [
                Group(attacks=int(a), incidents=int(a + b)),
                Group(
                    attacks=int(attacks - a), incidents=int(attacks - a + others - b)
                ),
            ]
        logs.append([log(one.value) for one in question(*told, **errors).estimates])
    for one, spread in zip(result.estimates, np.std(logs, axis=0), strict=True):
        error = log(one.interval.high / one.value) / norm.ppf(0.975)
        assert error == pytest.approx(spread, rel=0.12)


@pytest.mark.parametrize("question", [misclassified_outcome, misclassified_group])
def test_errors_that_cannot_have_made_the_counts_are_refused(question):
    with pytest.raises(NotEstimableError, match="cannot have made"):
        question(INSPIRED, LINKED, sensitivity=0.9, specificity=0.7)
    with pytest.raises(InvalidDataError, match="must sum to more than 1"):
        question(INSPIRED, LINKED, sensitivity=0.5, specificity=0.5)
    with pytest.raises(InvalidDataError, match="sensitivity must be one share"):
        question(INSPIRED, LINKED, sensitivity=(0.5, 1.2), specificity=1)


def test_groups_without_an_attack_have_no_share_of_attacks():
    none = Group(attacks=0, incidents=5)
    with pytest.raises(NotEstimableError, match="there are none"):
        misclassified_group(none, none, sensitivity=0.9, specificity=0.9)


@pytest.mark.parametrize(
    ("question", "pair", "errors", "passed", "detail"),
    [
        (
            misclassified_outcome,
            OUTCOME,
            {"sensitivity": 0.53, "specificity": 0.99},
            True,
            "the smallest solved count is 5640, and 5 are needed; the nearest to 0 is "
            "51.9 standard errors above it, and 1.96 are needed",
        ),
        (
            misclassified_outcome,
            (INSPIRED, LINKED),
            {"sensitivity": 0.9, "specificity": 0.99},
            False,
            "the smallest solved count is 0.05618, and 5 are needed; the nearest to 0 "
            "is 0.0503 standard errors above it, and 1.96 are needed. "
            "misclassified_outcome_posterior needs neither",
        ),
        # 33 attacks are many, but their error is ten times as large.
        (
            misclassified_group,
            EXPOSURE,
            {"sensitivity": (0.13, 0.78), "specificity": (0.91, 1)},
            False,
            "the smallest solved count is 33, and 5 are needed; the nearest to 0 is "
            "0.0965 standard errors above it, and 1.96 are needed. "
            "misclassified_group_posterior needs neither",
        ),
    ],
)
def test_limits_that_mean_little_fail_a_check(question, pair, errors, passed, detail):
    result = question(*pair, **errors)

    (check,) = result.checks
    assert (check.name, check.passed) == ("The limits can be relied on", passed)
    assert check.detail == detail
    assert {one.identified for one in result.estimates} == {"data"}
    assert [one.statement for one in result.assumptions] == [
        "The stated sensitivity and specificity are the true ones."
    ]


def test_the_errors_needed_are_those_of_the_level():
    pair = Group(attacks=9, incidents=40), Group(attacks=30, incidents=40)
    errors = {"sensitivity": 1, "specificity": 0.95}
    usual, strict = (
        misclassified_outcome(*pair, **errors, level=one).checks[0]
        for one in (0.95, 0.999)
    )

    # 7.37 solved attacks, with an error of sqrt(9 * 31 / 40) / 0.95.
    assert 7.368 / (sqrt(9 * 31 / 40) / 0.95) == pytest.approx(2.65, abs=5e-3)
    assert usual.passed and not strict.passed
    assert "is 2.65 standard errors above it, and 3.29 are needed" in strict.detail
