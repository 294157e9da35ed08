"""Two attack rates within several strata."""

from bemodels.rates.strata.exact_odds import stratified_exact
from bemodels.rates.strata.homogeneity import breslow_day
from bemodels.rates.strata.sums_over_strata import mantel_haenszel

__all__ = ["breslow_day", "mantel_haenszel", "stratified_exact"]
