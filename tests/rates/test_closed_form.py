"""Closed-form intervals: a limit that no float holds, and names."""

import pytest

from bemodels.errors import NotEstimableError
from bemodels.rates import closed_form
from bemodels.rates.group import Group


def groups(table):
    return [
        Group(attacks=int(a), incidents=int(n))
        for a, n in (one.split("/") for one in table.split(" v "))
    ]


def test_a_limit_beyond_every_float_is_refused():
    with pytest.raises(NotEstimableError, match="no float holds it"):
        closed_form.odds_ratio_smoothed(*groups("1/512 v 0/1"))


def test_wald_intervals_of_logarithms_are_called_so():
    for name in ("risk_ratio_katz", "odds_ratio_woolf", "odds_ratio_gart"):
        interval = getattr(closed_form, name)(*groups("3/12 v 1/95"))
        assert interval.method.startswith("log-scale Wald")
    assert "warning" in closed_form.risk_difference_wald.__doc__
