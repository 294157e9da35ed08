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
from functools import lru_cache, partial
from math import inf

import numpy as np
from scipy.special import gammaincc, ndtri

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta
from bemodels.undercount.propensity_factors import (
    logit_of_log,
    normal_nodes,
    share_nodes,
)
from bemodels.undercount.propensity_roots import refined_root

_COARSEST, _FINEST = 5, 9
# Errors fall with their square at each refinement: what moves by 1e-8 is far finer. Of
# the relative propensity the coarser step is kept where the finer one moves no more.
_STANDING, _UNMOVED = 1e-8, 1e-11
_NEGLIGIBLE = 1e-15
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
    log_limit : float
        Log of the largest propensity let in, 0 or infinity.
    fineness : tuple of int, length 2
        Level of the nodes of the share, and halvings of the step of `z`.
    """

    rung: Rung
    logit_share: np.ndarray
    z: np.ndarray
    propensity: np.ndarray
    weight: np.ndarray
    left: float
    log_limit: float
    fineness: tuple[int, int]

    @property
    def rougher(self) -> Nodes:
        """A quarter of the nodes, whose sums are nearly as right: to begin from."""
        level, halvings = self.fineness
        return _rougher(self.rung, self.log_limit, level - 1, max(halvings - 1, 0))

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
        level = float(ndtri(probability))
        center = self.rung.shape / (np.exp(self.rung.log_center) * self.rung.share.mean)
        log_actors = refined_root(
            partial(self.rougher._below, least, level),
            partial(self._below, least, level),
            start=float(np.log(max(center, least * 1.5)) + level),
            step=1.0,
        )
        return max(float(np.exp(log_actors)), least)

    def _below(self, least: float, level: float, log_actors: float) -> float:
        """Return how far a number lies above the quantile, on the normal scale."""
        beyond = self.at_least(max(float(np.exp(log_actors)), least))
        return -float(ndtri(np.clip(beyond / self.at_least(least), 1e-300, 1))) - level


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
    rung = replace(nodes.rung, log_center=log_center)
    return _nodes(rung, nodes.log_limit, *nodes.fineness)


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
            coarser, nodes = nodes, _nodes(rung, log_limit, level, halvings)
            after = sums(nodes)
            moved, before = float(np.abs(after - before).max()), after
    return coarser if rung.log_sd and moved < _UNMOVED else nodes


def _nodes(rung: Rung, log_limit: float, level: int, halvings: int) -> Nodes:
    z, z_weight = normal_nodes(rung.log_sd, halvings)
    log_factor = rung.log_center + rung.log_sd * z
    tops = logit_of_log(log_limit - log_factor)
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
        log_limit=log_limit,
        fineness=(level, halvings),
    )


# Each of three quantiles and a turning point begins from the same.
_rougher = lru_cache(maxsize=2)(_nodes)
