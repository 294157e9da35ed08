"""One rate: tails at the limits, and edges."""

from math import exp, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import logit
from scipy.stats import binom, poisson

from bemodels.errors import InvalidDataError
from bemodels.intervals.binomial_count import binomial_count
from bemodels.intervals.conditional_p_values import blaker_p_value
from bemodels.rates import one_sample
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.rates.one_sample import annual_rate_jeffreys, attack_rate_jeffreys

PROPORTIONS = [name for name in one_sample.__all__ if name.startswith("attack")]
RATES = [name for name in one_sample.__all__ if name.startswith("annual")]
LEVELS = st.sampled_from([0.5, 0.8, 0.95, 0.999])


@st.composite
def counts(draw, largest=10_000):
    size = draw(st.integers(1, largest))
    return draw(st.integers(0, size)), size


def blaker_p(x, n, proportion):
    return blaker_p_value(binomial_count(x, n), logit(proportion))


def interval_of(name, x, n, level=0.95):
    if name in RATES:
        return getattr(one_sample, name)(Exposed(events=x, years=n), level=level)
    return getattr(one_sample, name)(Group(attacks=x, incidents=n), level=level)


@given(one=counts(), level=LEVELS)
@settings(deadline=None, max_examples=80)
def test_exact_and_midp_limits_meet_their_tails(one, level):
    (x, n), tail = one, (1 - level) / 2
    exact = interval_of("attack_rate_clopper_pearson", x, n, level)
    midp = interval_of("attack_rate_midp", x, n, level)

    if x:
        assert binom.sf(x - 1, n, exact.low) == pytest.approx(tail, rel=1e-6)
        half = binom.sf(x, n, midp.low) + binom.pmf(x, n, midp.low) / 2
        assert half == pytest.approx(tail, rel=1e-6)
    if x < n:
        assert binom.cdf(x, n, exact.high) == pytest.approx(tail, rel=1e-6)
        half = binom.cdf(x, n, midp.high) - binom.pmf(x, n, midp.high) / 2
        assert half == pytest.approx(tail, rel=1e-6)


@given(one=counts(), level=LEVELS)
@settings(deadline=None, max_examples=80)
def test_exact_and_midp_limits_of_event_rates_meet_their_tails(one, level):
    (x, years), tail = one, (1 - level) / 2
    exact = interval_of("annual_rate_exact", x, years, level)
    midp = interval_of("annual_rate_midp", x, years, level)

    if x:
        assert poisson.sf(x - 1, exact.low * years) == pytest.approx(tail, rel=1e-6)
        mean = midp.low * years
        half = poisson.sf(x, mean) + poisson.pmf(x, mean) / 2
        assert half == pytest.approx(tail, rel=1e-6)
    mean = midp.high * years
    half = poisson.cdf(x, mean) - poisson.pmf(x, mean) / 2
    assert half == pytest.approx(tail, rel=1e-6)
    assert poisson.cdf(x, exact.high * years) == pytest.approx(tail, rel=1e-6)


@given(one=counts(), level=LEVELS)
@settings(deadline=None, max_examples=80)
def test_score_limits_of_an_event_rate_meet_their_equation(one, level):
    x, years = one
    interval = interval_of("annual_rate_score", x, years, level)
    z_squared = {0.5: 0.454936, 0.8: 1.642374, 0.95: 3.841459, 0.999: 10.827566}[level]

    for rate in {interval.low, interval.high} - {0.0}:
        square = (x - rate * years) ** 2 / (rate * years)
        assert square == pytest.approx(z_squared, rel=1e-5)


