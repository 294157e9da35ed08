"""What a printed report says, what it implies, and what it leaves open."""

from bemodels.audit.trend import (
    PossibleCounts,
    VectorWeights,
    changes_over_vectors,
    claimed_drop,
    decline_by_selection,
    decline_by_variance_factor,
    decline_mixture,
    decline_over_vectors,
    equal_weights,
    equal_year_weights,
    fit_margins,
    late_incidents_over_vectors,
)

__all__ = [
    "PossibleCounts",
    "VectorWeights",
    "changes_over_vectors",
    "claimed_drop",
    "decline_by_selection",
    "decline_by_variance_factor",
    "decline_mixture",
    "decline_over_vectors",
    "equal_weights",
    "equal_year_weights",
    "fit_margins",
    "late_incidents_over_vectors",
]
