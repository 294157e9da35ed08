"""Counts of incidents with exposure: annual rates, exact and partially pooled."""

from bemodels.counts.exact_rates import exact_annual_rates
from bemodels.counts.pooled import fit_pooled
from bemodels.counts.pooled_priors import (
    PLACE_PRIORS,
    TIGHTER_PLACE_PRIORS,
    WIDER_PLACE_PRIORS,
    PooledPriors,
)
from bemodels.counts.pooled_sensitivity import (
    sensitivity_to_places,
    sensitivity_to_priors,
    sensitivity_to_tables,
)

__all__ = [
    "PLACE_PRIORS",
    "TIGHTER_PLACE_PRIORS",
    "WIDER_PLACE_PRIORS",
    "PooledPriors",
    "exact_annual_rates",
    "fit_pooled",
    "sensitivity_to_places",
    "sensitivity_to_priors",
    "sensitivity_to_tables",
]
