"""The log density of the priors under every draw, from their numbers."""

from __future__ import annotations

from math import log, pi
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.hierarchical.model import SPREADS

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.counts.hierarchical.priors import CityYearPriors


def log_prior(draws: xr.Dataset, priors: CityYearPriors) -> np.ndarray:
    """Return the log density of level and standard deviations under every draw.

    Parameters
    ----------
    draws : xarray.Dataset
        The posterior group of a fit.
    priors : CityYearPriors
        The priors in force.

    Returns
    -------
    numpy.ndarray, shape (chains, draws)
        Effects of places and periods are left out: given their standard deviation,
        their density is part of the model and no statement of what is known beforehand.
    """
    score = (draws["intercept"].to_numpy() - priors.intercept_location) / (
        priors.intercept_scale
    )
    total = -(score**2 + log(2 * pi)) / 2 - log(priors.intercept_scale)
    spreads = (priors.cities, priors.years.spread, priors.dispersion)
    for name, prior in zip(SPREADS, spreads, strict=True):
        quadratic, linear, constant, present = prior.numbers
        if present:
            size = draws[name].to_numpy()
            total = total + constant - quadratic * size**2 - linear * size
    found: np.ndarray = total
    return found
