"""The hierarchical fit against quadrature, where two or three parameters are left.

Medians are held to a fiftieth of the width of the 95% interval, which is four Monte
Carlo errors, and limits to a twentieth.
"""

import numpy as np
import pytest
from scipy.signal import fftconvolve
from scipy.stats import halfnorm, nbinom, norm, poisson
from two_cities import (
    LEVEL_ALONE,
    LEVEL_AND_CITIES,
    LEVEL_AND_DISPERSION,
    YEARS,
    exact_tails,
    two_cities,
)

from bemodels.counts import (
    annual_rates,
    complete_period,
    expected_zero_share,
    fit_hierarchical,
    rate_difference,
    rate_ratio,
)

pytestmark = pytest.mark.sampling

SPREAD_OUT = two_cities((4, 9, 0, 3), (0, 2, 1, 6))
ONE_WITHOUT = two_cities((4, 9, 6, 2), (0, 0, 0, 0))
EXPOSURE = np.array([*YEARS, *YEARS])
LEVEL = norm(-1.2, 1.5)


def fitted(table, priors):
    return fit_hierarchical(table, priors=priors, seed=11, draws=2000)


def assert_near(estimate, expected):
    low, middle, high = expected
    width = high - low
    assert estimate.value == pytest.approx(middle, abs=0.02 * width)
    assert estimate.interval.low == pytest.approx(low, abs=0.05 * width)
    assert estimate.interval.high == pytest.approx(high, abs=0.05 * width)


def limits(estimate):
    return estimate.interval.low, estimate.value, estimate.interval.high


@pytest.fixture(scope="module")
def gamma_poisson():
    return fitted(SPREAD_OUT, LEVEL_AND_DISPERSION)


def level_and_spread(*, levels=351, spreads=400):
    """Return log rate, 1/sqrt(phi) and weights on a grid."""
    level = np.linspace(-3, 4, levels)[:, None]
    spread = (np.arange(spreads)[None] + 0.5) / spreads * 3
    phi = spread[..., None] ** -2
    means = np.exp(level)[..., None] * EXPOSURE
    counts = nbinom.logpmf(SPREAD_OUT.counts, phi, phi / (phi + means)).sum(axis=-1)
    prior = LEVEL.logpdf(level) + halfnorm(scale=0.5).logpdf(spread)
    weights = np.exp(counts + prior)
    return level, spread, weights / weights.sum()


def test_a_level_and_its_dispersion_are_those_of_a_grid(gamma_poisson):
    level, spread, weights = level_and_spread()
    result = gamma_poisson.result()

    for name, values in (
        ("intercept", level + 0 * spread),
        ("heterogeneity", spread + 0 * level),
        ("alpha", spread**2 + 0 * level),
        ("annual_rate[B]", np.exp(level) + 0 * spread),
        ("annual_total[2016]", 2 * np.exp(level) + 0 * spread),
    ):
        assert_near(result.estimate(name), exact_tails(values, weights))
    draws = gamma_poisson.draws["posterior"]["intercept"].to_numpy()
    assert draws.mean() == pytest.approx((weights * level).sum(), abs=0.01)


def test_the_zero_share_is_that_of_a_grid(gamma_poisson):
    level, spread, weights = level_and_spread()
    alpha = spread[..., None] ** 2
    means = np.exp(level)[..., None] * EXPOSURE
    shares = ((1 + alpha * means) ** (-1 / alpha)).mean(axis=-1)

    found = expected_zero_share(gamma_poisson).estimate("expected_zero_share")

    assert_near(found, exact_tails(shares, weights))


