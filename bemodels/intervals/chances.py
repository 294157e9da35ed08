"""The distribution of a whole number, kept where a float can hold its probability."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Probabilities of successive counts; of any other count it is too small to hold.

    Attributes
    ----------
    counts : numpy.ndarray, shape (K,)
        Whole numbers in a row, read-only.
    log_weights : numpy.ndarray, shape (K,)
        Logarithm of each one's probability relative to the largest, read-only.
    probabilities : numpy.ndarray, shape (K,)
        They sum to 1; read-only.
    """

    counts: np.ndarray
    log_weights: np.ndarray
    probabilities: np.ndarray

    def __post_init__(self) -> None:
        """Keep what is computed once as it was computed."""
        for array in (self.counts, self.log_weights, self.probabilities):
            array.setflags(write=False)

    def at_most(self, count: int) -> float:
        """Return the probability of a count or fewer.

        Parameters
        ----------
        count : int
            Any count.

        Returns
        -------
        float
            In [0, 1]; 0 also where it is too small for a float.
        """
        return min(1.0, float(self.probabilities[: self._place(count + 1)].sum()))

    def at_least(self, count: int) -> float:
        """Return the probability of a count or more.

        Parameters
        ----------
        count : int
            Any count.

        Returns
        -------
        float
            In [0, 1]; 0 also where it is too small for a float.
        """
        return min(1.0, float(self.probabilities[self._place(count) :].sum()))

    def of(self, count: int) -> float:
        """Return the probability of a count.

        Parameters
        ----------
        count : int
            Any count.

        Returns
        -------
        float
            In [0, 1]; 0 also where it is too small for a float.
        """
        here = slice(self._place(count), self._place(count + 1))
        return float(self.probabilities[here].sum())

    def mean_excess(self, count: int) -> float:
        """Return the expected count less a count.

        Parameters
        ----------
        count : int
            Subtracted from whole numbers, before anything is rounded.

        Returns
        -------
        float
            The difference.
        """
        return float(self.probabilities @ (self.counts - count))

    def mirrored(self) -> Chances:
        """Return the distribution of minus the count.

        Returns
        -------
        Chances
            Whose lower tails are the upper ones of this one.
        """
        return Chances(
            counts=-self.counts[::-1],
            log_weights=self.log_weights[::-1],
            probabilities=self.probabilities[::-1],
        )

    def _place(self, count: int) -> int:
        """Return how many of the counts are smaller than this one."""
        return min(max(0, count - int(self.counts[0])), len(self.counts))


def chances_from_steps(counts: np.ndarray, log_steps: np.ndarray, mode: int) -> Chances:
    """Build a distribution outward from its mode, so that no digits cancel.

    Parameters
    ----------
    counts : numpy.ndarray, shape (K,)
        Whole numbers in a row.
    log_steps : numpy.ndarray, shape (K - 1,)
        Logarithm of each next count's probability relative to a count's.
    mode : int
        The most probable count.

    Returns
    -------
    Chances
        The distribution, summing to 1.
    """
    place = mode - int(counts[0])
    before = -np.cumsum(log_steps[:place][::-1])[::-1]
    log_weights = np.concatenate((before, (0.0,), np.cumsum(log_steps[place:])))
    weights = np.exp(log_weights)
    return Chances(
        counts=counts, log_weights=log_weights, probabilities=weights / weights.sum()
    )
