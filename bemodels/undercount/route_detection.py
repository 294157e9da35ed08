r"""Detection by an independent lead, from how linked arrests were found.

Of arrests found through a connection, those that an independent lead found too are a
sample of what independent leads find. With expected numbers :math:`\mu_b` found both
ways, :math:`\mu_c` through a connection only and :math:`\mu_i` by an independent lead
only, each Gamma(count + 1/2, 1), and an odds ratio :math:`\delta` between the routes,

.. math::
    q = \frac{\mu_b + \mu_i}{\mu_b + \mu_i + \mu_c + \delta \mu_i \mu_c / \mu_b}, \qquad
    \frac{1 - q}{q} = \frac{\mu_c}{\mu_b + \mu_i}
    \left(1 + \delta \, \frac{\mu_i}{\mu_b}\right)

The two factors are independent, since a sum of gamma variables is independent of their
shares: one is the odds of a Beta(c + 1/2, b + i + 1), in the other
:math:`\mu_b / (\mu_b + \mu_i)` is Beta(b + 1/2, i + 1/2). At :math:`\delta = 1` their
product is the odds of a Beta(c + 1/2, b + 1/2), the method of Lincoln and Petersen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf, log, log1p

import numpy as np
from scipy.special import betainc, expit

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta, expectation, solve_increasing
from bemodels.intervals.beta_quadrature import tanh_sinh

_JEFFREYS = 0.5
_COARSEST, _STANDING = 4, 1e-8
# An integral over one variable may be finer than one over two.
_FINEST_OF_ONE, _FINEST_OF_TWO = 11, 8
_NEGLIGIBLE = 1e-14
_LEAST_LEFT = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """How linked arrests were found, and what is stated of the two routes.

    Attributes
    ----------
    independent_only, connection_only, both : float
        Arrests found by each route, 0 or more.
    dependence : float
        Odds ratio between the routes, above 0; 1 if they are independent.
    """

    independent_only: float
    connection_only: float
    both: float
    dependence: float

    @property
    def against(self) -> Beta:
        """The share found by an independent lead of all found, as a distribution."""
        found = self.both + self.independent_only + 2 * _JEFFREYS
        return Beta(a=found, b=self.connection_only + _JEFFREYS)

    @property
    def shared(self) -> Beta:
        """The share found both ways of all that an independent lead found."""
        return Beta(a=self.both + _JEFFREYS, b=self.independent_only + _JEFFREYS)

    def log_excess(self, logit: np.ndarray) -> np.ndarray:
        """Return by how much the odds against exceed those among the found.

        Parameters
        ----------
        logit : numpy.ndarray, shape (K,)
            Logits of the share found both ways.

        Returns
        -------
        numpy.ndarray, shape (K,)
            Natural logarithms, above 0.
        """
        return np.logaddexp(0.0, log(self.dependence) - logit)

    def at_most(self, logit: float) -> float:
        """Return the distribution function of detection.

        Parameters
        ----------
        logit : float
            A logit of detection.

        Returns
        -------
        float
            P(detection <= that), in [0, 1].
        """
        if self.dependence == 1:
            return float(betainc(self.both + _JEFFREYS, self.against.b, expit(logit)))
        against = self.against

        def given_shared(x: np.ndarray) -> np.ndarray:
            return np.asarray(
                betainc(against.a, against.b, expit(logit + self.log_excess(x)))
            )

        return expectation(given_shared, self.shared)

    def quantile(self, probability: float, *, limit: float = 1.0) -> float:
        """Return a quantile of detection, given that it is below a limit.

        Parameters
        ----------
        probability : float
            In (0, 1).
        limit : float, default 1
            In (0, 1].

        Returns
        -------
        float
            In (0, `limit`).
        """
        edge = inf if limit == 1 else log(limit) - log1p(-limit)
        left = 1.0 if limit == 1 else self.at_most(edge)
        start = min(self.against.peak, edge - 1)
        logit = solve_increasing(
            lambda x: self.at_most(min(x, edge)) / left - probability, start=start
        )
        return float(expit(min(logit, edge)))

    def logit_variance(self) -> float:
        """Return the variance of the logit of detection.

        Returns
        -------
        float
            Above 0.
        """
        logits, weights = _grid(self, _FINEST_OF_TWO - 2, inf)
        weights = weights / weights.sum()
        return float(weights @ (logits - weights @ logits) ** 2)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detection:
    """Detection of inspired actors as nodes with weights.

    Attributes
    ----------
    probability : numpy.ndarray, shape (K,)
        Detection times transfer, in (0, 1].
    weight : numpy.ndarray, shape (K,)
        Their sum is the probability that detection times transfer is 1 or less.
    """

    probability: np.ndarray
    weight: np.ndarray

    @property
    def left(self) -> float:
        """P(detection times transfer <= 1), in [0, 1]."""
        return min(float(self.weight.sum()), 1.0)

    def hidden_at_most(self, arrests: int, hidden: float) -> float:
        """Return the distribution function of hidden actors.

        Parameters
        ----------
        arrests : int
            Inspired arrest actions, 1 or more.
        hidden : float
            A whole number, 0 or more.

        Returns
        -------
        float
            P(hidden <= that), given that detection is a probability.
        """
        shares = betainc(arrests, hidden + 1, self.probability)
        return float(self.weight @ shares / self.weight.sum())


def inspired_detection(routes: Routes, transfer: float, arrests: int) -> Detection:
    """Return nodes of the detection of inspired actors, fine enough for their sums.

    Parameters
    ----------
    routes : Routes
        How linked arrests were found.
    transfer : float
        Detection of inspired actors relative to that of linked ones, above 0.
    arrests : int
        Inspired arrest actions, 1 or more.

    Returns
    -------
    Detection
        Those of a detection of 1 or less.

    Raises
    ------
    NotEstimableError
        If sums still move at the finest nodes, or nearly every detection exceeds 1.
    """
    middle = arrests / (transfer * routes.quantile(0.5))
    before = np.full(4, inf)
    finest = _FINEST_OF_ONE if routes.dependence == 1 else _FINEST_OF_TWO
    for level in range(_COARSEST, finest + 1):
        one = _detection(routes, transfer, level)
        if one.left < _LEAST_LEFT:
            raise NotEstimableError(
                f"a transfer of {transfer:g} gives inspired actors a detection above 1 "
                f"in all but {_LEAST_LEFT:g} of its cases: state a smaller one"
            )
        sums = [one.hidden_at_most(arrests, middle * k) for k in (0.0, 0.5, 2.0)]
        after = np.array([one.left, *sums])
        moved, before = float(np.abs(after - before).max()), after
        if moved < _STANDING:
            return one
    raise NotEstimableError(
        "the hidden actors are not estimable: their integral still moves by "
        f"{moved:.1g} at the finest step"
    )


def _detection(routes: Routes, transfer: float, level: int) -> Detection:
    log_limit = -log(transfer)
    edge = inf if log_limit >= 0 else log_limit - log(-np.expm1(log_limit))
    logits, weights = _grid(routes, level, edge)
    return Detection(probability=transfer * expit(logits), weight=weights)


@lru_cache(maxsize=16)
def _grid(routes: Routes, level: int, edge: float) -> tuple[np.ndarray, np.ndarray]:
    """Return logits of detection up to an edge, with their weights."""
    if routes.dependence == 1:
        plain = Beta(a=routes.both + _JEFFREYS, b=routes.against.b)
        shift, outer, found = np.zeros(1), np.ones(1), plain
    else:
        x, outer = _beta_nodes(routes.shared, level, np.array([inf]))
        shift, outer, found = routes.log_excess(x[0]), outer[0], routes.against
    x, weights = _beta_nodes(found, level, edge + shift)
    logits, weights = x - shift[:, None], weights * outer[:, None]
    kept = weights > _NEGLIGIBLE
    return logits[kept], weights[kept]


def _beta_nodes(
    beta: Beta, level: int, edges: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return logits below each edge in a row, with weights that sum to the mass."""
    unit, unit_weight = tanh_sinh(level)
    low, high = beta.logit_range()

    def below(tops: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        half = (tops - low)[:, None] / 2
        distance = low - beta.peak + half * (1 + unit)
        return beta.peak + distance, half * unit_weight * beta.density(distance)

    whole = below(np.array([high]))[1].sum()
    # Rows from which nothing is cut off are one row.
    tops, row = np.unique(np.clip(edges, low, high), return_inverse=True)
    logits, weights = below(tops)
    return logits[row], weights[row] / whole
