r"""Detection and surfacing: two probabilities that are turned into one another.

Every actor who attacks is recorded. Of the others, a share :math:`1 - a` of all, each
is arrested with probability :math:`q`, so that an actor is recorded with probability

.. math::
    \pi = 1 - (1 - q)(1 - a)
"""

from __future__ import annotations

from bemodels.errors import InvalidDataError
from bemodels.result.rules import is_number, shown


def surfacing_of_detection(detection: float, *, attack_share: float) -> float:
    """Return the surfacing that belongs to a detection.

    Parameters
    ----------
    detection : float
        P(arrest | no attack) of an actor, in [0, 1].
    attack_share : float
        Share of all actors, hidden ones too, who attack: in [0, 1).

    Returns
    -------
    float
        P(attack or arrest) of an actor.

    Raises
    ------
    InvalidDataError
        If an argument lies outside its range.

    Examples
    --------
    >>> f"{surfacing_of_detection(0.15, attack_share=0.05):.4f}"
    '0.1925'
    """
    _check(attack_share)
    if not is_number(detection) or not 0 <= detection <= 1:
        raise InvalidDataError(f"detection must lie in [0, 1], got {shown(detection)}")
    return detection + attack_share * (1 - detection)


def detection_of_surfacing(surfacing: float, *, attack_share: float) -> float:
    """Return the detection that belongs to a surfacing.

    Parameters
    ----------
    surfacing : float
        P(attack or arrest) of an actor, from the attack share to 1.
    attack_share : float
        Share of all actors, hidden ones too, who attack: in [0, 1).

    Returns
    -------
    float
        P(arrest | no attack) of an actor.

    Raises
    ------
    InvalidDataError
        If an argument lies outside its range; fewer than those who attack cannot have
        surfaced.

    Examples
    --------
    >>> f"{detection_of_surfacing(0.1925, attack_share=0.05):.4f}"
    '0.1500'
    """
    _check(attack_share)
    if not is_number(surfacing) or not attack_share <= surfacing <= 1:
        raise InvalidDataError(
            f"surfacing must lie in [{attack_share:g}, 1], from the attack share up, "
            f"got {shown(surfacing)}"
        )
    return (surfacing - attack_share) / (1 - attack_share)


def _check(attack_share: float) -> None:
    if not is_number(attack_share) or not 0 <= attack_share < 1:
        raise InvalidDataError(
            f"attack_share must lie in [0, 1), got {shown(attack_share)}"
        )
