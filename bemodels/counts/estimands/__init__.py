"""What a fit says in words that a reader asks in: rates, contrasts, counts."""

from bemodels.counts.estimands.grid_rates import annual_rates
from bemodels.counts.estimands.rate_contrasts import rate_difference, rate_ratio
from bemodels.counts.estimands.standardised_rates import standardised_annual_rates

__all__ = [
    "annual_rates",
    "rate_difference",
    "rate_ratio",
    "standardised_annual_rates",
]
