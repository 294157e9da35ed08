"""Regression models of counts with exposure, by maximum likelihood."""

from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.fitting import (
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)

__all__ = [
    "CountFit",
    "fit_negative_binomial",
    "fit_negative_binomial_linear",
    "fit_poisson",
]
