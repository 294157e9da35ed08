"""Contrasts of two beta variables: print, an independent double integral, symmetry."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta as beta_distribution

from bemodels.errors import InvalidDataError
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


@given(a=st.floats(0.05, 5000), b=st.floats(0.05, 5000))
@settings(deadline=None)
def test_every_density_integrates_to_one(a, b):
    assert expectation(np.ones_like, Beta(a=a, b=b)) == pytest.approx(1, abs=1e-9)


def test_shapes_without_a_density_are_refused():
    with pytest.raises(InvalidDataError) as error:
        Beta(a=0, b=1)
    assert str(error.value) == "beta shapes must lie above 0, got 0 and 1"
