"""Years observed in part: what they assume, and what else their rates could be."""

from bemodels.counts.partial_years.flatness import flatness_within_year
from bemodels.counts.partial_years.heterogeneity import compare_heterogeneity
from bemodels.counts.partial_years.season_exposure import season_weighted_exposure

__all__ = [
    "compare_heterogeneity",
    "flatness_within_year",
    "season_weighted_exposure",
]
