"""The hierarchical density in code against the density in words, term by term."""

from dataclasses import replace

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
from bemodels.counts.hierarchical.model import builder, model_data
from bemodels.counts.hierarchical.year_effects import window_midpoints
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError

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
    "level_draw": np.array([0.3]),
    "spread_draw": np.array([-1.9, 0.8, 1.1]),
    "year_draw": np.array([0.1, 0.6, -0.3, -1.2]),
    "city_draw": np.array([0.5, -0.2, 1.1]),
}


@pytest.fixture(scope="module")
def compiled():
    model = builder(3, 4)()
    found = [model[name] for name in ("intercept", "year_effect", "city_effect")]
    effects = model.compile_fn(model.replace_rvs_by_values(found))
    return model, model.compile_logp(jacobian=False), effects


@pytest.fixture(scope="module")
def slopes_of(compiled):
    model, *_ = compiled
    return model.compile_dlogp(jacobian=False)


def density_in_code(compiled, priors, point):
    import pymc as pm

    model, log_density, effects = compiled
    with model:
        pm.set_data(model_data(cells_of(TABLE), priors))
    return float(log_density(point)), effects(point)


def spread_density(prior, draw, resolution):
    """Of a draw whose hyperbolic sine is a standard deviation with a sign."""
    if isinstance(prior, NoSpread):
        return norm().logpdf(draw)
    size = resolution * np.sinh(abs(draw))
    if isinstance(prior, ExponentialSpread):
        of_size = expon(scale=prior.mean).logpdf(size)
    else:
        of_size = halfnorm(scale=prior.scale).logpdf(size)
    return of_size - np.log(2) + np.log(resolution * np.cosh(draw))


def density_in_words(priors, point, intercept, year, city):
    """The density of level, spreads, counts, and the effects of places and periods.

    A signed standard deviation has half the density of its size, and is the hyperbolic
    sine of its draw, times a resolution. Effects of periods
    are taken along their axes, those of an axis or place without spread left out.
    """
    spreads = [priors.cities, priors.years.spread, priors.dispersion]
    draws = point["spread_draw"]
    resolutions = model_data(cells_of(TABLE), priors)["spreads"][:, -1]
    sizes = np.abs(resolutions * np.sinh(draws))
    present = [not isinstance(one, NoSpread) for one in spreads]
    alpha = (sizes[2] * present[2]) ** 2
    cells = cells_of(TABLE)
    mean = cells.years * np.exp(intercept + city[cells.place] + year[cells.period])
    of_count = nbinom(1 / alpha, 1 / (1 + alpha * mean)) if alpha else poisson(mean)
    axes, scales = axes_of(priors)
    along, kept = axes.T @ year, scales > 0
    return (
        of_count.logpmf(cells.counts).sum()
        + norm(priors.intercept_location, priors.intercept_scale).logpdf(intercept)
        + sum(map(spread_density, spreads, draws, resolutions))
        + norm(0, sizes[1] * scales[kept]).logpdf(along[kept]).sum() * present[1]
        + norm(0, sizes[0]).logpdf(city).sum() * present[0]
    )


def axes_of(priors):
    cells = cells_of(TABLE)
    return priors.years.axes(cells.periods, cells.period_years)


def log_jacobian(compiled, priors, point):
    """The map from sampled draws to level and effects, by differences.

    Draws of what has no spread are standard normal, and moved by nothing.
    """
    axes, scales = axes_of(priors)
    years = (scales > 0) & (not isinstance(priors.years.spread, NoSpread))
    cities = np.full(3, not isinstance(priors.cities, NoSpread))

    def effects(flat):
        moved = {
            **point,
            "level_draw": flat[:1],
            "year_draw": flat[1:5],
            "city_draw": flat[5:],
        }
        _, (level, year, city) = density_in_code(compiled, priors, moved)
        return np.concatenate([[level], axes.T @ year, city])

    start = np.concatenate(
        [point["level_draw"], point["year_draw"], point["city_draw"]]
    )
    kept = np.concatenate([[True], years, cities])
    step = 1e-4 * np.eye(len(start))
    slopes = np.array(
        [(effects(start + one) - effects(start - one)) / 2e-4 for one in step]
    )
    _, jacobian = np.linalg.slogdet(slopes[np.ix_(kept, kept)])
    return jacobian + norm().logpdf(start[~kept]).sum()


