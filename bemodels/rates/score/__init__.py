"""Score intervals and tests of two groups: one inversion for every contrast."""

from bemodels.rates.score import event_rates, odds_ratios, risk_differences, risk_ratios
from bemodels.rates.score.event_rates import (
    rate_difference_scas,
    rate_difference_score,
    rate_ratio_scas,
    rate_ratio_score,
)
from bemodels.rates.score.odds_ratios import (
    odds_ratio_scas,
    odds_ratio_scas_uncorrected,
    odds_ratio_score,
    odds_ratio_score_uncorrected,
)
from bemodels.rates.score.risk_differences import (
    risk_difference_gart_nam,
    risk_difference_mee,
    risk_difference_scas,
    risk_difference_score,
)
from bemodels.rates.score.risk_ratios import (
    risk_ratio_gart_nam,
    risk_ratio_koopman,
    risk_ratio_scas,
    risk_ratio_score,
)
from bemodels.rates.score.score_tests import poisson_scas_test, scas_test

METHODS = (
    *risk_differences.METHODS,
    *risk_ratios.METHODS,
    *odds_ratios.METHODS,
    *event_rates.METHODS,
)

__all__ = [
    "odds_ratio_scas",
    "odds_ratio_scas_uncorrected",
    "odds_ratio_score",
    "odds_ratio_score_uncorrected",
    "poisson_scas_test",
    "rate_difference_scas",
    "rate_difference_score",
    "rate_ratio_scas",
    "rate_ratio_score",
    "risk_difference_gart_nam",
    "risk_difference_mee",
    "risk_difference_scas",
    "risk_difference_score",
    "risk_ratio_gart_nam",
    "risk_ratio_koopman",
    "risk_ratio_scas",
    "risk_ratio_score",
    "scas_test",
]
