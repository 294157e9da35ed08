"""How far a contrast of two attack rates rests on incidents, labels and priors."""

from bemodels.rates.bayes.prior_tables import prior_table
from bemodels.rates.sensitivity.bias_bound import multiple_bias_bound
from bemodels.rates.sensitivity.confounding import e_value
from bemodels.rates.sensitivity.contrast_tipping import contrast_tipping_table
from bemodels.rates.sensitivity.fragile import fragility
from bemodels.rates.sensitivity.misread import (
    misclassified_group,
    misclassified_outcome,
)
from bemodels.rates.sensitivity.misread_posterior import (
    misclassified_group_posterior,
    misclassified_outcome_posterior,
)
from bemodels.rates.sensitivity.relabelled import contrast_table, relabelling_table
from bemodels.rates.sensitivity.selection import selection_bias
from bemodels.rates.sensitivity.suppositions import (
    clustered_arrests,
    false_attacks,
    moved_labels,
    unseen_attacks,
    unseen_non_attacks,
)

__all__ = [
    "clustered_arrests",
    "contrast_table",
    "contrast_tipping_table",
    "e_value",
    "false_attacks",
    "fragility",
    "misclassified_group",
    "misclassified_group_posterior",
    "misclassified_outcome",
    "misclassified_outcome_posterior",
    "moved_labels",
    "multiple_bias_bound",
    "prior_table",
    "relabelling_table",
    "selection_bias",
    "unseen_attacks",
    "unseen_non_attacks",
]
