"""The greatest probability of an event that a null hypothesis allows.

An event is a set of tables. Its probability along the line of the null hypothesis is a
smooth curve with several peaks: a grid finds each of them, and parabolas climb every
one that could be the highest.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from bemodels.rates.unconditional.binomial_tables import binomial_chances
from bemodels.rates.unconditional.nuisance import NullLine
from bemodels.rates.unconditional.row_probabilities import row_probabilities

# A peak is missed by less than this share on the grid.
_NEAR = 0.99
_ROUNDS = 8
# Each round is so much finer, yet all rounds to come reach half a step.
_FINER = 0.35
# What is this near to 1 has nowhere to climb.
_CERTAIN = 1 - 1e-12
# A parabola goes through three.
_FEWEST = 3
# On a grid this much coarser a peak is missed by less than the share beside it.
_COARSE = 0.2
_NEARLY = 0.8


def greatest_probability(
    event: np.ndarray, line: NullLine, *, enough: float = 1.0
) -> float:
    """Return the greatest probability of one event.

    Parameters
    ----------
    event : numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Which tables belong to it; rows are counts of the group.
    line : NullLine
        The null hypothesis.
    enough : float, default 1
        A probability above this is only known to be above it.

    Returns
    -------
    float
        In [0, 1], right to about 1e-10.

    Examples
    --------
    One attack of one incident against none of one: at most 1/2 * 1/2.

    >>> from bemodels.rates.unconditional.nuisance import equal_proportions
    >>> event = np.array([[False, False], [True, False]])
    >>> round(greatest_probability(event, equal_proportions()), 12)
    0.25
    """
    angles = line.angles(_sizes(event))
    on_grid = _along(event, line, angles)
    if on_grid.max() > enough:
        return min(1.0, float(on_grid.max()))
    best = _climbed(on_grid[None], event[None].astype(float), line, angles)
    return min(1.0, float(best[0]))


def is_more_probable(event: np.ndarray, line: NullLine, limit: float) -> bool:
    """Tell whether the greatest probability of an event exceeds a limit.

    Parameters
    ----------
    event : numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Which tables belong to it.
    line : NullLine
        The null hypothesis.
    limit : float
        What is to be exceeded, above 0.

    Returns
    -------
    bool
        As `greatest_probability` would say, sooner where it is nowhere near.
    """
    roughly = _along(event, line, line.angles(_sizes(event), fineness=_COARSE)).max()
    if roughly > limit:
        return True
    return roughly > _NEARLY * limit and greatest_probability(event, line) > limit


def largest_event_within(ranks: np.ndarray, line: NullLine, limit: float) -> np.ndarray:
    """Return the largest of a sequence of growing events that a limit allows.

    Parameters
    ----------
    ranks : numpy.ndarray of int, shape (n1 + 1, n2 + 1)
        Each table's place in the order, 0 the most extreme; ties share one. Event k
        holds the tables of rank k or less.
    line : NullLine
        The null hypothesis.
    limit : float
        What the greatest probability of the event must not exceed, above 0.

    Returns
    -------
    numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Its tables; none if the first event is too probable.

    Notes
    -----
    An event is at least as probable as those within it, so that halving finds it.

    Examples
    --------
    >>> from bemodels.rates.unconditional.nuisance import equal_proportions
    >>> ranks = np.array([[2, 3], [0, 1]])
    >>> largest_event_within(ranks, equal_proportions(), 0.25).tolist()
    [[False, False], [True, False]]
    """

    def is_too_large(rank: int) -> bool:
        return is_more_probable(ranks <= rank, line, limit)

    events = range(int(ranks.max()) + 1)
    return np.asarray(ranks < bisect_left(events, 1, key=is_too_large))


def greatest_probabilities(
    ranks: np.ndarray, line: NullLine, *, enough: float = 1.0
) -> np.ndarray:
    """Return the greatest probability of each of a sequence of growing events.

    Parameters
    ----------
    ranks : numpy.ndarray of int, shape (n1 + 1, n2 + 1)
        Each table's place in the order, 0 the most extreme; ties share one. Event k
        holds the tables of rank k or less.
    line : NullLine
        The null hypothesis.
    enough : float, default 1
        A probability above this is only known to be above it.

    Returns
    -------
    numpy.ndarray, shape (ranks,)
        In [0, 1], right to about 1e-10.
    """
    angles = line.angles(_sizes(ranks))
    first, second = _chances(_sizes(ranks), line, angles)
    order = np.argsort(ranks, axis=None, kind="stable")
    last = np.flatnonzero(np.diff(ranks.ravel()[order], append=-1))
    on_grid = _running_sums(first, second, order, last)
    best = on_grid.max(axis=1)
    below = np.flatnonzero(best < enough)
    weights = (ranks[None] <= below[:, None, None]).astype(float)
    best[below] = _climbed(on_grid[below], weights, line, angles)
    return np.asarray(np.minimum(best, 1.0))


def _along(event: np.ndarray, line: NullLine, angles: np.ndarray) -> np.ndarray:
    """Return the probability of an event at some places."""
    group, reference = line.rates(angles)
    if event.shape[0] > event.shape[1]:
        event, group, reference = event.T, reference, group
    within = row_probabilities(event, reference)
    chances = binomial_chances(event.shape[0] - 1, group)
    return np.asarray(np.einsum("kx,kx->k", chances, within))


def _sizes(tables: np.ndarray) -> tuple[int, int]:
    return tables.shape[0] - 1, tables.shape[1] - 1


def _chances(
    sizes: tuple[int, int], line: NullLine, angles: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    group, reference = line.rates(angles)
    return binomial_chances(sizes[0], group), binomial_chances(sizes[1], reference)


def _running_sums(
    first: np.ndarray, second: np.ndarray, order: np.ndarray, last: np.ndarray
) -> np.ndarray:
    """Return the probability of each event, a row, at each place, a column."""
    each = (first[:, :, None] * second[:, None, :]).reshape(len(first), -1)
    return np.asarray(np.cumsum(each[:, order], axis=1)[:, last].T)


def _climbed(
    on_grid: np.ndarray, weights: np.ndarray, line: NullLine, angles: np.ndarray
) -> np.ndarray:
    """Climb each event's high peaks, and return how high the highest is."""
    best = np.asarray(on_grid.max(axis=1))
    least = np.where(best < _CERTAIN, _NEAR * best, np.inf)
    event, place = _peaks(on_grid, least)
    if not event.size or len(angles) < _FEWEST:
        return best
    inner = np.clip(place, 1, len(angles) - 2)
    at = angles[inner]
    step = np.maximum(angles[inner + 1] - at, at - angles[inner - 1])
    for _ in range(_ROUNDS):
        tried = at[:, None] + step[:, None] * np.array([-1, 0, 1])
        tried = np.clip(tried, angles[0], angles[-1])
        values = _probabilities(weights, event, line, tried)
        np.maximum.at(best, event, values.max(axis=1))
        at = np.clip(tried[:, 1] + step * _top(values), angles[0], angles[-1])
        step = step * _FINER
    return best


