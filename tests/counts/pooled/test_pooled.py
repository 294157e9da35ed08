"""The pooled fit: against a grid, against an exact conjugate case, and repeatable."""

import numpy as np
import pytest
from scipy.stats import gamma, halfnorm, nbinom, norm, poisson

import bemodels
from bemodels.bayes import load_draws, save_draws, summarise_draws
from bemodels.counts import (
    PLACE_PRIORS,
    PooledPriors,
    fit_pooled,
)
from bemodels.counts.pooled.predictive import LARGEST, ONES
from bemodels.counts.pooled.ranks import exact_ranks
from bemodels.errors import InvalidDataError

YEARS = 41 / 12


@pytest.fixture(scope="module")
def table():
    return bemodels.belgium().place_counts()


@pytest.fixture(scope="module")
def fit(table):
    return fit_pooled(table, places_at_risk=100, priors=PLACE_PRIORS, seed=7)


def grid_posterior(counts, places_at_risk, priors):
    """The posterior of (log mu, h) on a grid: two parameters need no sampler."""
    log_mean = np.linspace(-4, 3, 351)[:, None]
    spread = np.linspace(0.02, 8, 400)[None, :]
    phi, mean = spread**-2.0, np.exp(log_mean)
    filled = np.r_[counts, np.zeros(places_at_risk - len(counts))]
    values, times = np.unique(filled, return_counts=True)
    log_density = norm(priors.log_mean_location, priors.log_mean_scale).logpdf(log_mean)
    log_density = log_density + halfnorm(scale=priors.heterogeneity_scale).logpdf(
        spread
    )
    for value, weight in zip(values, times, strict=True):
        log_density = log_density + weight * nbinom.logpmf(
            value, phi, phi / (phi + mean * YEARS)
        )
    weights = np.exp(log_density - log_density.max())
    return log_mean, spread, weights / weights.sum()


@pytest.mark.sampling
def test_posterior_is_that_of_a_grid(table, fit):
    log_mean, spread, weights = grid_posterior(table.counts, 100, PLACE_PRIORS)
    result = fit.result()

    for name, axis, grid in (
        ("log_mean_rate", 1, log_mean.ravel()),
        ("heterogeneity", 0, spread.ravel()),
    ):
        mass = np.cumsum(weights.sum(axis=axis))
        low, middle, high = np.interp([0.025, 0.5, 0.975], mass, grid)
        one = result.estimate(name)
        width = high - low
        assert one.value == pytest.approx(middle, abs=0.03 * width)
        assert one.interval.low == pytest.approx(low, abs=0.06 * width)
        assert one.interval.high == pytest.approx(high, abs=0.06 * width)


@pytest.mark.sampling
def test_ranks_of_the_predictive_checks_are_those_of_the_grid(table, fit):
    """Two lie just inside the line of 97.5%: 97.19 and 97.38 on the grid."""
    log_mean, spread, weights = grid_posterior(table.counts, 100, PLACE_PRIORS)
    phi, expected = spread**-2.0 + 0 * log_mean, np.exp(log_mean) * YEARS + 0 * spread
    counts = np.r_[table.counts, np.zeros(79, dtype=int)]
    exact = exact_ranks(counts, expected, phi)
    sampled = {row[0]: row[-1] for row in fit.tables[1].rows}

    assert (weights * exact[ONES]).sum() == pytest.approx(0.9719, abs=2e-4)
    assert (weights * exact[LARGEST]).sum() == pytest.approx(0.9738, abs=2e-4)
    for name, rank in sampled.items():
        assert rank == pytest.approx((weights * exact[name]).sum(), abs=0.02), name
    assert sampled[ONES] == pytest.approx(0.9719, abs=0.003)
    assert sampled[LARGEST] == pytest.approx(0.9738, abs=0.006)


@pytest.mark.sampling
def test_each_rate_is_a_mixture_of_exact_gammas(table, fit):
    """The rate of Brussels averaged over the grid, without its draws."""
    log_mean, spread, weights = grid_posterior(table.counts, 100, PLACE_PRIORS)
    phi, mean = spread**-2.0 + 0 * log_mean, np.exp(log_mean) + 0 * spread
    brussels = fit.result().estimate("annual_rate[Brussels]")
    below = gamma.cdf(brussels.value, phi + 62, scale=1 / (phi / mean + YEARS))

    assert (weights * below).sum() == pytest.approx(0.5, abs=0.03)


def priors_of(location, scale, spread):
    return PooledPriors(
        log_mean_location=location,
        log_mean_scale=scale,
        heterogeneity_scale=spread,
        reason="a special case with an exact answer",
    )


def quantiles_on(grid, density):
    """Quantiles of a density that is known on a grid up to a constant."""
    mass = np.cumsum(density) / density.sum()
    return np.interp([0.025, 0.5, 0.975], mass, grid)


def limits(estimate):
    return estimate.interval.low, estimate.value, estimate.interval.high


