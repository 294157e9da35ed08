"""How ranks scatter that are uniform: an exact band around all of their ECDF at once.

Of R ranks, each uniform on 0, ..., L, let N(k) be how many are at most k. Each N(k) is
binomial, and from one k to the next N is a Markov chain: of those above k - 1, each is
at k with the chance 1 / (L + 1 - k). So the chance that N stays inside a band at every
k is computed by going through the k once, without simulation. The band holds, at every
k, the numbers of which both binomial tails exceed one value, and that value is chosen
so that N stays inside with the asked probability.

References
----------
.. [1] Säilynoja T, Bürkner PC, Vehtari A (2022). Graphical test for discrete uniformity
   and its applications in goodness-of-fit evaluation and multiple sample comparison.
   Statistics and Computing 32, 32. Section 2.2 has the recursion.
"""

from __future__ import annotations

from functools import cache

import numpy as np

HALVINGS = 40
# Tails of mirrored numbers are equal, but for their last digits.
ROUNDING = 1e-9


def ranks_at_most(ranks: np.ndarray, kept: int) -> np.ndarray:
    """Return how many ranks are at most k, for every k below the largest rank.

    Parameters
    ----------
    ranks : numpy.ndarray of int, shape (R,)
        Each from 0 to `kept`.
    kept : int
        Draws among which each truth was ranked.

    Returns
    -------
    numpy.ndarray of int, shape (kept,)
        N(0), ..., N(kept - 1).

    Examples
    --------
    >>> ranks_at_most(np.array([0, 2, 2]), 3)
    array([1, 1, 3])
    """
    found: np.ndarray = np.cumsum(np.bincount(ranks, minlength=kept + 1))[:kept]
    return found


def chance_of_uniform_ranks(ranks: np.ndarray, kept: int) -> float:
    """Return the p-value of uniformity: how often uniform ranks stray as far.

    Parameters
    ----------
    ranks : numpy.ndarray of int, shape (R,)
        Each from 0 to `kept`.
    kept : int
        Draws among which each truth was ranked.

    Returns
    -------
    float
        The probability that the smallest binomial tail over all k is as small as, or
        smaller than, that of these ranks.

    Examples
    --------
    Three ranks among one draw are all 0 or all 1 with probability 1/4:

    >>> round(chance_of_uniform_ranks(np.array([1, 1, 1]), 1), 12)
    0.25
    """
    tails = _smaller_tails(len(ranks), kept)
    smallest = tails[np.arange(kept), ranks_at_most(ranks, kept)].min()
    return 1 - _chance_inside(len(ranks), kept, float(smallest))


@cache
def rank_band(
    replicates: int, kept: int, *, level: float
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the band in which N(k) stays at every k with a probability.

    Parameters
    ----------
    replicates : int
        R, the number of ranks.
    kept : int
        L, draws among which each truth was ranked.
    level : float
        In (0, 1).

    Returns
    -------
    tuple of tuple of int, lengths kept
        Smallest and largest N(k) inside, for k = 0, ..., kept - 1. As N is a whole
        number, it stays inside with `level` or a little more.
    """
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _chance_inside(replicates, kept, middle) >= level:
            low = middle
        else:
            high = middle
    inside = _inside(replicates, kept, low)
    largest = replicates - inside[:, ::-1].argmax(axis=1)
    return tuple(inside.argmax(axis=1).tolist()), tuple(largest.tolist())


def _inside(replicates: int, kept: int, tail: float) -> np.ndarray:
    """Tell which numbers have both tails above a value, rounding aside."""
    return _smaller_tails(replicates, kept) > tail * (1 + ROUNDING)


@cache
def _smaller_tails(replicates: int, kept: int) -> np.ndarray:
    """Return the smaller of both binomial tails at each number, shape (kept, R + 1)."""
    numbers = np.arange(replicates + 1)
    tails = []
    for k in range(kept):
        chances = _binomial(numbers, replicates, (k + 1) / (kept + 1))
        above = np.cumsum(chances[::-1])[::-1]
        tails.append(np.minimum(np.cumsum(chances), above))
    return np.array(tails)


def _chance_inside(replicates: int, kept: int, tail: float) -> float:
    """Return the probability that every N(k) has both tails above a value."""
    inside = _inside(replicates, kept, tail)
    if not inside.any(axis=1).all():
        return 0.0
    before, chances = np.zeros(1, dtype=int), np.ones(1)
    for k in range(kept):
        now = np.flatnonzero(inside[k])
        steps = now[:, None] - before
        share = 1 / (kept + 1 - k)
        chances = _binomial(steps, replicates - before, share) @ chances
        before = now
    # Rounding may carry a sum of probabilities beyond 1 by its last digit.
    return min(float(chances.sum()), 1.0)


def _binomial(
    numbers: np.ndarray, trials: int | np.ndarray, share: float
) -> np.ndarray:
    """Return binomial probabilities, 0 where a number lies outside 0..trials."""
    possible = (numbers >= 0) & (numbers <= trials)
    hits = np.where(possible, numbers, 0)
    misses = trials - hits
    factorial = _log_factorials(int(np.max(trials)))
    ways = factorial[trials] - factorial[hits] - factorial[misses]
    logs = ways + hits * np.log(share) + misses * np.log1p(-share)
    return np.where(possible, np.exp(logs), 0.0)


@cache
def _log_factorials(largest: int) -> np.ndarray:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, largest + 1)))])
