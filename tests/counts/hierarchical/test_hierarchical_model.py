"""The hierarchical density in code against the density in words, term by term."""

import numpy as np
import pytest
from scipy.stats import expon, halfnorm, nbinom, norm, poisson

from bemodels.counts import (
    CITY_YEAR_PRIORS,
    WALK_PRIORS,
    ExponentialSpread,
    HalfNormalSpread,
    IndependentYears,
    NoSpread,
)
from bemodels.counts.hierarchical.cells import cells_of
from bemodels.counts.hierarchical.model import SPREADS, builder, model_data
from bemodels.counts.hierarchical.year_effects import window_midpoints
from bemodels.data import CountTable

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
COUNTS = {"A": (4, 9, 212, 3), "B": (0, 0, 0, 0), "C": (1, 0, 2, 0)}


def table_of(counts=COUNTS):
    return CountTable(
        keys=("city", "year"),
        rows=tuple(
            (city, 2014 + number, count, years)
            for city, row in counts.items()
            for number, (count, years) in enumerate(zip(row, YEARS, strict=True))
        ),
    )


TABLE = table_of()
POINT = {
    "intercept": 0.3,
    "city_sd": -0.9,
    "year_sd": 0.4,
    "heterogeneity": 0.7,
    "city_draw": np.array([0.5, -0.2, 1.1]),
    "year_draw": np.array([0.1, 0.6, -0.3, -1.2]),
}


@pytest.fixture(scope="module")
def compiled():
    model = builder(3, 4)()
    effects = model.replace_rvs_by_values([model["city_effect"], model["year_effect"]])
    return model, model.compile_logp(jacobian=False), model.compile_fn(effects)


def density_in_code(compiled, priors, point):
    import pymc as pm

    model, log_density, effects = compiled
    with model:
        pm.set_data(model_data(cells_of(TABLE), priors))
    return float(log_density(point)), effects(point)


def spread_density(prior, value):
    if isinstance(prior, ExponentialSpread):
        return expon(scale=prior.mean).logpdf(value)
    return halfnorm(
        scale=prior.scale if isinstance(prior, HalfNormalSpread) else 1
    ).logpdf(value)


def density_in_words(priors, point, city, year):
    """The joint density of the effects and parameters, given the effects' values.

    A signed standard deviation has half the density of its size, and the draws of a
    place have the Jacobian of their effect, which is 1/sd times that of effect / sd.
    """
    spreads = [priors.cities, priors.years.spread, priors.dispersion]
    sizes = [abs(point[name]) for name in SPREADS]
    present = [not isinstance(one, NoSpread) for one in spreads]
    alpha = (sizes[2] * present[2]) ** 2
    cells = cells_of(TABLE)
    mean = cells.years * np.exp(
        point["intercept"] + city[cells.place] + year[cells.period]
    )
    chances = (
        nbinom(1 / alpha, 1 / (1 + alpha * mean)) if alpha else poisson(mean)
    ).logpmf(cells.counts)
    level = norm(priors.intercept_location, priors.intercept_scale)
    return (
        chances.sum()
        + level.logpdf(point["intercept"])
        + sum(map(spread_density, spreads, sizes))
        - 3 * np.log(2)
        + norm().logpdf(point["year_draw"]).sum()
    )


def place_density(compiled, priors, point):
    """The density of the draws of places: that of their effects, by differences."""
    step = 1e-6
    size = abs(point["city_sd"])
    _, (effect, _) = density_in_code(compiled, priors, point)
    moved = {**point, "city_draw": point["city_draw"] + step}
    _, (other, _) = density_in_code(compiled, priors, moved)
    return (norm(0, size).logpdf(effect) + np.log(np.abs(other - effect) / step)).sum()


VARIANTS = {
    "independent": CITY_YEAR_PRIORS,
    "walk": WALK_PRIORS,
    "exponential": {"dispersion": ExponentialSpread(mean=1.0)},
    "wide": {"dispersion": HalfNormalSpread(scale=1.0)},
    "poisson": {"dispersion": NoSpread()},
    "no years": {"years": IndependentYears(spread=NoSpread())},
}