def test_a_complete_count_is_that_of_a_grid(gamma_poisson):
    level, spread, weights = level_and_spread(levels=51, spreads=50)
    phi, known = spread**-2, spread**-2 / np.exp(level) + YEARS[3]
    # Two rows add up: the chances of 0, 1, ... to come in each are convolved.
    to_come = [
        nbinom.pmf(np.arange(100)[:, None, None], phi + so_far, known / (known + 1 / 6))
        for so_far in (3, 6)
    ]
    sums = fftconvolve(*to_come, axes=0)[:100]
    at_most = np.cumsum((weights * sums).sum(axis=(1, 2)))

    found = complete_period(
        gamma_poisson, 2017, full_exposure=1.0, rng=np.random.default_rng(5)
    ).estimate("complete_period")

    slack = 4 * np.sqrt(0.025 * 0.975 / 8000)
    for limit, chance in ((found.interval.low, 0.025), (found.interval.high, 0.975)):
        more = int(limit) - 9
        assert at_most[more] >= chance - slack
        assert more == 0 or at_most[more - 1] <= chance + slack
    assert found.interval.high > 9


def test_a_level_alone_is_that_of_a_line():
    result = fitted(SPREAD_OUT, LEVEL_ALONE).result()

    level = np.linspace(-3, 4, 7001)
    total = poisson.logpmf(sum(SPREAD_OUT.counts), np.exp(level) * EXPOSURE.sum())
    weights = np.exp(total + LEVEL.logpdf(level))
    assert_near(result.estimate("intercept"), exact_tails(level, weights))
    assert_near(result.estimate("annual_rate[A]"), exact_tails(np.exp(level), weights))


@pytest.fixture(scope="module")
def two_rates():
    return fitted(ONE_WITHOUT, LEVEL_AND_CITIES)


@pytest.fixture(scope="module")
def grid_of_two():
    """Return log rates of A, B and a new city with their weights.

    Given level and spread, cities are independent: each has its own mean likelihood
    over standard normal effects, by which the other one is weighted.
    """
    level = np.linspace(-6, 4, 201)[:, None, None]
    spread = ((np.arange(100) + 0.5) / 100 * 5)[None, :, None]
    effect = np.linspace(-6, 6, 401)
    logs = level + spread * effect
    normal = norm.pdf(effect) / norm.pdf(effect).sum()
    prior = LEVEL.pdf(level) * halfnorm(scale=1.0).pdf(spread)
    of_a, of_b = (
        poisson.pmf(count, np.exp(logs) * sum(YEARS)) * normal for count in (21, 0)
    )
    mean_a, mean_b = (one.sum(axis=-1, keepdims=True) for one in (of_a, of_b))
    return {
        "A": (logs, prior * of_a * mean_b),
        "B": (logs, prior * of_b * mean_a),
        "new": (logs, prior * mean_a * mean_b * normal),
        "spread": (spread + 0 * level, prior * mean_a * mean_b),
    }


def test_a_city_without_a_count_and_a_new_one_are_those_of_a_grid(
    two_rates, grid_of_two
):
    result = two_rates.result()

    for name, key in (
        ("annual_rate[A]", "A"),
        ("annual_rate[B]", "B"),
        ("new_city_rate", "new"),
    ):
        logs, weights = grid_of_two[key]
        found = np.log(np.array(limits(result.estimate(name))))
        low, middle, high = exact_tails(logs, weights)
        width = high - low
        assert found == pytest.approx([low, middle, high], abs=0.05 * width), name
        assert found[1] == pytest.approx(middle, abs=0.02 * width), name
    values, weights = grid_of_two["spread"]
    assert_near(result.estimate("city_sd"), exact_tails(values, weights))


def test_a_city_without_a_count_is_pulled_up_but_stays_below_the_exact_limit(
    two_rates,
):
    found = annual_rates(two_rates, "city").estimate("annual_rate[B]")

    assert 0 < found.interval.low < found.value < found.interval.high < 1.08
    ratio = rate_ratio(two_rates, "city", "B", "A").estimate("rate_ratio")
    assert 0 < ratio.interval.low < ratio.interval.high < 1
    less = rate_difference(two_rates, "city", "B", "A").estimate("rate_difference")
    assert less.interval.high < 0
