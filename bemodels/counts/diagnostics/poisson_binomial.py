"""How many of several independent things happen, each with a chance of its own."""

from __future__ import annotations

import numpy as np


def poisson_binomial(chances: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the exact distribution of the number of things that happen.

    Parameters
    ----------
    chances : ndarray, shape (n,)
        Of each to happen.
    others : ndarray, shape (n,)
        Of each not to happen, so that no digits are lost where a chance is near 1.

    Returns
    -------
    ndarray, shape (n + 1,)
        Probabilities of 0 to n: products of polynomials of positive coefficients, in
        pairs, so that sums stay as precise as their terms.
    """
    parts = list(np.column_stack([others, chances]))
    while len(parts) > 1:
        odd = parts[-1:] if len(parts) % 2 else []
        pairs = zip(parts[0:-1:2], parts[1::2], strict=False)
        parts = [*(np.convolve(one, other) for one, other in pairs), *odd]
    return np.asarray(parts[0])


def central_range(distribution: np.ndarray, level: float) -> tuple[int, int]:
    """Return the quantiles between which a distribution has a probability or more.

    Parameters
    ----------
    distribution : ndarray, shape (k,)
        Probabilities of 0 to k - 1.
    level : float
        In (0, 1).

    Returns
    -------
    tuple of int
        At most half of 1 - level lies below the first, and above the second.
    """
    below = np.cumsum(distribution)
    above = np.cumsum(distribution[::-1])
    tail = (1 - level) / 2
    low = int(np.searchsorted(below, tail, side="right"))
    high = len(distribution) - 1 - int(np.searchsorted(above, tail, side="right"))
    return low, high
