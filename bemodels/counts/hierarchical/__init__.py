"""Counts by city and year, partially pooled over cities and over years."""

from bemodels.bayes.spreads import (
    ExponentialSpread,
    HalfNormalSpread,
    NoSpread,
)
from bemodels.counts.hierarchical.calibrating import calibrate_hierarchical
from bemodels.counts.hierarchical.fitting import fit_hierarchical
from bemodels.counts.hierarchical.priors import (
    CITY_YEAR_PRIORS,
    WALK_PRIORS,
    CityYearPriors,
)
from bemodels.counts.hierarchical.year_effects import IndependentYears, RandomWalkYears

__all__ = [
    "CITY_YEAR_PRIORS",
    "WALK_PRIORS",
    "CityYearPriors",
    "ExponentialSpread",
    "HalfNormalSpread",
    "IndependentYears",
    "NoSpread",
    "RandomWalkYears",
    "calibrate_hierarchical",
    "fit_hierarchical",
]
