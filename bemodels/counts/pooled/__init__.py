"""Annual rates by place, partially pooled over a stated number of places at risk."""

from bemodels.counts.pooled.fitting import fit_pooled
from bemodels.counts.pooled.priors import (
    PLACE_PRIORS,
    TIGHTER_PLACE_PRIORS,
    WIDER_PLACE_PRIORS,
    PooledPriors,
)
from bemodels.counts.pooled.sensitivity import compare_fits

__all__ = [
    "PLACE_PRIORS",
    "TIGHTER_PLACE_PRIORS",
    "WIDER_PLACE_PRIORS",
    "PooledPriors",
    "compare_fits",
    "fit_pooled",
]
