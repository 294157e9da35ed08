"""Exact unconditional intervals against published numbers and their own tests."""

from __future__ import annotations

import pytest

from bemodels.rates.group import Group
from bemodels.rates.unconditional import (
    odds_ratio_agresti_min,
    odds_ratio_chan_zhang,
    risk_difference_agresti_min,
    risk_difference_chan_zhang,
    risk_difference_santner_snell,
    risk_ratio_agresti_min,
    risk_ratio_chan_zhang,
)
from bemodels.rates.unconditional.central_intervals import (
    DIFFERENCE_SANTNER_SNELL,
    RATIO_CHAN_ZHANG,
)
from bemodels.rates.unconditional.outer_hull import outermost_accepted
from bemodels.rates.unconditional.two_sided_intervals import (
    DIFFERENCE_AGRESTI_MIN,
    ODDS_AGRESTI_MIN,
    RATIO_AGRESTI_MIN,
)


def groups(x: int, n: int, y: int, m: int) -> tuple[Group, Group]:
    return Group(attacks=x, incidents=n), Group(attacks=y, incidents=m)


# Fagerland 2015 (7/34 v 1/34); StatXact 11 in exact2x2's test_StatXact.R (6/13 v 2/7,
# 7/12 v 2/12); SAS 9.4 in its test_SAS.R; its validation vignette (13/13 v 0/7).
@pytest.mark.parametrize(
    ("function", "counts", "low", "high", "digits"),
    [
        (risk_difference_agresti_min, (7, 34, 1, 34), 0.024, 0.35, 2),
        (risk_difference_agresti_min, (6, 13, 2, 7), -0.3079, 0.5542, 4),
        (odds_ratio_chan_zhang, (7, 12, 2, 12), 1.04, 103, 0),
        (risk_difference_chan_zhang, (24, 61, 10, 35), -0.0992, 0.2949, 4),
        (risk_ratio_chan_zhang, (24, 61, 10, 35), 0.7663, 3.0005, 4),
        (risk_ratio_chan_zhang, (9, 11, 4, 12), 1.0964, 10.8647, 4),
        (risk_difference_agresti_min, (13, 13, 0, 7), 0.6088, 1, 4),
    ],
)
def test_published_limits(function, counts, low, high, digits) -> None:
    interval = function(*groups(*counts))
    tolerance = 0.51 * 10.0**-digits
    assert interval.low == pytest.approx(low, abs=min(tolerance, 2e-3) + 2e-5)
    assert interval.high == pytest.approx(high, abs=tolerance + 2e-5)


# The same tables computed again for this project to seven digits with another program.
@pytest.mark.parametrize(
    ("function", "counts", "low", "high"),
    [
        (risk_difference_agresti_min, (7, 34, 1, 34), 0.02369901, 0.3538375),
        (risk_difference_agresti_min, (6, 13, 2, 7), -0.3078614, 0.5542366),
        (odds_ratio_chan_zhang, (7, 12, 2, 12), 1.041574, 103.1193),
        (risk_difference_chan_zhang, (24, 61, 10, 35), -0.09922028, 0.2949263),
        (risk_ratio_chan_zhang, (24, 61, 10, 35), 0.7663521, 3.000457),
        (risk_ratio_chan_zhang, (9, 11, 4, 12), 1.096455, 10.86467),
    ],
)
def test_limits_to_more_digits(function, counts, low, high) -> None:
    interval = function(*groups(*counts))
    assert interval.low == pytest.approx(low, rel=2e-5)
    assert interval.high == pytest.approx(high, rel=2e-5)


# Fagerland, Lydersen, Laake 2015 print for 7/34 v 1/34 a Santner-Snell interval of
# -0.069, 0.41 and Chan-Zhang's risk ratio 1.22, 181, with gamma 1e-6. Their upper
# Agresti-Min limits, 72 and 89 with gamma 0, are right for the risk ratio only.
@pytest.mark.parametrize(
    ("inversion", "low", "high", "tolerance"),
    [
        (DIFFERENCE_SANTNER_SNELL, -0.069, 0.41, 5e-4),
        (RATIO_CHAN_ZHANG, 1.22, 181, 0.5),
        (ODDS_AGRESTI_MIN, 1.17, 107.96, 0.06),
        (RATIO_AGRESTI_MIN, 1.17, 89.2, 0.06),
    ],
)
def test_limits_with_berger_and_boos(inversion, low, high, tolerance) -> None:
    interval = inversion.interval(*groups(7, 34, 1, 34), level=0.95, gamma=1e-6)
    assert interval.low == pytest.approx(low, abs=0.06 if tolerance == 0.06 else 1.1e-3)
    assert interval.high == pytest.approx(high, abs=tolerance)


def test_agresti_min_odds_ratio_of_72_is_not_rejected() -> None:
    pair = groups(7, 34, 1, 34)
    assert ODDS_AGRESTI_MIN.p_value(*pair, 72.0) == pytest.approx(0.074, abs=5e-4)
    assert odds_ratio_agresti_min(*pair).high == pytest.approx(107.9, abs=0.06)
    assert risk_ratio_agresti_min(*pair).high == pytest.approx(89.2, abs=0.05)
    assert risk_ratio_agresti_min(*pair).low == pytest.approx(1.13, abs=5e-3)
    assert odds_ratio_agresti_min(*pair).low == pytest.approx(1.18, abs=5e-3)


def test_single_incidents_have_the_limits_of_arithmetic() -> None:
    # 1/1 v 1/1: at a ratio r < 1 both attack with probability r p^2, at most r.
    pair = groups(1, 1, 1, 1)
    two = risk_ratio_chan_zhang(*pair)
    assert (two.low, two.high) == pytest.approx((0.025, 40), rel=1e-8)
    one = risk_ratio_agresti_min(*pair)
    assert (one.low, one.high) == pytest.approx((0.05, 20), rel=1e-8)
    difference = risk_difference_santner_snell(*groups(0, 1, 0, 1))
    assert (difference.low, difference.high) == pytest.approx((-0.975, 0.975), rel=1e-8)


def test_the_hull_spans_gaps_however_narrow_what_lies_beyond() -> None:
    beyond = 2.4 - 1e-7, 2.4

    def may_exceed(outer: float, inner: float, share: float) -> bool:
        low, high = sorted((outer, inner))
        return low < 1 or (low <= beyond[1] and high >= beyond[0])

    found = outermost_accepted(may_exceed, start=0.9, step=0.5, accepted=0.0)
    assert found == pytest.approx(2.4, abs=1e-9)


# p is .115 at a difference of .04, from where it falls to .04 before it rises for good.
def test_an_accepted_value_beyond_a_gap_is_held() -> None:
    pair = groups(3, 3, 7, 24)
    difference = risk_difference_agresti_min(*pair, level=0.9)
    assert DIFFERENCE_AGRESTI_MIN.p_value(*pair, 0.04) > 0.11
    assert DIFFERENCE_AGRESTI_MIN.p_value(*pair, 0.06) < 0.05
    assert DIFFERENCE_AGRESTI_MIN.p_value(*pair, difference.low + 1e-9) > 0.1
    assert DIFFERENCE_AGRESTI_MIN.p_value(*pair, difference.low - 1e-9) < 0.05
    assert difference.low == pytest.approx(-0.0404, abs=5e-5)
    assert risk_ratio_agresti_min(*groups(5, 5, 3, 10)).low < 1.3
