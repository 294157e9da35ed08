"""Intervals of two groups that a formula gives, without a search."""

from bemodels.rates.closed_form import (
    odds_ratios,
    odds_ratios_by_sinh,
    risk_differences,
    risk_ratios,
)
from bemodels.rates.closed_form.odds_ratios import (
    odds_ratio_gart,
    odds_ratio_smoothed,
    odds_ratio_woolf,
)
from bemodels.rates.closed_form.odds_ratios_by_sinh import (
    odds_ratio_inverse_sinh,
    odds_ratio_inverse_sinh_adjusted,
)
from bemodels.rates.closed_form.risk_differences import (
    risk_difference_agresti_caffo,
    risk_difference_wald,
)
from bemodels.rates.closed_form.risk_ratios import (
    risk_ratio_adjusted_log,
    risk_ratio_inverse_sinh,
    risk_ratio_katz,
    risk_ratio_price_bonett,
)

METHODS = (
    *risk_differences.METHODS,
    *risk_ratios.METHODS,
    *odds_ratios.METHODS,
    *odds_ratios_by_sinh.METHODS,
)

__all__ = [
    "odds_ratio_gart",
    "odds_ratio_inverse_sinh",
    "odds_ratio_inverse_sinh_adjusted",
    "odds_ratio_smoothed",
    "odds_ratio_woolf",
    "risk_difference_agresti_caffo",
    "risk_difference_wald",
    "risk_ratio_adjusted_log",
    "risk_ratio_inverse_sinh",
    "risk_ratio_katz",
    "risk_ratio_price_bonett",
]