@given(one=counts(largest=60), level=LEVELS)
@settings(deadline=None, max_examples=80)
def test_blakers_p_value_crosses_at_its_limits_and_nowhere_beyond(one, level):
    x, n = one
    interval = interval_of("attack_rate_blaker", x, n, level)
    wider = interval_of("attack_rate_clopper_pearson", x, n, level)

    assert wider.low <= interval.low * (1 + 1e-9)
    assert interval.high <= wider.high * (1 + 1e-9)
    for limit, end in ((interval.low, 0), (interval.high, 1)):
        if limit == end:
            continue
        inward = limit + (x / n - limit) * 1e-9
        assert blaker_p(x, n, inward) >= (1 - level) * (1 - 1e-6)
        for step in range(50):
            outward = limit + (end - limit) * (1e-6 + step / 50)
            assert blaker_p(x, n, outward) < (1 - level) * (1 + 1e-6)


def test_blakers_p_value_is_its_definition():
    """Sum of the tail and of the largest other tail that does not exceed it."""
    for n, x in ((7, 2), (12, 3), (5, 5)):
        for proportion in (0.05, 0.31, 0.5, 0.8):
            tails = [
                min(binom.cdf(k, n, proportion), binom.sf(k - 1, n, proportion))
                for k in range(n + 1)
            ]
            defined = sum(
                binom.pmf(k, n, proportion)
                for k in range(n + 1)
                if tails[k] <= tails[x] * (1 + 1e-9)
            )
            assert blaker_p(x, n, proportion) == pytest.approx(defined)


@pytest.mark.parametrize("name", PROPORTIONS + RATES)
@given(one=counts())
@settings(deadline=None, max_examples=40)
def test_the_sample_lies_within_and_a_higher_level_is_wider(name, one):
    x, n = one
    narrow, wide = (interval_of(name, x, n, level) for level in (0.8, 0.95))

    assert wide.low <= narrow.low <= x / n <= narrow.high <= wide.high
    assert narrow.low < narrow.high
    assert wide.high < inf
    assert (wide.low == 0) == (x == 0)
    if name in PROPORTIONS:
        assert (wide.high == 1) == (x == n)


@pytest.mark.parametrize("name", PROPORTIONS)
@given(one=counts())
@settings(deadline=None, max_examples=30)
def test_relabelling_mirrors_the_limits(name, one):
    x, n = one
    here, there = interval_of(name, x, n), interval_of(name, n - x, n)

    assert there.low == pytest.approx(1 - here.high, rel=1e-7, abs=1e-12)
    assert there.high == pytest.approx(1 - here.low, rel=1e-7, abs=1e-12)


def test_one_of_one_and_none_of_one():
    """Mid-P of 1/1: p / 2 = .025 gives .05; exact: p = .025."""
    assert interval_of("attack_rate_midp", 1, 1).low == pytest.approx(0.05)
    assert interval_of("attack_rate_clopper_pearson", 1, 1).low == pytest.approx(0.025)
    assert interval_of("attack_rate_blaker", 1, 1).low == pytest.approx(0.05)
    none = interval_of("annual_rate_midp", 0, 1)
    assert exp(-none.high) / 2 == pytest.approx(0.025)


@pytest.mark.parametrize("name", PROPORTIONS + RATES)
def test_doors_refuse_other_types(name):
    function = getattr(one_sample, name)
    value = (
        Exposed(events=1, years=1) if name in RATES else Group(attacks=1, incidents=1)
    )
    with pytest.raises(InvalidDataError, match=r"^(group|exposed) must be an? \w+, "):
        function("1/1")
    with pytest.raises(InvalidDataError, match=r"^level must lie between 0 and 1"):
        function(value, level=1)


@pytest.mark.parametrize(
    ("interval", "limit"),
    [
        (attack_rate_jeffreys(Group(attacks=0, incidents=9)), "lower limit set to 0"),
        (attack_rate_jeffreys(Group(attacks=9, incidents=9)), "upper limit set to 1"),
        (attack_rate_jeffreys(Group(attacks=1, incidents=9)), "equal tails"),
        (annual_rate_jeffreys(Exposed(events=0, years=9)), "lower limit set to 0"),
        (annual_rate_jeffreys(Exposed(events=1, years=9)), "equal tails"),
    ],
)
def test_a_limit_that_is_moved_to_the_sample_is_told(interval, limit):
    assert interval.method == f"Jeffreys posterior, {limit}"
