"""Selection at stated shares, and the bound on several biases, as others print them."""

import pytest
from scipy.stats import norm

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates import (
    Group,
    e_value,
    multiple_bias_bound,
    selection_bias,
)
from bemodels.result import Estimate, Interval

GROUP, REFERENCE = Group(attacks=136, incidents=433), Group(attacks=107, incidents=272)
ALL = (1.0, 1.0)


def ratio(value=10.73, low=8.02, high=14.36, unit="ratio"):
    limits = Interval(
        low=low, high=high, level=0.95, kind="confidence", method="printed"
    )
    return Estimate(estimand="risk_ratio", value=value, unit=unit, interval=limits)


def printed(one, digits):
    limits = one.interval
    return tuple(round(x, digits) for x in (one.value, limits.low, limits.high))


def test_counts_without_a_bias_are_as_episensr_prints_them():
    # R package episensr, README: table 136, 107 / 297, 165 as recorded.
    result = selection_bias(
        GROUP, REFERENCE, group_recorded=ALL, reference_recorded=ALL
    )

    odds, risks = result.estimates
    assert printed(odds, 7) == (0.7061267, 0.5143958, 0.9693215)
    assert round(risks.value, 7) == 0.7984287
    # Wald's interval of a risk ratio, from its own formula.
    error = (1 / 136 - 1 / 433 + 1 / 107 - 1 / 272) ** 0.5
    assert risks.interval.high == pytest.approx(
        risks.value * 2.718281828459045 ** (norm.ppf(0.975) * error), rel=1e-12
    )


def test_selection_is_corrected_as_episensr_prints_it():
    # The same README: selection probabilities 0.94, 0.85, 0.64, 0.25.
    result = selection_bias(
        GROUP, REFERENCE, group_recorded=(0.94, 0.64), reference_recorded=(0.85, 0.25)
    )

    odds, risks = result.estimates
    assert (round(odds.value, 6), round(risks.value, 6)) == (1.634608, 1.483780)
    assert odds.identified == risks.identified == "prior"
    assert result.tables[0].rows[0][1:] == pytest.approx((136 / 0.94, 297 / 0.64))
    # A stated share moves an odds ratio and its limits by one factor.
    factor = (0.64 / 0.94) / (0.25 / 0.85)
    assert odds.interval.low == pytest.approx(0.5143958 * factor, rel=2e-7)
    assert odds.interval.high == pytest.approx(0.9693215 * factor, rel=2e-7)


def test_swapping_the_groups_inverts_both_ratios():
    one = selection_bias(
        GROUP, REFERENCE, group_recorded=(0.9, 0.5), reference_recorded=(0.7, 0.3)
    )
    other = selection_bias(
        REFERENCE, GROUP, group_recorded=(0.7, 0.3), reference_recorded=(0.9, 0.5)
    )

    for left, right in zip(one.estimates, other.estimates, strict=True):
        assert left.value * right.value == pytest.approx(1, rel=1e-12)
        assert left.interval.low * right.interval.high == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("shares", [(0.0, 1.0), (1.0, 1.1), (1.0,), 0.5, ("a", 1.0)])
def test_shares_that_are_none_are_refused(shares):
    with pytest.raises(InvalidDataError) as error:
        selection_bias(GROUP, REFERENCE, group_recorded=shares, reference_recorded=ALL)

    assert str(error.value).startswith(
        "group_recorded must be two shares in (0, 1], got "
    )


def test_an_empty_cell_has_no_ratio():
    with pytest.raises(NotEstimableError) as error:
        selection_bias(
            GROUP,
            Group(attacks=0, incidents=5),
            group_recorded=ALL,
            reference_recorded=ALL,
        )

    assert str(error.value) == (
        "a ratio at stated shares needs attacks and other incidents in both groups, "
        "got 0 attacks and 5 others in the reference"
    )


def bound(**changed):
    stated = {
        "confounding": (2, 1.5),
        "selection": (1.25, 2.5),
        "misclassification": 1.75,
    }
    return multiple_bias_bound(ratio(), **{**stated, **changed})


def test_the_bound_is_as_evalue_prints_it():
    # R package EValue, README: multi_bound(RRUcY = 2, RRAUc = 1.5, RRSUsA1 = 1.25,
    # RRUsYA1 = 2.5, ORYAaS = 1.75).
    result = bound()

    assert round(result.probabilities[0].value, 6) == 2.386364
    assert printed(result.estimates[0], 4) == tuple(
        round(x / (105 / 44), 4) for x in (10.73, 8.02, 14.36)
    )


def test_without_biases_nothing_moves():
    one = bound(confounding=(1, 1), selection=(1, 9), misclassification=1)

    assert one.probabilities[0].value == 1
    assert printed(one.estimates[0], 9) == (10.73, 8.02, 14.36)


def test_a_cause_as_strong_as_the_e_value_explains_the_ratio_away():
    # R package EValue, README: 10.73 (8.02 to 14.36) has 20.94777 and 15.52336.
    strengths = [one.value for one in e_value(ratio()).probabilities]

    assert [round(one, 5) for one in strengths] == [20.94777, 15.52336]
    explained = bound(
        confounding=(strengths[0],) * 2, selection=(1, 1), misclassification=1
    )
    assert explained.estimates[0].value == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"misclassification": 0.5},
            "a strength of misclassification must be 1 or more and finite, got 0.5",
        ),
        (
            {"confounding": (2, float("inf"))},
            "a strength of confounding must be 1 or more and finite, got inf",
        ),
        ({"selection": 2}, "selection must be two strengths, got 2"),
    ],
)
def test_strengths_that_are_none_are_refused(changed, message):
    with pytest.raises(InvalidDataError) as error:
        bound(**changed)

    assert str(error.value) == message


def test_what_is_no_ratio_has_no_bound():
    with pytest.raises(NotEstimableError) as error:
        multiple_bias_bound(
            ratio(unit="probability"),
            confounding=(1, 1),
            selection=(1, 1),
            misclassification=1,
        )

    assert str(error.value) == (
        "a bound on biases needs a finite ratio above 0, got risk_ratio of 10.73 "
        "probability"
    )
