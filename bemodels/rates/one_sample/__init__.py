"""Intervals of one attack rate and of one event rate."""

from bemodels.rates.one_sample.annual_rates import (
    annual_rate_exact,
    annual_rate_jeffreys,
    annual_rate_midp,
    annual_rate_score,
)
from bemodels.rates.one_sample.attack_rates import (
    attack_rate_blaker,
    attack_rate_clopper_pearson,
    attack_rate_jeffreys,
    attack_rate_midp,
    attack_rate_wilson,
)

__all__ = [
    "annual_rate_exact",
    "annual_rate_jeffreys",
    "annual_rate_midp",
    "annual_rate_score",
    "attack_rate_blaker",
    "attack_rate_clopper_pearson",
    "attack_rate_jeffreys",
    "attack_rate_midp",
    "attack_rate_wilson",
]
