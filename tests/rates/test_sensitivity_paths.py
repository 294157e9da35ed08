"""Tipping points counted in incidents, against a walk over every count."""

from math import comb, inf
from time import process_time

import pytest

from bemodels.errors import InvalidDataError
from bemodels.rates.group import Group
from bemodels.rates.sensitivity import (
    clustered_arrests,
    false_attacks,
    moved_labels,
    unseen_attacks,
    unseen_non_attacks,
)

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
QUESTIONS = (
    unseen_non_attacks,
    unseen_attacks,
    moved_labels,
    false_attacks,
    clustered_arrests,
)
MINLIKE, CENTRAL, MIDP = range(3)


def tipping(result):
    (table,) = result.tables
    return [row[1] for row in table.rows]


def hypergeometric(group, reference):
    """Return whole-number weights of the counts that the margins allow."""
    total = group.attacks + reference.attacks
    return {
        x: comb(group.incidents, x) * comb(reference.incidents, total - x)
        for x in range(min(group.incidents, total) + 1)
    }


def minlike(group, reference):
    weights = hypergeometric(group, reference)
    here = weights[group.attacks]
    return sum(w for w in weights.values() if w <= here) / sum(weights.values())


def test_unseen_non_attacks_tip_where_they_were_counted_to():
    result = unseen_non_attacks(INSPIRED, LINKED, up_to=300)

    assert tipping(result)[:4] == [21, 12, 20, 12]
    assert tipping(result)[5] == 273
    rates = [one for one in result.curves if one.name.startswith("Attack rate")]
    assert rates[0].y[273] == rates[1].y[273]
    assert rates[0].y[272] > rates[1].y[272]


def test_unseen_attacks_tip_where_they_were_counted_to():
    result = unseen_attacks(INSPIRED, LINKED, up_to=10)

    assert tipping(result)[:4] == [5, 3, 5, 3]
    assert result.curves[MINLIKE].y[5] == pytest.approx(0.055, abs=5e-4)
    assert result.curves[MIDP].y[5] == pytest.approx(0.0625, abs=5e-5)


def test_one_relabelled_attack_is_as_printed():
    result = moved_labels(INSPIRED, LINKED, up_to=1)

    assert result.curves[MINLIKE].y[1] == pytest.approx(0.0517, abs=5e-5)
    assert result.curves[MIDP].y[1] == pytest.approx(0.0549, abs=5e-5)
    assert tipping(result)[0] == 1


def test_clustered_arrests_are_as_printed():
    result = clustered_arrests(INSPIRED, LINKED, up_to=3)

    assert result.curves[MINLIKE].x == (1, 2, 3)
    assert result.curves[MINLIKE].y[1:] == pytest.approx((0.023, 0.056), abs=5e-4)
    assert tipping(result)[0] == 3


def test_every_count_is_that_of_whole_numbers():
    result = unseen_non_attacks(INSPIRED, LINKED, up_to=40)

    expected = [minlike(Group(attacks=3, incidents=12 + k), LINKED) for k in range(41)]
    assert result.curves[MINLIKE].y == pytest.approx(expected, rel=1e-10)


def test_a_p_value_that_falls_back_is_told():
    # So many unseen attacks that the reference has the larger rate at last.
    result = unseen_attacks(INSPIRED, LINKED, up_to=200)

    exact = [
        minlike(INSPIRED, Group(attacks=1 + m, incidents=95 + m)) for m in range(201)
    ]
    back = [m for m in range(5, 201) if exact[m] <= 0.05]
    assert back
    assert result.tables[0].rows[MINLIKE][1:] == (
        5,
        f"not so at {len(back)} later counts, the first of them {back[0]}",
    )


def test_a_tipping_point_that_is_not_reached_is_told_and_no_number():
    result = unseen_non_attacks(INSPIRED, LINKED, up_to=5)

    assert tipping(result)[0] == "none up to 5"
    assert result.probabilities == ()


def test_the_path_ends_where_the_counts_do():
    result = false_attacks(INSPIRED, LINKED, up_to=9)

    assert result.curves[MINLIKE].x == (0, 1, 2, 3)
    assert not result.checks[0].passed
    assert "up to 3 of 9" in result.checks[0].detail


def test_a_table_without_an_odds_ratio_is_left_out_with_the_reason():
    none = Group(attacks=0, incidents=8)
    result = unseen_attacks(Group(attacks=0, incidents=3), none, up_to=2)
    (odds,) = [one for one in result.curves if one.name.startswith("Odds ratio")]

    assert odds.x == (1, 2)
    assert (odds.y[0], odds.low[0]) == (0, 0)
    assert not result.checks[1].passed
    assert "left out at 1 of 3" in result.checks[1].detail
    result = false_attacks(none, none, up_to=2)
    assert not [one for one in result.curves if one.name.startswith("Odds ratio")]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    ("group", "reference"),
    [
        (Group(attacks=10, incidents=10), Group(attacks=10, incidents=20)),
        (Group(attacks=0, incidents=12), Group(attacks=0, incidents=95)),
        (Group(attacks=1, incidents=1), Group(attacks=1, incidents=1)),
    ],
)
def test_edges_hold_no_gap(question, group, reference):
    result = question(group, reference, up_to=2)

    for curve in result.curves:
        assert all(-inf < y for y in curve.y)
        assert all(low < high for low, high in zip(curve.low, curve.high, strict=True))


@pytest.mark.parametrize("question", QUESTIONS)
def test_another_type_is_refused(question):
    with pytest.raises(InvalidDataError, match="up_to must be a whole number of 1"):
        question(INSPIRED, LINKED, up_to=0)
    with pytest.raises(InvalidDataError, match="group must be a Group, got 3"):
        question(3, LINKED, up_to=2)


def test_hundreds_of_counts_are_quick():
    unseen_non_attacks(INSPIRED, LINKED, up_to=2)
    start = process_time()
    unseen_non_attacks(INSPIRED, LINKED, up_to=300)

    # Under a second where nothing else runs.
    assert process_time() - start < 5
