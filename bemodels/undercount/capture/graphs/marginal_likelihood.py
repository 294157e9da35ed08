r"""The likelihood of N under each decomposable graph, probabilities integrated out.

The 2**k cell probabilities have the hyper-Dirichlet law with delta a cell. With
:math:`a_A = \delta 2^{k - |A|}`, the marginal table of a set of lists A has

.. math::
    f(A) = \frac{\Gamma(\delta 2^k)}{\Gamma(\delta 2^k + N)}
    \prod_q \frac{\Gamma(a_A + n_q)}{\Gamma(a_A)}

over its cells q, the one of units on no list of A with N - n more; a graph has

.. math::
    L_G(N) = \frac{N!}{(N - n)!} \prod_{C} f(C) \Big/ \prod_{S} f(S)

over cliques C and separators S. As N grows, :math:`L_G(N) \sim K_G N^{-e_G}`; every
term is written relative to its limit, so that no digits are lost far out.

References
----------
.. [1] Madigan D, York JC (1997). Bayesian methods for estimation of the size of a
   closed population. Biometrika 84:19-31.
.. [2] Dawid AP, Lauritzen SL (1993). Hyper Markov laws in the statistical analysis of
   decomposable graphical models. Annals of Statistics 21:1272-1317.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from bemodels.undercount.capture.graphs.chordal import factor_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bemodels.undercount.capture.capture_table import CaptureTable

_STIRLING_FROM = 20.0
_HALF_LOG_TWO_PI = 0.5 * np.log(2 * np.pi)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphLikelihood:
    """What the likelihood of every graph is made of.

    Attributes
    ----------
    recorded : int
        n, units on any list.
    factors : ndarray, shape (graphs, 2**k)
        Cliques less separators.
    at_zero : ndarray, shape (2**k,)
        a_A and the recorded units on no list of A, added.
    total : float
        delta times 2**k.
    log_constants : ndarray, shape (graphs,)
        log K_G.
    tail_exponents : ndarray, shape (graphs,)
        e_G; the smallest, of the saturated graph, is delta (2**k - 1).
    """

    recorded: int
    factors: NDArray[np.float64]
    at_zero: NDArray[np.float64]
    total: float
    log_constants: NDArray[np.float64]
    tail_exponents: NDArray[np.float64]

    def log_likelihood(self, hidden: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return log L_G(n + hidden), up to a constant of all graphs and N.

        Parameters
        ----------
        hidden : ndarray of int, shape (points,)
            N - n, 0 or more.

        Returns
        -------
        ndarray, shape (points, graphs)
            Of every graph.
        """
        n = self.recorded
        h = hidden.astype(float)[:, None]
        population = h + n
        of_sets = _relative(self.at_zero + h, self.at_zero - n, population)
        of_sets -= _relative(self.total + population, self.total, population)
        common = _relative(population + 1, 1.0, population)
        common -= _relative(h + 1, 1.0 - n, population)
        # Sets that no graph holds, the empty one, have a factor of 0.
        return np.asarray(
            of_sets @ self.factors.T
            + common
            + self.log_constants
            - self.tail_exponents * np.log(population)
        )


def graph_likelihood(patterns: CaptureTable, delta: float) -> GraphLikelihood:
    """Prepare the likelihood of every decomposable graph.

    Parameters
    ----------
    patterns : CaptureTable
        Of k lists.
    delta : float
        Parameter of the hyper-Dirichlet law in each of 2**k cells, above 0.

    Returns
    -------
    GraphLikelihood
        Graphs in the order of `chordal_graphs`.
    """
    lists, counts = len(patterns.lists), patterns.by_bits
    n, total = patterns.recorded, delta * 2**lists
    factors = factor_matrix(lists)
    cells = np.arange(2**lists)
    log_constants = np.zeros(2**lists)
    at_zero = np.zeros(2**lists)
    for members in cells:
        share = total / 2.0 ** int(members).bit_count()
        marginal = np.bincount(cells & members, weights=counts, minlength=2**lists)
        seen = marginal[(cells & ~members == 0) & (cells > 0)]
        log_constants[members] = (
            gammaln(total)
            + (gammaln(share + seen) - gammaln(share)).sum()
            - gammaln(share)
        )
        at_zero[members] = share + marginal[0]
    # n is taken from whole numbers first: delta's part keeps its digits.
    on_sets = factors @ np.array(
        [counts[(cells & members) != 0].sum() for members in cells], dtype=float
    )
    shares = factors @ np.array(
        [2**lists - 2 ** (lists - int(members).bit_count()) for members in cells],
        dtype=float,
    )
    return GraphLikelihood(
        recorded=n,
        factors=factors,
        at_zero=at_zero,
        total=total,
        log_constants=factors @ log_constants,
        tail_exponents=(on_sets - n) + delta * shares,
    )


def _relative(
    x: NDArray[np.float64],
    above: NDArray[np.float64] | float,
    population: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return log Gamma(x) - (x - 1/2) log N + N - log(2 pi)/2, where x = N + above."""
    ratio = np.broadcast_to(above / population, x.shape)
    large = x >= _STIRLING_FROM
    y = np.where(large, x, _STIRLING_FROM)
    square = 1 / (y * y)
    series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / y
    with np.errstate(divide="ignore"):
        by_series = (y - 0.5) * np.log1p(np.where(large, ratio, 0.0)) - above + series
    z = np.where(large, 1.0, x)
    direct = gammaln(z) - (z - 0.5) * np.log(population) + population - _HALF_LOG_TWO_PI
    return np.where(large, by_series, direct)
