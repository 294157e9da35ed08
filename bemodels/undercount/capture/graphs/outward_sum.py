"""Sums over whole numbers from a first one outward, without a cap.

The line is cut into panels, each 64 times a power of two long and, outward, each as
long as all before it. A panel of 64 is summed term by term. A longer one is summed by
the polynomial through 17 of its numbers, if that has settled; else it is halved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray
from scipy.special import logsumexp

from bemodels.errors import NotEstimableError

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]

DENSE = 64
_DEGREE = 16
_SUMMED_OUTRIGHT = 2**13
_STEEP = 30.0
_NEGLIGIBLE = 50.0
_MOST_PANELS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Successive whole numbers.

    Attributes
    ----------
    start : int
        The first.
    length : int
        How many; 64 times a power of two.
    """

    start: int
    length: int

    def halves(self) -> tuple[Panel, Panel]:
        """Return its lower and its upper half.

        Returns
        -------
        tuple of Panel, length 2
            Of equal length.
        """
        half = self.length // 2
        return (
            Panel(start=self.start, length=half),
            Panel(start=self.start + half, length=half),
        )


def nodes_of(panels: list[Panel]) -> tuple[Numbers, Values]:
    """Return the numbers to evaluate and their weights in the sum.

    Parameters
    ----------
    panels : list of Panel
        At least one.

    Returns
    -------
    nodes : ndarray of int, shape (points,)
        Panel by panel, increasing in each.
    weights : ndarray, shape (points,)
        The sum of f is that of weights times f at the nodes.
    """
    rules = [_rule(one.length) for one in panels]
    return (
        np.concatenate(
            [one.start + r[0] for one, r in zip(panels, rules, strict=True)]
        ),
        np.concatenate([r[1] for r in rules]),
    )


def log_sum(log_terms: Callable[[Numbers], Values], panels: list[Panel]) -> float:
    """Return the log of a sum over panels.

    Parameters
    ----------
    log_terms : callable
        Logs of the terms at whole numbers.
    panels : list of Panel
        Settled ones.

    Returns
    -------
    float
        Minus infinity if all terms are 0.
    """
    nodes, weights = nodes_of(panels)
    return float(logsumexp(log_terms(nodes), b=weights))


def panel_sums(
    log_terms: Callable[[Numbers], Values], panels: list[Panel], log_scale: float
) -> Values:
    """Return the sum over each panel.

    Parameters
    ----------
    log_terms : callable
        Logs of the terms at whole numbers.
    panels : list of Panel
        Settled ones.
    log_scale : float
        Log of the unit.

    Returns
    -------
    ndarray, shape (panels,)
        In units of exp(log_scale).
    """
    nodes, weights = nodes_of(panels)
    sizes = [len(_rule(one.length)[0]) for one in panels]
    terms = weights * np.exp(log_terms(nodes) - log_scale)
    return np.asarray(np.add.reduceat(terms, np.cumsum([0, *sizes[:-1]])))


def settle(
    log_terms: Callable[[Numbers], Values],
    panel: Panel,
    *,
    log_total: float,
    tolerance: float,
) -> list[Panel]:
    """Halve a panel until each part is summed to a share of the total.

    Parameters
    ----------
    log_terms : callable
        Logs of the terms at whole numbers; smooth but for jumps.
    panel : Panel
        What to sum.
    log_total : float
        Log of what is summed so far; minus infinity for nothing.
    tolerance : float
        Largest error of a part, as a share of the total.

    Returns
    -------
    list of Panel
        Its parts in increasing order.

    Raises
    ------
    NotEstimableError
        If the terms are too rough to be summed.
    """
    waiting: list[Panel] = [panel]
    settled: list[Panel] = []
    while waiting:
        if len(waiting) + len(settled) > _MOST_PANELS:
            raise NotEstimableError(
                "the posterior is too rough to be summed beyond "
                f"{waiting[0].start} hidden units: log_prior must be smooth far out"
            )
        values = np.split(
            log_terms(nodes_of(waiting)[0]),
            np.cumsum([len(_rule(one.length)[0]) for one in waiting])[:-1],
        )
        highest = max(float(one.max()) for one in values)
        log_total = max(log_total, highest)
        halved: list[Panel] = []
        for one, logs in zip(waiting, values, strict=True):
            if _is_settled(one.length, logs, log_total, tolerance):
                settled.append(one)
            else:
                halved.extend(one.halves())
        waiting = halved
    return sorted(settled, key=lambda one: one.start)


def quantile_within(
    log_terms: Callable[[Numbers], Values],
    panel: Panel,
    target: float,
    log_scale: float,
) -> int:
    """Return the first number of a panel whose cumulative sum reaches a target.

    Parameters
    ----------
    log_terms : callable
        Logs of the terms at whole numbers.
    panel : Panel
        A settled one.
    target : float
        What to reach, in units of exp(log_scale); more than 0.
    log_scale : float
        Log of the unit.

    Returns
    -------
    int
        The last of the panel if none reaches it.
    """
    while panel.length > DENSE:
        lower, upper = panel.halves()
        below = np.exp(log_sum(log_terms, [lower]) - log_scale)
        if below >= target:
            panel = lower
        else:
            panel, target = upper, target - below
    nodes, _ = nodes_of([panel])
    reached = np.cumsum(np.exp(log_terms(nodes) - log_scale)) >= target
    return int(nodes[reached.argmax()] if reached.any() else nodes[-1])


def _is_settled(length: int, logs: Values, log_total: float, tolerance: float) -> bool:
    """Tell whether the polynomial through the nodes has converged."""
    highest = logs.max()
    if length == DENSE or highest == -np.inf:
        return True
    steepness = highest - logs.min()
    # Between nodes a smooth curve rises by far less than it moves across the panel.
    if highest + steepness < log_total - _NEGLIGIBLE:
        return True
    if steepness > _STEEP:
        return False
    coefficients = _rule(length)[2] @ np.exp(logs - log_total)
    return bool(length * np.abs(coefficients[-3:]).max() <= tolerance)


@cache
def _rule(length: int) -> tuple[Numbers, Values, Values]:
    """Return offsets, weights, and the matrix from values to Chebyshev coefficients."""
    if length == DENSE:
        return np.arange(DENSE), np.ones(DENSE), np.eye(DENSE)
    cosines = np.cos(np.pi * np.arange(_DEGREE + 1) / _DEGREE)
    offsets = np.rint((length - 1) * (1 - cosines) / 2).astype(np.int64)
    at_nodes = chebyshev.chebvander((2 * offsets + 1) / length - 1, _DEGREE)
    inverse = np.linalg.inv(at_nodes).astype(np.float64)
    return offsets, _sums_of_polynomials(length) @ inverse, inverse


def _sums_of_polynomials(length: int) -> Values:
    """Return the sums of Chebyshev polynomials over the middles of equal cells.

    Beyond 2**13 cells, by the integral and the first term of the midpoint rule's error
    expansion; the next is below 1e-12 of the sum.
    """
    if length <= _SUMMED_OUTRIGHT:
        middles = (2 * np.arange(length) + 1) / length - 1
        return np.asarray(chebyshev.chebvander(middles, _DEGREE).sum(axis=0))
    sums = np.empty(_DEGREE + 1)
    for degree in range(_DEGREE + 1):
        one = chebyshev.Chebyshev.basis(degree)
        slope = one.deriv()
        sums[degree] = (one.integ()(1) - one.integ()(-1)) * length / 2 - (
            slope(1) - slope(-1)
        ) / (12 * length)
    return sums
