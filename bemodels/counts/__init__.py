"""Counts of incidents with exposure: annual rates, exact, modelled and pooled."""

from bemodels.counts.contrast import minimum_detectable_rate_ratio
from bemodels.counts.estimands import (
    annual_rates,
    complete_period,
    expected_zero_share,
    rate_difference,
    rate_ratio,
    standardised_annual_rates,
)
from bemodels.counts.exact_rates import exact_annual_rates
from bemodels.counts.fits import (
    ClusteredErrors,
    CountFit,
    cluster_standard_errors,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
    profile_interval,
    quasi_poisson_scale,
    robust_standard_errors,
)
from bemodels.counts.hierarchical import (
    CITY_YEAR_PRIORS,
    WALK_PRIORS,
    CityYearPriors,
    ExponentialSpread,
    HalfNormalSpread,
    IndependentYears,
    NoSpread,
    RandomWalkYears,
    fit_hierarchical,
)
from bemodels.counts.many_cells import (
    GammaManyFit,
    PoissonManyFit,
    fit_hierarchical_many,
    fit_negative_binomial_many,
    fit_poisson_many,
)
from bemodels.counts.pooled import (
    PLACE_PRIORS,
    TIGHTER_PLACE_PRIORS,
    WIDER_PLACE_PRIORS,
    PooledPriors,
    compare_fits,
    fit_pooled,
)
from bemodels.counts.steps import changepoint, log_linear_trend

__all__ = [
    "CITY_YEAR_PRIORS",
    "PLACE_PRIORS",
    "TIGHTER_PLACE_PRIORS",
    "WALK_PRIORS",
    "WIDER_PLACE_PRIORS",
    "CityYearPriors",
    "ClusteredErrors",
    "CountFit",
    "ExponentialSpread",
    "GammaManyFit",
    "HalfNormalSpread",
    "IndependentYears",
    "NoSpread",
    "PoissonManyFit",
    "PooledPriors",
    "RandomWalkYears",
    "annual_rates",
    "changepoint",
    "cluster_standard_errors",
    "compare_fits",
    "complete_period",
    "exact_annual_rates",
    "expected_zero_share",
    "fit_bias_reduced_poisson",
    "fit_hierarchical",
    "fit_hierarchical_many",
    "fit_negative_binomial",
    "fit_negative_binomial_linear",
    "fit_negative_binomial_many",
    "fit_poisson",
    "fit_poisson_many",
    "fit_pooled",
    "log_linear_trend",
    "minimum_detectable_rate_ratio",
    "profile_interval",
    "quasi_poisson_scale",
    "rate_difference",
    "rate_ratio",
    "robust_standard_errors",
    "standardised_annual_rates",
]
