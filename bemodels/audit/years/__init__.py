"""Every vector of counts by year that is consistent with what a report prints."""

from bemodels.audit.years.belgium_years import (
    belgium_year_constraints,
    belgium_year_counts,
    belgium_year_readings,
    belgium_year_variants,
)
from bemodels.audit.years.closeness import CloseCounts, CloseRates
from bemodels.audit.years.printed_changes import RoundedChange, TruncatedChange
from bemodels.audit.years.readings import YearReading, compare_year_readings
from bemodels.audit.years.vectors import YearConstraint, year_vectors, years_of
from bemodels.audit.years.year_order import Below, BelowBy, NotAbove
from bemodels.audit.years.year_rules import AtLeast, AtMost, Total

__all__ = [
    "AtLeast",
    "AtMost",
    "Below",
    "BelowBy",
    "CloseCounts",
    "CloseRates",
    "NotAbove",
    "RoundedChange",
    "Total",
    "TruncatedChange",
    "YearConstraint",
    "YearReading",
    "belgium_year_constraints",
    "belgium_year_counts",
    "belgium_year_readings",
    "belgium_year_variants",
    "compare_year_readings",
    "year_vectors",
    "years_of",
]
