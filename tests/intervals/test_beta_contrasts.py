"""Contrasts of two beta variables: print, an independent double integral, symmetry."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import betaln, expit, fdtri, ndtr, ndtri
from scipy.stats import beta as beta_distribution

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import (
    Beta,
    difference_quantile,
    expectation,
    odds_ratio_quantile,
    probability_greater,
    ratio_quantile,
)

INSPIRED, LINKED = Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5)
LEVELS = (0.025, 0.5, 0.975)
shapes = st.sampled_from([0.5, 1.0, 1.5, 3.5, 12.5, 95.5])
betas = st.builds(Beta, a=shapes, b=shapes)


@pytest.mark.parametrize(
    ("quantile", "printed", "digits"),
    [
        (difference_quantile, (0.0584, 0.2417, 0.5146), 5e-5),
        (ratio_quantile, (3.347, 20.298, 245.47), 5e-3),
        (odds_ratio_quantile, (3.680, 28.130, 388.0), 5e-2),
    ],
)
def test_jeffreys_contrasts_of_the_report(quantile, printed, digits):
    found = [quantile(INSPIRED, LINKED, level) for level in LEVELS]

    assert found == pytest.approx(printed, abs=digits)


def test_probability_of_the_report():
    assert probability_greater(INSPIRED, LINKED) == pytest.approx(0.999256, abs=5e-7)


@pytest.mark.parametrize(
    ("group", "reference"),
    [
        (INSPIRED, LINKED),
        (Beta(a=0.5, b=12.5), Beta(a=0.5, b=95.5)),
        (Beta(a=10.5, b=0.5), Beta(a=10.5, b=10.5)),
        (Beta(a=3000.5, b=7000.5), Beta(a=0.5, b=0.5)),
    ],
)
@pytest.mark.parametrize("level", LEVELS)
def test_quantiles_meet_their_level_under_another_integrator(group, reference, level):
    """The same probability by adaptive quadrature over quantiles of the reference."""
    ratio = ratio_quantile(group, reference, level)
    cdf = beta_distribution(group.a, group.b).cdf
    ppf = beta_distribution(reference.a, reference.b).ppf
    kink = beta_distribution(reference.a, reference.b).cdf(min(1, 1 / ratio))

    found = sum(
        quad(lambda u: cdf(ratio * ppf(u)), low, high, epsabs=1e-11, limit=500)[0]
        for low, high in ((0, kink), (kink, 1))
        if high > low
    )
    assert found == pytest.approx(level, abs=1e-7)


@given(group=betas, reference=betas, level=st.sampled_from(LEVELS))
@settings(deadline=None, max_examples=40)
def test_swapping_inverts_ratios_and_negates_differences(group, reference, level):
    assert ratio_quantile(group, reference, level) == pytest.approx(
        1 / ratio_quantile(reference, group, 1 - level), rel=1e-9
    )
    assert odds_ratio_quantile(group, reference, level) == pytest.approx(
        1 / odds_ratio_quantile(reference, group, 1 - level), rel=1e-9
    )
    assert difference_quantile(group, reference, level) == pytest.approx(
        -difference_quantile(reference, group, 1 - level), abs=1e-9
    )


@given(group=betas, reference=betas)
@settings(deadline=None)
def test_one_of_the_two_is_greater(group, reference):
    both = probability_greater(group, reference) + probability_greater(reference, group)

    assert both == pytest.approx(1, abs=1e-11)


@given(group=betas)
@settings(deadline=None)
def test_a_group_against_itself_is_even(group):
    assert probability_greater(group, group) == pytest.approx(0.5, abs=1e-11)
    assert odds_ratio_quantile(group, group, 0.5) == pytest.approx(1, abs=1e-9)


@given(a=st.floats(0.05, 1e7), b=st.floats(0.05, 1e7))
@settings(deadline=None)
def test_first_two_moments_are_those_of_the_beta_distribution(a, b):
    one, total = Beta(a=a, b=b), a + b
    first, second = expectation(expit, one), expectation(lambda x: expit(x) ** 2, one)

    assert first == pytest.approx(a / total, rel=1e-9)
    assert second == pytest.approx(a * (a + 1) / (total * (total + 1)), rel=1e-9)


@given(
    a=st.integers(1, 400), b=st.integers(1, 400), c=st.integers(1, 9), d=st.floats(1, 9)
)
@settings(deadline=None, max_examples=30)
def test_probability_greater_is_the_finite_sum(a, b, c, d):
    """P(X > Y) for whole c: a sum of beta functions, without any integral."""
    log_terms = [
        betaln(a + d, b + i) - np.log(d + i) - betaln(1 + i, d) - betaln(a, b)
        for i in range(c)
    ]
    # Y ~ Beta(d, c): P(Y < x) = x^d sum_i (1 - x)^i / ((d + i) B(1 + i, d))
    exact = np.exp(log_terms).sum()

    assert probability_greater(Beta(a=a, b=b), Beta(a=d, b=c)) == pytest.approx(
        exact, rel=1e-8, abs=1e-13
    )


@pytest.mark.parametrize(
    ("group", "reference"),
    [
        (Beta(a=3e6 + 0.5, b=7e6 + 0.5), Beta(a=3.003e6 + 0.5, b=6.997e6 + 0.5)),
        (Beta(a=5e6, b=5e6), Beta(a=5.001e6, b=4.999e6)),
    ],
)
def test_millions_of_incidents_follow_the_normal_distribution(group, reference):
    error = np.hypot(group.error, reference.error)
    z = (group.mean - reference.mean) / error

    assert probability_greater(group, reference) == pytest.approx(ndtr(z), abs=1e-6)
    for level in LEVELS:
        normal = group.mean - reference.mean + ndtri(level) * error
        assert difference_quantile(group, reference, level) == pytest.approx(
            normal, abs=1e-4 * error
        )


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("a", [0.5, 20.5])
def test_rare_attacks_in_millions_have_the_ratio_of_gamma_variables(a, level):
    """Beta(a, 1e7) is gamma over 1e7 but for one in a million: the ratio is an F."""
    group, reference = Beta(a=a, b=1e7), Beta(a=3.5, b=1e7)
    exact = a / 3.5 * fdtri(2 * a, 7.0, level)

    assert ratio_quantile(group, reference, level) == pytest.approx(exact, rel=1e-5)
    assert odds_ratio_quantile(group, reference, level) == pytest.approx(
        exact, rel=1e-5
    )


def test_proportions_next_to_one_lose_no_digits():
    """As many failures as successes elsewhere: the mirrored comparison."""
    group, reference = Beta(a=1e7, b=0.5), Beta(a=1e7, b=20.5)
    mirrored = Beta(a=20.5, b=1e7), Beta(a=0.5, b=1e7)

    assert probability_greater(group, reference) == pytest.approx(
        probability_greater(*mirrored), rel=1e-12
    )
    assert odds_ratio_quantile(group, reference, 0.5) == pytest.approx(
        odds_ratio_quantile(*mirrored, 0.5), rel=1e-8
    )
    assert difference_quantile(group, reference, 0.5) == pytest.approx(
        difference_quantile(*mirrored, 0.5), rel=1e-8
    )


def test_probabilities_never_round_to_certainty():
    rare, sure = Beta(a=0.5, b=1e7), Beta(a=1e7, b=0.5)

    assert 0 < probability_greater(rare, sure) < 1e-300
    assert 1 - 1e-15 < probability_greater(sure, rare) < 1


@pytest.mark.parametrize(
    ("beta", "message"),
    [
        (
            Beta(a=0.5, b=0.5),
            r"an average over Beta\(a=0.5, b=0.5\) is not estimable: its integral "
            r"still moves by \S+ at the finest step",
        ),
        (
            Beta(a=1e12, b=1e12),
            r"an average over Beta\(a=1000000000000.0, b=1000000000000.0\) is not "
            r"estimable: its density integrates to \S+ and not to 1",
        ),
    ],
)
def test_an_average_that_is_not_known_is_refused(beta, message):
    def jumping(x):
        return np.floor(1000 * expit(x)) % 2

    with pytest.raises(NotEstimableError) as error:
        expectation(jumping if beta.a < 1 else np.ones_like, beta)
    assert re.fullmatch(message, str(error.value))


def test_a_quantile_that_no_float_holds_is_refused():
    with pytest.raises(NotEstimableError, match="is not estimable: "):
        odds_ratio_quantile(Beta(a=4e-3, b=1), Beta(a=0.5, b=0.5), 0.025)


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ("x", "a beta shape must be a number, got 'x'"),
        (True, "a beta shape must be a number, got True"),
        (None, "a beta shape must be a number, got None"),
        (0, "beta shapes must lie above 0, got 0 and 1"),
        (float("nan"), "a beta shape must be a number, got nan"),
        (float("inf"), "beta shapes must lie above 0, got inf and 1"),
    ],
)
def test_shapes_without_a_density_are_refused(shape, message):
    with pytest.raises(InvalidDataError) as error:
        Beta(a=shape, b=1)
    assert str(error.value) == message
