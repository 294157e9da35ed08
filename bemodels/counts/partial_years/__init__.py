"""Years observed in part: what they assume, and what else their rates could be."""

from bemodels.counts.partial_years.fit_factors import fit_variance_factors
from bemodels.counts.partial_years.flatness import flatness_within_year
from bemodels.counts.partial_years.heterogeneity import compare_heterogeneity
from bemodels.counts.partial_years.late_incidents import late_reporting
from bemodels.counts.partial_years.peak_decline import decline_from_peak
from bemodels.counts.partial_years.rate_factors import rate_variance_factors
from bemodels.counts.partial_years.ratio_factors import rate_ratio_variance_factors
from bemodels.counts.partial_years.season_exposure import season_weighted_exposure
from bemodels.counts.partial_years.table_factors import (
    annual_rates_by_variance_factor,
)

__all__ = [
    "annual_rates_by_variance_factor",
    "compare_heterogeneity",
    "decline_from_peak",
    "fit_variance_factors",
    "flatness_within_year",
    "late_reporting",
    "rate_ratio_variance_factors",
    "rate_variance_factors",
    "season_weighted_exposure",
]
