"""What fits the fates alike, and how much hangs on one attack."""

import pytest

from bemodels.errors import NotEstimableError
from bemodels.undercount import Fates, attack_influence, fate_odds, fate_trade_off

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)


def arrests_per_attack(detection, attacking):
    return detection * (1 - attacking) / attacking


def test_every_pair_gives_the_odds_ratio_of_fates():
    """Built forward from shares of actors: detection and attacks of each group."""
    odds = fate_odds(INSPIRED, LINKED).estimate("fate_odds_ratio").value
    linked_attacking, linked_detection = 0.004, 0.3
    for relative, detection, *_ in fate_trade_off(INSPIRED, LINKED).tables[0].rows:
        attack_odds = relative * linked_attacking / (1 - linked_attacking)
        inspired = arrests_per_attack(
            detection * linked_detection, attack_odds / (1 + attack_odds)
        )
        linked = arrests_per_attack(linked_detection, linked_attacking)
        assert inspired / linked == pytest.approx(odds, rel=1e-12)


def test_its_curve_has_the_band_of_the_odds_ratio():
    result = fate_trade_off(INSPIRED, LINKED, level=0.8)
    (curve,) = result.curves
    interval = (
        fate_odds(INSPIRED, LINKED, level=0.8).estimate("fate_odds_ratio").interval
    )

    assert (curve.low[0], curve.high[0]) == (interval.low, interval.high)
    assert curve.level == 0.8
    assert curve.y[-1] == pytest.approx(100 * curve.y[0])


def test_its_ends_are_the_ratio_and_its_inverse():
    ends = [one.value for one in fate_trade_off(INSPIRED, LINKED).probabilities]
    assert [round(ends[0], 4), round(ends[1], 2)] == [0.0355, 28.13]


def test_each_attack_left_out_or_relabelled():
    (table,) = attack_influence(INSPIRED, LINKED).tables
    changed = [
        (Fates(arrests=9, attacks=one), Fates(arrests=94, attacks=other))
        for one, other in ((3, 1), (2, 1), (3, 0), (2, 2), (4, 0))
    ]
    for row, (inspired, linked) in zip(table.rows, changed, strict=True):
        result = fate_odds(inspired, linked)
        odds = result.estimate("fate_odds_ratio")
        limits = odds.interval
        assert row[2] == f"{inspired.arrests}, {inspired.attacks}"
        assert row[3] == f"{linked.arrests}, {linked.attacks}"
        assert row[4:8] == (
            odds.value,
            limits.low,
            limits.high,
            result.probabilities[0].value,
        )


def test_the_only_attack_left_out_leaves_nothing_to_estimate():
    (table,) = attack_influence(
        Fates(arrests=2, attacks=1), Fates(arrests=5, attacks=0)
    ).tables
    assert [row[0] for row in table.rows] == [
        "as recorded",
        "an inspired attack left out",
        "an inspired attack taken for a linked one",
    ]
    assert table.rows[1][4:8] == ("not estimable",) * 4


@pytest.mark.parametrize("question", [attack_influence, fate_trade_off])
def test_without_an_attack_there_is_no_odds_ratio(question):
    with pytest.raises(NotEstimableError) as error:
        question(Fates(arrests=2, attacks=0), Fates(arrests=5, attacks=0))
    assert str(error.value) == (
        "the odds of fates need an arrest and an attack, got inspired 2 arrest actions "
        "and 0 attacks; linked 5 arrest actions and 0 attacks"
    )
