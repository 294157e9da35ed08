"""What a fit says in words that a reader asks in: rates, contrasts, counts."""

from bemodels.counts.estimands.complete_periods import complete_period
from bemodels.counts.estimands.grid_rates import annual_rates
from bemodels.counts.estimands.rate_contrasts import rate_ratio
from bemodels.counts.estimands.rate_differences import rate_difference
from bemodels.counts.estimands.standardised_rates import standardised_annual_rates
from bemodels.counts.estimands.zero_share import expected_zero_share

__all__ = [
    "annual_rates",
    "complete_period",
    "expected_zero_share",
    "rate_difference",
    "rate_ratio",
    "standardised_annual_rates",
]
