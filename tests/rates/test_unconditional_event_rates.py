"""The E-test of two event rates against published numbers and brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import exp, lgamma, log

import numpy as np
import pytest
from scipy.stats import poisson

from bemodels.errors import InvalidDataError
from bemodels.rates.event_rates import poisson_exact
from bemodels.rates.exposed import Exposed
from bemodels.rates.unconditional import poisson_etest


def p_value(x: int, years: float, y: int, others: float) -> float:
    return poisson_etest(
        Exposed(events=x, years=years), Exposed(events=y, years=others)
    ).p_value


def by_brute_force(x: int, n: float, y: int, m: float, *, upto: int) -> float:
    i, j = np.meshgrid(np.arange(upto), np.arange(upto), indexing="ij")
    rate = (x + y) / (n + m)

    def squared(a, b):
        return (a * m - b * n) ** 2 / (n * m * np.maximum(a + b, 1))

    extreme = squared(i, j) >= squared(x, y) * (1 - 1e-9)
    chances = poisson.pmf(i, n * rate) * poisson.pmf(j, m * rate)
    return float(chances[extreme].sum())


# statsmodels 0.15.0 test_poisson_2indep(method="etest-score").
def test_the_recorded_events() -> None:
    assert p_value(3, 12, 1, 95) == pytest.approx(0.001666, abs=5e-7)


# Gu et al. 2008 in statsmodels' test_rates_poisson.py, one-sided 0.000298; the other
# side of this order adds about as much.
def test_gu() -> None:
    found = p_value(60, 51477.5, 30, 54308.7)
    assert found == pytest.approx(
        by_brute_force(60, 51477.5, 30, 54308.7, upto=200), rel=1e-9
    )
    assert 0.000298 < found < 2.2 * 0.000298


@pytest.mark.parametrize(
    "counts",
    [
        (3, 12, 1, 95),
        (0, 1.5, 4, 2.5),
        (4, 2.5, 0, 1.5),
        (10, 10, 4, 10),
        (1, 100, 0, 3),
        (7, 3.3, 9, 11.1),
    ],
)
def test_brute_force(counts) -> None:
    expected = by_brute_force(*counts, upto=120)
    assert p_value(*counts) == pytest.approx(expected, rel=1e-9)
    x, n, y, m = counts
    assert p_value(y, m, x, n) == pytest.approx(expected, rel=1e-9)


def test_equal_rates_and_no_events_have_p_value_one() -> None:
    assert p_value(0, 3, 0, 8) == 1
    assert p_value(3, 3, 8, 8) == 1


def test_many_events_are_normal() -> None:
    # Two-sided normal p-value of z = 3.
    found = p_value(1_000_000 + 4243, 1, 1_000_000, 1)
    assert found == pytest.approx(0.0027, rel=0.02)
    assert 0 <= p_value(5000, 1, 100, 1) < 1e-300


def test_events_with_years_are_asked_for() -> None:
    with pytest.raises(InvalidDataError, match="group must be an Exposed"):
        poisson_etest("3 in 12", Exposed(events=1, years=95))


# Every table of a few events, ordered by whole numbers; probabilities by logarithms.
@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((3, 1, 1, 20_000), 1.2e-13),
        ((3, 1, 1, 30_000), 3.6e-14),
        ((3, 1, 1, 50_000), 7.8e-15),
        ((10, 1, 1, 20_000), 1.4e-43),
        ((12, 1, 5, 34_000), 2.2e-43),
        ((100, 1, 0, 999), 4.4e-302),
    ],
)
def test_one_watched_ten_thousand_times_as_long(counts, expected) -> None:
    x, n, y, m = counts
    assert p_value(x, n, y, m) == pytest.approx(by_whole_numbers(*counts), rel=1e-9)
    assert p_value(y, m, x, n) == pytest.approx(p_value(x, n, y, m), rel=1e-9)
    assert p_value(x, n, y, m) == pytest.approx(expected, rel=0.05)


def by_whole_numbers(x: int, n: int, y: int, m: int) -> float:
    few, rate = 150, Fraction(x + y, n + m)
    logs = (log(n * rate), log(m * rate))
    total = 0.0
    for i, j in product(range(few), repeat=2):
        if (i * m - j * n) ** 2 * (x + y) >= (x * m - y * n) ** 2 * (i + j) > 0:
            log_chance = i * logs[0] + j * logs[1] - lgamma(i + 1) - lgamma(j + 1)
            total += exp(log_chance - float((n + m) * rate))
    return total


def test_a_p_value_too_small_for_a_number_stays_above_zero() -> None:
    assert p_value(10**6, 1, 0, 1) == 5e-324
    assert p_value(0, 1, 10**6, 1) == 5e-324


def test_the_hypothesis_is_worded_as_in_the_other_tests() -> None:
    watched = Exposed(events=3, years=12), Exposed(events=1, years=95)
    assert poisson_etest(*watched).null == poisson_exact(*watched).null
