"""How simulated actors surface and how their incidents are recorded."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.problems import refuse
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorGroup:
    """How the actors of one group fare.

    Attributes
    ----------
    detection : float
        Probability that an actor surfaces, by attack or arrest.
    attack_share : float
        Share of attacks among those who surface.

    Raises
    ------
    InvalidDataError
        If either is no probability.
    """

    detection: float
    attack_share: float

    def __post_init__(self) -> None:
        """Refuse what is no probability."""
        shares = {"detection": self.detection, "attack_share": self.attack_share}
        refuse([*no_probability(shares)])


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRecording:
    """How incidents near the end of the window are missed.

    Attributes
    ----------
    at_end : float
        Probability that an incident on the last day is not yet recorded.
    days : float
        Days in which that probability falls to 1/e of it.

    Raises
    ------
    InvalidDataError
        If `at_end` is no probability, or `days` is not above 0 and finite.
    """

    at_end: float
    days: float

    def __post_init__(self) -> None:
        """Refuse what is no probability and no delay."""
        refuse(
            [*no_probability({"at_end": self.at_end}), *no_amount({"days": self.days})]
        )

    def probability(self, age: np.ndarray) -> np.ndarray:
        """Return the probability of not being recorded yet.

        Parameters
        ----------
        age : numpy.ndarray of int
            Days from the incident to the end of the window.

        Returns
        -------
        numpy.ndarray of float
            Of the shape of `age`.
        """
        return np.asarray(self.at_end * np.exp(-age / self.days))


def no_probability(values: Mapping[str, float]) -> Iterator[str]:
    """Say which values are no probability.

    Parameters
    ----------
    values : mapping of str to float
        By the name under which they are told.

    Yields
    ------
    str
        A line each.
    """
    for name, value in values.items():
        if not 0 <= value <= 1:
            yield f"{name} must be a probability from 0 to 1, got {shown(value)}"


def no_amount(values: Mapping[str, float]) -> Iterator[str]:
    """Say which values are not above 0 and finite.

    Parameters
    ----------
    values : mapping of str to float
        By the name under which they are told.

    Yields
    ------
    str
        A line each.
    """
    for name, value in values.items():
        if not (isfinite(value) and value > 0):
            yield f"{name} must be a finite number above 0, got {shown(value)}"


ALL_IN_TIME = LateRecording(at_end=0, days=1)
