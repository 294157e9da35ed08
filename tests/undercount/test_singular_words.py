"""One unit, one actor, one month: what is printed of data with a single one."""

import re

import pandas as pd
import pytest

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta
from bemodels.undercount import (
    Fates,
    SurfacingPrior,
    hidden_given_discovery_routes,
    hidden_given_prior,
    hidden_given_propensity,
    hidden_given_surfacing,
    hidden_over_surfacing_range,
    propensity_scenarios,
    surfacing_scenarios,
)
from bemodels.undercount.capture import (
    SCALE,
    chao1_bias_corrected,
    chao_lower_bound,
    compare_methods,
    decomposable_graphs,
    loglinear_equal,
    loglinear_frequencies,
    petersen,
    zelterman,
    zero_truncated_poisson,
    zero_truncated_poisson_regression,
)
from bemodels.undercount.delays import (
    DelayPrior,
    ReportingTriangle,
    complete_late_months,
)

ONE = Fates(arrests=1, attacks=0)
OTHER = Fates(arrests=0, attacks=1)
MONTHS = ReportingTriangle(
    months=("2017-08", "2017-09", "2017-10"), counts=((1, 0, 1), (1, 0), (1,))
)
HISTORIES = {"110": 1, "100": 3, "010": 3, "001": 4, "101": 2}
RESULTS = [
    chao1_bias_corrected([1]),
    chao_lower_bound({1: 1, 2: 1}),
    zelterman({1: 1, 2: 1}),
    zero_truncated_poisson({2: 1}),
    zero_truncated_poisson_regression(
        "times ~ x", pd.DataFrame({"times": [1, 3] * 21, "x": range(42)})
    ),
    loglinear_frequencies({1: 3, 2: 1}, occasions=2),
    loglinear_equal(HISTORIES),
    petersen(2, 1, 1),
    compare_methods({"110": 1, "011": 1, "100": 1, "010": 1, "001": 1}),
    decomposable_graphs({"110": 1}, delta=1, log_prior=SCALE),
    hidden_given_surfacing(ONE, 0.9),
    hidden_given_surfacing(ONE, 0.4),
    hidden_over_surfacing_range(ONE, 0.4, 0.9),
    surfacing_scenarios(ONE),
    hidden_given_prior(ONE, SurfacingPrior(beta=Beta(a=2, b=2), reason="An example.")),
    hidden_given_propensity(
        ONE, OTHER, relative_propensity=2, log_sd=0, linked_surfacing=1
    ),
    propensity_scenarios(ONE, OTHER, log_sd=0, linked_surfacing=1),
    hidden_given_discovery_routes(
        ONE, independent_only=1, connection_only=1, both=1, dependence=2, transfer=2
    ),
    complete_late_months(
        MONTHS, longest=2, tail=0.0, prior=DelayPrior(weight=0.5, reason="Jeffreys")
    ),
]
# A ratio of 1 is "1 times as often", which no other number would be.
SEVERAL = re.compile(
    r"(?<![\d.,-])1 (?:recorded )?(?:actors|cells|degrees|incidents|lists|methods"
    r"|months|ones|patterns|times in all|units|linked actors)\b"
)


@pytest.mark.parametrize("result", RESULTS, ids=lambda one: one.title)
def test_one_is_not_several(result):
    printed = f"{result}\n{result.card}"
    assert not SEVERAL.findall(printed)


@pytest.mark.parametrize(
    ("surfacing", "told"),
    [
        (
            0.9,
            "If surfacing is 0.9, then 1 (95% credible interval 1 to 2) actor stood "
            "behind the 1 recorded one, 0 of them hidden (0 to 1).",
        ),
        (
            0.4,
            "If surfacing is 0.4, then 2 (95% credible interval 1 to 8) actors stood "
            "behind the 1 recorded one, 1 of them hidden (0 to 7).",
        ),
    ],
)
def test_one_recorded_actor_is_one(surfacing, told):
    assert hidden_given_surfacing(ONE, surfacing).conclusion == told


def test_a_late_month_is_one_in_what_is_assumed():
    result = complete_late_months(
        ReportingTriangle(months=("2017-09", "2017-10"), counts=((1, 0), (1,))),
        longest=1,
        tail=0.25,
        prior=DelayPrior(weight=0.5, reason="Jeffreys"),
    )
    assert result.assumptions[0].statement == (
        "The share of incidents recorded later than 1 month after they occurred, or "
        "never, is 0.25: a stated number, which no data here support."
    )


def test_one_cell_determines():
    with pytest.raises(NotEstimableError) as refused:
        loglinear_frequencies({1: 1}, occasions=1)
    assert str(refused.value) == (
        "M0 is not identifiable: 1 cell determines 1 of 2 parameters"
    )