@pytest.mark.sampling
def test_equal_places_share_one_poisson_rate():
    """Spread all but 0: mu has the density of the total's Poisson count, by grid."""
    rows = (("Ghent", 7, YEARS), ("Aalst", 2, YEARS), ("Genk", 3, YEARS))
    table = bemodels.CountTable(keys=("city",), rows=rows)
    fit = fit_pooled(
        table, places_at_risk=3, priors=priors_of(0.0, 1.0, 1e-4), seed=3, draws=2000
    ).result()
    log_mean = np.linspace(-4, 3, 4001)
    density = norm.pdf(log_mean) * poisson.pmf(12, 3 * YEARS * np.exp(log_mean))
    exact = np.exp(quantiles_on(log_mean, density))

    for name in ("mean_rate", "annual_rate[Aalst]", "new_place_rate"):
        assert limits(fit.estimate(name)) == pytest.approx(exact, rel=0.04), name


@pytest.mark.sampling
def test_a_known_mean_leaves_one_integral_over_the_spread():
    """Mean all but 1 and one place: its rate is a mixture of gammas over the spread."""
    one = bemodels.CountTable(keys=("city",), rows=(("Ghent", 7, YEARS),))
    fit = fit_pooled(
        one, places_at_risk=1, priors=priors_of(0.0, 1e-4, 0.5), seed=3, draws=4000
    ).result()
    spread = np.linspace(1e-3, 3, 3000)
    phi = spread**-2
    weight = halfnorm(scale=0.5).pdf(spread) * nbinom.pmf(7, phi, phi / (phi + YEARS))
    rate = limits(fit.estimate("annual_rate[Ghent]"))
    below = [gamma.cdf(x, phi + 7, scale=1 / (phi + YEARS)) for x in rate]

    assert limits(fit.estimate("heterogeneity")) == pytest.approx(
        quantiles_on(spread, weight), rel=0.05, abs=0.01
    )
    assert np.average(below, axis=1, weights=weight) == pytest.approx(
        [0.025, 0.5, 0.975], abs=0.015
    )


@pytest.mark.sampling
def test_the_summary_has_a_row_for_every_variable_of_the_model(fit):
    summary = summarise_draws(fit, ci_prob=0.9, ci_kind="eti")
    posterior = fit.draws["posterior"].to_dataset()
    names = []
    for name, variable in posterior.data_vars.items():
        labels = variable.coords["place"].values if "place" in variable.dims else [None]
        names += [name if label is None else f"{name}[{label}]" for label in labels]

    assert sorted(row[0] for row in summary.rows) == sorted(names)
    assert {"log_mean_rate", "heterogeneity", "mean_rate", "phi", "alpha"} < set(names)
    assert [row[0] for row in summary.rows] == [
        one.estimand for one in fit.result().estimates
    ]
    assert all(
        row[7] >= 400 and row[8] >= 1000 and row[9] < 1.01 for row in summary.rows
    )


@pytest.mark.sampling
def test_highest_density_intervals_are_no_wider(fit):
    equal = summarise_draws(fit, ci_prob=0.9, ci_kind="eti")
    dense = summarise_draws(fit, ci_prob=0.9, ci_kind="hdi")

    for one, other in zip(equal.rows, dense.rows, strict=True):
        assert other[6] - other[5] <= (one[6] - one[5]) * (1 + 1e-9)


@pytest.mark.sampling
def test_the_same_seed_gives_the_same_draws(table, fit):
    again = fit_pooled(table, places_at_risk=100, priors=PLACE_PRIORS, seed=7)
    other = fit_pooled(table, places_at_risk=100, priors=PLACE_PRIORS, seed=8)

    assert (
        again.draws["posterior"]
        .to_dataset()
        .equals(fit.draws["posterior"].to_dataset())
    )
    assert (
        not other.draws["posterior"]
        .to_dataset()
        .equals(fit.draws["posterior"].to_dataset())
    )


@pytest.mark.sampling
def test_the_order_of_places_changes_nothing(table, fit):
    shuffled = bemodels.CountTable(keys=table.keys, rows=table.rows[::-1])
    again = fit_pooled(shuffled, places_at_risk=100, priors=PLACE_PRIORS, seed=7)

    assert (
        again.draws["posterior"]
        .to_dataset()
        .equals(fit.draws["posterior"].to_dataset())
    )


@pytest.mark.sampling
def test_draws_come_back_from_disk_as_they_were(fit, tmp_path):
    path = tmp_path / "draws.nc"
    digest = save_draws(fit.draws, path)

    assert load_draws(path).equals(fit.draws)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["draws.nc", "draws.nc.sha256"]
    spoiled = bytearray(path.read_bytes())
    spoiled[len(spoiled) // 2] ^= 1
    path.write_bytes(spoiled)
    with pytest.raises(InvalidDataError, match=r"draws\.nc: the file has changed"):
        load_draws(path)
    assert save_draws(fit.draws, path) == digest
