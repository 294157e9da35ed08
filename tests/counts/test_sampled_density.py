"""The density that is sampled, against SciPy's, the Poisson limit, and its slope."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from bemodels.counts.count_loops import count_density
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


def to_sixty_digits(alpha):
    """The sum of the log probabilities less the factorials."""
    total = Decimal(0)
    for count, mean in zip(COUNTS.tolist(), map(Decimal, MEANS.tolist()), strict=True):
        risen = sum(((1 + alpha * j).ln() for j in range(count)), Decimal(0))
        rest = (count + 1 / alpha) * (1 + alpha * mean).ln()
        total += risen + count * mean.ln() - rest
    return total


@pytest.mark.parametrize("alpha", [1e-8, 1e-6, 1e-4, 0.02, 1.0, 30.0])
def test_loops_and_their_slopes_are_exact(alpha):
    data = count_data(COUNTS)
    with localcontext(prec=60):
        exact, step = Decimal(alpha), Decimal(alpha) * Decimal(10) ** -15
        expected = to_sixty_digits(exact)
        slope = (to_sixty_digits(exact + step) - to_sixty_digits(exact - step)) / (
            2 * step
        )

    value, _, found = count_density(
        np.log(MEANS),
        alpha,
        data["incidents"],
        data["counts_above"],
        data["counts_beyond"],
    )

    assert value == pytest.approx(float(expected), rel=1e-14)
    assert found == pytest.approx(float(slope), rel=1e-11)
