"""Counts that come in bursts within the period: dispersion that shrinks with exposure.

Where a year's count is the sum of independent stretches, each with bursts of its own,
a shorter exposure averages over fewer of them: phi is in proportion to exposure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bemodels.counts.fits.expected_information import covariance_by_variance
from bemodels.counts.fits.families import (
    NEGATIVE_BINOMIAL,
    Family,
    quadratic_variance,
)
from bemodels.counts.fits.log_probability import (
    AlphaDerivatives,
    quadratic_alpha_derivatives,
    quadratic_log_probability,
    quadratic_slopes,
)


def bursts_within(exposure: np.ndarray) -> Family:
    """Return the negative binomial family whose phi is in proportion to exposure.

    Parameters
    ----------
    exposure : ndarray, shape (n,)
        Of every row, above 0.

    Returns
    -------
    Family
        A row's variance is mu + alpha mu^2 / t, alpha being that of an exposure of 1.
        The rate has independent increments, so with one rate this is NB1 [1]_.

    References
    ----------
    .. [1] Kozubowski TJ, Podgorski K (2009). Distributional properties of the negative
       binomial Levy process. Probability and Mathematical Statistics 29, 43-71.

    Examples
    --------
    >>> family = bursts_within(np.array([1.0, 0.5]))
    >>> family.variance(np.array([4.0, 2.0]), 0.25).tolist()
    [8.0, 4.0]
    """
    return replace(
        NEGATIVE_BINOMIAL,
        name="negative binomial, bursts within the period",
        log_probability=lambda y, mu, a: quadratic_log_probability(y, mu, a / exposure),
        slopes=lambda y, mu, a: quadratic_slopes(y, mu, a / exposure),
        alpha_derivatives=_alpha_derivatives(exposure),
        variance=lambda mu, a: quadratic_variance(mu, a / exposure),
        alpha_scale=lambda mu: float((mu / exposure).mean()),
        expected_covariance=lambda x, mu, a: covariance_by_variance(
            x, mu, a / exposure
        ),
        equations=(
            r"y_i \sim \operatorname{NegBinomial}(\mu_i, \phi t_i), \quad "
            r"\alpha = 1 / \phi",
            r"\operatorname{Var}(y_i) = \mu_i + \alpha \mu_i^2 / t_i",
        ),
        of_rows=lambda rows: bursts_within(exposure[rows]),
    )


def _alpha_derivatives(
    exposure: np.ndarray,
) -> Callable[[np.ndarray, np.ndarray, float], AlphaDerivatives]:
    """Differentiate in the alpha of an exposure of 1, of which a row has a share."""

    def derivatives(y: np.ndarray, mu: np.ndarray, a: float) -> AlphaDerivatives:
        own = quadratic_alpha_derivatives(y, mu, a / exposure)
        return AlphaDerivatives(
            alpha=own.alpha / exposure,
            alpha_alpha=own.alpha_alpha / exposure**2,
            eta_alpha=own.eta_alpha / exposure,
        )

    return derivatives
