"""Detection and surfacing, turned into one another."""

import pytest

from bemodels.errors import InvalidDataError
from bemodels.undercount import detection_of_surfacing, surfacing_of_detection


@pytest.mark.parametrize("detection", [0, 0.15, 0.8, 1])
@pytest.mark.parametrize("attack_share", [0, 0.05, 0.6])
def test_surfacing_is_what_neither_attack_nor_arrest_leaves(detection, attack_share):
    surfacing = surfacing_of_detection(detection, attack_share=attack_share)

    assert surfacing == pytest.approx(1 - (1 - detection) * (1 - attack_share))
    back = detection_of_surfacing(surfacing, attack_share=attack_share)
    assert back == pytest.approx(detection, abs=1e-15)


def test_a_tiny_detection_without_attacks_keeps_its_digits():
    assert surfacing_of_detection(1e-20, attack_share=0) == 1e-20
    assert detection_of_surfacing(1e-20, attack_share=0) == 1e-20


@pytest.mark.parametrize(
    ("turn", "given", "attack_share", "message"),
    [
        (surfacing_of_detection, 1.1, 0.1, "detection must lie in [0, 1], got 1.1"),
        (surfacing_of_detection, 0.1, 1, "attack_share must lie in [0, 1), got 1"),
        (detection_of_surfacing, 0.1, "a", "attack_share must lie in [0, 1), got 'a'"),
        (
            detection_of_surfacing,
            0.05,
            0.1,
            "surfacing must lie in [0.1, 1], from the attack share up, got 0.05",
        ),
        (
            detection_of_surfacing,
            None,
            0.1,
            "surfacing must lie in [0.1, 1], from the attack share up, got None",
        ),
    ],
)
def test_what_is_no_probability_is_refused(turn, given, attack_share, message):
    with pytest.raises(InvalidDataError) as error:
        turn(given, attack_share=attack_share)
    assert str(error.value) == message
