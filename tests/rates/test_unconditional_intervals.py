"""Exact unconditional intervals against published numbers and their own tests."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.group import Group
from bemodels.rates.unconditional import (
    METHODS,
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
    ODDS_AGRESTI_MIN,
    RATIO_AGRESTI_MIN,
)

ENDS = {"risk difference": (-1, 1), "risk ratio": (0, inf), "odds ratio": (0, inf)}
TABLES = (
    (3, 12, 1, 20),
    (0, 5, 0, 9),
    (5, 5, 5, 10),
    (1, 1, 1, 9),
    (0, 1, 1, 1),
    (5, 10, 5, 10),
    (4, 4, 7, 7),
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


def estimate(scale: str, x: int, n: int, y: int, m: int) -> float | None:
    """Return the sample estimate, or none where it is 0/0."""
    if scale == "risk difference":
        return x / n - y / m
    above, below = (
        (x * m, y * n) if scale == "risk ratio" else (x * (m - y), y * (n - x))
    )
    if below:
        return above / below
    return inf if above else None


@pytest.mark.parametrize("counts", TABLES)
@pytest.mark.parametrize("method", METHODS, ids=lambda one: one.name)
def test_limits_meet_their_own_test(method, counts) -> None:
    pair, (lowest, highest) = groups(*counts), ENDS[method.scale]
    interval = method.interval(*pair)
    assert interval.low < interval.high
    sample = estimate(method.scale, *counts)
    if sample is None:
        assert (interval.low, interval.high) == (lowest, highest)
    else:
        assert interval.low <= sample <= interval.high
    for limit, end, side in (
        (interval.low, lowest, -1),
        (interval.high, highest, 1),
    ):
        if limit != end:
            step = 1e-6 * max(1.0, abs(limit)) if lowest else 1e-6 * limit
            assert method.p_value(*pair, limit + side * step) <= 0.05 + 1e-9
            assert method.p_value(*pair, limit - side * 1e-4 * step) > 0.05 - 1e-6


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9])
@pytest.mark.parametrize("method", METHODS, ids=lambda one: one.name)
def test_a_higher_level_is_wider(method, level) -> None:
    pair = groups(3, 8, 1, 15)
    narrow, wide = (
        method.interval(*pair, level=one) for one in (level, (1 + level) / 2)
    )
    close = 1 + 1e-9
    assert wide.low <= narrow.low * (1 if narrow.low < 0 else close)
    assert narrow.low < narrow.high <= wide.high * close


@settings(max_examples=6, deadline=None)
@given(st.data())
def test_swapping_and_relabelling(data) -> None:
    n, m = (data.draw(st.integers(1, 9)) for _ in range(2))
    x, y = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    for method in METHODS:
        here = method.interval(*groups(x, n, y, m))
        other = method.interval(*groups(y, m, x, n))
        turned = (
            (-other.high, -other.low)
            if method.scale == "risk difference"
            else (inverse(other.high), inverse(other.low))
        )
        assert (here.low, here.high) == pytest.approx(turned, rel=1e-6, abs=1e-7)
        if method.scale == "odds ratio":
            other = method.interval(*groups(n - x, n, m - y, m))
            turned = inverse(other.high), inverse(other.low)
            assert (here.low, here.high) == pytest.approx(turned, rel=1e-6)


def inverse(ratio: float) -> float:
    return 1 / ratio if ratio else inf


def test_single_incidents_have_the_limits_of_arithmetic() -> None:
    # 1/1 v 1/1: at a ratio r < 1 both attack with probability r p^2, at most r.
    pair = groups(1, 1, 1, 1)
    two = risk_ratio_chan_zhang(*pair)
    assert (two.low, two.high) == pytest.approx((0.025, 40), rel=1e-8)
    one = risk_ratio_agresti_min(*pair)
    assert (one.low, one.high) == pytest.approx((0.05, 20), rel=1e-8)
    difference = risk_difference_santner_snell(*groups(0, 1, 0, 1))
    assert (difference.low, difference.high) == pytest.approx((-0.975, 0.975), rel=1e-8)


def test_the_hull_spans_gaps() -> None:
    def with_a_gap(x: float) -> bool:
        return x < 1 or 2 < x < 2.4

    found = outermost_accepted(with_a_gap, start=0.9, step=0.5, side=1)
    assert found == pytest.approx(2.4, abs=1e-9)


def test_the_scan_finds_an_island_far_away() -> None:
    def with_an_island(x: float) -> bool:
        return x < 1 or 7 < x < 7.3

    def found(scan: tuple[float, ...]) -> float:
        return outermost_accepted(
            with_an_island, start=0.9, step=0.1, side=1, scan=scan
        )

    assert found(()) == found((9.0, 7.5, 6.9)) == pytest.approx(1, abs=1e-9)
    assert found((9.0, 7.2, 6.9)) == pytest.approx(7.3, abs=1e-9)


def test_refusals() -> None:
    with pytest.raises(NotEstimableError, match="250000"):
        risk_difference_chan_zhang(*groups(1, 1000, 1, 251))
    with pytest.raises(InvalidDataError, match="level"):
        risk_ratio_chan_zhang(*groups(1, 5, 1, 5), level=1.0)
    with pytest.raises(InvalidDataError, match="reference must be a Group"):
        odds_ratio_chan_zhang(Group(attacks=1, incidents=5), "1/5")
    with pytest.raises(InvalidDataError, match="must lie between 0 and inf, got 0"):
        RATIO_CHAN_ZHANG.p_value(*groups(1, 5, 1, 5), 0.0)
