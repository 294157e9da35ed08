"""Every pair of proportions that a null hypothesis allows.

The pairs lie on a line. A place on it is the arcsine angle of the reference's
proportion, in which a binomial count has about the same spread everywhere, so that an
even grid misses no peak, however near to 0 or 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, sqrt

import numpy as np

_POINTS = 64
_POINTS_A_SPREAD = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class NullLine:
    """Proportions of a group as a function of the reference's.

    Attributes
    ----------
    low, high : float
        The range of the reference's proportion, within [0, 1].
    group_of : callable
        The group's proportion, which does not fall as the reference's grows.
    reference_of : callable
        The way back.
    """

    low: float
    high: float
    group_of: Callable[[np.ndarray], np.ndarray]
    reference_of: Callable[[np.ndarray], np.ndarray]

    def rates(self, angles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the two proportions at some places.

        Parameters
        ----------
        angles : numpy.ndarray
            Arcsine of the root of the reference's proportion.

        Returns
        -------
        tuple of numpy.ndarray
            The group's and the reference's, in [0, 1].
        """
        reference = np.clip(np.sin(angles) ** 2, self.low, self.high)
        return np.clip(self.group_of(reference), 0, 1), reference

    def angles(self, sizes: tuple[int, int], *, fineness: float = 1.0) -> np.ndarray:
        """Return a grid that is even in the angle of each of the two proportions.

        Parameters
        ----------
        sizes : tuple of int
            Incidents of the two groups: the more, the narrower the peaks.
        fineness : float, default 1
            Points relative to those that the usual grid has, above 0.

        Returns
        -------
        numpy.ndarray
            Increasing, both ends included.
        """
        points = int(fineness * (_POINTS + _POINTS_A_SPREAD * sqrt(sum(sizes))))
        ends = np.array([self.low, self.high])
        first, last = (asin(sqrt(end)) for end in ends)
        own = np.linspace(first, last, points)
        start, stop = np.arcsin(np.sqrt(np.clip(self.group_of(ends), 0, 1)))
        other = np.sin(np.linspace(start, stop, points)) ** 2
        mapped = np.clip(self.reference_of(other), self.low, self.high)
        return np.unique(np.concatenate((own, np.arcsin(np.sqrt(mapped)))))

    def within(self, low: float, high: float) -> NullLine:
        """Return the part whose reference proportions lie in a range.

        Parameters
        ----------
        low, high : float
            The range, which meets the line.

        Returns
        -------
        NullLine
            A shorter line.
        """
        return NullLine(
            low=max(self.low, low),
            high=min(self.high, high),
            group_of=self.group_of,
            reference_of=self.reference_of,
        )


def equal_proportions() -> NullLine:
    """Return the line on which both groups have one proportion.

    Returns
    -------
    NullLine
        From 0 to 1.
    """
    return line_of_difference(0.0)


def line_of_difference(null: float) -> NullLine:
    """Return the pairs whose difference, group less reference, has a value.

    Parameters
    ----------
    null : float
        In (-1, 1).

    Returns
    -------
    NullLine
        All such pairs.
    """
    return NullLine(
        low=max(0.0, -null),
        high=min(1.0, 1 - null),
        group_of=lambda p: p + null,
        reference_of=lambda p: p - null,
    )


def line_of_ratio(null: float) -> NullLine:
    """Return the pairs whose ratio, group over reference, has a value.

    Parameters
    ----------
    null : float
        Above 0 and finite.

    Returns
    -------
    NullLine
        All such pairs.
    """
    return NullLine(
        low=0.0,
        high=min(1.0, 1 / null),
        group_of=lambda p: p * null,
        reference_of=lambda p: p / null,
    )


def line_of_odds_ratio(null: float) -> NullLine:
    """Return the pairs whose odds ratio, group over reference, has a value.

    Parameters
    ----------
    null : float
        Above 0 and finite.

    Returns
    -------
    NullLine
        All such pairs.
    """
    return NullLine(
        low=0.0,
        high=1.0,
        group_of=lambda p: null * p / (1 - p + null * p),
        reference_of=lambda p: p / (null * (1 - p) + p),
    )
