"""What is compared on which scale: two groups, the values that a contrast can take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atanh, exp, inf, log, tanh

from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.rates.sample import (
    counts_of,
    exposures_of,
    sample_difference,
    sample_odds_ratio,
    sample_ratio,
)
from bemodels.rates.score import contrasts
from bemodels.rates.score.contrasts import Contrast
from bemodels.rates.score.null_rates import Counts


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
    unit: Callable[[Counts], float] = lambda _: 1.0

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
class Comparison[Sample: (Group, Exposed)]:
    """One contrast of two groups.

    Attributes
    ----------
    counts : callable
        From a group and its reference to their four numbers.
    contrast : callable
        Moments of the contrast under a null value.
    sample : callable
        The contrast in the sample; an end of the scale where it divides by 0.
    scale : Scale
        Of the contrast.
    """

    counts: Callable[[Sample, Sample], tuple[float, float, float, float]]
    contrast: Contrast
    sample: Callable[[float, float, float, float], float]
    scale: Scale


RISK_DIFFERENCE = Comparison(
    counts=counts_of,
    contrast=contrasts.risk_difference,
    sample=sample_difference,
    scale=_PROPORTIONS,
)
RISK_RATIO = Comparison(
    counts=counts_of,
    contrast=contrasts.risk_ratio,
    sample=sample_ratio,
    scale=_RATIOS,
)
ODDS_RATIO = Comparison(
    counts=counts_of,
    contrast=contrasts.odds_ratio,
    sample=sample_odds_ratio,
    scale=_RATIOS,
)
RATE_DIFFERENCE = Comparison(
    counts=exposures_of,
    contrast=contrasts.rate_difference,
    sample=sample_difference,
    scale=_EVENT_RATES,
)
RATE_RATIO = Comparison(
    counts=exposures_of,
    contrast=contrasts.rate_ratio,
    sample=sample_ratio,
    scale=_RATIOS,
)
