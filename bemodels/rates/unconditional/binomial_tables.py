"""The probability of every count in a group, under each of some proportions."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

# Stands for the logarithm of 0: none of it is nothing, any of it is impossible.
_LOG_OF_0 = -1e300


def binomial_chances(size: int, proportions: np.ndarray) -> np.ndarray:
    """Return the distribution of a count for each of some proportions.

    Parameters
    ----------
    size : int
        Incidents, 1 or more.
    proportions : numpy.ndarray, shape (K,)
        In [0, 1].

    Returns
    -------
    numpy.ndarray, shape (K, size + 1)
        Rows that sum to 1, to about 1e-13.

    Examples
    --------
    >>> binomial_chances(2, np.array([0.0, 0.5])).round(12).tolist()
    [[1.0, 0.0, 0.0], [0.25, 0.5, 0.25]]
    """
    counts = np.arange(size + 1.0)
    ways = gammaln(size + 1) - gammaln(counts + 1) - gammaln(size - counts + 1)
    with np.errstate(divide="ignore"):
        attack, other = np.log(proportions), np.log1p(-proportions)
    attack, other = (np.maximum(one, _LOG_OF_0)[:, None] for one in (attack, other))
    return np.asarray(np.exp(ways + counts * attack + (size - counts) * other))


def every_table(sizes: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the attacks of the group and of the reference in every table.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    tuple of numpy.ndarray
        A column of 0..n1 and a row of 0..n2, which broadcast to all tables.
    """
    return np.arange(sizes[0] + 1.0)[:, None], np.arange(sizes[1] + 1.0)[None, :]
