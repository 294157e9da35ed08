"""Beta distributions from two limits: their own quantiles, and another program's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from scipy.stats import beta as beta_distribution

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount import beta_from_highest_mass, beta_from_quantiles

LOGITS = st.floats(-6, 6)
MASSES = st.sampled_from([0.01, 0.5, 0.9, 0.95, 0.999])


@pytest.mark.parametrize(
    ("make", "shapes"),
    [
        (beta_from_quantiles, (1.69, 4.31)),
        # the shapes that PreliZ's maxent prints, which keeps the mass and no tails
        (beta_from_highest_mass, (2.13, 4.25)),
    ],
)
def test_ninety_percent_between_a_twentieth_and_three_fifths(make, shapes):
    beta = make(0.05, 0.6, 0.9)
    assert (round(beta.a, 2), round(beta.b, 2)) == shapes


@given(one=LOGITS, width=st.floats(0.1, 6), mass=MASSES)
@settings(deadline=None, max_examples=150)
def test_equal_tails_lie_beyond_the_limits(one, width, mass):
    low, high = float(expit(one)), float(expit(one + width))
    beta = beta_from_quantiles(low, high, mass)
    distribution = beta_distribution(beta.a, beta.b)

    assert distribution.cdf(low) == pytest.approx((1 - mass) / 2, rel=1e-8)
    assert distribution.sf(high) == pytest.approx((1 - mass) / 2, rel=1e-8)


@given(one=LOGITS, width=st.floats(0.1, 6), mass=MASSES)
@settings(deadline=None, max_examples=100)
def test_turned_round_the_shapes_change_places(one, width, mass):
    low, high = float(expit(one)), float(expit(one + width))
    beta = beta_from_quantiles(low, high, mass)
    turned = beta_from_quantiles(1 - high, 1 - low, mass)

    assert (turned.b, turned.a) == pytest.approx((beta.a, beta.b), rel=1e-5)


@given(one=LOGITS, width=st.floats(0.1, 6), mass=MASSES)
@settings(deadline=None, max_examples=100)
def test_the_highest_mass_is_bounded_by_equal_densities(one, width, mass):
    low, high = float(expit(one)), float(expit(one + width))
    if mass <= high - low:
        return
    beta = beta_from_highest_mass(low, high, mass)
    distribution = beta_distribution(beta.a, beta.b)

    assert distribution.cdf(high) - distribution.cdf(low) == pytest.approx(
        mass, rel=1e-7
    )
    assert distribution.logpdf(low) == pytest.approx(
        distribution.logpdf(high), rel=1e-7, abs=1e-6
    )


def test_a_symmetric_statement_is_the_same_either_way():
    equal, highest = (
        make(0.2, 0.8, 0.9) for make in (beta_from_quantiles, beta_from_highest_mass)
    )
    assert (equal.a, equal.b) == pytest.approx((highest.a, highest.b), rel=1e-8)
    assert equal.a == pytest.approx(equal.b, rel=1e-8)


@pytest.mark.parametrize("make", [beta_from_quantiles, beta_from_highest_mass])
@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ((0.0, 0.5, 0.9), "low must be a number between 0 and 1, got 0.0"),
        ((0.1, 1, 0.9), "high must be a number between 0 and 1, got 1"),
        ((0.1, 0.5, True), "mass must be a number between 0 and 1, got True"),
        ((0.5, 0.1, 0.9), "low must lie below high, got 0.5 and 0.1"),
    ],
)
def test_what_is_no_statement_is_refused(make, stated, message):
    with pytest.raises(InvalidDataError) as error:
        make(*stated)
    assert str(error.value) == message


def test_a_mass_below_the_uniform_one_has_no_peak():
    with pytest.raises(NotEstimableError) as error:
        beta_from_highest_mass(0.1, 0.9, 0.8)
    assert str(error.value) == (
        "a mass no larger than high - low belongs to no beta distribution with a peak "
        "between them, got 0.8 between 0.1 and 0.9"
    )


def test_shapes_beyond_all_computing_are_refused():
    with pytest.raises(NotEstimableError) as error:
        beta_from_quantiles(0.3, 0.30001, 0.9)
    assert str(error.value) == (
        "no beta distribution with shapes up to 1e+08 was found with 0.9 between 0.3 "
        "and 0.30001"
    )
