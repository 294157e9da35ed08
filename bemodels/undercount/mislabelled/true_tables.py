r"""The true fates behind recorded labels, summed over every table that could be true.

Of :math:`x_f` incidents of fate f labelled inspired, :math:`i_f` are truly inspired, of
:math:`y_f` labelled linked :math:`c_f`. With beta distributions of the shares labelled
right, :math:`s_I \sim \operatorname{Beta}(a, b)` and
:math:`s_L \sim \operatorname{Beta}(a', b')`, and priors
:math:`\theta^{-1/2}` of the four means, a table has the probability

.. math::
    p(i, c) \propto \operatorname{B}(a + \sum i_f, \; b + \sum c_f)
    \operatorname{B}\bigl(a' + \sum (y_f - c_f), \; b' + \sum (x_f - i_f)\bigr)
    \prod_f \binom{x_f}{i_f} \binom{y_f}{c_f}
    \Gamma(K_f + 1/2) \, \Gamma(T_f - K_f + 1/2)

where :math:`K_f = i_f + c_f` of :math:`T_f = x_f + y_f` incidents are truly inspired.
Given the table the means are independent gamma variables of shapes
:math:`K_f + 1/2` and :math:`T_f - K_f + 1/2`, and the shares labelled right are beta
variables. Nothing is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, gammaln

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta
from bemodels.undercount.fates import Fates

MOST_TABLES = 30_000_000
Array = np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrueTables:
    """The posterior of the true numbers behind labels.

    Attributes
    ----------
    joint : numpy.ndarray, shape (A + 1, B + 1)
        Probability that k of A arrests and l of B attacks are truly inspired.
    right : numpy.ndarray, shape (X + 1, Y + 1)
        Probability that i of X labelled inspired, and c of Y labelled linked, are truly
        inspired.
    """

    joint: Array
    right: Array


def true_tables(
    inspired: Fates, linked: Fates, labels: tuple[Beta, Beta]
) -> TrueTables:
    """Sum over every true table.

    Parameters
    ----------
    inspired, linked : Fates
        As labelled.
    labels : tuple of Beta, length 2
        Of the shares labelled right among the truly inspired and the truly linked.

    Returns
    -------
    TrueTables
        Its probabilities sum to 1.

    Raises
    ------
    NotEstimableError
        If there are more than 30 million tables.
    """
    arrests = _log_weights(inspired.arrests, linked.arrests)
    attacks = _log_weights(inspired.attacks, linked.attacks)
    if arrests.size * attacks.size > MOST_TABLES:
        raise NotEstimableError(
            f"the true fates are not summed over {arrests.size * attacks.size} tables; "
            f"at most {MOST_TABLES} are"
        )
    errors = _log_errors(inspired.recorded, linked.recorded, labels)
    highest = _highest(arrests, attacks, errors)
    joint = np.zeros((sum(arrests.shape) - 1, sum(attacks.shape) - 1))
    right = np.zeros(errors.shape)
    totals = np.add.outer(*map(np.arange, arrests.shape))
    for (i, c), attack in np.ndenumerate(attacks):
        window = slice(i, i + arrests.shape[0]), slice(c, c + arrests.shape[1])
        chances = np.exp(arrests + attack + errors[window] - highest)
        joint[:, i + c] += np.bincount(totals.ravel(), chances.ravel())
        right[window] += chances
    return TrueTables(joint=joint / joint.sum(), right=right / right.sum())


def _log_weights(labelled_inspired: int, labelled_linked: int) -> Array:
    """Return what a fate's own table weighs, labels left aside, by i and c."""
    i, c = np.arange(labelled_inspired + 1), np.arange(labelled_linked + 1)
    truly = np.add.outer(i, c)
    total = labelled_inspired + labelled_linked
    ways = np.add.outer(
        _log_choose(labelled_inspired, i), _log_choose(labelled_linked, c)
    )
    return np.asarray(ways + gammaln(truly + 0.5) + gammaln(total - truly + 0.5))


def _log_choose(number: int, of_them: Array) -> Array:
    return np.asarray(-betaln(1 + number - of_them, 1 + of_them) - np.log1p(number))


def _log_errors(x: int, y: int, labels: tuple[Beta, Beta]) -> Array:
    """Return the probability of the labels, averaged over how often they are right."""
    inspired, linked = labels
    i, c = np.arange(x + 1)[:, None], np.arange(y + 1)[None, :]
    of_inspired = betaln(inspired.a + i, inspired.b + c)
    return np.asarray(of_inspired + betaln(linked.a + y - c, linked.b + x - i))


def _highest(arrests: Array, attacks: Array, errors: Array) -> float:
    """Return a bound near the largest weight, so that none overflows."""
    highest = -np.inf
    for (i, c), attack in np.ndenumerate(attacks):
        window = errors[i : i + arrests.shape[0], c : c + arrests.shape[1]]
        highest = max(highest, float((arrests + window).max()) + attack)
    return highest