def _peaks(on_grid: np.ndarray, least: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return event and place of every local maximum that is high enough."""
    padded = np.pad(on_grid, ((0, 0), (1, 1)), constant_values=-1)
    is_peak = (on_grid >= padded[:, :-2]) & (on_grid > padded[:, 2:])
    event, place = np.nonzero(is_peak & (on_grid >= least[:, None]))
    return event, place


def _top(values: np.ndarray) -> np.ndarray:
    """Return where the parabola through three neighbours is highest, in steps."""
    below, here, above = values.T
    bend = below - 2 * here + above
    tilt = (below - above) / 2
    top = np.divide(tilt, bend, out=np.sign(-tilt), where=bend < 0)
    return np.asarray(np.clip(top, -1, 1))


def _probabilities(
    weights: np.ndarray, event: np.ndarray, line: NullLine, tried: np.ndarray
) -> np.ndarray:
    """Return the probability of an event, a row, at each of its places."""
    sizes = weights.shape[1] - 1, weights.shape[2] - 1
    first, second = _chances(sizes, line, tried.ravel())
    shape = (*tried.shape, -1)
    within = np.matmul(second.reshape(shape), weights[event].transpose(0, 2, 1))
    return np.asarray(np.einsum("ejx,ejx->ej", first.reshape(shape), within))
