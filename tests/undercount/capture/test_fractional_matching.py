"""Matching errors of few incidents: fractions of them, and shares of whole ones."""

from functools import partial

import pytest

from bemodels.undercount.capture import (
    chapman_of,
    loglinear_equal,
    loglinear_lists,
    matching_errors,
    no_highest_order_interaction,
    petersen,
)
from bemodels.undercount.capture.capture_table import checked_histories
from bemodels.undercount.capture.split_records import (
    in_whole_units,
    with_false_parted,
    with_missed_joined,
)

FEW = {
    **{"100": 59, "010": 40, "001": 30, "110": 31, "101": 24, "011": 12},
    "111": 10,
}


def rows_of(result):
    return {
        row[:2]: row[2:] for row in result.table("Population by matching errors").rows
    }


@pytest.mark.parametrize(
    "estimator",
    [loglinear_lists, loglinear_equal, partial(no_highest_order_interaction, xi=1.0)],
)
def test_few_incidents_have_the_shares_of_many(estimator):
    """A million times the table hardly rounds, and has a million times the hidden."""
    many = {one: 10**6 * n for one, n in FEW.items()}
    for undo in (with_missed_joined, with_false_parted):
        small, large = (undo(checked_histories(one), 0.05) for one in (FEW, many))
        found = estimator(small).estimate("population").value
        whole = in_whole_units(large, checked_histories(many))
        assert found == pytest.approx(
            estimator(whole).estimate("population").value / 1e6, rel=1e-6
        )


def test_a_share_is_not_that_of_whole_incidents():
    """By hand: at a share f false, r = (1 - f) t + f (what falls from above)."""
    result = matching_errors(FEW, loglinear_lists)
    rows = rows_of(result)
    assert rows["false", "5%"][:2] == pytest.approx((0.95 * 67 + 10, 206 + 0.05 * 77))
    assert round(rows["false", "5%"][2], 1) == 302.1
    assert round(rows["false", "20%"][2], 1) == 357.1
    assert [f"{100 * one.value:.1f}" for one in result.probabilities] == [
        "10.5",
        "11.9",
    ]
    assert "about 10.5% put it outside" in result.conclusion


def test_two_short_lists_have_every_share():
    rows = rows_of(matching_errors({"10": 20, "01": 4, "11": 13}, chapman_of))
    assert all(row[-1] == "" for row in rows.values())
    marked, caught, both = 33, 17, 13 * 0.95
    assert rows["false", "5%"][2] == pytest.approx(
        (marked + 1) * (caught + 1) / (both + 1) - 1, rel=1e-12
    )


def whole_petersen(histories):
    return petersen(
        histories["10"] + histories["11"],
        histories["01"] + histories["11"],
        histories["11"],
    )


def test_an_estimator_of_whole_numbers_is_told_the_share_that_they_make():
    few = {"10": 20, "01": 4, "11": 13}
    result = matching_errors(few, whole_petersen, false=(0.01, 0.05, 0.2), missed=())
    rows = rows_of(result)
    assert rows["false", "1%"] == (
        *("-", "-", "-", "-", "-"),
        "so small a share rounds to no incident",
    )
    # 12.35 and 10.4 of 13 matches
    assert rows["false", "5%"][:2] == (12, 38)
    assert rows["false", "5%"][-1] == "in whole incidents 7.69%"
    assert rows["false", "20%"][-1] == "in whole incidents 23.1%"
    assert result.conclusion.startswith(
        "If 23.1% of the recorded matches were false, and matching had no other error, "
        "the population is 56 ("
    )
    # 3 of 13 is the first to leave the interval: no share between is one of incidents
    (point,) = result.probabilities
    assert point.value == pytest.approx(3 / 13)
    assert "; about 23% put it outside the interval, " in result.conclusion


def test_whole_matches_that_were_missed_are_a_share_of_the_true():
    few = {"10": 20, "01": 4, "11": 13}
    result = matching_errors(few, whole_petersen, missed=(0.1,), false=())
    # 14.4 true matches of which 13 were recorded; 14 make it 1 of 14
    assert rows_of(result)["missed", "10%"][-1] == "in whole incidents 7.14%"
