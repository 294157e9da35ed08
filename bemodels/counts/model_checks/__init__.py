"""What the hierarchical fit predicts, beside other models and under other priors."""

from bemodels.counts.model_checks.left_out_cells import leave_one_out
from bemodels.counts.model_checks.models_by_prediction import compare_models
from bemodels.counts.model_checks.other_priors import prior_sensitivity

__all__ = ["compare_models", "leave_one_out", "prior_sensitivity"]
