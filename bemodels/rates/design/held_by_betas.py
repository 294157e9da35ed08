"""Which tables' melded and posterior intervals hold a value, for all tables at once.

Both say how probable it is that the group's rate, of some beta distribution, lies below
what the contrast and the reference's rate make of it. The reference's distribution is
laid on one set of nodes for all its counts, so that this is one product of two tables.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import pi, sqrt

import numpy as np
from scipy.special import betainc, betaln

from bemodels.rates.design.enumeration import Holds
from bemodels.rates.unconditional.nuisance import NullLine
from bemodels.rates.unconditional.orderings import Sizes

_NODES = 48
_NODES_A_SPREAD = 5


def held_by_melding(
    line: Callable[[float], NullLine], sizes: Sizes, level: float
) -> Holds:
    """Return which tables' melded intervals hold a value.

    Parameters
    ----------
    line : callable
        From a value of the contrast to the pairs of rates that have it.
    sizes : tuple of int
        Incidents of the group and of the reference.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    callable
        From a value of the contrast to a mask over all tables.

    References
    ----------
    .. [1] Fay MP, Proschan MA, Brittain E (2015). Combining one-sample confidence
       procedures for inference in the two-sample case. Biometrics 71, 146-156.
    """
    n, m = sizes
    x, y, tail = np.arange(n + 2), np.arange(m + 2), (1 - level) / 2
    # A rate's upper distribution is the lower one of a further attack.
    below = _Below(line, (x, n - x + 1), (y, m - y + 1))

    def holds(value: float) -> np.ndarray:
        probability = below(value)
        low, high = probability[:-1, 1:], probability[1:, :-1]
        return np.asarray((low >= tail) & (high <= 1 - tail))

    return holds


def held_by_posterior(
    line: Callable[[float], NullLine], sizes: Sizes, level: float
) -> Holds:
    """Return which tables' equal-tailed Jeffreys intervals hold a value.

    Parameters
    ----------
    line : callable
        From a value of the contrast to the pairs of rates that have it.
    sizes : tuple of int
        Incidents of the group and of the reference.
    level : float
        Posterior mass, in (0, 1).

    Returns
    -------
    callable
        From a value of the contrast to a mask over all tables.
    """
    n, m = sizes
    x, y, tail = np.arange(n + 1) + 0.5, np.arange(m + 1) + 0.5, (1 - level) / 2
    below = _Below(line, (x, n - x + 1), (y, m - y + 1))

    def holds(value: float) -> np.ndarray:
        probability = below(value)
        return np.asarray((probability >= tail) & (probability <= 1 - tail))

    return holds


class _Below:
    """How probable it is that the contrast lies below a value, for every table."""

    def __init__(
        self,
        line: Callable[[float], NullLine],
        group: tuple[np.ndarray, np.ndarray],
        reference: tuple[np.ndarray, np.ndarray],
    ) -> None:
        self._line, self._group, self._reference = line, group, reference
        size = float(reference[0][0] + reference[1][0])
        self._angles, self._weights = _nodes(_NODES + int(_NODES_A_SPREAD * sqrt(size)))

    def __call__(self, value: float) -> np.ndarray:
        """Return the probabilities, a row a count of the group.

        Left of the line no rate of the group is low enough, right of it every one is.
        """
        line = self._line(value)
        width = line.high - line.low
        below = line.low + width * np.sin(self._angles) ** 2
        rest = 1 - line.high + width * np.cos(self._angles) ** 2
        masses = _densities(self._reference, below, rest)
        masses *= self._weights * width * np.sin(2 * self._angles)
        ends = np.array([line.low, line.high])
        # Threads of BLAS wait for each other on a busy machine: ten times as long.
        inner = np.einsum("xk,yk->xy", self._upto(line, below), masses)
        left, right = self._upto(line, ends).T
        on_0, on_1 = (
            (shape == 0) & (end == place)
            for shape, end, place in zip(self._reference, ends, (0, 1), strict=True)
        )
        beyond = 1 - _cumulative(self._reference, ends)[:, 1]
        return np.asarray(inner + np.outer(left, on_0) + np.outer(right, on_1) + beyond)

    def _upto(self, line: NullLine, rates: np.ndarray) -> np.ndarray:
        return _cumulative(self._group, np.clip(line.group_of(rates), 0, 1))


@cache
def _nodes(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return Gauss and Legendre's nodes and weights over a right angle."""
    places, weights = np.polynomial.legendre.leggauss(count)
    return pi / 4 * (places + 1), pi / 4 * weights


def _densities(
    shapes: tuple[np.ndarray, np.ndarray], below: np.ndarray, rest: np.ndarray
) -> np.ndarray:
    """Return beta densities; nothing where a shape is 0."""
    a, b = (np.asarray(one, dtype=float)[:, None] for one in shapes)
    proper = (a > 0) & (b > 0)
    a, b = np.where(proper, a, 1.0), np.where(proper, b, 1.0)
    logs = (a - 1) * np.log(below) + (b - 1) * np.log(rest) - betaln(a, b)
    return np.where(proper, np.exp(logs), 0.0)


def _cumulative(shapes: tuple[np.ndarray, np.ndarray], upto: np.ndarray) -> np.ndarray:
    """Return beta probabilities of at most some values, a row a distribution."""
    a, b = (np.asarray(one, dtype=float)[:, None] for one in shapes)
    proper = (a > 0) & (b > 0)
    inner = betainc(np.where(proper, a, 1.0), np.where(proper, b, 1.0), upto)
    # All on 0 (a is 0) lies below every value, all on 1 below none but 1.
    return np.where(proper, inner, np.where(a == 0, 1.0, upto >= 1))
