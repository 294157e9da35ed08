"""Two attack rates by melding the exact limits of each: guaranteed intervals."""

from bemodels.rates.melded.intervals import (
    METHODS,
    odds_ratio_melded,
    risk_difference_melded,
    risk_ratio_melded,
)

__all__ = [
    "METHODS",
    "odds_ratio_melded",
    "risk_difference_melded",
    "risk_ratio_melded",
]
