"""A mixture of beta distributions of a share, read as one of a ratio of rates."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np
from scipy.special import betainc, digamma, expit, polygamma

from bemodels.intervals import solve_increasing


@dataclass(frozen=True, kw_only=True)
class ShareMixture:
    """A mixture of beta distributions of a share, read as one of the rate ratio.

    Attributes
    ----------
    weights, before, after : numpy.ndarray of float, shape (V,)
        Weights that sum to 1, and the parameters of each beta: those of the share of
        the later year are `after` and `before`.
    log_unit : float
        Logarithm of the later year's months over the reference's.
    """

    weights: np.ndarray
    before: np.ndarray
    after: np.ndarray
    log_unit: float

    def at_most(self, log_ratio: float) -> float:
        """Return the probability of a rate ratio or a smaller one.

        Parameters
        ----------
        log_ratio : float
            Its logarithm.

        Returns
        -------
        float
            In [0, 1].
        """
        share = expit(log_ratio + self.log_unit)
        return float(self.weights @ betainc(self.after, self.before, share))

    def above(self, log_ratio: float) -> float:
        """Return the probability of a larger rate ratio, small ones to their digits.

        Parameters
        ----------
        log_ratio : float
            Its logarithm.

        Returns
        -------
        float
            In [0, 1].
        """
        share = expit(-log_ratio - self.log_unit)
        return float(self.weights @ betainc(self.before, self.after, share))

    def ratio_quantile(self, probability: float) -> float:
        """Return a quantile of the rate ratio.

        Parameters
        ----------
        probability : float
            In (0, 1).

        Returns
        -------
        float
            Above 0.
        """
        return exp(solve_increasing(lambda x: self.at_most(x) - probability))

    def variance_parts(self) -> tuple[float, float]:
        """Return the variance of the log rate ratio within and between vectors.

        Returns
        -------
        within, between : float
            The mean of variances and the variance of means; they sum to the whole.
        """
        means = digamma(self.after) - digamma(self.before)
        within = self.weights @ (polygamma(1, self.after) + polygamma(1, self.before))
        between = self.weights @ (means - self.weights @ means) ** 2
        return float(within), float(between)
