"""Power, sample size and detectable rates of a design, and what is refused."""

from __future__ import annotations

import re
from time import process_time

import pytest
from scipy.stats import binom

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.conditional import fisher
from bemodels.rates.design import (
    design_of,
    design_of_method,
    exact_power,
    exact_sample_size,
    minimum_detectable_lower_rate,
    minimum_detectable_rate,
)
from bemodels.rates.design.power_bound import greatest_power, greatest_power_by_tails
from bemodels.rates.event_rates import rate_ratio_midp
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


# What the largest design can reach is bounded without enumerating one.
@pytest.mark.parametrize(
    ("references", "largest"),
    [(40, "79 against 3160"), (1, "500 against 500"), (1e-4, "50000 against 5")],
)
def test_a_contrast_that_no_design_finds_is_refused_at_once(references, largest):
    start = process_time()
    with pytest.raises(NotEstimableError) as refused:
        exact_sample_size(
            rate=0.11,
            reference_rate=0.1,
            power=0.8,
            references_per_incident=references,
        )
    assert process_time() - start < 5
    assert re.fullmatch(
        r"no design whose sizes multiply to 250000 or less has power 0\.8 with "
        rf"{references:g} references per incident: with {largest} incidents it is at "
        r"most 0\.0\d+",
        str(refused.value),
    )


@pytest.mark.parametrize("rates", [(0.25, 0.01), (0.6, 0.1), (0.1, 0.9), (1, 0)])
def test_no_design_has_more_power_than_its_bound(rates):
    for size in range(1, 16):
        sizes, common = (size, 2 * size), (rates[0] + 2 * rates[1]) / 3
        found = exact_power(*sizes, rate=rates[0], reference_rate=rates[1]).value
        bound = greatest_power_by_tails(sizes, rates, common, 0.95)
        assert found <= bound + 1e-12
        after = (size + 1, 2 * size + 2)
        assert bound <= greatest_power_by_tails(after, rates, common, 0.95) + 1e-12


def test_the_most_powerful_test_of_one_rate_is_the_binomial_s():
    # One incident of the reference, which says nothing: x of 20, rate 0.5 against 0.2.
    null, supposed = binom(20, 0.2), binom(20, 0.5)
    least = next(x for x in range(21) if null.sf(x) <= 0.05)
    part = (0.05 - null.sf(least)) / null.pmf(least)
    expected = supposed.sf(least) + part * supposed.pmf(least)

    found = greatest_power((20, 1), (0.5, 0.2), 0.2, 0.95)
    assert found == pytest.approx(expected, rel=1e-12)


def test_detectable_rate_has_the_power() -> None:
    rate = minimum_detectable_rate(12, 95, reference_rate=0.0105, power=0.8)
    here = exact_power(12, 95, rate=rate, reference_rate=0.0105).value
    below = exact_power(12, 95, rate=rate - 1e-6, reference_rate=0.0105).value
    assert below < 0.8 <= here
    with pytest.raises(NotEstimableError, match="no attack rate above 0 is found"):
        minimum_detectable_rate(2, 2, reference_rate=0.0, power=0.8)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: design_of(INSPIRED, "1/95"), "reference must be a Group"),
        (lambda: design_of(INSPIRED, LINKED, level=1), "level must lie"),
        (
            lambda: design_of_method("scas", 2, 3),
            "^method must be an interval function of two groups from bemodels.rates, "
            "such as risk_ratio_scas, got 'scas'$",
        ),
        (
            lambda: design_of_method(fisher, 2, 3),
            "^method must be an interval function of two groups from bemodels.rates, "
            "such as risk_ratio_scas, got fisher$",
        ),
        (
            lambda: design_of_method(rate_ratio_midp, 2, 3),
            "^a design of attack rates takes no method of a rate ratio: "
            "rate_ratio_midp$",
        ),
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
            lambda: exact_sample_size(
                rate=0.9, reference_rate=0.1, power=0.8, references_per_incident=250_001
            ),
            "references_per_incident must be a number between 0 and 250000, got 250001",
        ),
        (
            lambda: minimum_detectable_rate(12, 95, reference_rate=0.5, power=0.03),
            r"^power must be above 0\.0\d+, the probability that attack rates both of "
            r"0\.5 are told apart, got 0\.03$",
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


@pytest.mark.parametrize(
    ("sizes", "asked"),
    [
        ((1000, 1000), "500 against 500"),
        ((300, 1000), "300 against 833"),
        ((1_000_000, 12), "20833 against 12"),
    ],
)
def test_a_design_too_large_names_one_that_is_not(sizes, asked) -> None:
    questions = (
        lambda: exact_power(*sizes, rate=0.1, reference_rate=0.2),
        lambda: minimum_detectable_rate(*sizes, reference_rate=0.2, power=0.8),
        lambda: minimum_detectable_lower_rate(*sizes, reference_rate=0.2, power=0.8),
    )
    for question in questions:
        with pytest.raises(NotEstimableError) as refused:
            question()
        assert str(refused.value) == (
            "power is summed over every table, for sizes that multiply to 250000 or "
            f"less, got {sizes[0]} against {sizes[1]}; {asked} can be asked, and more "
            "incidents have, as a rule, more power"
        )


def test_a_sample_size_beyond_twenty_thousand_tables() -> None:
    # R, power.prop.test: 139.6 a group without the exact test's reserve.
    rates = {"rate": 0.05, "reference_rate": 0.15}
    found = exact_sample_size(**rates, power=0.8, references_per_incident=1)

    assert found == (146, 146)
    powers = [exact_power(n, n, **rates).value for n in range(140, 149)]
    enough = [power >= 0.8 for power in powers]
    assert enough == [False, True, False, False, False, False, True, True, True]


def test_a_lower_rate_is_the_higher_one_of_the_other_outcome() -> None:
    lower = minimum_detectable_lower_rate(95, 12, reference_rate=0.25, power=0.8)

    turned = minimum_detectable_rate(95, 12, reference_rate=0.75, power=0.8)
    assert lower == pytest.approx(1 - turned, abs=1e-9)
    found = exact_power(95, 12, rate=lower, reference_rate=0.25).value
    assert 0.8 <= found < 0.8 + 1e-9
    with pytest.raises(NotEstimableError) as refused:
        minimum_detectable_lower_rate(12, 95, reference_rate=0.25, power=0.8)
    assert str(refused.value) == (
        "no attack rate below 0.25 is found with power 0.8 by 12 against 95 incidents"
    )


def test_large_designs_are_refused() -> None:
    many = Group(attacks=1, incidents=1000)
    with pytest.raises(NotEstimableError, match="20000"):
        design_of(many, many)
    with pytest.raises(NotEstimableError, match="20000"):
        design_of_method(SCORE["risk_difference_scas"], 1000, 1000)
