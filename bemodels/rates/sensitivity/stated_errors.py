"""Sensitivity and specificity as stated: known, or each with a prior."""

from __future__ import annotations

import numpy as np
from scipy.special import betaln, expit, log_expit

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.bayes.beta_prior import BetaPrior
from bemodels.rates.bayes.panels import Array
from bemodels.rates.sensitivity.told_panels import panels_between
from bemodels.rates.sensitivity.told_rates import Errors
from bemodels.result.rules import is_number, shown

Stated = float | BetaPrior
Pair = tuple[Stated, Stated]
# Standard errors to a panel at the coarsest. A likelihood moves with an error only
# where that error is told, so that its tails need few panels.
_STEP, _SLOWEST = 11.0, 0.25
_MOST = 200_000


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


def error_nodes(stated: Pair, speaking: tuple[float, float], fineness: float) -> Errors:
    """Return nodes and weights over what is not known of the errors.

    Parameters
    ----------
    stated : (float or BetaPrior, float or BetaPrior)
        Sensitivity and specificity.
    speaking : (float, float)
        How many incidents may speak of each: attacks, and others.
    fineness : float
        Width of panels, 1 at the coarsest.

    Returns
    -------
    Errors
        One node where both are known.

    Raises
    ------
    NotEstimableError
        If there would be too many pairs.
    """
    one, other = (
        _nodes(share, trials, fineness)
        for share, trials in zip(stated, speaking, strict=True)
    )
    pairs = len(one[0]) * len(other[0])
    if pairs > _MOST:
        raise NotEstimableError(
            "the true shares are not estimable: so many incidents speak of both errors "
            f"that {pairs} pairs of them would be summed, and at most {_MOST} are; "
            "state one of them as known"
        )
    return Errors(
        sensitivity=np.repeat(one[0], len(other[0])),
        missed=np.repeat(one[1], len(other[0])),
        specificity=np.tile(other[0], len(one[0])),
        false=np.tile(other[1], len(one[0])),
        weight=np.outer(one[2], other[2]).ravel(),
    )


def _nodes(share: Stated, trials: float, fineness: float) -> tuple[Array, Array, Array]:
    """Return shares, what each leaves to 1, and their weights."""
    if not isinstance(share, BetaPrior):
        return np.array([share]), np.array([1 - share]), np.ones(1)
    a, b = share.a, share.b
    panels = panels_between(
        *share.beta.logit_range(),
        trials + a + b,
        slowest=_SLOWEST,
        step=_STEP * fineness,
    )
    density = np.exp(
        a * log_expit(panels.nodes) + b * log_expit(-panels.nodes) - betaln(a, b)
    )
    return expit(panels.nodes), expit(-panels.nodes), panels.weights * density


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
