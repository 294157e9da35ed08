"""Orders of all tables of two groups, from the most to the least extreme.

A statistic gives every table of a design a number, larger where the table speaks more
strongly against equal proportions. Which one it is decides what an unconditional test
can see: with one very small group, the raw difference and the unpooled z put tables in
front that the null hypothesis makes easily [1]_.

References
----------
.. [1] Mehrotra DV, Chan ISF, Berger RL (2003). A cautionary note on exact
   unconditional inference for a difference between two independent binomial
   proportions. Biometrics 59, 441-450.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import gammaln, xlogy

from bemodels.rates.unconditional.binomial_tables import every_table

Sizes = tuple[int, int]
Statistic = Callable[[Sizes], np.ndarray]
# Statistics nearer to each other than this may differ by rounding alone.
ROUNDING = 1e-9


def pooled_z(sizes: Sizes) -> np.ndarray:
    """Return the square of the pooled z of every table, with its sign.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        Positive where the group's proportion is the larger one; 0 where no
        proportion can vary. A quotient of whole numbers, so that ties are equal.
    """
    x, y = every_table(sizes)
    total, gap = x + y, x * sizes[1] - y * sizes[0]
    spread = total * (sum(sizes) - total)
    return _quotient(np.sign(gap) * gap**2, spread)


def unpooled_z(sizes: Sizes) -> np.ndarray:
    """Return the square of the unpooled (Wald) z of every table, with its sign.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        Infinite where the proportions differ and neither seems to vary.
    """
    (x, y), (n, m) = every_table(sizes), sizes
    gap = x / n - y / m
    spread = x * (n - x) / n**3 + y * (m - y) / m**3
    far = np.where(x * m == y * n, 0.0, np.copysign(np.inf, gap))
    squared = np.sign(gap) * gap**2
    return np.asarray(np.divide(squared, spread, out=far, where=spread > 0))


def raw_difference(sizes: Sizes) -> np.ndarray:
    """Return the difference of the sample proportions of every table.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        Times the product of the sizes: whole numbers, so that ties are equal.
    """
    x, y = every_table(sizes)
    return np.asarray(x * sizes[1] - y * sizes[0])


def likelihood_ratio(sizes: Sizes) -> np.ndarray:
    """Return the logarithm of the likelihood ratio of every table.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        Of unequal over equal proportions, 0 or more.
    """
    (x, y), (n, m) = every_table(sizes), sizes
    apart = _entropy(x, n) + _entropy(y, m)
    return np.asarray(np.maximum(apart - _entropy(x + y, n + m), 0.0))


def fisher_greater(sizes: Sizes) -> np.ndarray:
    """Return minus the logarithm of Fisher's one-sided p-value of every table.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        Of a larger proportion in the group.
    """
    weights = _conditional_chances(sizes)
    tails = np.zeros_like(weights)
    tails[-1] = weights[-1]
    # One attack more in the group is one fewer in the reference.
    for x in range(sizes[0] - 1, -1, -1):
        tails[x] = weights[x]
        tails[x, 1:] += tails[x + 1, :-1]
    return _surprise(tails)


def fisher_less(sizes: Sizes) -> np.ndarray:
    """Return the same of a smaller proportion in the group.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        `fisher_greater` of attacks and non-attacks exchanged.
    """
    return fisher_greater(sizes)[::-1, ::-1]


def fisher_minlike(sizes: Sizes) -> np.ndarray:
    """Return minus the logarithm of Fisher's two-sided p-value of every table.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        The p-value sums the tables of the same margins that are no more probable.
    """
    chances = _conditional_chances(sizes)
    p_values = np.empty_like(chances)
    for total in range(sum(sizes) + 1):
        x = np.arange(max(0, total - sizes[1]), min(sizes[0], total) + 1)
        weights = chances[x, total - x]
        order = np.argsort(weights)
        upto = np.searchsorted(weights[order], weights * (1 + ROUNDING), side="right")
        p_values[x, total - x] = np.cumsum(weights[order])[upto - 1]
    return _surprise(p_values)


def mirrored(statistic: Statistic) -> Statistic:
    """Return a statistic of the opposite direction.

    Parameters
    ----------
    statistic : callable
        One whose sign is that of the difference.

    Returns
    -------
    callable
        Its negative.
    """
    return lambda sizes: -statistic(sizes)


def either_way(statistic: Statistic) -> Statistic:
    """Return a statistic of both directions.

    Parameters
    ----------
    statistic : callable
        One whose sign is that of the difference.

    Returns
    -------
    callable
        Its absolute value.
    """
    return lambda sizes: np.abs(statistic(sizes))


def at_least(statistic: np.ndarray, here: float, tolerance: float) -> np.ndarray:
    """Return which tables are at least as extreme as one.

    Parameters
    ----------
    statistic : numpy.ndarray
        Of every table.
    here : float
        Of the one.
    tolerance : float
        What is tied with it: absolute, and relative above 1.

    Returns
    -------
    numpy.ndarray of bool
        True for the table itself.
    """
    if not np.isfinite(here):
        return statistic >= here
    return statistic >= here - tolerance * max(1.0, abs(here))


def ranks_of(statistic: np.ndarray, tolerance: float) -> np.ndarray:
    """Return each table's place in the order, from 0; ties share a place.

    Parameters
    ----------
    statistic : numpy.ndarray
        Of every table.
    tolerance : float
        As in `at_least`, between neighbours in the order.

    Returns
    -------
    numpy.ndarray of int
        0 for the most extreme table.

    Examples
    --------
    >>> ranks_of(np.array([[0.5, 2.0], [0.5 + 1e-12, 7.0]]), 1e-9).tolist()
    [[2, 1], [2, 0]]
    """
    order = np.argsort(-statistic, axis=None, kind="stable")
    # An infinite statistic is above every other, and tied with its like.
    ordered = np.nan_to_num(statistic.ravel()[order], posinf=1e300, neginf=-1e300)
    apart = tolerance * np.maximum(1.0, np.abs(ordered[1:]))
    ranks = np.empty(statistic.size, dtype=int)
    ranks[order] = np.cumsum(np.append(0, ordered[:-1] - ordered[1:] > apart))
    return ranks.reshape(statistic.shape)


def _conditional_chances(sizes: Sizes) -> np.ndarray:
    """Return the probability of every table, given its margins, under equal rates."""
    (x, y), (n, m) = every_table(sizes), sizes
    logs = _log_ways(n, x) + _log_ways(m, y) - _log_ways(n + m, x + y)
    return np.asarray(np.exp(logs))


def _log_ways(size: int, count: np.ndarray) -> np.ndarray:
    return np.asarray(
        gammaln(size + 1) - gammaln(count + 1) - gammaln(size - count + 1)
    )


def _surprise(p_values: np.ndarray) -> np.ndarray:
    smallest = np.finfo(float).smallest_subnormal
    return np.asarray(np.maximum(-np.log(np.maximum(p_values, smallest)), 0.0))


def _entropy(count: np.ndarray, size: int) -> np.ndarray:
    """Return the logarithm of the greatest likelihood of a count."""
    return np.asarray(
        xlogy(count, count / size) + xlogy(size - count, 1 - count / size)
    )


def _quotient(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    none = np.zeros_like(above)
    return np.asarray(np.divide(above, below, out=none, where=below > 0))
