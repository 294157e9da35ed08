"""How far a contrast of two attack rates rests on incidents, labels and priors."""

from bemodels.rates.bayes.prior_tables import prior_table
from bemodels.rates.sensitivity.relabelled import contrast_table, relabelling_table
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
    "false_attacks",
    "moved_labels",
    "prior_table",
    "relabelling_table",
    "unseen_attacks",
    "unseen_non_attacks",
]
