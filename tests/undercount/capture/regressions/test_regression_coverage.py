"""Regressions of times seen: errors and intervals of simulated populations."""

import numpy as np
import pandas as pd
import pytest
from immigrants import limits, quantity

from bemodels.undercount.capture import (
    zelterman_regression,
    zero_truncated_poisson,
    zero_truncated_poisson_regression,
)

POPULATION = 600


def simulated(regression, rng, replicates):
    """Return estimates, errors and whether the interval held, a row a replicate."""
    found = []
    for _ in range(replicates):
        x = rng.uniform(-1, 1, size=POPULATION)
        times = rng.poisson(np.exp(-0.1 + 0.8 * x))
        data = pd.DataFrame({"times": times, "x": x.round(1)})[times > 0]
        result = regression("times ~ x", data)
        low, value, high = limits(result)
        error = quantity(result, "standard error of the population, units")
        found.append((value, error, low <= POPULATION <= high))
    return np.array(found).T


@pytest.mark.parametrize(
    "regression", [zero_truncated_poisson_regression, zelterman_regression]
)
def test_errors_and_intervals_are_what_they_say(regression):
    value, error, held = simulated(regression, np.random.default_rng(8), 150)
    deviation = value.std(ddof=1)
    assert value.mean() == pytest.approx(POPULATION, abs=0.04 * POPULATION)
    # The standard deviation of 150 estimates is known to 6%, coverage to 1.8 points.
    assert np.sqrt((error**2).mean()) == pytest.approx(deviation, rel=0.2)
    assert 0.89 < held.mean() < 1.0


def test_a_covariate_left_out_makes_the_population_too_small():
    rng = np.random.default_rng(9)
    x = rng.choice([-1.0, 1.0], size=4000)
    times = rng.poisson(np.exp(-0.8 + 1.0 * x))
    data = pd.DataFrame({"times": times, "x": x})[times > 0]
    with_it = limits(zero_truncated_poisson_regression("times ~ x", data))
    without = limits(zero_truncated_poisson(data["times"].value_counts().to_dict()))
    assert with_it[0] < 4000 < with_it[2]
    assert without[2] < 4000
