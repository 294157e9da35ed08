"""Two attack rates, given how many attacks there were in all."""

from bemodels.rates.conditional.baptista_pike import (
    odds_ratio_baptista_pike,
    odds_ratio_baptista_pike_midp,
)
from bemodels.rates.conditional.fisher_family import (
    fisher,
    fisher_blaker,
    fisher_central,
    fisher_greater,
    fisher_midp,
    fisher_midp_minlike,
)
from bemodels.rates.conditional.listed_methods import METHODS
from bemodels.rates.conditional.odds_ratios import (
    odds_ratio_blaker,
    odds_ratio_exact,
    odds_ratio_midp,
    odds_ratio_minlike,
)

__all__ = [
    "METHODS",
    "fisher",
    "fisher_blaker",
    "fisher_central",
    "fisher_greater",
    "fisher_midp",
    "fisher_midp_minlike",
    "odds_ratio_baptista_pike",
    "odds_ratio_baptista_pike_midp",
    "odds_ratio_blaker",
    "odds_ratio_exact",
    "odds_ratio_midp",
    "odds_ratio_minlike",
]
