"""Intervals of two groups from the limits of each: variance estimates recovered."""

from bemodels.rates.mover import event_rates, risk_and_odds_ratios, risk_differences
from bemodels.rates.mover.event_rates import (
    rate_difference_mover_jeffreys,
    rate_ratio_mover_jeffreys,
)
from bemodels.rates.mover.risk_and_odds_ratios import (
    odds_ratio_mover_jeffreys,
    odds_ratio_mover_wilson,
    risk_ratio_mover_jeffreys,
    risk_ratio_mover_wilson,
)
from bemodels.rates.mover.risk_differences import (
    risk_difference_mover_jeffreys,
    risk_difference_newcombe,
)

METHODS = (
    *risk_differences.METHODS,
    *risk_and_odds_ratios.METHODS,
    *event_rates.METHODS,
)

__all__ = [
    "odds_ratio_mover_jeffreys",
    "odds_ratio_mover_wilson",
    "rate_difference_mover_jeffreys",
    "rate_ratio_mover_jeffreys",
    "risk_difference_mover_jeffreys",
    "risk_difference_newcombe",
    "risk_ratio_mover_jeffreys",
    "risk_ratio_mover_wilson",
]
