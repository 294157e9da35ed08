"""Counts of events of which some are recorded, with validation counts of the share."""

from bemodels.undercount.reporting.reporting_calibration import calibrate_reporting
from bemodels.undercount.reporting.reporting_fit import fit_reporting
from bemodels.undercount.reporting.reporting_priors import (
    RatePriors,
    ReportingPriors,
    StatedDetection,
    TermPrior,
    WeakDetection,
)

__all__ = [
    "RatePriors",
    "ReportingPriors",
    "StatedDetection",
    "TermPrior",
    "WeakDetection",
    "calibrate_reporting",
    "fit_reporting",
]
