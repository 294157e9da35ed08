"""Counts of incidents with exposure: annual rates, exact and partially pooled."""

from bemodels.counts.contrast import minimum_detectable_rate_ratio
from bemodels.counts.exact_rates import exact_annual_rates
from bemodels.counts.pooled import fit_pooled
from bemodels.counts.pooled_priors import (
    PLACE_PRIORS,
    TIGHTER_PLACE_PRIORS,
    WIDER_PLACE_PRIORS,
    PooledPriors,
)
from bemodels.counts.pooled_sensitivity import compare_fits
from bemodels.counts.steps import changepoint, log_linear_trend

__all__ = [
    "PLACE_PRIORS",
    "TIGHTER_PLACE_PRIORS",
    "WIDER_PLACE_PRIORS",
    "PooledPriors",
    "changepoint",
    "compare_fits",
    "exact_annual_rates",
    "fit_pooled",
    "log_linear_trend",
    "minimum_detectable_rate_ratio",
]
