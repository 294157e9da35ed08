"""Distribution functions of counts against SciPy, and far out against exact sums."""

from decimal import Decimal, localcontext

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom, poisson

from bemodels.counts import (
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.counts.diagnostics.count_distribution import (
    CountDistribution,
    distribution_of,
)

DATA = pd.DataFrame(
    {"y": [0, 4, 1, 12, 3, 0, 7, 2], "x": range(8), "t": [1, 2, 1, 3, 1, 0.5, 1, 2]}
)
ALPHAS = (2.0, 0.1, 1e-4, 1e-8, 1e-12, 1e-16, 1e-100)


def one_row(mean, alpha):
    return CountDistribution(mean=np.array([mean]), alpha=np.array([alpha]))


def exact(mean, alpha, counts):
    """Return the sum of NB2 probabilities over a range of counts, in 240 digits."""
    with localcontext(prec=240):
        mean, alpha = Decimal(mean), Decimal(alpha)
        scale = 1 + alpha * mean
        chance, total = (-scale.ln() / alpha).exp(), Decimal(0)
        for j in range(counts.stop):
            total += chance if j in counts else 0
            chance *= (1 + alpha * j) * mean / (scale * (j + 1))
        return total


@pytest.mark.parametrize(
    ("fit_counts", "theirs"),
    [
        (fit_poisson, lambda m, a: poisson(m)),
        (fit_bias_reduced_poisson, lambda m, a: poisson(m)),
        (fit_negative_binomial, lambda m, a: nbinom(1 / a, 1 / (1 + a * m))),
        (fit_negative_binomial_linear, lambda m, a: nbinom(m / a, 1 / (1 + a))),
    ],
)
def test_every_family_has_its_own_distribution(fit_counts, theirs):
    fit = fit_counts("y ~ x", DATA, exposure="t")
    rows, other = distribution_of(fit), theirs(fit.fitted, fit.alpha)
    counts = fit.design.counts
    assert rows.at_most(counts) == pytest.approx(other.cdf(counts), rel=1e-10)
    assert rows.exceeding(counts) == pytest.approx(other.sf(counts), rel=1e-10)
    assert rows.log_probability(counts) == pytest.approx(other.logpmf(counts))
    table = other.pmf(np.arange(20)[:, None]).T
    assert rows.probabilities(20) == pytest.approx(table, rel=1e-10)
    assert (rows.quantile(0.9) == other.ppf(0.9)).all()


@pytest.mark.parametrize("alpha", ALPHAS)
@pytest.mark.parametrize(("mean", "count"), [(0.3, 4), (3.0, 0), (40.0, 60)])
def test_tails_keep_their_digits_as_alpha_goes_to_0(mean, count, alpha):
    below = exact(mean, alpha, range(count + 1))
    rows, counts = one_row(mean, alpha), np.array([count])
    assert rows.at_most(counts)[0] == pytest.approx(float(below), rel=1e-11)
    assert rows.exceeding(counts)[0] == pytest.approx(float(1 - below), rel=1e-11)


@pytest.mark.parametrize(
    ("mean", "alpha", "count"), [(1.0, 1e-100, 400), (3.0, 0.2, 2000), (5.0, 2.0, 8000)]
)
def test_upper_tails_too_small_for_a_float_have_their_logarithm(mean, alpha, count):
    above = exact(mean, alpha, range(count + 1, count + 3000))
    rows = one_row(mean, alpha)
    found = rows.log_exceeding(np.array([count]))[0]
    assert found == pytest.approx(float(above.ln()), rel=1e-10)
    assert found < np.log(1e-290)


@pytest.mark.parametrize(("mean", "alpha"), [(900.0, 1e-6), (2000.0, 1e-5)])
def test_lower_tails_too_small_for_a_float_have_their_logarithm(mean, alpha):
    rows = one_row(mean, alpha)
    for count in (0, 3, 40):
        below = exact(mean, alpha, range(count + 1))
        found = rows.log_at_most(np.array([count]))[0]
        assert found == pytest.approx(float(below.ln()), rel=1e-12)
        assert found < np.log(1e-290)


def test_a_mean_of_0_is_certain():
    rows, nothing = one_row(0.0, 1e-100), np.array([0])
    assert rows.at_most(nothing)[0] == 1
    assert rows.exceeding(nothing)[0] == 0
    assert rows.log_probability(nothing)[0] == 0
    assert rows.log_exceeding(nothing)[0] == -np.inf
    assert rows.log_at_most(nothing - 1)[0] == -np.inf
    assert rows.probabilities(3).tolist() == [[1, 0, 0]]
    assert rows.quantile(0.9)[0] == 0


@given(
    mean=st.floats(1e-6, 1e5), alpha=st.floats(1e-12, 5), chance=st.floats(0.001, 0.999)
)
def test_a_quantile_is_the_first_count_that_reaches_a_probability(mean, alpha, chance):
    rows = one_row(mean, alpha)
    found = rows.quantile(chance)
    assert rows.at_most(found)[0] >= chance > rows.at_most(found - 1)[0]
    assert rows.at_most(found)[0] + rows.exceeding(found)[0] == pytest.approx(1)
