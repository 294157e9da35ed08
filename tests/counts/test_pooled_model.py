"""The pooled density, held to its docstring by three other ways of writing it."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import gamma, halfnorm, nbinom, norm, poisson

from bemodels.counts.pooled_model import build_pooled_model, model_data
from bemodels.counts.pooled_priors import PLACE_PRIORS, PooledPriors
from bemodels.errors import InvalidDataError

COUNTS = np.array([62, 14, 5, 1, 0, 0])
YEARS = np.array([3.4, 3.4, 1.0, 0.5, 2.0, 3.4])
PRIORS = PooledPriors(
    log_mean_location=0.3,
    log_mean_scale=0.8,
    heterogeneity_scale=1.7,
    reason="numbers unlike the default ones",
)


@pytest.fixture(scope="module")
def log_density():
    import pymc as pm

    model = build_pooled_model()
    with model:
        pm.set_data(model_data(COUNTS, YEARS, PRIORS))
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


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"log_mean_scale": 0.0}, "log_mean_scale must lie above 0, got 0.0"),
        ({"heterogeneity_scale": -1}, "heterogeneity_scale must lie above 0, got -1"),
        (
            {"log_mean_location": float("inf")},
            "log_mean_location must be finite, got inf",
        ),
        ({"reason": ""}, "priors need a reason, got none"),
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
