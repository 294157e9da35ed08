"""The pooled density, held to its docstring by three other ways of writing it."""

from math import fsum, lgamma, log, log1p

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import gamma, halfnorm, nbinom, norm, poisson

from bemodels.counts.pooled.model import build_pooled_model, model_data
from bemodels.counts.pooled.priors import PLACE_PRIORS, PooledPriors
from bemodels.errors import InvalidDataError

COUNTS = np.array([62, 14, 5, 1, 0, 0])
YEARS = np.array([3.4, 3.4, 1.0, 0.5, 2.0, 3.4])
PRIORS = PooledPriors(
    log_mean_location=0.3,
    log_mean_scale=0.8,
    heterogeneity_scale=1.7,
    reason="numbers unlike the default ones",
)


def density_of(counts, years):
    import pymc as pm

    model = build_pooled_model()
    with model:
        pm.set_data(model_data(counts, years, PRIORS))
    compiled = model.compile_logp(jacobian=False)

    def at(mean, phi):
        heterogeneity = phi**-0.5
        return float(
            compiled(
                {
                    "log_mean_rate": np.log(mean),
                    "heterogeneity_log__": np.log(heterogeneity),
                }
            )
        )

    return at


@pytest.fixture(scope="module")
def log_density():
    return density_of(COUNTS, YEARS)


def prior_density(mean, phi):
    return norm(0.3, 0.8).logpdf(np.log(mean)) + halfnorm(scale=1.7).logpdf(phi**-0.5)


@pytest.mark.sampling
@pytest.mark.parametrize(("mean", "phi"), [(1.5, 0.6), (0.2, 0.05), (7.0, 30.0)])
def test_density_is_negative_binomial_as_scipy_writes_it(log_density, mean, phi):
    expected = nbinom(phi, phi / (phi + mean * YEARS)).logpmf(COUNTS).sum()

    assert log_density(mean, phi) == pytest.approx(
        prior_density(mean, phi) + expected, rel=1e-9
    )


@pytest.mark.sampling
@pytest.mark.parametrize(("mean", "phi"), [(1.5, 0.6), (3.0, 2.0)])
def test_density_is_the_integral_over_gamma_rates(log_density, mean, phi):
    rates = gamma(phi, scale=mean / phi)
    expected = sum(
        np.log(
            quad(
                lambda rate, y=y, t=t: poisson.pmf(y, t * rate) * rates.pdf(rate),
                0,
                np.inf,
                points=None,
                epsabs=0,
                limit=500,
            )[0]
        )
        for y, t in zip(COUNTS, YEARS, strict=True)
    )
    assert log_density(mean, phi) == pytest.approx(
        prior_density(mean, phi) + expected, rel=1e-6
    )


@pytest.mark.sampling
def test_density_tends_to_poisson_without_losing_digits(log_density):
    """At phi = 1e16 scipy's and PyMC's own forms are off by tenths to tens."""
    expected = poisson(1.5 * YEARS).logpmf(COUNTS).sum()

    assert log_density(1.5, 1e16) == pytest.approx(
        prior_density(1.5, 1e16) + expected, rel=1e-12
    )


def log_likelihood_terms(counts, years, mean, phi):
    """The docstring's terms, every one written out."""
    terms = []
    for y, t in zip(counts.tolist(), years.tolist(), strict=True):
        alpha, expected = 1 / phi, mean * t
        terms += [log1p(alpha * j) for j in range(y)]
        terms += [
            y * log(expected),
            -(y + phi) * log1p(alpha * expected),
            -lgamma(y + 1),
        ]
    return terms


@pytest.mark.sampling
@pytest.mark.parametrize("phi", [0.02, 0.7, 40.0, 1e6, 1e16])
def test_large_counts_keep_every_digit(phi):
    """Counts on both sides of 100, where the sum passes into Euler-Maclaurin."""
    counts = np.array([99, 100, 101, 140, 3_000, 200_000, 0])
    years = np.array([1.0, 2.0, 0.5, 1.0, 3.0, 1.0, 1.0])
    terms = log_likelihood_terms(counts, years, 900.0, phi)

    found = density_of(counts, years)(900.0, phi) - prior_density(900.0, phi)

    rounding = 1e-15 * fsum(map(abs, terms))
    assert found == pytest.approx(fsum(terms), rel=1e-13, abs=rounding)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"log_mean_scale": 0.0},
            "log_mean_scale must be a number between 0 and 5, got 0.0",
        ),
        (
            {"log_mean_scale": True},
            "log_mean_scale must be a number between 0 and 5, got True",
        ),
        (
            {"heterogeneity_scale": -1},
            "heterogeneity_scale must be a number between 0 and 5, got -1",
        ),
        (
            {"heterogeneity_scale": "x"},
            "heterogeneity_scale must be a number between 0 and 5, got 'x'",
        ),
        (
            {"log_mean_location": float("nan")},
            "log_mean_location must be a number between -15 and 15, got nan",
        ),
        (
            {"log_mean_location": float("inf")},
            "log_mean_location must be a number between -15 and 15, got inf",
        ),
        ({"reason": " "}, "reason must be a sentence, got ' '"),
        ({"reason": None}, "reason must be a sentence, got None"),
    ],
)
def test_impossible_priors_are_refused(changes, message):
    numbers = {
        "log_mean_location": 0.0,
        "log_mean_scale": 1.0,
        "heterogeneity_scale": 1.0,
        "reason": "a test",
    }
    with pytest.raises(InvalidDataError) as error:
        PooledPriors(**(numbers | changes))
    assert str(error.value) == message


def test_every_prior_is_stated_with_its_numbers():
    mean, heterogeneity = PLACE_PRIORS.statements()

    assert mean.density == r"\log\mu \sim \operatorname{Normal}(-1.2, 1.5)"
    assert heterogeneity.density == r"1/\sqrt{\phi} \sim \operatorname{HalfNormal}(1)"
    assert "median 0.3, 95% 0.016 to 5.7 incidents per year" in mean.reason
