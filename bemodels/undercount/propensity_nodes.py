r"""The expected number of inspired actors as a sum over nodes, without draws.

With :math:`\theta \sim \operatorname{Gamma}(y + 1/2, 1)` expected attacks of the
inspired, a linked attack share :math:`q` that is a beta variable, a share :math:`s` of
linked actors that was seen, and a relative propensity
:math:`r = r_0 \exp(\sigma z)` with :math:`z` standard normal,

.. math::
    \Lambda = \frac{\theta}{r s q}, \qquad
    P(\Lambda \ge x, \; r s q \le 1) =
    \operatorname{E}\bigl[ 1(r s q \le 1) \; Q(y + 1/2, \; x r s q) \bigr]

where :math:`Q` is the upper share of the gamma function. The expectation is a sum over
tanh-sinh nodes of the logit of :math:`q`, cut where :math:`r s q` is 1, and over evenly
spaced nodes of :math:`z`, which converge as fast for a normal weight [1]_.

References
----------
.. [1] Trefethen LN, Weideman JAC (2014). The exponentially convergent trapezoidal rule.
   SIAM Review 56, 385-458.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

import numpy as np
from scipy.special import gammaincc, ndtri

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta, solve_increasing
from bemodels.undercount.propensity_factors import normal_nodes, share_nodes

_COARSEST, _FINEST = 5, 9
# Errors fall with their square at each refinement: what moves by 1e-8 is far finer.
_STANDING = 1e-8
_NEGLIGIBLE = 1e-15
# Sums are no finer than this, so that a root need not be.
_SOLVED = 1e-12
# Less than this left by conditioning, and the statement is at odds with the counts.
_LEAST_LEFT = 1e-6
_PROBES = (0.2, 1.0, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """What is counted and stated of relative propensity.

    Attributes
    ----------
    shape : float
        Shape of the gamma posterior of the inspired's expected attacks.
    share : Beta
        Posterior of the share of attacks among recorded linked actors.
    log_center : float
        Log of the stated relative propensity times the linked share seen.
    log_sd : float
        Standard deviation of the log relative propensity, 0 or more.
    recorded : int
        Inspired actors recorded: fewer cannot have been.
    """

    shape: float
    share: Beta
    log_center: float
    log_sd: float
    recorded: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nodes:
    """Values of the inspired propensity to attack, with weights.

    Attributes
    ----------
    rung : Rung
        What they belong to.
    logit_share : numpy.ndarray, shape (K,)
        Logits of the linked attack share.
    z : numpy.ndarray, shape (K,)
        Standardised log relative propensities.
    propensity : numpy.ndarray, shape (K,)
        Attack propensity of an inspired actor, above 0.
    weight : numpy.ndarray, shape (K,)
        Their sum is the probability that the propensity is within what was let in.
    left : float
        P(expected actors >= those recorded, propensity let in).
    fineness : tuple of int, length 2
        Level of the nodes of the share, and halvings of the step of `z`.
    """

    rung: Rung
    logit_share: np.ndarray
    z: np.ndarray
    propensity: np.ndarray
    weight: np.ndarray
    left: float
    fineness: tuple[int, int]

    @property
    def is_contradicted(self) -> bool:
        """Whether the recorded actors leave less than one case in a million."""
        return self.left < _LEAST_LEFT

    def at_least(self, actors: float) -> float:
        """Return P(expected actors >= a number, propensity let in).

        Parameters
        ----------
        actors : float
            0 or more.

        Returns
        -------
        float
            In [0, 1].
        """
        if actors == self.rung.recorded:
            return self.left
        return float(self.weight @ gammaincc(self.rung.shape, actors * self.propensity))

    def quantile(self, probability: float, *, least: float) -> float:
        """Return a quantile of the expected actors, given at least so many.

        Parameters
        ----------
        probability : float
            In (0, 1).
        least : float
            What the expected number is known to reach, 0 or more.

        Returns
        -------
        float
            Actors, at least `least`.
        """
        left, level = self.at_least(least), float(ndtri(probability))

        def above(log_actors: float) -> float:
            beyond = self.at_least(max(float(np.exp(log_actors)), least)) / left
            return -float(ndtri(np.clip(beyond, 1e-300, 1))) - level

        center = self.rung.shape / (np.exp(self.rung.log_center) * self.rung.share.mean)
        start = np.log(max(center, least * 1.5)) + level
        log_actors = solve_increasing(above, start=float(start), tolerance=_SOLVED)
        return max(float(np.exp(log_actors)), least)


def propensity_nodes(rung: Rung) -> Nodes:
    """Return nodes of propensities up to 1, fine enough that sums stand still.

    Parameters
    ----------
    rung : Rung
        What is counted and stated.

    Returns
    -------
    Nodes
        Those with a propensity of 1 or less.

    Raises
    ------
    NotEstimableError
        If sums still move at the finest nodes, or nearly everything contradicts the
        recorded actors.
    """
    nodes = possible_nodes(rung)
    if nodes.is_contradicted:
        raise NotEstimableError(
            "the stated relative propensity contradicts the recorded actors in all but "
            f"{_LEAST_LEFT:g} of its cases: state a smaller one"
        )
    return nodes


def possible_nodes(rung: Rung) -> Nodes:
    """Return nodes of propensities up to 1, however few cases these are.

    Parameters
    ----------
    rung : Rung
        What is counted and stated.

    Returns
    -------
    Nodes
        Those with a propensity of 1 or less; their weights may sum to nothing.
    """
    return _standing_still(rung, 0.0)


def moved_nodes(nodes: Nodes, log_center: float) -> Nodes:
    """Return nodes as fine as others about another relative propensity.

    Parameters
    ----------
    nodes : Nodes
        As `propensity_nodes` returns them.
    log_center : float
        As in `Rung`.

    Returns
    -------
    Nodes
        Those with a propensity of 1 or less; their weights may sum to nothing.
    """
    return _nodes(replace(nodes.rung, log_center=log_center), 0.0, *nodes.fineness)


def unconditioned_nodes(rung: Rung) -> Nodes:
    """Return nodes of all propensities, impossible ones above 1 among them.

    Parameters
    ----------
    rung : Rung
        What is counted and stated.

    Returns
    -------
    Nodes
        Their weights sum to 1.

    Raises
    ------
    NotEstimableError
        If sums still move at the finest nodes.
    """
    return _standing_still(rung, inf)


def _standing_still(rung: Rung, log_limit: float) -> Nodes:
    """Refine one kind of nodes, then the other, until sums no longer move."""
    middle = rung.shape / (np.exp(rung.log_center) * rung.share.mean)
    probes = [rung.recorded, *(rung.recorded + middle * one for one in _PROBES)]

    def sums(nodes: Nodes) -> np.ndarray:
        return np.array([nodes.at_least(one) for one in probes])

    level, halvings = _COARSEST, 0
    nodes = _nodes(rung, log_limit, level, halvings)
    before = sums(nodes)
    for step in (1, 0), (0, 1):
        moved = inf
        while not moved < _STANDING and (rung.log_sd or step[0]):
            level, halvings = level + step[0], halvings + step[1]
            if max(level, halvings + _COARSEST) > _FINEST:
                raise NotEstimableError(
                    "the expected number of inspired actors is not estimable: its "
                    f"integral still moves by {moved:.1g} at the finest step"
                )
            nodes = _nodes(rung, log_limit, level, halvings)
            after = sums(nodes)
            moved, before = float(np.abs(after - before).max()), after
    return nodes


def _nodes(rung: Rung, log_limit: float, level: int, halvings: int) -> Nodes:
    z, z_weight = normal_nodes(rung.log_sd, halvings)
    log_factor = rung.log_center + rung.log_sd * z
    tops = _logit_of_log(log_limit - log_factor)
    logit, log_share, mass = share_nodes(rung.share, tops, level)
    weight = mass * z_weight[:, None]
    kept = weight > _NEGLIGIBLE
    weight = weight[kept]
    propensity = np.exp((log_factor[:, None] + log_share)[kept])
    return Nodes(
        rung=rung,
        logit_share=logit[kept],
        z=np.broadcast_to(z[:, None], logit.shape)[kept],
        propensity=propensity,
        weight=weight,
        left=float(weight @ gammaincc(rung.shape, rung.recorded * propensity)),
        fineness=(level, halvings),
    )


def _logit_of_log(log_share: np.ndarray) -> np.ndarray:
    """Return the logit of a share from its log; infinity for a share of 1 or more."""
    inside = log_share < 0
    safe = np.where(inside, log_share, -1.0)
    return np.where(inside, safe - np.log(-np.expm1(safe)), inf)
