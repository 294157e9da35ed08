"""Power, sample size and detectable rates of a design, and what is refused."""

from __future__ import annotations

import pytest

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.design import (
    design_of,
    design_of_method,
    exact_power,
    exact_sample_size,
    minimum_detectable_rate,
)
from bemodels.rates.group import Group
from bemodels.rates.score import METHODS as SCORE_METHODS

INSPIRED = Group(attacks=3, incidents=12)
LINKED = Group(attacks=1, incidents=95)
SIZES = (12, 95)
SCORE = {one.name: one for one in SCORE_METHODS}


def test_power_of_boschloo() -> None:
    found = exact_power(12, 95, rate=0.25, reference_rate=0.0105)
    assert found.value == pytest.approx(0.780, abs=5e-4)
    assert "12 incidents with attack rate 0.25" in found.given
    # No power beyond the size where rates are equal.
    assert exact_power(12, 95, rate=0.1, reference_rate=0.1).value <= 0.05
    assert exact_power(2, 2, rate=1, reference_rate=0).value == 0


def test_sample_size_is_the_first_that_is_enough() -> None:
    stated = {"rate": 0.6, "reference_rate": 0.1}
    size, others = exact_sample_size(**stated, power=0.8, references_per_incident=2)
    assert others == 2 * size
    powers = [exact_power(n, 2 * n, **stated).value for n in range(1, size + 3)]
    assert min(powers[size - 1 :]) >= 0.8
    assert powers[size - 2] < 0.8


def test_detectable_rate_has_the_power() -> None:
    rate = minimum_detectable_rate(12, 95, reference_rate=0.0105, power=0.8)
    here = exact_power(12, 95, rate=rate, reference_rate=0.0105).value
    below = exact_power(12, 95, rate=rate - 1e-6, reference_rate=0.0105).value
    assert below < 0.8 <= here
    with pytest.raises(NotEstimableError, match="no attack rate is found"):
        minimum_detectable_rate(2, 2, reference_rate=0.0, power=0.8)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: design_of(INSPIRED, "1/95"), "reference must be a Group"),
        (lambda: design_of(INSPIRED, LINKED, level=1), "level must lie"),
        (lambda: design_of_method("scas", 2, 3), "method must be a Method"),
        (
            lambda: design_of_method(SCORE["rate_ratio_scas"], 2, 3),
            "takes no method of a rate ratio",
        ),
        (
            lambda: design_of_method(SCORE["risk_difference_scas"], 0, 3),
            "incidents must be a whole number of 1 or more",
        ),
        (lambda: exact_power(5, 5, rate=1.1, reference_rate=0), "rate must lie in"),
        (
            lambda: exact_sample_size(
                rate=0.1, reference_rate=0.1, power=0.8, references_per_incident=1
            ),
            "rates must differ",
        ),
        (
            lambda: minimum_detectable_rate(5, 5, reference_rate=0, power=1),
            "power must be a number between 0 and 1",
        ),
    ],
)
def test_refusals(call, message) -> None:
    with pytest.raises(InvalidDataError, match=message) as refused:
        call()
    assert "\n" not in str(refused.value)


def test_large_designs_are_refused() -> None:
    many = Group(attacks=1, incidents=1000)
    with pytest.raises(NotEstimableError, match="20000"):
        design_of(many, many)
    with pytest.raises(NotEstimableError, match="20000"):
        design_of_method(SCORE["risk_difference_scas"], 1000, 1000)