VARIANTS = {
    "independent": CITY_YEAR_PRIORS,
    "walk": WALK_PRIORS,
    "exponential": {"dispersion": ExponentialSpread(mean=1.0)},
    "wide": {"dispersion": HalfNormalSpread(scale=1.0)},
    "poisson": {"dispersion": NoSpread()},
    "no years": {"years": IndependentYears(spread=NoSpread())},
    "no cities": {"cities": NoSpread()},
}


def variant(name):
    found = VARIANTS[name]
    return replace(CITY_YEAR_PRIORS, **found) if isinstance(found, dict) else found


@pytest.mark.sampling
@pytest.mark.parametrize("name", VARIANTS)
def test_density_in_code_is_the_density_in_words(compiled, name):
    priors = variant(name)
    found, effects = density_in_code(compiled, priors, POINT)

    expected = density_in_words(priors, POINT, *effects)

    assert found == pytest.approx(
        expected + log_jacobian(compiled, priors, POINT), rel=1e-8
    )


def flat_of(point):
    return np.concatenate([point[name] for name in POINT])


def point_of(flat):
    parts = np.split(flat, np.cumsum([len(one) for one in POINT.values()])[:-1])
    return dict(zip(POINT, parts, strict=True))


@pytest.mark.sampling
@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("size", [0.03, 0.3, 1.0, 3.0])
def test_slopes_are_those_of_the_density(compiled, slopes_of, name, size):
    """By central differences of fourth order."""
    flat = size * flat_of(POINT)
    steps = 1e-3 * np.eye(len(flat))

    def density(moved):
        return density_in_code(compiled, variant(name), point_of(moved))[0]

    expected = [
        (
            8 * (density(flat + one) - density(flat - one))
            - density(flat + 2 * one)
            + density(flat - 2 * one)
        )
        / 12e-3
        for one in steps
    ]

    found = slopes_of(point_of(flat))

    assert found == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.sampling
def test_the_sign_of_the_dispersion_does_not_change_the_density(compiled):
    expected, _ = density_in_code(compiled, CITY_YEAR_PRIORS, POINT)
    turned = {**POINT, "spread_draw": POINT["spread_draw"] * [1, 1, -1]}

    found, _ = density_in_code(compiled, CITY_YEAR_PRIORS, turned)

    assert found == pytest.approx(expected, rel=1e-12)


def test_a_walk_is_centred_and_its_steps_have_the_variance_of_their_distance():
    axes, scales = axes_of(WALK_PRIORS)

    covariance = (axes * scales**2) @ axes.T
    steps = np.diff(np.diff(covariance, axis=0), axis=1)

    assert axes.T @ axes == pytest.approx(np.eye(4), abs=1e-12)
    assert covariance.sum(axis=0) == pytest.approx(np.zeros(4), abs=1e-12)
    assert np.diagonal(steps) == pytest.approx([19 / 24, 1.0, 11 / 12], rel=1e-12)
    assert steps[0, 1] == pytest.approx(0, abs=1e-12)


def test_independent_effects_have_one_variance_and_the_mean_is_an_axis():
    axes, scales = axes_of(CITY_YEAR_PRIORS)

    assert (axes * scales**2) @ axes.T == pytest.approx(np.eye(4), abs=1e-12)
    assert axes[:, 0] == pytest.approx(np.full(4, 0.5), abs=1e-12)


def test_midpoints_are_those_of_the_observed_windows():
    found = window_midpoints([2014, 2015, 2016, 2017], np.array(YEARS))

    assert np.diff(found) == pytest.approx([19 / 24, 1.0, 11 / 12], rel=1e-12)
    assert found[0] == pytest.approx(2015 - 7 / 24)


def test_years_from_a_file_lie_where_numbers_do():
    expected = window_midpoints([2014, 2015, 2016, 2017], np.array(YEARS))
    found = window_midpoints(["2014", "2015", "2016", "2017"], np.array(YEARS))

    assert (found == expected).all()


@pytest.mark.parametrize("label", ["May", "2014-06", "14", 2014.0])
def test_a_walk_needs_calendar_years(label):
    with pytest.raises(InvalidDataError) as error:
        window_midpoints([label, 2015], np.ones(2))
    assert str(error.value) == (
        f"a random walk needs calendar years as the labels of periods, got {label!r}"
    )


def test_a_walk_needs_two_years():
    with pytest.raises(InvalidDataError) as error:
        WALK_PRIORS.years.axes([2016], np.ones(1))
    assert str(error.value) == "a random walk needs two years or more, got one: 2016"
