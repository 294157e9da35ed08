"""The density that is sampled, against SciPy's, the Poisson limit, and its slope."""

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from bemodels.counts.sampled_density import count_data, log_likelihood

COUNTS = np.array([0, 1, 3, 12, 100, 101, 250, 4000])
MEANS = np.array([0.2, 1.7, 2.0, 9.0, 120.0, 80.0, 260.0, 3900.0])


@pytest.fixture(scope="module")
def density():
    import pytensor
    import pytensor.tensor as pt

    data = {name: pt.as_tensor(one) for name, one in count_data(COUNTS).items()}
    root = pt.dscalar("root")
    value = log_likelihood(data, np.log(MEANS), root**2)
    return pytensor.function([root], [value, pt.grad(value, root)], mode="FAST_RUN")


@pytest.mark.sampling
@pytest.mark.parametrize("alpha", [1e-4, 0.02, 0.7, 30.0])
def test_density_is_scipys_negative_binomial(density, alpha):
    expected = nbinom(1 / alpha, 1 / (1 + alpha * MEANS)).logpmf(COUNTS).sum()

    assert density(alpha**0.5)[0] == pytest.approx(expected, rel=1e-9)


@pytest.mark.sampling
@pytest.mark.parametrize("root", [0.0, 1e-8, 1e-6, 1e-5])
def test_density_and_slope_go_smoothly_to_the_poisson_limit(density, root):
    """Close to 0, log p = Poisson + alpha / 2 times the sum of (y - mu)^2 - y."""
    limit = poisson(MEANS).logpmf(COUNTS).sum()
    second = ((COUNTS - MEANS) ** 2 - COUNTS).sum() / 2

    value, slope = density(root)

    assert value == pytest.approx(limit + root**2 * second, abs=1e-6)
    assert slope == pytest.approx(2 * root * second, rel=1e-3, abs=1e-4)


@pytest.mark.sampling
@pytest.mark.parametrize("root", [1e-3, 0.3])
def test_the_slope_is_that_of_the_density(density, root):
    step = 1e-5 * root
    slope = (density(root + step)[0] - density(root - step)[0]) / (2 * step)

    assert density(root)[1] == pytest.approx(slope, rel=1e-5)
