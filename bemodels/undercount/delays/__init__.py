"""Late recording: what the last months will hold once all is recorded."""

from bemodels.undercount.delays.late_months import complete_late_months
from bemodels.undercount.delays.recorded_dates import triangle_of
from bemodels.undercount.delays.reverse_hazards import DelayPrior
from bemodels.undercount.delays.triangle import ReportingTriangle

__all__ = [
    "DelayPrior",
    "ReportingTriangle",
    "complete_late_months",
    "triangle_of",
]
