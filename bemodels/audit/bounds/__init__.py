"""What printed totals leave open: overlaps of categories, and missing values."""

from bemodels.audit.bounds.missing_values import missing_data_bounds
from bemodels.audit.bounds.overlap_result import overlap_bounds
from bemodels.audit.bounds.report_missing import belgium_missing_bounds
from bemodels.audit.bounds.report_overlaps import belgium_overlaps

__all__ = [
    "belgium_missing_bounds",
    "belgium_overlaps",
    "missing_data_bounds",
    "overlap_bounds",
]
