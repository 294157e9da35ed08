"""Closed-form intervals: a limit beyond what is computed, and names."""

import pytest

from bemodels.errors import NotEstimableError
from bemodels.rates import closed_form
from bemodels.rates.group import Group


def groups(table):
    return [
        Group(attacks=int(a), incidents=int(n))
        for a, n in (one.split("/") for one in table.split(" v "))
    ]


def test_a_limit_beyond_what_is_computed_is_refused():
    with pytest.raises(
        NotEstimableError,
        match=r"^a limit is not estimable: it lies a factor of 10\^\d+ from the "
        r"estimate, more than can be computed \(log-scale Wald \(Agresti, "
        r"independence-smoothed\)\)$",
    ):
        closed_form.odds_ratio_smoothed(*groups("1/512 v 0/1"))


def test_wald_intervals_of_logarithms_are_called_so():
    for name in ("risk_ratio_katz", "odds_ratio_woolf", "odds_ratio_gart"):
        interval = getattr(closed_form, name)(*groups("3/12 v 1/95"))
        assert interval.method.startswith("log-scale Wald")
    assert "warning" in closed_form.risk_difference_wald.__doc__


def test_a_smoothed_limit_can_rise_with_an_unseen_non_attack():
    before, after = (
        closed_form.odds_ratio_smoothed(*groups(f"{one} v 24/25")).low
        for one in ("1/1", "1/2")
    )
    assert f"{before:.1e} {after:.2g}" == "3.1e-15 0.0019"
