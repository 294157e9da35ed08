"""One p-value of a score test belongs to the intervals of every contrast."""

import pytest

from bemodels.rates import score
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group


def groups(table):
    return [
        Group(attacks=int(a), incidents=int(n))
        for a, n in (one.split("/") for one in table.split(" v "))
    ]


def exposures(table):
    return [
        Exposed(events=int(a), years=float(n))
        for a, n in (one.split("/") for one in table.split(" v "))
    ]


def test_one_p_value_belongs_to_all_three_scales():
    pair = groups("3/12 v 1/95")
    nulls = {"risk difference": 0.0, "risk ratio": 1.0, "odds ratio": 1.0}
    found = [
        method.p_value(*pair, nulls[method.scale])
        for method in score.METHODS
        if method.name.endswith("_scas") and method.scale in nulls
    ]

    assert len(found) == 3
    assert found == pytest.approx([0.005122975] * 3, abs=5e-10)
    assert score.scas_test(*pair).p_value == found[0]


def test_the_poisson_test_belongs_to_both_scales():
    pair = exposures("3/12 v 1/95")
    nulls = {"rate_difference_scas": 0.0, "rate_ratio_scas": 1.0}
    found = [
        method.p_value(*pair, nulls[method.name])
        for method in score.METHODS
        if method.name in nulls
    ]

    assert found == pytest.approx([score.poisson_scas_test(*pair).p_value] * 2)
