"""Exact unconditional tests against published numbers, SciPy and exact arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import boschloo_exact

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.group import Group
from bemodels.rates.unconditional import (
    agresti_min_test,
    barnard,
    barnard_greater,
    boschloo,
    boschloo_greater,
    boschloo_minlike,
    chan_zhang_test,
    p_values_of_every_table,
    unconditional_likelihood_ratio,
)
from bemodels.rates.unconditional.binomial_tables import every_table
from bemodels.rates.unconditional.exact_p_values import UnconditionalTest
from bemodels.rates.unconditional.likelihood_tests import (
    BOSCHLOO,
    BOSCHLOO_MINLIKE,
    LIKELIHOOD_RATIO,
)
from bemodels.rates.unconditional.nuisance import equal_proportions
from bemodels.rates.unconditional.orderings import (
    either_way,
    fisher_greater,
    likelihood_ratio,
    ranks_of,
    raw_difference,
    unpooled_z,
)
from bemodels.rates.unconditional.pooled_z_tests import BARNARD
from bemodels.rates.unconditional.supremum import greatest_probability

TESTS = (
    barnard,
    boschloo,
    boschloo_minlike,
    unconditional_likelihood_ratio,
    chan_zhang_test,
    agresti_min_test,
)
UNPOOLED = UnconditionalTest(
    name="unpooled", statistics=(either_way(unpooled_z),), tolerance=1e-12
)
RAW = UnconditionalTest(
    name="raw", statistics=(either_way(raw_difference),), tolerance=0.0
)
RATIO_GREATER = UnconditionalTest(
    name="one-sided likelihood ratio",
    statistics=(
        lambda sizes: np.sign(raw_difference(sizes)) * likelihood_ratio(sizes),
    ),
)


def groups(x: int, n: int, y: int, m: int) -> tuple[Group, Group]:
    return Group(attacks=x, incidents=n), Group(attacks=y, incidents=m)


INSPIRED, LINKED = groups(3, 12, 1, 95)


# scipy 1.18.1: barnard_exact and boschloo_exact of [[3, 1], [9, 94]]; the others have
# no peer there and agree with R's exact2x2 where it offers them.
@pytest.mark.parametrize(
    ("test", "p_value"),
    [
        (barnard, 0.0012845),
        (barnard_greater, 0.0012845),
        (boschloo, 0.003843),
        (boschloo_greater, 0.001922),
        (boschloo_minlike, 0.002799),
        (unconditional_likelihood_ratio, 0.003874),
        (agresti_min_test, 0.0012845),
        (chan_zhang_test, 0.002569),
    ],
)
def test_the_recorded_incidents(test, p_value) -> None:
    assert test(INSPIRED, LINKED).p_value == pytest.approx(p_value, abs=5e-7)


@pytest.mark.parametrize(
    ("test", "p_value"), [(RAW, 0.1185), (UNPOOLED, 0.3979), (RATIO_GREATER, 0.002714)]
)
def test_other_orders_of_the_same_table(test, p_value) -> None:
    assert test.p_value(INSPIRED, LINKED) == pytest.approx(p_value, abs=5e-5)


# R package Barnard at a resolution of 1e-6, in scipy's test_hypotests.py; columns of
# its tables are the groups.
@pytest.mark.parametrize(
    ("counts", "pooled", "unpooled"),
    [
        ((43, 53, 40, 79), 0.000362832367, 0.000289470662),
        ((2, 10, 7, 9), 0.019210815430, 0.020172119141),
        ((0, 6, 2, 6), 0.197019618792, 0.197019618792),
        # Unpooled, R and scipy print 0.0078125: rounding there breaks the tie of 5/6
        # v 0/4 with its mirror image, 1/6 v 4/4.
        ((5, 6, 0, 4), 0.013671875, 0.013671875),
    ],
)
def test_barnard_in_r(counts, pooled, unpooled) -> None:
    pair = groups(*counts)
    assert barnard(*pair).p_value == pytest.approx(pooled, abs=1e-9)
    assert UNPOOLED.p_value(*pair) == pytest.approx(unpooled, abs=1e-9)


def test_boschloo_one_sided_in_r_has_columns_as_groups() -> None:
    # R's Exact on [[43, 40], [10, 39]], to scipy's own tolerance of 1e-7.
    down = boschloo_greater(*groups(43, 53, 40, 79)).p_value
    assert down == pytest.approx(0.0001615562, abs=2e-9)
    across = boschloo_greater(*groups(43, 83, 10, 49)).p_value
    assert across == pytest.approx(0.00018004319912, abs=1e-9)  # scipy, transposed


# contingencytables 3.0.0 (3/4 v 1/4), exact2x2 and Exact (48/283 v 14/47); the others
# follow from gamma 0, whose supremum lies within the exact set.
@pytest.mark.parametrize(
    ("test", "counts", "gamma", "p_value"),
    [
        (barnard, (3, 4, 1, 4), 1e-4, 0.28916),
        (barnard, (48, 283, 14, 47), 1e-3, 0.03781),
        (barnard, (3, 12, 1, 95), 1e-4, 0.001385),
        (barnard, (3, 12, 1, 95), 1e-3, 0.002285),
        (boschloo_minlike, (3, 12, 1, 95), 1e-6, 0.001785),
    ],
)
def test_berger_and_boos(test, counts, gamma, p_value) -> None:
    found = test(*groups(*counts), gamma=gamma).p_value
    assert found == pytest.approx(p_value, abs=5.1e-6 if p_value > 0.01 else 6e-7)


def pooled_exactly(sizes: tuple[int, int], x: int, y: int) -> Fraction:
    n, m = sizes
    spread = (x + y) * (n + m - x - y)
    return Fraction((x * m - y * n) ** 2, spread) if spread else Fraction(0)


def fisher_exactly(sizes: tuple[int, int], x: int, y: int) -> Fraction:
    n, m = sizes
    total = x + y
    ways = sum(comb(n, k) * comb(m, total - k) for k in range(x, min(n, total) + 1))
    p_value = Fraction(ways, comb(n + m, total))
    # Tables that are all but certain share the last place.
    return -min(Fraction(1), p_value + Fraction(1, 10**9)) if p_value < 1 else -p_value


@pytest.mark.parametrize("sizes", [(3, 4), (5, 5), (7, 12), (12, 31)])
@pytest.mark.parametrize(
    ("statistic", "exactly", "tolerance"),
    [
        (BARNARD.statistics[0], pooled_exactly, 0.0),
        (fisher_greater, fisher_exactly, 1e-9),
    ],
)
def test_ties_are_those_of_whole_numbers(sizes, statistic, exactly, tolerance) -> None:
    keys = [
        [exactly(sizes, x, y) for y in range(sizes[1] + 1)] for x in range(sizes[0] + 1)
    ]
    ordered = sorted({key for row in keys for key in row}, reverse=True)
    places = {key: place for place, key in enumerate(ordered)}
    expected = [[places[key] for key in row] for row in keys]
    assert ranks_of(statistic(sizes), tolerance).tolist() == expected


def test_supremum_is_that_of_a_dense_grid() -> None:
    rng = np.random.default_rng(1)
    x, y = every_table((6, 40))
    p = np.sin(np.linspace(0, np.pi / 2, 100_001)) ** 2
    for _ in range(5):
        centre = rng.integers(0, 7), rng.integers(0, 41)
        event = (abs(x - centre[0]) <= 1) & (abs(y - centre[1]) <= 2)
        chances = np.zeros_like(p)
        for a, b in np.argwhere(event).tolist():
            ways = comb(6, a) * comb(40, b)
            chances += ways * p ** (a + b) * (1 - p) ** (46 - a - b)
        found = greatest_probability(event, equal_proportions())
        assert found >= chances.max() - 1e-12
        assert found == pytest.approx(chances.max(), abs=1e-9)


@pytest.mark.parametrize("sizes", [(3, 4), (5, 5), (6, 9)])
def test_boschloo_is_nowhere_below_scipy(sizes) -> None:
    ours = p_values_of_every_table(sizes, BOSCHLOO)
    for x, y in np.ndindex(ours.shape):
        table = [[x, y], [sizes[0] - x, sizes[1] - y]]
        peer = boschloo_exact(table, n=64).pvalue
        if np.isnan(peer):  # scipy has none where no incident, or every one, attacks
            peer = 1.0
        assert ours[x, y] == pytest.approx(peer, abs=1e-7)


@pytest.mark.parametrize(
    "test", [BARNARD, BOSCHLOO, BOSCHLOO_MINLIKE, LIKELIHOOD_RATIO]
)
def test_every_table_is_as_one_by_one(test) -> None:
    every = p_values_of_every_table((5, 11), test)
    for x, y in np.ndindex(every.shape):
        alone = test.p_value(*groups(x, 5, y, 11))
        assert every[x, y] == pytest.approx(alone, abs=1e-9)


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize(
    "counts", [(0, 5, 0, 8), (5, 5, 8, 8), (0, 1, 0, 1), (4, 10, 4, 10), (2, 4, 3, 6)]
)
def test_equal_rates_have_p_value_one(test, counts) -> None:
    assert test(*groups(*counts)).p_value == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("test", [one for one in TESTS if one != boschloo_minlike])
def test_one_incident_each_says_little(test) -> None:
    # Both orders of 1 against 0: 2 p (1 - p) is 1/2 at most.
    assert test(*groups(1, 1, 0, 1)).p_value == pytest.approx(0.5, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_two_sided_tests_know_no_direction(data) -> None:
    n, m = (data.draw(st.integers(1, 15)) for _ in range(2))
    x, y = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    for test in TESTS:
        here = test(*groups(x, n, y, m)).p_value
        assert 0 < here <= 1
        swapped = test(*groups(y, m, x, n)).p_value
        relabelled = test(*groups(n - x, n, m - y, m)).p_value
        assert swapped == pytest.approx(here, abs=1e-9)
        assert relabelled == pytest.approx(here, abs=1e-9)


def test_too_many_tables_are_refused() -> None:
    pair = groups(3, 501, 1, 500)
    with pytest.raises(NotEstimableError, match="250000 or less, got 501 x 500"):
        barnard(*pair)
    with pytest.raises(NotEstimableError, match="at most 20000"):
        p_values_of_every_table((200, 200), BARNARD)


@pytest.mark.parametrize("gamma", [-0.1, 1.0, float("nan"), True, "0"])
def test_gamma_is_an_error_probability(gamma) -> None:
    with pytest.raises(InvalidDataError, match=r"gamma must lie in \[0, 1\)"):
        boschloo(INSPIRED, LINKED, gamma=gamma)


def test_a_group_is_asked_for() -> None:
    with pytest.raises(InvalidDataError, match="group must be a Group, got 3"):
        barnard(3, LINKED)


def test_a_test_says_what_it_is() -> None:
    one = barnard(INSPIRED, LINKED, gamma=1e-4)
    assert "gamma 0.0001" in one.method
    assert "not larger" in boschloo_greater(INSPIRED, LINKED).null
