"""Years observed in part: what they assume, and what else their rates could be."""

from bemodels.counts.partial_years.heterogeneity import compare_heterogeneity

__all__ = ["compare_heterogeneity"]
