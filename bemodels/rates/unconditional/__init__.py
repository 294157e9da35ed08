"""Exact unconditional tests and intervals: every table, whatever the nuisance rate."""

from collections.abc import Callable
from functools import partial

from bemodels.rates.methods import Method, MethodScale
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
from bemodels.rates.unconditional.held_nulls import held_by_inversion
from bemodels.rates.unconditional.inversion import ExactInversion
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
from bemodels.result import Interval

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


def _method(
    name: str,
    scale: MethodScale,
    interval: Callable[..., Interval],
    inversion: ExactInversion,
) -> Method:
    return Method(
        name=name,
        scale=scale,
        family="exact unconditional",
        interval=interval,
        p_value=inversion.p_value,
        continuous=False,
        held=partial(held_by_inversion, inversion),
    )


METHODS = (
    _method(
        name="risk_difference_chan_zhang",
        scale="risk difference",
        interval=risk_difference_chan_zhang,
        inversion=DIFFERENCE_CHAN_ZHANG,
    ),
    _method(
        name="risk_ratio_chan_zhang",
        scale="risk ratio",
        interval=risk_ratio_chan_zhang,
        inversion=RATIO_CHAN_ZHANG,
    ),
    _method(
        name="odds_ratio_chan_zhang",
        scale="odds ratio",
        interval=odds_ratio_chan_zhang,
        inversion=ODDS_CHAN_ZHANG,
    ),
    _method(
        name="risk_difference_agresti_min",
        scale="risk difference",
        interval=risk_difference_agresti_min,
        inversion=DIFFERENCE_AGRESTI_MIN,
    ),
    _method(
        name="risk_ratio_agresti_min",
        scale="risk ratio",
        interval=risk_ratio_agresti_min,
        inversion=RATIO_AGRESTI_MIN,
    ),
    _method(
        name="odds_ratio_agresti_min",
        scale="odds ratio",
        interval=odds_ratio_agresti_min,
        inversion=ODDS_AGRESTI_MIN,
    ),
    _method(
        name="risk_difference_santner_snell",
        scale="risk difference",
        interval=risk_difference_santner_snell,
        inversion=DIFFERENCE_SANTNER_SNELL,
    ),
)
