"""The probability that the reference's count falls into each row of an event."""

from __future__ import annotations

import numpy as np
from scipy.special import bdtr, bdtrc

from bemodels.rates.unconditional.binomial_tables import binomial_chances

# More numbers than this are not laid out at once.
_MOST = 20_000_000


def row_probabilities(event: np.ndarray, proportions: np.ndarray) -> np.ndarray:
    """Return the probability of each row of an event.

    Parameters
    ----------
    event : numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Which tables belong to it.
    proportions : numpy.ndarray, shape (K,)
        Of the count along a row, in [0, 1].

    Returns
    -------
    numpy.ndarray, shape (K, n1 + 1)
        In [0, 1], to about 1e-12.

    Examples
    --------
    >>> event = np.array([[False, False, True], [True, False, True]])
    >>> row_probabilities(event, np.array([0.5])).tolist()
    [[0.25, 0.5]]
    """
    if len(proportions) * event.shape[1] > _MOST:
        return by_runs(event, proportions)
    chances = binomial_chances(event.shape[1] - 1, proportions)
    return np.asarray(chances @ event.T.astype(float))


def by_runs(event: np.ndarray, proportions: np.ndarray) -> np.ndarray:
    """Return the same from the ends of each run of counts, for very long rows.

    Parameters
    ----------
    event : numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Which tables belong to it.
    proportions : numpy.ndarray, shape (K,)
        Of the count along a row, in [0, 1].

    Returns
    -------
    numpy.ndarray, shape (K, n1 + 1)
        In [0, 1], to about 1e-15; a run up to the end keeps the digits of its tail.
    """
    size = event.shape[1] - 1
    edges = np.diff(event.astype(int), axis=1, prepend=0, append=0)
    rows, starts = np.nonzero(edges == 1)
    stops = np.nonzero(edges == -1)[1] - 1
    found = np.zeros((len(proportions), event.shape[0]))
    for row, start, stop in zip(rows, starts, stops, strict=True):
        found[:, row] += _of_run(int(start), int(stop), size, proportions)
    return found


def _of_run(start: int, stop: int, size: int, proportions: np.ndarray) -> np.ndarray:
    if stop == size:
        from_here = bdtrc(start - 1, size, proportions) if start else 1.0
        return np.asarray(from_here + np.zeros_like(proportions))
    below = bdtr(start - 1, size, proportions) if start else 0.0
    return np.asarray(bdtr(stop, size, proportions) - below)
