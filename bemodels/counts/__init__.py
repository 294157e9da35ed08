"""Counts of incidents with exposure: annual rates, exact, modelled and pooled."""

from bemodels.counts.exact_rates import exact_annual_rates
from bemodels.counts.fits import (
    CountFit,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.counts.pooled import (
    PLACE_PRIORS,
    TIGHTER_PLACE_PRIORS,
    WIDER_PLACE_PRIORS,
    PooledPriors,
    compare_fits,
    fit_pooled,
)

__all__ = [
    "PLACE_PRIORS",
    "TIGHTER_PLACE_PRIORS",
    "WIDER_PLACE_PRIORS",
    "CountFit",
    "PooledPriors",
    "compare_fits",
    "exact_annual_rates",
    "fit_negative_binomial",
    "fit_negative_binomial_linear",
    "fit_poisson",
    "fit_pooled",
]
