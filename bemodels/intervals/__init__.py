"""Interval and test arithmetic that more than one question needs."""

from bemodels.intervals.beta_contrasts import (
    difference_quantile,
    odds_ratio_quantile,
    probability_greater,
    ratio_quantile,
)
from bemodels.intervals.beta_quadrature import Beta, expectation
from bemodels.intervals.conditional import (
    conditional_odds_ratio,
    exact_odds_ratio_interval,
)
from bemodels.intervals.fisher_tests import (
    fisher_central_p_value,
    fisher_midp_p_value,
    fisher_minlike_midp_p_value,
    fisher_p_value,
)
from bemodels.intervals.gamma_mixture import gamma_mixture_quantile
from bemodels.intervals.one_sample import (
    clopper_pearson_limits,
    garwood_interval,
    wilson_interval,
)
from bemodels.intervals.quasi_poisson import (
    quasi_poisson_interval,
    quasi_poisson_tipping_factor,
)
from bemodels.intervals.roots import solve_increasing
from bemodels.intervals.two_by_two import TwoByTwo

__all__ = [
    "Beta",
    "TwoByTwo",
    "clopper_pearson_limits",
    "conditional_odds_ratio",
    "difference_quantile",
    "exact_odds_ratio_interval",
    "expectation",
    "fisher_central_p_value",
    "fisher_midp_p_value",
    "fisher_minlike_midp_p_value",
    "fisher_p_value",
    "gamma_mixture_quantile",
    "garwood_interval",
    "odds_ratio_quantile",
    "probability_greater",
    "quasi_poisson_interval",
    "quasi_poisson_tipping_factor",
    "ratio_quantile",
    "solve_increasing",
    "wilson_interval",
]
