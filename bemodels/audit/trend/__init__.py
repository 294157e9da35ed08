"""The trend over years, made from every vector that a report leaves possible."""

from bemodels.audit.trend.belgium_vectors import belgium_possible_counts
from bemodels.audit.trend.count_ranges import counts_over_vectors
from bemodels.audit.trend.decline_envelope import decline_over_vectors
from bemodels.audit.trend.decline_factors import decline_by_variance_factor
from bemodels.audit.trend.decline_mixture import decline_mixture
from bemodels.audit.trend.decline_selection import decline_by_selection
from bemodels.audit.trend.drop_claim import claimed_drop
from bemodels.audit.trend.late_vectors import late_incidents_over_vectors
from bemodels.audit.trend.margin_fit import fit_margins
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.trend.vector_weights import (
    VectorWeights,
    equal_weights,
    equal_year_weights,
)
from bemodels.audit.trend.year_changes import changes_over_vectors

__all__ = [
    "PossibleCounts",
    "VectorWeights",
    "belgium_possible_counts",
    "changes_over_vectors",
    "claimed_drop",
    "counts_over_vectors",
    "decline_by_selection",
    "decline_by_variance_factor",
    "decline_mixture",
    "decline_over_vectors",
    "equal_weights",
    "equal_year_weights",
    "fit_margins",
    "late_incidents_over_vectors",
]
