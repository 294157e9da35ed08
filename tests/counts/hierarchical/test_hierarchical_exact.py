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
    LEVEL_AND_YEARS,
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
YEAR_WITHOUT = two_cities((0, 9, 0, 3), (0, 2, 1, 6))
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


class SharedSpread:
    """Log rates that share a level and a spread, on a grid of both and of effects.

    Given level and spread, rates are independent of one another: each has a mean
    likelihood over its standard normal effect, by which the others are weighted.
    """

    def __init__(self, counts, years, *, scale, points=(201, 100, 401)):
        levels, spreads, effects = points
        self.level = np.linspace(-6, 4, levels)[:, None, None]
        spread = (np.arange(spreads) + 0.5) / spreads
        self.spread = (5 * scale * spread)[None, :, None]
        effect = np.linspace(-6, 6, effects)
        self.normal = norm.pdf(effect) / norm.pdf(effect).sum()
        self.logs = self.level + self.spread * effect
        self.prior = LEVEL.pdf(self.level) * halfnorm(scale=scale).pdf(self.spread)
        self.likelihoods = [
            poisson.pmf(count, np.exp(self.logs) * exposure) * self.normal
            for count, exposure in zip(counts, years, strict=True)
        ]
        self.means = np.stack([one.sum(axis=-1) for one in self.likelihoods])

    def weights_of(self, place):
        others = np.delete(self.means, place, axis=0).prod(axis=0)[..., None]
        return self.prior * self.likelihoods[place] * others

    def weights_of_new(self):
        return self.weights_of_spread() * self.normal

    def weights_of_spread(self):
        return self.prior * self.means.prod(axis=0)[..., None]


@pytest.fixture(scope="module")
def two_rates():
    return fitted(ONE_WITHOUT, LEVEL_AND_CITIES)


def assert_logs_near(estimate, logs, weights):
    low, middle, high = exact_tails(logs, weights)
    found = np.log(limits(estimate))
    assert found == pytest.approx([low, middle, high], abs=0.05 * (high - low))
    assert found[1] == pytest.approx(middle, abs=0.02 * (high - low))


def test_a_city_without_a_count_and_a_new_one_are_those_of_a_grid(two_rates):
    result = two_rates.result()
    grid = SharedSpread((21, 0), (sum(YEARS), sum(YEARS)), scale=1.0)

    for name, weights in (
        ("annual_rate[A]", grid.weights_of(0)),
        ("annual_rate[B]", grid.weights_of(1)),
        ("new_city_rate", grid.weights_of_new()),
    ):
        assert_logs_near(result.estimate(name), grid.logs, weights)
    spread = grid.spread + 0 * grid.level
    assert_near(
        result.estimate("city_sd"), exact_tails(spread, grid.weights_of_spread())
    )


def test_contrasts_with_a_city_without_a_count_are_those_of_a_grid(two_rates):
    grid = SharedSpread(
        (21, 0), (sum(YEARS), sum(YEARS)), scale=1.0, points=(41, 40, 101)
    )
    of_a, of_b = grid.likelihoods
    weights = grid.prior[..., None] * of_a[..., None] * of_b[..., None, :]
    a, b = grid.logs[..., None], grid.logs[..., None, :]

    ratio = rate_ratio(two_rates, "city", "B", "A").estimate("rate_ratio")
    assert_logs_near(ratio, b - a, weights)
    less = rate_difference(two_rates, "city", "B", "A").estimate("rate_difference")
    assert_near(less, exact_tails(np.exp(b) - np.exp(a), weights))


def test_rates_of_years_are_those_of_a_grid():
    posterior = fitted(YEAR_WITHOUT, LEVEL_AND_YEARS)
    found = annual_rates(posterior, "year").estimates
    grid = SharedSpread(
        (0, 11, 1, 9), 2 * np.array(YEARS), scale=0.5, points=(101, 60, 201)
    )

    for place, one in enumerate(found):
        assert_logs_near(one, grid.logs, grid.weights_of(place))
    spread = grid.spread + 0 * grid.level
    assert_near(
        posterior.result().estimate("year_sd"),
        exact_tails(spread, grid.weights_of_spread()),
    )


def test_a_city_without_a_count_is_pulled_up_but_stays_below_the_exact_limit(
    two_rates,
):
    found = annual_rates(two_rates, "city").estimate("annual_rate[B]")

    assert 0 < found.interval.low < found.value < found.interval.high < 1.08
