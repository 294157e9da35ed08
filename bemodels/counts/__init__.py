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
from bemodels.counts.partial_years import (
    annual_rates_by_variance_factor,
    compare_heterogeneity,
    decline_from_peak,
    fit_variance_factors,
    flatness_within_year,
    late_reporting,
    rate_ratio_variance_factors,
    rate_variance_factors,
    season_weighted_exposure,
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
    "PLACE_PRIORS",
    "TIGHTER_PLACE_PRIORS",
    "WIDER_PLACE_PRIORS",
    "ClusteredErrors",
    "CountFit",
    "PooledPriors",
    "annual_rates",
    "annual_rates_by_variance_factor",
    "changepoint",
    "cluster_standard_errors",
    "compare_fits",
    "compare_heterogeneity",
    "complete_period",
    "decline_from_peak",
    "exact_annual_rates",
    "expected_zero_share",
    "fit_bias_reduced_poisson",
    "fit_negative_binomial",
    "fit_negative_binomial_linear",
    "fit_poisson",
    "fit_pooled",
    "fit_variance_factors",
    "flatness_within_year",
    "late_reporting",
    "log_linear_trend",
    "minimum_detectable_rate_ratio",
    "profile_interval",
    "quasi_poisson_scale",
    "rate_difference",
    "rate_ratio",
    "rate_ratio_variance_factors",
    "rate_variance_factors",
    "robust_standard_errors",
    "season_weighted_exposure",
    "standardised_annual_rates",
]
