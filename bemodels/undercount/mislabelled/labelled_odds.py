"""Quantiles of the odds ratio of fates over all true tables, by one fixed sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaln, expit, log_expit

from bemodels.intervals import Beta, solve_increasing

Array = np.ndarray
# A trapezoid of so many steps to a standard deviation has no error left.
_STEPS = 6
_NOTHING = 1e-15


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OddsOfFates:
    """The log odds of the inspired share of arrests, and shapes of that of attacks.

    Attributes
    ----------
    at : numpy.ndarray, shape (N,)
        Nodes of the log odds among arrests.
    weight : numpy.ndarray, shape (B + 1, N)
        Their probabilities, together with l of B attacks being truly inspired.
    """

    at: Array
    weight: Array

    def below(self, log_ratio: float) -> float:
        """Return the probability that the log odds ratio lies below a limit.

        Parameters
        ----------
        log_ratio : float
            The limit.

        Returns
        -------
        float
            In [0, 1], but for rounding.
        """
        attacks = len(self.weight) - 1
        truly = np.arange(attacks + 1)[:, None]
        share = expit(log_ratio - self.at)
        above = betainc(attacks - truly + 0.5, truly + 0.5, share)
        return float((self.weight * above).sum())

    def quantile(self, probability: float) -> float:
        """Return a quantile of the odds ratio.

        Parameters
        ----------
        probability : float
            In (0, 1).

        Returns
        -------
        float
            Above 0.
        """
        found = solve_increasing(lambda x: self.below(x) - probability)
        return float(np.exp(found))


def odds_of_fates(joint: Array) -> OddsOfFates:
    """Lay out the log odds of arrests on nodes.

    Parameters
    ----------
    joint : numpy.ndarray, shape (A + 1, B + 1)
        Probability that k of A arrests and l of B attacks are truly inspired.

    Returns
    -------
    OddsOfFates
        Its weights sum to 1.
    """
    arrests = len(joint) - 1
    counted = np.flatnonzero(joint.sum(axis=1) > _NOTHING)
    betas = [Beta(a=k + 0.5, b=arrests - k + 0.5) for k in counted]
    ends = np.array([beta.logit_range() for beta in betas])
    # The narrowest of them has the largest information.
    step = 1 / (_STEPS * np.sqrt(arrests / 4 + 1))
    at = np.arange(ends[:, 0].min(), ends[:, 1].max() + step, step)
    inside, outside = log_expit(at), log_expit(-at)
    weight = np.zeros((joint.shape[1], len(at)))
    for k, beta in zip(counted, betas, strict=True):
        density = beta.a * inside + beta.b * outside - betaln(beta.a, beta.b)
        weight += np.outer(joint[k], np.exp(density))
    return OddsOfFates(at=at, weight=weight / weight.sum())
