"""Two groups of incidents: how far their attack rates lie apart."""

from bemodels.rates.compare import compare_attack_rates
from bemodels.rates.design import (
    design_of,
    design_of_method,
    exact_power,
    exact_sample_size,
    minimum_detectable_rate,
)
from bemodels.rates.group import Group, groups_of_report
from bemodels.rates.log_groups import compare_groups_of, groups_of
from bemodels.rates.unconditional import (
    agresti_min_test,
    barnard,
    barnard_greater,
    boschloo,
    boschloo_greater,
    boschloo_minlike,
    chan_zhang_test,
    odds_ratio_agresti_min,
    odds_ratio_chan_zhang,
    poisson_etest,
    risk_difference_agresti_min,
    risk_difference_chan_zhang,
    risk_difference_santner_snell,
    risk_ratio_agresti_min,
    risk_ratio_chan_zhang,
    unconditional_likelihood_ratio,
)

__all__ = [
    "Group",
    "agresti_min_test",
    "barnard",
    "barnard_greater",
    "boschloo",
    "boschloo_greater",
    "boschloo_minlike",
    "chan_zhang_test",
    "compare_attack_rates",
    "compare_groups_of",
    "design_of",
    "design_of_method",
    "exact_power",
    "exact_sample_size",
    "groups_of",
    "groups_of_report",
    "minimum_detectable_rate",
    "odds_ratio_agresti_min",
    "odds_ratio_chan_zhang",
    "poisson_etest",
    "risk_difference_agresti_min",
    "risk_difference_chan_zhang",
    "risk_difference_santner_snell",
    "risk_ratio_agresti_min",
    "risk_ratio_chan_zhang",
    "unconditional_likelihood_ratio",
]
