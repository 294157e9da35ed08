"""Closed-form intervals: published limits, one that no float holds, and names."""

import pytest

from bemodels.errors import NotEstimableError
from bemodels.rates import closed_form
from bemodels.rates.group import Group

PROPCIS = "PropCIs, quoted in statsmodels test_confint_2indep_propcis"
TABLES = "contingencytables 3.0.0 test-ch4.R (Fagerland, Lydersen & Laake 2017)"
F2015 = "Fagerland et al. 2015, quoted in statsmodels test_confint_2indep"
EPITOOLS = "R epitools, in scipy test_relative_risk.py and test_odds_ratio.py"
STATSMODELS = "statsmodels 0.15.0 confint_proportions_2indep, logit-smoothed"
# Counts, method, limits, half a unit of the last printed digits, source.
PUBLISHED = [
    (
        "7/34 v 1/34",
        "risk_difference_agresti_caffo",
        0.01161167,
        0.32172166,
        5e-9,
        PROPCIS,
    ),
    ("7/34 v 1/34", "risk_difference_wald", 0.02916942, 0.32377176, 5e-9, PROPCIS),
    ("7/34 v 1/34", "risk_ratio_katz", 0.9096, 53.8695, 5e-5, TABLES),
    ("7/34 v 1/34", "risk_ratio_adjusted_log", 0.9241, 27.0523, 5e-5, TABLES),
    ("7/34 v 1/34", "risk_ratio_price_bonett", 0.9205, 36.5449, 5e-5, TABLES),
    ("7/34 v 1/34", "odds_ratio_woolf", 0.99, 74, 0.1, F2015),
    ("7/34 v 1/34", "odds_ratio_woolf", 0.9904903, 73.9003, 5e-5, "checked there"),
    ("7/34 v 1/34", "odds_ratio_smoothed", 0.9901023, 60.48835, 5e-6, F2015),
    ("9/13 v 4/14", "odds_ratio_inverse_sinh_adjusted", 1.1414, 21.7873, 5e-5, TABLES),
    ("9/13 v 4/14", "odds_ratio_smoothed", 1.0206, 23.7777, 5e-5, TABLES),
    ("16/128 v 24/256", "risk_ratio_katz", 0.7347317, 2.419628, 1e-6, EPITOOLS),
    ("10/30 v 41/134", "odds_ratio_woolf", 0.4879913, 2.635883, 5e-7, EPITOOLS),
    ("3/12 v 0/95", "odds_ratio_smoothed", 0.088, 4563773, 0.5, STATSMODELS),
]


def groups(table):
    return [
        Group(attacks=int(a), incidents=int(n))
        for a, n in (one.split("/") for one in table.split(" v "))
    ]


@pytest.mark.parametrize(("table", "method", "low", "high", "half", "_"), PUBLISHED)
def test_limits_are_as_published(table, method, low, high, half, _):
    interval = getattr(closed_form, method)(*groups(table))

    assert interval.low == pytest.approx(low, abs=half)
    assert interval.high == pytest.approx(high, abs=half)


def test_a_limit_beyond_every_float_is_refused():
    with pytest.raises(NotEstimableError, match="no float holds it"):
        closed_form.odds_ratio_smoothed(*groups("1/512 v 0/1"))


def test_wald_intervals_of_logarithms_are_called_so():
    for name in ("risk_ratio_katz", "odds_ratio_woolf", "odds_ratio_gart"):
        interval = getattr(closed_form, name)(*groups("3/12 v 1/95"))
        assert interval.method.startswith("log-scale Wald")
    assert "warning" in closed_form.risk_difference_wald.__doc__
