"""What may be otherwise than recorded, each as the counts it would have given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bemodels.rates.group import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """One way in which the two groups may have been counted wrongly.

    Every step makes the attack rate of the first group smaller, or that of the second
    one larger.

    Attributes
    ----------
    words : str
        What a step is, in the plural, with the names of the groups left open.
    counted : callable
        Group, reference and number of steps to attacks and incidents of both.
    start : int
        The number of steps that is as recorded.
    """

    words: str
    counted: Callable[[Group, Group, int], tuple[int, int, int, int]]
    start: int = 0

    def of(self, names: tuple[str, str]) -> str:
        """Say what a step is.

        Parameters
        ----------
        names : tuple of str, length 2
            What the two groups are called.

        Returns
        -------
        str
            In the plural.
        """
        return self.words.format(*names)


def _unseen_non_attacks(
    group: Group, reference: Group, steps: int
) -> tuple[int, int, int, int]:
    return (
        group.attacks,
        group.incidents + steps,
        reference.attacks,
        reference.incidents,
    )


def _unseen_attacks(
    group: Group, reference: Group, steps: int
) -> tuple[int, int, int, int]:
    return (
        group.attacks,
        group.incidents,
        reference.attacks + steps,
        reference.incidents + steps,
    )


def _moved_labels(
    group: Group, reference: Group, steps: int
) -> tuple[int, int, int, int]:
    return (
        group.attacks - steps,
        group.incidents - steps,
        reference.attacks + steps,
        reference.incidents + steps,
    )


def _false_attacks(
    group: Group, reference: Group, steps: int
) -> tuple[int, int, int, int]:
    return (
        group.attacks - steps,
        group.incidents,
        reference.attacks,
        reference.incidents,
    )


def _clustered_arrests(
    group: Group, reference: Group, steps: int
) -> tuple[int, int, int, int]:
    others = round((reference.incidents - reference.attacks) / steps)
    return (
        group.attacks,
        group.incidents,
        reference.attacks,
        reference.attacks + others,
    )


UNSEEN_NON_ATTACKS = Supposition(
    words="unseen non-attacks of the {0}", counted=_unseen_non_attacks
)
UNSEEN_ATTACKS = Supposition(words="unseen attacks of the {1}", counted=_unseen_attacks)
MOVED_LABELS = Supposition(
    words="attacks of the {0} that were the {1}'s", counted=_moved_labels
)
FALSE_ATTACKS = Supposition(
    words="attacks of the {0} that were none", counted=_false_attacks
)
CLUSTERED_ARRESTS = Supposition(
    words="incidents without attack of the {1} that count as one",
    counted=_clustered_arrests,
    start=1,
)
SUPPOSITIONS = (
    UNSEEN_NON_ATTACKS,
    UNSEEN_ATTACKS,
    MOVED_LABELS,
    FALSE_ATTACKS,
    CLUSTERED_ARRESTS,
)
