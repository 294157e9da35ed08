"""Mellin inversion against closed forms, SciPy's distributions and simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import betainc, betaln, gammainc
from scipy.stats import beta as scipy_beta
from scipy.stats import betanbinom

from bemodels.intervals import Beta
from bemodels.undercount.delays.beta_products import BetaProduct, Thinned

SHAPES = st.floats(0.3, 60)
ONE = BetaProduct(factors=(Beta(a=3, b=2.7),))


@settings(deadline=None, max_examples=40)
@given(a=SHAPES, b=SHAPES, c=SHAPES, d=SHAPES, share=st.floats(0.01, 0.99))
def test_a_chain_of_betas_is_one_beta(a, b, c, d, share):
    """Beta(a, b) times Beta(a + b, c) is Beta(a, b + c), and so on."""
    chain = BetaProduct(
        factors=(Beta(a=a, b=b), Beta(a=a + b, b=c), Beta(a=a + b + c, b=d))
    )
    assert chain.below(share) == pytest.approx(betainc(a, b + c + d, share), abs=1e-10)


@pytest.mark.parametrize("seen", [1, 4, 50, 1000])
@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (3, 2.7), (40, 10.5), (300, 200)])
def test_one_step_is_beta_negative_binomial(seen, a, b):
    thinned = Thinned(
        product=BetaProduct(factors=(Beta(a=a, b=b),)), kept=1.0, seen=seen
    )
    for unseen in (0, 1, 5, 20, 100, 1000, 10_000):
        assert thinned.unseen_at_most(unseen) == pytest.approx(
            betanbinom.cdf(unseen, seen, a, b), abs=1e-9
        )


@pytest.mark.parametrize("unseen", [10**6, 10**9])
def test_a_tail_of_billions_keeps_its_probability(unseen):
    thinned = Thinned(
        product=BetaProduct(factors=(Beta(a=0.5, b=0.5),)), kept=1.0, seen=1
    )
    beyond = np.exp(betaln(0.5, 1.5 + unseen) - betaln(0.5, 0.5))
    assert 1 - thinned.unseen_at_most(unseen) == pytest.approx(beyond, abs=1e-7)


@pytest.mark.parametrize(("seen", "kept"), [(1, 0.9), (5, 0.99), (200, 0.7)])
def test_a_stated_tail_is_averaged_as_quadrature_does(seen, kept):
    thinned = Thinned(product=ONE, kept=kept, seen=seen)
    for unseen in (0, 2, 30, 49, 50, 400):
        assert thinned.unseen_at_most(unseen) == pytest.approx(
            averaged(lambda f, k=unseen: betainc(seen, k + 1, kept * f)), abs=1e-9
        )
    for mean in (0.5, 3.0, 40.0, 300.0):
        assert thinned.mean_at_most(mean) == pytest.approx(
            averaged(lambda f, m=mean: gammainc(seen, m * kept * f)), abs=1e-9
        )


def averaged(function):
    density = scipy_beta(3, 2.7).pdf
    value, _ = quad(lambda f: function(f) * density(f), 0, 1, epsabs=1e-12, limit=400)
    return value


def test_several_steps_agree_with_draws():
    product = BetaProduct(
        factors=(Beta(a=12, b=1.5), Beta(a=9.5, b=3.5), Beta(a=4, b=0.5))
    )
    rng = np.random.default_rng(2017)
    share = np.prod(
        [rng.beta(one.a, one.b, 400_000) for one in product.factors], axis=0
    )
    unseen = rng.negative_binomial(4, 0.95 * share)

    thinned = Thinned(product=product, kept=0.95, seen=4)

    for limit in (0, 2, 6, 20):
        assert thinned.unseen_at_most(limit) == pytest.approx(
            (unseen <= limit).mean(), abs=4e-3
        )
    for limit in (0.3, 0.6, 0.8):
        assert product.below(limit) == pytest.approx((share < limit).mean(), abs=4e-3)


def test_millions_of_incidents_lose_no_more_than_is_said():
    large = BetaProduct(factors=(Beta(a=2e6, b=3e5),))
    for probability in (0.025, 0.5, 0.975):
        share = scipy_beta.ppf(probability, 2e6, 3e5)
        assert large.below(share) == pytest.approx(probability, abs=1e-6)
