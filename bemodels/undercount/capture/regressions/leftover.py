r"""Whether rates differ among units of the same covariates.

If rates vary about :math:`\lambda` with a small squared coefficient of variation
:math:`\alpha`, the slope of the log likelihood in :math:`\alpha` at 0 is half the sum
over units of

.. math::
    y (y - 1) - 2 \lambda y + \frac{\lambda^2}{1 - e^{-\lambda}}

which has mean 0 where they do not vary. It is divided by its standard deviation given
the fitted coefficients [1]_.

References
----------
.. [1] Gurmu S (1991). Tests for detecting overdispersion in the positive Poisson
   regression model. Journal of Business and Economic Statistics 9, 215-222.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from bemodels.result import HypothesisTest
from bemodels.undercount.capture.regressions.rate_fit import RateFit
from bemodels.undercount.capture.regressions.seen_units import SeenUnits
from bemodels.undercount.capture.truncated_means import variance_above_zero

Array = NDArray[np.float64]
_NOTHING_LEFT = 1e-9


def leftover_test(seen: SeenUnits, fit: RateFit) -> tuple[HypothesisTest, ...]:
    """Test that units of the same covariates have one rate.

    Parameters
    ----------
    seen : SeenUnits
        The data.
    fit : RateFit
        Of the zero-truncated Poisson model.

    Returns
    -------
    tuple of HypothesisTest
        One, against larger variation; none where the coefficients use up all that the
        data say of it.
    """
    score, variance = leftover_score(seen, fit)
    if variance == 0:
        return ()
    statistic = score / sqrt(variance)
    return (
        HypothesisTest(
            null="units of the same covariates are seen at one Poisson rate",
            method="score test against gamma rates, one-sided, of a zero-truncated "
            f"Poisson model; z = {statistic:.2f}",
            p_value=float(ndtr(-statistic)),
        ),
    )


def leftover_score(seen: SeenUnits, fit: RateFit) -> tuple[float, float]:
    """Return the score for the variation of rates, and its variance.

    Parameters
    ----------
    seen : SeenUnits
        The data.
    fit : RateFit
        Of the zero-truncated Poisson model.

    Returns
    -------
    tuple of float, length 2
        Twice the slope, and the variance of that given the fitted coefficients; 0
        where nothing but rounding is left.
    """
    rate = np.exp(fit.logs)
    share = -np.expm1(-rate)
    score = seen.pairs - 2 * rate * seen.sightings + seen.units * rate**2 / share
    own, with_times = _moments(rate, share)
    whole = float(seen.units @ own)
    fitted = fit.spread.T @ (seen.units * with_times)
    variance = whole - float(fitted @ fitted)
    return float(score.sum()), variance if variance > _NOTHING_LEFT * whole else 0.0


def _moments(rate: Array, share: Array) -> tuple[Array, Array]:
    """Return the variance of the score of one unit, and its covariance with y."""
    variance = variance_above_zero(rate)
    pairs = rate**2 / share
    of_pairs = (rate**4 + 4 * rate**3 + 2 * rate**2) / share - pairs**2
    both = (rate**3 + 2 * rate**2) / share - pairs * rate / share
    own = of_pairs - 4 * rate * both + 4 * rate**2 * variance
    return own, both - 2 * rate * variance
