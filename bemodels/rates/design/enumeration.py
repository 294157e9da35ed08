"""Size, power and coverage of a procedure, by summing over all tables of a design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bemodels.rates.unconditional.binomial_tables import binomial_chances
from bemodels.rates.unconditional.nuisance import equal_proportions
from bemodels.rates.unconditional.orderings import Sizes
from bemodels.rates.unconditional.supremum import greatest_probability

# Where coverage is looked at: attack rates of the group, and of its reference.
GROUP_RATES = (0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6)
REFERENCE_RATES = (0.003, 0.005, 0.0075, 0.0105, 0.015, 0.02, 0.03, 0.05, 0.08, 0.12)
# Size is the greatest probability of a false alarm for a common rate up to this.
LARGEST_COMMON_RATE = 0.2

Holds = Callable[[float], np.ndarray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """How two attack rates are compared.

    Attributes
    ----------
    name : str
        Such as ``"risk ratio"``.
    of : callable
        From the group's and the reference's rate, in (0, 1), to the contrast.
    none : float
        Its value for equal rates.
    """

    name: str
    of: Callable[[float, float], float]
    none: float


RISK_DIFFERENCE = Contrast(name="risk difference", of=lambda p, q: p - q, none=0.0)
RISK_RATIO = Contrast(name="risk ratio", of=lambda p, q: p / q, none=1.0)
ODDS_RATIO = Contrast(
    name="odds ratio", of=lambda p, q: p * (1 - q) / (q * (1 - p)), none=1.0
)
CONTRASTS = {one.name: one for one in (RISK_DIFFERENCE, RISK_RATIO, ODDS_RATIO)}


class Coverage(NamedTuple):
    """How often an interval holds the truth, over a grid of rates.

    Attributes
    ----------
    least, mean : float
        In [0, 1].
    """

    least: float
    mean: float


def power_of(rejects: np.ndarray, rate: float, reference_rate: float) -> float:
    """Return the probability that a test rejects.

    Parameters
    ----------
    rejects : numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Which tables it rejects.
    rate, reference_rate : float
        Attack rates of the group and the reference, in [0, 1].

    Returns
    -------
    float
        In [0, 1].
    """
    first, second = _chances(rejects, rate, reference_rate)
    return min(1.0, float(first @ rejects.astype(float) @ second))


def size_of(rejects: np.ndarray) -> float:
    """Return the greatest probability that a test rejects equal rates.

    Parameters
    ----------
    rejects : numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Which tables it rejects.

    Returns
    -------
    float
        Over common rates up to 0.20.
    """
    line = equal_proportions().within(0.0, LARGEST_COMMON_RATE)
    return greatest_probability(rejects, line)


def coverage_of(holds: Holds, contrast: Contrast, sizes: Sizes) -> Coverage:
    """Return how often an interval holds the truth, over the grid of rates.

    Parameters
    ----------
    holds : callable
        From a value of the contrast to the tables whose interval holds it.
    contrast : Contrast
        What the interval is of.
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    Coverage
        Over 11 rates of the group and 10 of the reference.
    """
    first = binomial_chances(sizes[0], np.array(GROUP_RATES))
    second = binomial_chances(sizes[1], np.array(REFERENCE_RATES))
    covered = [
        float(one @ holds(contrast.of(p, q)).astype(float) @ other)
        for p, one in zip(GROUP_RATES, first, strict=True)
        for q, other in zip(REFERENCE_RATES, second, strict=True)
    ]
    return Coverage(least=min(covered), mean=float(np.mean(covered)))


def _chances(
    tables: np.ndarray, rate: float, reference_rate: float
) -> tuple[np.ndarray, np.ndarray]:
    sizes = tables.shape[0] - 1, tables.shape[1] - 1
    first = binomial_chances(sizes[0], np.array([rate]))[0]
    return first, binomial_chances(sizes[1], np.array([reference_rate]))[0]
