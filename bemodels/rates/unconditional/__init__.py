"""Exact unconditional tests and intervals: every table, whatever the nuisance rate."""

from functools import partial

from bemodels.rates.methods import Method
from bemodels.rates.unconditional.central_intervals import (
    DIFFERENCE_CHAN_ZHANG,
    DIFFERENCE_SANTNER_SNELL,
    ODDS_CHAN_ZHANG,
    RATIO_CHAN_ZHANG,
    odds_ratio_chan_zhang,
    risk_difference_chan_zhang,
    risk_difference_santner_snell,
    risk_ratio_chan_zhang,
)
from bemodels.rates.unconditional.event_rate_tests import poisson_etest
from bemodels.rates.unconditional.exact_p_values import p_values_of_every_table
from bemodels.rates.unconditional.likelihood_tests import (
    boschloo,
    boschloo_greater,
    boschloo_minlike,
    unconditional_likelihood_ratio,
)
from bemodels.rates.unconditional.pooled_z_tests import (
    agresti_min_test,
    barnard,
    barnard_greater,
    chan_zhang_test,
)
from bemodels.rates.unconditional.two_sided_intervals import (
    DIFFERENCE_AGRESTI_MIN,
    ODDS_AGRESTI_MIN,
    RATIO_AGRESTI_MIN,
    odds_ratio_agresti_min,
    risk_difference_agresti_min,
    risk_ratio_agresti_min,
)

__all__ = [
    "METHODS",
    "agresti_min_test",
    "barnard",
    "barnard_greater",
    "boschloo",
    "boschloo_greater",
    "boschloo_minlike",
    "chan_zhang_test",
    "odds_ratio_agresti_min",
    "odds_ratio_chan_zhang",
    "p_values_of_every_table",
    "poisson_etest",
    "risk_difference_agresti_min",
    "risk_difference_chan_zhang",
    "risk_difference_santner_snell",
    "risk_ratio_agresti_min",
    "risk_ratio_chan_zhang",
    "unconditional_likelihood_ratio",
]

_method = partial(Method, family="exact unconditional", continuous=False)
METHODS = (
    _method(
        name="risk_difference_chan_zhang",
        scale="risk difference",
        interval=risk_difference_chan_zhang,
        p_value=DIFFERENCE_CHAN_ZHANG.p_value,
    ),
    _method(
        name="risk_ratio_chan_zhang",
        scale="risk ratio",
        interval=risk_ratio_chan_zhang,
        p_value=RATIO_CHAN_ZHANG.p_value,
    ),
    _method(
        name="odds_ratio_chan_zhang",
        scale="odds ratio",
        interval=odds_ratio_chan_zhang,
        p_value=ODDS_CHAN_ZHANG.p_value,
    ),
    _method(
        name="risk_difference_agresti_min",
        scale="risk difference",
        interval=risk_difference_agresti_min,
        p_value=DIFFERENCE_AGRESTI_MIN.p_value,
    ),
    _method(
        name="risk_ratio_agresti_min",
        scale="risk ratio",
        interval=risk_ratio_agresti_min,
        p_value=RATIO_AGRESTI_MIN.p_value,
    ),
    _method(
        name="odds_ratio_agresti_min",
        scale="odds ratio",
        interval=odds_ratio_agresti_min,
        p_value=ODDS_AGRESTI_MIN.p_value,
    ),
    _method(
        name="risk_difference_santner_snell",
        scale="risk difference",
        interval=risk_difference_santner_snell,
        p_value=DIFFERENCE_SANTNER_SNELL.p_value,
    ),
)
