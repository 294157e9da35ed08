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


@dataclass(frozen=True, slots=True, kw_only=True)
class RateGrid:
    """The true attack rates over which size and coverage are taken.

    Attributes
    ----------
    group, reference : tuple of float
        Rates for coverage, rising, in (0, 1); every pair is looked at.
    largest_common : float
        Size is taken over common rates up to this, in (0, 1].
    """

    group: tuple[float, ...]
    reference: tuple[float, ...]
    largest_common: float

    def reaches(self, rate: float, reference_rate: float) -> bool:
        """Tell whether neither of two rates lies above those of the grid.

        Parameters
        ----------
        rate, reference_rate : float
            Of the group and of the reference, in [0, 1].

        Returns
        -------
        bool
            True for rates below its least, too.
        """
        return rate <= self.group[-1] and reference_rate <= self.reference[-1]


# Rates such as those of the report on Belgium: both rare, the reference's more so.
RARE = RateGrid(
    group=(0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6),
    reference=(0.003, 0.005, 0.0075, 0.0105, 0.015, 0.02, 0.03, 0.05, 0.08, 0.12),
    largest_common=LARGEST_COMMON_RATE,
)
_FROM_RARE_TO_CERTAIN = (
    *(0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5),
    *(0.6, 0.7, 0.8, 0.9, 0.95, 0.98),
)
ANY = RateGrid(
    group=_FROM_RARE_TO_CERTAIN, reference=_FROM_RARE_TO_CERTAIN, largest_common=1.0
)


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


def size_of(rejects: np.ndarray, *, up_to: float = LARGEST_COMMON_RATE) -> float:
    """Return the greatest probability that a test rejects equal rates.

    Parameters
    ----------
    rejects : numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Which tables it rejects.
    up_to : float, default 0.20
        The largest common rate, in (0, 1].

    Returns
    -------
    float
        The supremum over these rates, right to about 1e-10.
    """
    line = equal_proportions().within(0.0, up_to)
    return greatest_probability(rejects, line)


def coverage_of(
    holds: Holds, contrast: Contrast, sizes: Sizes, *, rates: RateGrid = RARE
) -> Coverage:
    """Return how often an interval holds the truth, over the grid of rates.

    Parameters
    ----------
    holds : callable
        From a value of the contrast to the tables whose interval holds it.
    contrast : Contrast
        What the interval is of.
    sizes : tuple of int
        Incidents of the group and of the reference.
    rates : RateGrid, default RARE
        The true rates: 11 of the group and 10 of the reference.

    Returns
    -------
    Coverage
        Over all pairs of them.
    """
    first = binomial_chances(sizes[0], np.array(rates.group))
    second = binomial_chances(sizes[1], np.array(rates.reference))
    covered = [
        float(one @ holds(contrast.of(p, q)).astype(float) @ other)
        for p, one in zip(rates.group, first, strict=True)
        for q, other in zip(rates.reference, second, strict=True)
    ]
    return Coverage(least=min(covered), mean=float(np.mean(covered)))


def _chances(
    tables: np.ndarray, rate: float, reference_rate: float
) -> tuple[np.ndarray, np.ndarray]:
    sizes = tables.shape[0] - 1, tables.shape[1] - 1
    first = binomial_chances(sizes[0], np.array([rate]))[0]
    return first, binomial_chances(sizes[1], np.array([reference_rate]))[0]
