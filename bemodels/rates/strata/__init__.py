"""Two attack rates within several strata."""

from bemodels.rates.strata.common_sums import mantel_haenszel
from bemodels.rates.strata.exact_odds import stratified_exact
from bemodels.rates.strata.homogeneity import breslow_day

__all__ = ["breslow_day", "mantel_haenszel", "stratified_exact"]