def variant(name):
    from dataclasses import replace

    found = VARIANTS[name]
    return replace(CITY_YEAR_PRIORS, **found) if isinstance(found, dict) else found


@pytest.mark.sampling
@pytest.mark.parametrize("name", VARIANTS)
def test_density_in_code_is_the_density_in_words(compiled, name):
    priors = variant(name)
    found, (city, year) = density_in_code(compiled, priors, POINT)

    expected = density_in_words(priors, POINT, city, year)
    places = place_density(compiled, priors, POINT)

    assert found == pytest.approx(expected + places, rel=1e-7)


@pytest.mark.sampling
def test_without_cities_their_draws_are_standard_normal_and_touch_nothing(compiled):
    from dataclasses import replace

    priors = replace(CITY_YEAR_PRIORS, cities=NoSpread())
    found, (city, year) = density_in_code(compiled, priors, POINT)

    expected = density_in_words(priors, POINT, city, year)

    assert (city == 0).all()
    assert found == pytest.approx(
        expected + norm().logpdf(POINT["city_draw"]).sum(), rel=1e-9
    )


@pytest.mark.sampling
def test_signs_of_spreads_do_not_change_the_density(compiled):
    def turned(*names):
        return {
            name: -value if name in names else value for name, value in POINT.items()
        }

    expected, _ = density_in_code(compiled, CITY_YEAR_PRIORS, POINT)
    dispersion, _ = density_in_code(compiled, CITY_YEAR_PRIORS, turned("heterogeneity"))
    years, _ = density_in_code(
        compiled, CITY_YEAR_PRIORS, turned("year_sd", "year_draw")
    )

    assert dispersion == pytest.approx(expected, rel=1e-12)
    assert years == pytest.approx(expected, rel=1e-12)


@pytest.mark.sampling
@pytest.mark.parametrize("heterogeneity", [1e-9, 1e-6, 1e-4])
def test_density_and_slope_go_smoothly_to_the_poisson_limit(compiled, heterogeneity):
    """To second order: log p = Poisson + alpha / 2 sum of (y - mu)^2 - y."""
    from dataclasses import replace

    model, _, _ = compiled
    poisson_only = replace(CITY_YEAR_PRIORS, dispersion=NoSpread())
    point = {**POINT, "heterogeneity": heterogeneity, "city_sd": 0.0}
    limit, (city, year) = density_in_code(compiled, poisson_only, point)
    limit += spread_density(CITY_YEAR_PRIORS.dispersion, heterogeneity)
    limit -= spread_density(HalfNormalSpread(scale=1.0), heterogeneity)
    found, _ = density_in_code(compiled, CITY_YEAR_PRIORS, point)

    cells = cells_of(TABLE)
    mean = cells.years * np.exp(POINT["intercept"] + year[cells.period])
    second = ((cells.counts - mean) ** 2 - cells.counts).sum() / 2

    assert (city == 0).all()
    assert found - limit == pytest.approx(heterogeneity**2 * second, rel=1e-3, abs=1e-9)
    slope = model.compile_dlogp(vars=[model["heterogeneity"]], jacobian=False)(point)
    expected = 2 * heterogeneity * second - heterogeneity / 0.25
    assert slope[0] == pytest.approx(expected, rel=1e-3, abs=1e-6)


def test_a_walk_is_centred_and_its_steps_have_the_variance_of_their_distance():
    loading = WALK_PRIORS.years.loading((2014, 2015, 2016, 2017), np.array(YEARS))

    covariance = loading @ loading.T
    steps = np.diff(np.diff(covariance, axis=0), axis=1)

    assert loading.sum(axis=0) == pytest.approx(np.zeros(4), abs=1e-12)
    assert np.diagonal(steps) == pytest.approx([19 / 24, 1.0, 11 / 12], rel=1e-12)
    assert steps[0, 1] == pytest.approx(0, abs=1e-12)


def test_midpoints_are_those_of_the_observed_windows():
    found = window_midpoints([2014, 2015, 2016, 2017], np.array(YEARS))

    assert np.diff(found) == pytest.approx([19 / 24, 1.0, 11 / 12], rel=1e-12)
    assert found[0] == pytest.approx(2015 - 7 / 24)
