"""The conditional intervals of the odds ratio, each with the p-value it inverts."""

from __future__ import annotations

from collections.abc import Callable

from bemodels.intervals.conditional_limits import (
    BLAKER,
    CENTRAL,
    MIDP,
    MINLIKE,
    ConditionalMethod,
)
from bemodels.rates.conditional.baptista_pike import (
    BAPTISTA_PIKE,
    BAPTISTA_PIKE_MIDP,
    odds_ratio_baptista_pike,
    odds_ratio_baptista_pike_midp,
)
from bemodels.rates.conditional.checked_table import checked_table
from bemodels.rates.conditional.odds_ratios import (
    odds_ratio_blaker,
    odds_ratio_exact,
    odds_ratio_midp,
    odds_ratio_minlike,
)
from bemodels.rates.group import Group
from bemodels.rates.methods import Method


def _p_value_of(method: ConditionalMethod) -> Callable[[Group, Group, float], float]:
    """Return the p-value that an interval inverts, of two groups and an odds ratio."""

    def p_value(group: Group, reference: Group, null: float) -> float:
        return method.p_value(checked_table(group, reference).conditional, null)

    return p_value


METHODS = tuple(
    Method(
        name=interval.__name__,
        scale="odds ratio",
        family="exact conditional",
        interval=interval,
        p_value=_p_value_of(method),
        continuous=method in (CENTRAL, MIDP),
    )
    for interval, method in (
        (odds_ratio_exact, CENTRAL),
        (odds_ratio_midp, MIDP),
        (odds_ratio_minlike, MINLIKE),
        (odds_ratio_blaker, BLAKER),
        (odds_ratio_baptista_pike, BAPTISTA_PIKE),
        (odds_ratio_baptista_pike_midp, BAPTISTA_PIKE_MIDP),
    )
)
