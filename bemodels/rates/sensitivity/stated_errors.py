"""Sensitivity and specificity as stated: known, or each with a prior."""

from __future__ import annotations

import numpy as np
from scipy.linalg import eigh_tridiagonal

from bemodels.errors import InvalidDataError
from bemodels.rates.bayes.beta_prior import BetaPrior
from bemodels.rates.bayes.panels import Array
from bemodels.rates.sensitivity.told_rates import Errors
from bemodels.result.rules import is_number, shown

Stated = float | BetaPrior
Pair = tuple[Stated, Stated]


def stated_errors(
    sensitivity: Stated | Pair, specificity: Stated | Pair
) -> tuple[Pair, ...]:
    """Return sensitivity and specificity of each group, or once where they share them.

    Parameters
    ----------
    sensitivity, specificity : float or BetaPrior, or two of them
        Shares in (0, 1], or their priors.

    Returns
    -------
    tuple of (float or BetaPrior, float or BetaPrior), length 1 or 2
        Length 1 if one pair of errors is that of both groups.

    Raises
    ------
    InvalidDataError
        If one is no share and no prior, two differ by group while the other is one
        unknown share, or they are no better than guessing.
    """
    pairs = [one for one in (sensitivity, specificity) if isinstance(one, tuple)]
    if not pairs:
        stated: tuple[Pair, ...] = ((_one(sensitivity), _one(specificity)),)
    else:
        first, second = _both(sensitivity), _both(specificity)
        stated = tuple(zip(first, second, strict=True))
    for one, other in stated:
        if _mean(one) + _mean(other) <= 1:
            raise InvalidDataError(
                "sensitivity and specificity must sum to more than 1, which is "
                f"guessing, got {one} and {other}"
            )
    return stated


def error_nodes(stated: Pair, count: int) -> Errors:
    """Return nodes and weights over what is not known of the errors.

    Parameters
    ----------
    stated : (float or BetaPrior, float or BetaPrior)
        Sensitivity and specificity.
    count : int
        Nodes of each that has a prior.

    Returns
    -------
    Errors
        One node where both are known.
    """
    (one, first), (other, second) = (_nodes(share, count) for share in stated)
    return Errors(
        sensitivity=np.repeat(one, len(other)),
        specificity=np.tile(other, len(one)),
        weight=np.outer(first, second).ravel(),
    )


def _nodes(share: Stated, count: int) -> tuple[Array, Array]:
    """Return Gauss-Jacobi nodes of a prior: a likelihood is a polynomial in its errors.

    They are the eigenvalues of the recurrence of the prior's own polynomials, and the
    weights the squared first parts of its eigenvectors (Golub and Welsch 1969).
    """
    if not isinstance(share, BetaPrior):
        return np.array([share]), np.ones(1)
    a, b = share.a - 1, share.b - 1
    k = np.arange(1, count)
    total = 2 * k + a + b
    middle = np.empty(count)
    middle[0] = (a - b) / (a + b + 2)
    # Equal shapes below 1 make the first of these 0 / 0: theirs is 0.
    apart = (a - b) * (a + b)
    middle[1:] = apart / (total * (total + 2)) if apart else 0.0
    beside = np.empty(count - 1)
    beside[0] = 4 * (1 + a) * (1 + b) / ((2 + a + b) ** 2 * (3 + a + b))
    k, total = k[1:], total[1:]
    beside[1:] = 4 * k * (k + a) * (k + b) * (k + a + b)
    beside[1:] /= total**2 * (total + 1) * (total - 1)
    values, vectors = eigh_tridiagonal(middle, np.sqrt(beside))
    return np.clip((values + 1) / 2, 0, 1), vectors[0] ** 2


def _one(share: Stated | Pair) -> Stated:
    if isinstance(share, BetaPrior):
        return share
    if isinstance(share, tuple) or not is_number(share) or not 0 < share <= 1:
        raise InvalidDataError(
            "sensitivity and specificity must be shares in (0, 1] or BetaPriors, or "
            f"two of them, got {shown(share)}"
        )
    return float(share)


def _both(share: Stated | Pair) -> Pair:
    if isinstance(share, BetaPrior):
        raise InvalidDataError(
            "if one error differs by group, the other must be known or differ, too, "
            f"got one prior {share}"
        )
    first, second = share if isinstance(share, tuple) else (share, share)
    return _one(first), _one(second)


def _mean(share: Stated) -> float:
    return share.beta.mean if isinstance(share, BetaPrior) else share
