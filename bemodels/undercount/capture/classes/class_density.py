r"""Latent classes of units: the density, population and classes summed out.

A unit of class c is on list j with probability :math:`\lambda_{jc}`, whatever other
lists hold it; pattern x has

.. math::
    \theta_x = \sum_c \pi_c \prod_j \lambda_{jc}^{x_j} (1 - \lambda_{jc})^{1 - x_j},
    \qquad \pi_c = V_c \prod_{l < c} (1 - V_l), \quad V_C = 1

With :math:`p(N) \propto 1/N` summed out, n recorded units have

.. math::
    L = \prod_{x \ne 0} \left( \frac{\theta_x}{1 - \theta_0} \right)^{n_x}, \qquad
    N - n \sim \operatorname{NegBin}(n, 1 - \theta_0)

The priors are :math:`\lambda_{jc} \sim U(0, 1)`, :math:`V_c \sim B(1, \alpha)` and
:math:`\alpha \sim \Gamma(a, b)` with rate b, which is summed out as well:

.. math::
    p(V) \propto \Big( b - \sum_{c < C} \log(1 - V_c) \Big)^{-(a + C - 1)}
    \prod_{c < C} (1 - V_c)^{-1}

All is written in the logits of :math:`\lambda` and :math:`V`, Jacobians included.

References
----------
.. [1] Manrique-Vallier D (2016). Bayesian population size estimation using Dirichlet
   process mixtures. Biometrics 72:1246-1254.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from bemodels.undercount.capture.capture_table import CaptureTable

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassModel:
    """The data and the priors of latent classes.

    Attributes
    ----------
    on_list : ndarray, shape (patterns, lists)
        1 where a recorded pattern has the list.
    units : ndarray of int, shape (patterns,)
        Units of each, 1 or more.
    classes : int
        C, 2 or more.
    shape, rate : float
        a and b of the prior of the concentration.
    """

    on_list: Values
    units: NDArray[np.int64]
    classes: int
    shape: float
    rate: float

    @property
    def recorded(self) -> int:
        """Units on any list."""
        return int(self.units.sum())


def class_model(
    patterns: CaptureTable, *, classes: int, shape: float, rate: float
) -> ClassModel:
    """Prepare the model of recorded patterns.

    Parameters
    ----------
    patterns : CaptureTable
        Units by pattern.
    classes : int
        C.
    shape, rate : float
        a and b.

    Returns
    -------
    ClassModel
        Without the patterns that no unit has.
    """
    counts = patterns.by_bits
    seen = np.flatnonzero(counts)
    digits = seen[:, None] >> np.arange(len(patterns.lists)) & 1
    return ClassModel(
        on_list=digits.astype(float),
        units=counts[seen],
        classes=classes,
        shape=shape,
        rate=rate,
    )


def log_shares(sticks: Values) -> Values:
    """Return the logs of the shares of the classes.

    Parameters
    ----------
    sticks : ndarray, shape (chains, classes - 1)
        Logits of V.

    Returns
    -------
    ndarray, shape (chains, classes)
        Logs of pi.
    """
    return _shares(log_complement(sticks), log_complement(-sticks))


def _shares(left: Values, taken: Values) -> Values:
    """Return the logs of pi from the logs of 1 - V and of V."""
    before = left.cumsum(axis=1)
    logs = np.empty((len(left), left.shape[1] + 1))
    logs[:, :-1] = taken
    logs[:, 1:-1] += before[:, :-1]
    logs[:, -1] = before[:, -1]
    return logs


def log_complement(logits: Values) -> Values:
    """Return the logs of 1 - p.

    Parameters
    ----------
    logits : ndarray
        Logits of p.

    Returns
    -------
    ndarray, of the same shape
        With all digits where p is near 0.
    """
    return -np.logaddexp(0, logits)


def log_density(
    model: ClassModel, captures: Values, sticks: Values
) -> tuple[Values, Values, Values]:
    """Return the log posterior density and its slopes.

    Parameters
    ----------
    model : ClassModel
        Data and priors.
    captures : ndarray, shape (chains, lists, classes)
        Logits of lambda.
    sticks : ndarray, shape (chains, classes - 1)
        Logits of V.

    Returns
    -------
    density : ndarray, shape (chains,)
        Up to a constant; no number, or minus infinity, where the logits are too large
        to be told from certainty.
    of_captures : ndarray, shape (chains, lists, classes)
        Its slopes.
    of_sticks : ndarray, shape (chains, classes - 1)
        Its slopes.
    """
    terms = _terms_of(model, captures, sticks)
    with np.errstate(all="ignore"):
        density = (
            (terms.highest + np.log(terms.totals))[:, :, 0] @ model.units
            - model.recorded * np.log(terms.surfaced)
            + (terms.seen + terms.missed).sum(axis=(1, 2))
            + terms.taken.sum(axis=1)
            - (model.shape + model.classes - 1) * np.log(terms.scale)
        )
        return (density, *_slopes_of(model, terms))


def log_density_slopes(
    model: ClassModel, captures: Values, sticks: Values
) -> tuple[Values, Values]:
    """Return the slopes alone, as they are needed within a trajectory.

    Parameters
    ----------
    model : ClassModel
        Data and priors.
    captures : ndarray, shape (chains, lists, classes)
        Logits of lambda.
    sticks : ndarray, shape (chains, classes - 1)
        Logits of V.

    Returns
    -------
    of_captures : ndarray, shape (chains, lists, classes)
        As of `log_density`.
    of_sticks : ndarray, shape (chains, classes - 1)
        As of `log_density`.
    """
    return _slopes_of(model, _terms_of(model, captures, sticks))


class _Terms(NamedTuple):
    """What the density and its slopes have in common."""

    missed: Values
    seen: Values
    taken: Values
    highest: Values
    members: Values
    totals: Values
    unseen: Values
    surfaced: Values
    scale: Values


def _terms_of(model: ClassModel, captures: Values, sticks: Values) -> _Terms:
    missed = log_complement(captures)
    left, taken = log_complement(sticks), log_complement(-sticks)
    on_none = missed.sum(axis=1) + _shares(left, taken)
    by_class = model.on_list @ captures + on_none[:, None, :]
    highest = by_class.max(axis=2, keepdims=True)
    members = np.exp(by_class - highest)
    unseen = np.exp(on_none)
    return _Terms(
        missed=missed,
        seen=missed + captures,
        taken=taken,
        highest=highest,
        members=members,
        totals=members.sum(axis=2, keepdims=True),
        unseen=unseen,
        surfaced=1 - unseen.sum(axis=1),
        scale=model.rate - left.sum(axis=1),
    )


def _slopes_of(model: ClassModel, terms: _Terms) -> tuple[Values, Values]:
    # Expected units of each class, those on no list among them.
    expected = terms.members / terms.totals * model.units[:, None]
    hidden = model.recorded * terms.unseen / terms.surfaced[:, None]
    of_class = expected.sum(axis=1) + hidden
    on_lists = model.on_list.T @ expected
    chance, share = np.exp(terms.seen), np.exp(terms.taken)
    later = of_class[:, ::-1].cumsum(axis=1)[:, ::-1]
    lost = (model.shape + model.classes - 1) / terms.scale[:, None]
    return (
        on_lists + 1 - (of_class[:, None, :] + 2) * chance,
        of_class[:, :-1] + 1 - share * (later[:, :-1] + 1 + lost),
    )
