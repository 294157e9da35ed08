r"""How many units were never seen, given the rate of each that was.

A unit of rate :math:`\lambda_i` is seen with chance :math:`p_i = 1 - e^{-\lambda_i}`
and stands for :math:`1 / p_i` units (Horvitz and Thompson). The variance of their sum
has a part from the fitted coefficients and one from who happens to be seen [1]_:

.. math::
    g^\top V g + \sum_i \frac{1 - p_i}{p_i^2}, \qquad
    g = \sum_i \frac{\lambda_i e^{-\lambda_i}}{p_i^2} x_i

References
----------
.. [1] van der Heijden PGM, Bustami R, Cruyff MJLF, Engbersen G, van Houwelingen HC
   (2003). Point and interval estimation of the population size using the truncated
   Poisson regression model. Statistical Modelling 3, 305-322.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from bemodels.undercount.capture.regressions.rate_fit import RateFit
from bemodels.undercount.capture.regressions.seen_units import SeenUnits

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnseenUnits:
    """What the units seen stand for, by pattern of covariates.

    Attributes
    ----------
    rates : ndarray, shape (k,)
        Expected times that a unit is seen.
    shares : ndarray, shape (k,)
        Chance to be seen at all.
    hidden : ndarray, shape (k,)
        Units never seen.
    errors : ndarray, shape (k,)
        Standard errors of `hidden`.
    from_rates, from_sampling : float
        Standard errors of all units, as far as they come from the coefficients and
        from who happens to be seen.
    """

    rates: Array
    shares: Array
    hidden: Array
    errors: Array
    from_rates: float
    from_sampling: float

    @property
    def error(self) -> float:
        """Standard error of the population."""
        return hypot(self.from_rates, self.from_sampling)


def unseen_units(seen: SeenUnits, fit: RateFit) -> UnseenUnits:
    """Weigh every unit by the chance that it was seen.

    Parameters
    ----------
    seen : SeenUnits
        The data.
    fit : RateFit
        The rates.

    Returns
    -------
    UnseenUnits
        By pattern and in all.
    """
    rates = np.exp(fit.logs)
    shares, unseen = -np.expm1(-rates), np.exp(-rates)
    hidden = seen.units * unseen / shares
    slopes, sampling = hidden * rates / shares, hidden / shares
    return UnseenUnits(
        rates=rates,
        shares=shares,
        hidden=hidden,
        errors=np.hypot(slopes * fit.log_errors, np.sqrt(sampling)),
        from_rates=float(np.linalg.norm(slopes @ fit.spread)),
        from_sampling=float(np.sqrt(sampling.sum())),
    )


def expected_units(seen: SeenUnits, unseen: UnseenUnits) -> tuple[float, ...]:
    """Return how many units a model expects to be seen once, twice, and so on.

    Parameters
    ----------
    seen : SeenUnits
        The data.
    unseen : UnseenUnits
        What they stand for.

    Returns
    -------
    tuple of float
        As many as there are in the data.
    """
    logs = np.log(unseen.rates)
    whole = seen.units / unseen.shares
    return tuple(
        float(whole @ np.exp(place * logs - unseen.rates - gammaln(place + 1)))
        for place in range(1, len(seen.times.units) + 1)
    )
