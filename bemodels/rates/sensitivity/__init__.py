"""How far a contrast of two attack rates rests on incidents, labels and priors."""

from bemodels.rates.bayes.prior_tables import prior_table
from bemodels.rates.sensitivity.relabelled import contrast_table, relabelling_table

__all__ = ["contrast_table", "prior_table", "relabelling_table"]
