"""The E-test of two event rates against published numbers and brute force."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import poisson

from bemodels.errors import InvalidDataError
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
