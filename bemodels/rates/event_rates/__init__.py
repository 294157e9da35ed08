"""Two event rates, given how many events there were in all."""

from bemodels.rates.event_rates.poisson_tests import (
    poisson_exact,
    poisson_exact_minlike,
    poisson_midp,
)
from bemodels.rates.event_rates.rate_ratios import (
    METHODS,
    rate_ratio_exact,
    rate_ratio_midp,
)

__all__ = [
    "METHODS",
    "poisson_exact",
    "poisson_exact_minlike",
    "poisson_midp",
    "rate_ratio_exact",
    "rate_ratio_midp",
]
