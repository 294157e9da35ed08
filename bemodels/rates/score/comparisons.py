"""What is compared on which scale: two groups, the values that a contrast can take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atanh, exp, inf, log, tanh
from typing import Any

import numpy as np

from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.rates.score import contrasts
from bemodels.rates.score.contrasts import Contrast
from bemodels.rates.score.null_rates import Counts
from bemodels.result import check_type


def _one(counts: Counts) -> float:  # noqa: ARG001 - proportions need no unit
    return 1.0


def _events_a_year(counts: Counts) -> float:
    """Return one event in the shorter of two exposures."""
    return 1 / float(min(counts.size, counts.reference_size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The values that a contrast can take, stretched onto the real line.

    Attributes
    ----------
    name : str
        What the contrast is called.
    low, high : float
        Its least and its greatest value.
    shrink, stretch : callable
        From the real line to a value, and back.
    far : float
        Where on the line a limit is an end of its range, for all that is printed.
    unit : callable
        Of the values, given the counts.
    """

    name: str
    low: float
    high: float
    shrink: Callable[[float], float]
    stretch: Callable[[float], float]
    far: float
    unit: Callable[[Counts], float] = _one

    def place(self, value: float) -> float:
        """Return where a value lies on the line, no further out than `far`.

        Parameters
        ----------
        value : float
            From `low` to `high`, in units.

        Returns
        -------
        float
            Between ``-far`` and ``far``.
        """
        if not self.low < value < self.high:
            return self.far if value >= self.high else -self.far
        return min(max(self.stretch(value), -self.far), self.far)


# Nearer to 1 than 1e-10 a rate's distance to its end has few digits left.
_PROPORTIONS = Scale(
    name="risk difference",
    low=-1.0,
    high=1.0,
    shrink=tanh,
    stretch=atanh,
    far=atanh(1 - 1e-10),
)
_RATIOS = Scale(name="ratio", low=0.0, high=inf, shrink=exp, stretch=log, far=120.0)
_EVENT_RATES = Scale(
    name="rate difference",
    low=-inf,
    high=inf,
    shrink=float,
    stretch=float,
    far=1e15,
    unit=_events_a_year,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One contrast of two groups.

    Attributes
    ----------
    counts : callable
        From a group and its reference to their counts.
    contrast : callable
        Moments of the contrast under a null value.
    sample : callable
        The contrast in the sample; an end of the scale where it divides by 0.
    scale : Scale
        Of the contrast.
    """

    counts: Callable[[Any, Any], Counts]
    contrast: Contrast
    sample: Callable[[Counts], float]
    scale: Scale


def incidents_of(group: Group, reference: Group) -> Counts:
    """Return the attacks and incidents of two groups.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    Counts
        As floats.

    Raises
    ------
    InvalidDataError
        If one is no `Group`.
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    pairs = (
        group.attacks,
        group.incidents,
        reference.attacks,
        reference.incidents,
    )
    return Counts(*(np.asarray(float(one)) for one in pairs))


def events_of(group: Exposed, reference: Exposed) -> Counts:
    """Return the events and years of two groups.

    Parameters
    ----------
    group, reference : Exposed
        The two groups.

    Returns
    -------
    Counts
        As floats.

    Raises
    ------
    InvalidDataError
        If one is no `Exposed`.
    """
    check_type("group", group, Exposed)
    check_type("reference", reference, Exposed)
    pairs = (group.events, group.years, reference.events, reference.years)
    return Counts(*(np.asarray(float(one)) for one in pairs))


def _difference(counts: Counts) -> float:
    x, n, y, m = map(float, counts)
    return x / n - y / m


def _ratio(counts: Counts) -> float:
    x, n, y, m = map(float, counts)
    return x / n / (y / m) if y else inf


def _odds_ratio(counts: Counts) -> float:
    x, n, y, m = map(float, counts)
    below = (n - x) * y
    return x * (m - y) / below if below else inf


RISK_DIFFERENCE = Comparison(
    counts=incidents_of,
    contrast=contrasts.risk_difference,
    sample=_difference,
    scale=_PROPORTIONS,
)
RISK_RATIO = Comparison(
    counts=incidents_of, contrast=contrasts.risk_ratio, sample=_ratio, scale=_RATIOS
)
ODDS_RATIO = Comparison(
    counts=incidents_of,
    contrast=contrasts.odds_ratio,
    sample=_odds_ratio,
    scale=_RATIOS,
)
RATE_DIFFERENCE = Comparison(
    counts=events_of,
    contrast=contrasts.rate_difference,
    sample=_difference,
    scale=_EVENT_RATES,
)
RATE_RATIO = Comparison(
    counts=events_of, contrast=contrasts.rate_ratio, sample=_ratio, scale=_RATIOS
)
