"""What a printed report says, what it implies, and what it leaves open."""

from bemodels.audit.bounds import (
    belgium_missing_bounds,
    belgium_overlaps,
    missing_data_bounds,
    overlap_bounds,
)

__all__ = [
    "belgium_missing_bounds",
    "belgium_overlaps",
    "missing_data_bounds",
    "overlap_bounds",
]
