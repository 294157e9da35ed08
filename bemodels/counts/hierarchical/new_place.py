"""The annual rate of a place that was not counted, averaged over the draws."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from bemodels.intervals.roots import solve_increasing

if TYPE_CHECKING:
    from collections.abc import Callable

    import xarray as xr

NEW_PLACE = "new_city_rate"


def new_place_quantiles(posterior: xr.Dataset) -> dict[str, Callable[[float], float]]:
    """Return the quantile function of the rate of a new place.

    Given the level, the effects of periods and the standard deviation between places,
    its logarithm is normal; the distribution is the mixture of these over the draws, so
    that no draw of the new place itself adds Monte Carlo error [1]_.

    Parameters
    ----------
    posterior : xarray.Dataset
        Draws of what is reported.

    Returns
    -------
    dict of str to callable
        ``new_city_rate``, from a probability to incidents per year; empty where places
        have no effects.

    References
    ----------
    .. [1] Gelfand AE, Smith AFM (1990). Sampling-based approaches to calculating
       marginal densities. Journal of the American Statistical Association 85, 398-409.
    """
    if NEW_PLACE not in posterior:
        return {}
    typical = posterior["intercept"].to_numpy()
    if "year_effect" in posterior:
        typical = typical + posterior["year_effect"].to_numpy().mean(axis=-1)
    spread = posterior["city_sd"].to_numpy()
    return {NEW_PLACE: cache(partial(lognormal_mixture_quantile, typical, spread))}


def lognormal_mixture_quantile(
    locations: np.ndarray, spreads: np.ndarray, probability: float
) -> float:
    """Return a quantile of a mixture of lognormal distributions.

    Parameters
    ----------
    locations, spreads : numpy.ndarray, any one shape
        Means and standard deviations of the logarithms; a spread of 0 is one value.
    probability : float
        In (0, 1).

    Returns
    -------
    float
        The quantile, above 0.

    Examples
    --------
    >>> round(lognormal_mixture_quantile(np.array([0.0]), np.array([1.0]), 0.975), 4)
    7.0991
    """
    locations = np.ravel(locations)
    spreads = np.maximum(np.ravel(spreads), np.finfo(float).tiny)

    def excess(log_rate: float) -> float:
        return float(ndtr((log_rate - locations) / spreads).mean()) - probability

    start = float(np.median(locations + spreads * ndtri(probability)))
    return float(np.exp(solve_increasing(excess, start=start)))
