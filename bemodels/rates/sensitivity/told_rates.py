"""Posterior of two true rates whose outcomes were told with uncertain errors.

Each rate's density stands on Gauss-Legendre panels of its log odds; on each panel it
is a polynomial, so that its integral up to any limit is one, too. The sum over errors
and over the reference's nodes is taken once, and every probability is then read off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit, xlogy

from bemodels.intervals import Beta
from bemodels.rates.bayes.panels import Array, unit_rule
from bemodels.rates.group import Group

_NODES = 20
# What lies e^-30 below the peak adds nothing to ten digits.
_DEEP = 30.0
_SCANNED = 1000


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Errors:
    """Sensitivities and specificities with their weights.

    Attributes
    ----------
    sensitivity, specificity, weight : numpy.ndarray, shape (S,)
        The weights sum to 1.
    """

    sensitivity: Array
    specificity: Array
    weight: Array


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grid:
    """A rate's log odds on panels, and its density there for each pair of errors.

    Attributes
    ----------
    low, width : float
        Where the first panel begins, and how wide each one is.
    nodes, weights : numpy.ndarray, shape (N,)
        Of all panels.
    log_density : numpy.ndarray, shape (S, N)
        Log of prior times likelihood.
    """

    low: float
    width: float
    nodes: Array
    weights: Array
    log_density: Array


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TwoTold:
    """Two rates, ready to be asked how probable it is that one lies below a limit.

    Attributes
    ----------
    grid : Grid
        Of the group's rate.
    outer : numpy.ndarray, shape (N,)
        Log odds of the reference.
    whole : float
        The integral of everything.
    start : numpy.ndarray, shape (N, P)
        For each outer node, the group's integral up to each panel.
    within : numpy.ndarray, shape (N, P, 21)
        Legendre coefficients of the integral from there on.
    """

    grid: Grid
    outer: Array
    whole: float
    start: Array
    within: Array

    def below(self, limits: Array) -> float:
        """Return the probability that the group's log odds lie below limits.

        Parameters
        ----------
        limits : numpy.ndarray, shape (N,)
            One for each of the reference's log odds.

        Returns
        -------
        float
            In [0, 1], but for rounding.
        """
        panels = self.start.shape[1]
        place = (limits - self.grid.low) / self.grid.width
        panel = np.clip(np.floor(place), 0, panels - 1).astype(int)
        local = np.clip(2 * (place - panel) - 1, -1, 1)
        basis = np.polynomial.legendre.legvander(local, _NODES)
        rows = np.arange(len(limits))
        up_to = self.start[rows, panel] + (self.within[rows, panel] * basis).sum(axis=1)
        return float(up_to.sum() / self.whole)


def two_told(
    group: Group,
    reference: Group,
    prior: Beta,
    errors: tuple[Errors, Errors],
    panels: int,
) -> TwoTold:
    """Prepare the posterior of two rates.

    Parameters
    ----------
    group, reference : Group
        As told.
    prior : Beta
        Of each true rate on its own.
    errors : (Errors, Errors)
        Of the group and of the reference. One and the same for both is one unknown
        pair that they share; two are independent of one another.
    panels : int
        Of each rate.

    Returns
    -------
    TwoTold
        The integrals.
    """
    inner, outer = (
        _grid(one, prior, error, panels)
        for one, error in zip((group, reference), errors, strict=True)
    )
    first, second = (np.exp(one.log_density) * one.weights for one in (inner, outer))
    if errors[0] is errors[1]:
        both = second.T * errors[0].weight
    else:
        # Independent errors: each rate's own average, and nothing is shared.
        first = errors[0].weight @ first
        both = (errors[1].weight @ second)[:, None]
        first = first[None, :]
    start, within = _integrals(first / inner.weights, inner.width, panels)
    return TwoTold(
        grid=inner,
        outer=outer.nodes,
        whole=float((both @ first.sum(axis=1)).sum()),
        start=both @ start,
        within=np.tensordot(both, within, axes=1),
    )


def _integrals(density: Array, width: float, panels: int) -> tuple[Array, Array]:
    """Return integrals up to each panel, and Legendre coefficients from there on."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    values = density.reshape(-1, panels, _NODES)
    basis = np.polynomial.legendre.legvander(nodes, _NODES - 1)
    coefficients = (values * weights) @ basis * (np.arange(_NODES) + 0.5)
    within = np.polynomial.legendre.legint(coefficients, lbnd=-1, axis=2) * width / 2
    parts = (values @ weights) * width / 2
    return np.cumsum(parts, axis=1) - parts, within


def _grid(group: Group, prior: Beta, errors: Errors, panels: int) -> Grid:
    """Put panels where the density counts for any pair of errors."""
    scanned = np.linspace(*prior.logit_range(), _SCANNED)
    with np.errstate(divide="ignore"):
        weight = np.log(errors.weight)[:, None]
    height = (_log_density(group, prior, errors, scanned) + weight).max(axis=0)
    (counted,) = np.nonzero(height > height.max() - _DEEP)
    low = scanned[max(counted[0] - 1, 0)]
    high = scanned[min(counted[-1] + 1, _SCANNED - 1)]
    nodes, weights = unit_rule(panels)
    places = low + (high - low) * nodes
    density = _log_density(group, prior, errors, places)
    return Grid(
        low=float(low),
        width=float(high - low) / panels,
        nodes=places,
        weights=(high - low) * weights,
        log_density=density - height.max(),
    )


def _log_density(group: Group, prior: Beta, errors: Errors, log_odds: Array) -> Array:
    rate, rest = expit(log_odds), expit(-log_odds)
    one, other = errors.sensitivity[:, None], errors.specificity[:, None]
    told, untold = rate * one + rest * (1 - other), rate * (1 - one) + rest * other
    others = group.incidents - group.attacks
    likelihood = xlogy(group.attacks, told) + xlogy(others, untold)
    density = prior.a * log_expit(log_odds) + prior.b * log_expit(-log_odds)
    return np.asarray(likelihood + density)
