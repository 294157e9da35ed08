"""What two years' counts weigh under a rule on all years, summed over the other years.

For each pair of counts the other years hold what is left of the total, within what the
rule lets each of them hold. Their weights are summed by convolution, one year after
another, so that no outcome is listed: all terms are positive, and nothing cancels.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial, reduce

import numpy as np

from bemodels.audit.trend.selections import Selection


def pair_weights(
    weights: np.ndarray, rule: Selection, *, here: int, later: int
) -> np.ndarray:
    """Return what every pair of counts of two years weighs, given a rule.

    Parameters
    ----------
    weights : numpy.ndarray of float, shape (years, total + 1)
        Of every count of every year, as from `count_weights`.
    rule : Selection
        Which outcomes are summed.
    here, later : int
        Places of the reference year and of the later one.

    Returns
    -------
    numpy.ndarray of float, shape (total + 1, total + 1)
        Summed products of weights over the outcomes in which the rule holds; a row for
        each count of the reference year, a column for each of the later one.

    Examples
    --------
    Three incidents in two years of one length, the first with more than the second:

    >>> from bemodels.audit.trend.selections import Bound
    >>> peak = Selection(words="the first has more", below=(Bound(place=1),))
    >>> pair_weights(np.ones((2, 4)), peak, here=0, later=1).tolist()
    [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], \
[1.0, 0.0, 0.0, 0.0]]
    """
    total = weights.shape[1] - 1
    found = np.zeros((total + 1, total + 1))
    for count, rest in enumerate(_sums_of_others(weights, rule, here, later)):
        left = total - count
        bounds = (one.most(count) for one in rule.below if one.place == later)
        after = np.arange(max(0, left - len(rest) + 1), min([left, *bounds]) + 1)
        found[count, after] = (
            weights[here, count] * weights[later, after] * rest[left - after]
        )
    return found


def _sums_of_others(
    weights: np.ndarray, rule: Selection, here: int, later: int
) -> Iterator[np.ndarray]:
    """Yield, for each count of the reference year, what sums of other years weigh."""
    total = weights.shape[1] - 1
    bounds = [one for one in rule.below if one.place != later]
    named = {here, later, *rule.rising, *(one.place for one in bounds)}
    free = [weights[place] for place in range(len(weights)) if place not in named]
    unbound = reduce(partial(_added, total=total), free, np.ones(1))
    risen = _rising(weights, rule.rising)
    for count in range(total + 1):
        most = [one.most(count) for one in bounds]
        if min(most, default=0) < 0 or not weights[here, count]:
            yield np.zeros(1)
            continue
        bounded = (
            weights[one.place, : limit + 1]
            for one, limit in zip(bounds, most, strict=True)
        )
        add = partial(_added, total=total - count)
        yield reduce(add, (risen[count], *bounded), unbound)


def _added(sums: np.ndarray, year: np.ndarray, *, total: int) -> np.ndarray:
    """Return what sums weigh with one more year, up to a total."""
    return np.convolve(sums[: total + 1], year[: total + 1])[: total + 1]


def _rising(weights: np.ndarray, places: tuple[int, ...]) -> np.ndarray:
    """Return what sums of years weigh that rise to below a count, a row a count."""
    length = weights.shape[1]
    below = np.zeros((length, length))
    below[:, 0] = 1
    if not places:
        return below[:, :1]
    for place in places:
        last = np.zeros_like(below)
        for count in range(length):
            # The year has this count, and those before it rise to below it.
            last[count, count:] = weights[place, count] * below[count, : length - count]
        below = np.vstack([np.zeros((1, length)), last[:-1].cumsum(axis=0)])
    return below
