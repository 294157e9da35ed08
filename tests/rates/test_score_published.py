"""Score intervals and tests against what was published, to the printed digits.

PropCIs 0.3-0 and contingencytables 3.0.0 are R packages; ratesci's tests hold the
tables of the papers.
"""

from math import inf

import pytest

from bemodels.rates import score
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group

PROPCIS = "PropCIs, quoted in statsmodels test_confint_2indep_propcis"
GU = "Gu et al. 2008, quoted in statsmodels test_rates_poisson"
TABLES = "contingencytables 3.0.0 test-ch4.R (Fagerland, Lydersen & Laake 2017)"
LAUD = "Laud 2017 Table 2"
LAUD_2018 = "Laud 2018, corrigendum"
ZERO = "the score equation at zero and full cells, solved independently"
# Counts, method, limits, half a unit of the last printed digit, source.
PUBLISHED = [
    ("7/34 v 1/34", "risk_difference_score", 0.0270416, 0.3452912, 5e-8, PROPCIS),
    ("7/34 v 1/34", "risk_difference_mee", 0.0284, 0.3439, 5e-5, TABLES),
    ("7/34 v 1/34", "risk_ratio_koopman", 1.220853, 42.575718, 5e-7, PROPCIS),
    ("9/13 v 4/14", "odds_ratio_score", 1.0934, 28.9419, 5e-5, TABLES),
    ("0/16 v 15/72", "risk_difference_score", -0.3164, -0.0056, 5e-5, TABLES),
    ("0/16 v 15/72", "odds_ratio_score_uncorrected", 0, 0.9532, 5e-5, TABLES),
    ("12/16 v 1/16", "risk_ratio_scas", 2.648, 204.3, 5e-4, LAUD),
    ("12/16 v 1/16", "risk_ratio_score", 2.487, 69.95, 1e-3, LAUD),
    # 2e-5 of the size: the paper's table was computed less precisely.
    ("12/16 v 1/16", "odds_ratio_scas_uncorrected", 5.586, 1025.364, 0.03, LAUD),
    ("12/16 v 1/16", "odds_ratio_score", 5.144, 349.002, 1e-3, LAUD),
    ("12/16 v 1/16", "odds_ratio_scas", 5.192, 949.788, 5e-4, LAUD_2018),
    ("5/56 v 0/29", "risk_difference_scas", -0.019, 0.187, 5e-4, LAUD),
    ("5/56 v 0/29", "risk_difference_score", -0.033, 0.193, 5e-4, LAUD),
    ("5/56 v 0/29", "risk_ratio_scas", 0.770, inf, 5e-4, LAUD),
    ("5/56 v 0/29", "risk_ratio_score", 0.717, inf, 5e-4, LAUD),
    ("7/25 v 2/25", "risk_difference_gart_nam", -0.014, 0.414, 5e-4, "Gart-Nam 1990"),
    ("6/10 v 6/20", "risk_ratio_koopman", 0.844, 4.594, 5e-4, "Gart-Nam 1988"),
    ("6/10 v 6/20", "risk_ratio_gart_nam", 0.822, 4.954, 5e-4, "Gart-Nam 1988"),
    ("7/18 v 1/18", "risk_ratio_score", 1.296, 42.544, 5e-4, "Fagerland-Newcombe 2013"),
    ("36/40 v 16/80", "risk_ratio_koopman", 2.940, 7.152, 5e-4, "Koopman; Nam 1995"),
    ("9/10 v 3/10", "risk_difference_score", 0.1700, 0.8406, 5e-5, ZERO),
    ("0/12 v 0/95", "risk_difference_score", -0.0392, 0.2442, 5e-5, ZERO),
    ("10/10 v 0/20", "risk_difference_score", 0.7156, 1, 5e-5, ZERO),
    ("10/10 v 10/20", "risk_ratio_score", 1.307, 3.373, 5e-4, ZERO),
    ("1/1 v 1/95", "risk_ratio_score", 10.9, 541, 0.5, ZERO),
    ("5/5 v 3/10", "risk_ratio_score", 1.353, 9.607, 5e-4, ZERO),
    ("12/12 v 95/95", "risk_ratio_score", 0.756, 1.041, 5e-4, ZERO),
    ("3/12 v 95/95", "risk_ratio_score", 0.0885, 0.5336, 5e-5, ZERO),
    ("0/12 v 0/95", "risk_ratio_score", 0, inf, 0, ZERO),
    ("3/12 v 0/95", "odds_ratio_score", 7.32, inf, 5e-3, ZERO),
    ("0/1 v 1/95", "risk_ratio_score", 0, 205, 0.5, ZERO),
    ("0/1 v 1/95", "risk_ratio_scas", 0, 594, 0.6, ZERO),
]
PUBLISHED_RATES = [
    ("12/16 v 1/16", "rate_difference_scas", 0.285, 1.221, 5e-4, LAUD),
    ("12/16 v 1/16", "rate_difference_score", 0.299, 1.255, 5e-4, LAUD),
    ("5/56 v 0/29", "rate_ratio_scas", 0.726, inf, 5e-4, LAUD),
    ("5/56 v 0/29", "rate_ratio_score", 0.674, inf, 5e-4, LAUD),
    (
        "60/51477.5 v 30/54308.7",
        "rate_ratio_score",
        1.365962,
        3.259306,
        5e-7,
        "ratesci",
    ),
    ("3/12 v 0/95", "rate_ratio_score", 6.18, inf, 5e-3, ZERO),
    ("0/12 v 1/95", "rate_ratio_score", 0, 30.4, 0.05, ZERO),
]


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


@pytest.mark.parametrize(("table", "method", "low", "high", "half", "_"), PUBLISHED)
def test_limits_are_as_published(table, method, low, high, half, _):
    interval = getattr(score, method)(*groups(table))

    assert interval.low == pytest.approx(low, abs=half)
    assert interval.high == pytest.approx(high, abs=half)


@pytest.mark.parametrize(
    ("table", "method", "low", "high", "half", "_"), PUBLISHED_RATES
)
def test_limits_of_event_rates_are_as_published(table, method, low, high, half, _):
    interval = getattr(score, method)(*exposures(table))

    assert interval.low == pytest.approx(low, abs=half)
    assert interval.high == pytest.approx(high, abs=half)


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
