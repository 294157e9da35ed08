"""The hierarchical model of many cells: sums over cities against quadrature."""

from dataclasses import replace

import numpy as np
import pytest
from city_tables import prussian, simulated
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import nbinom, norm, poisson

import bemodels
from bemodels.bayes import compile_once
from bemodels.bayes.engine import _log_density
from bemodels.counts import (
    CITY_YEAR_PRIORS,
    HalfNormalSpread,
    NoSpread,
    fit_hierarchical_many,
)
from bemodels.counts.many_cells.city_cells import read_city_cells
from bemodels.counts.many_cells.city_sums import (
    Hyperparameters,
    city_sums,
    rising_total,
)
from bemodels.counts.many_cells.fresh_cities import compare_fresh_cities
from bemodels.counts.many_cells.marginal_data import marginal_data
from bemodels.counts.many_cells.marginal_model import marginal_model_of
from bemodels.counts.many_cells.pilot import nodes_for, pilot_of
from bemodels.counts.many_cells.quadrature_check import check_nodes
from bemodels.data import CountTable

KEYS = ("city", "year")
RATES = np.array([0.1, -0.3, 0.4])


def counts_given(cells, own, effect, given):
    """Return the log probability of a city's counts, by SciPy."""
    mean = cells.years[own] * np.exp(given.log_rates[cells.period[own]] + effect)
    if given.alpha == 0:
        return poisson.logpmf(cells.counts[own], mean).sum()
    size = 1 / given.alpha
    return nbinom.logpmf(cells.counts[own], size, size / (size + mean)).sum()


def by_quadrature(cells, given):
    """Integrate every city's effect out by another rule."""
    total = 0.0
    for city in range(len(cells.cities)):
        own = cells.city == city

        def density(effect, own=own):
            prior = norm.logpdf(effect, 0, given.city_sd)
            return np.exp(counts_given(cells, own, effect, given) + prior)

        reach = 9 * given.city_sd
        total += np.log(quad(density, -reach, reach, epsabs=0, limit=200)[0])
    return total


def by_sums(cells, given):
    """Return the same by the sums over the nodes that the fit takes."""
    from scipy.special import gammaln

    nodes = nodes_for(cells, pilot_of(cells))
    sums = city_sums(cells, range(len(cells.cities))).sums(given, nodes).sum()
    constants = gammaln(cells.counts + 1).sum()
    return sums + rising_total(cells.counts, given.alpha) - constants


@pytest.mark.parametrize("alpha", [0.0, 0.4, 2.0])
@pytest.mark.parametrize("city_sd", [0.7, 1.3])
def test_sums_over_nodes_are_integrals_over_city_effects(alpha, city_sd):
    cells = read_city_cells(simulated(cities=6, periods=3, seed=2))
    given = Hyperparameters(log_rates=RATES, city_sd=city_sd, alpha=alpha)
    assert by_sums(cells, given) == pytest.approx(by_quadrature(cells, given), abs=1e-6)


def joint_density(cells, priors, intercept, spreads, x):
    """Write the density of the docstring of the model down a second time."""
    city_sd, year_sd, heterogeneity = spreads
    pilot = pilot_of(cells)
    total = pilot.variances + year_sd**2
    drawn = (pilot.log_rates - intercept) * year_sd / total
    drawn = drawn + np.sqrt(pilot.variances / total) * x
    given = Hyperparameters(
        log_rates=intercept + year_sd * drawn,
        city_sd=abs(city_sd),
        alpha=heterogeneity**2,
    )
    level = norm.logpdf(intercept, priors.intercept_location, priors.intercept_scale)
    scales = (priors.cities, priors.years.spread, priors.dispersion)
    # With a sign a half-normal prior is a normal one.
    sizes = sum(
        norm.logpdf(size, 0, prior.scale)
        for size, prior in zip(spreads, scales, strict=True)
    )
    years = norm.logpdf(drawn).sum() + np.log(pilot.variances / total).sum() / 2
    return level + sizes + years + by_sums(cells, given)


@pytest.mark.parametrize("point", [-0.7, 0.4, 1.0])
def test_the_compiled_density_is_that_of_the_docstring(point):
    cells = read_city_cells(simulated(cities=7, periods=3, seed=9))
    model = compile_once(marginal_model_of(3))
    program = model.program.with_data(**marginal_data(cells, CITY_YEAR_PRIORS))
    expected = joint_density(cells, CITY_YEAR_PRIORS, point, (point,) * 3, point)
    assert _log_density(program, point) == pytest.approx(expected, rel=1e-10)


def test_the_poisson_limit_has_a_proper_density():
    """The draw of a dispersion that is not there is standard normal."""
    priors = replace(CITY_YEAR_PRIORS, dispersion=NoSpread())
    cells = read_city_cells(simulated(cities=7, periods=3, seed=9))
    program = compile_once(marginal_model_of(3)).program
    with_unit = replace(CITY_YEAR_PRIORS, dispersion=HalfNormalSpread(scale=1.0))
    of_limit = joint_density(cells, with_unit, 0.6, (0.6, 0.6, 0.0), 0.6)
    expected = of_limit - norm.logpdf(0.0) + norm.logpdf(0.6)
    found = _log_density(program.with_data(**marginal_data(cells, priors)), 0.6)
    assert found == pytest.approx(expected, rel=1e-10)


def test_counts_beyond_a_hundred_have_the_same_density():
    rows = (
        ("A", 1, 240, 1.0),
        ("A", 2, 101, 1.0),
        ("B", 1, 100, 1.0),
        ("B", 2, 3, 1.0),
    )
    cells = read_city_cells(CountTable(keys=KEYS, rows=rows))
    model = compile_once(marginal_model_of(2))
    program = model.program.with_data(**marginal_data(cells, CITY_YEAR_PRIORS))
    expected = joint_density(cells, CITY_YEAR_PRIORS, 0.6, (0.6,) * 3, 0.6)
    assert _log_density(program, 0.6) == pytest.approx(expected, rel=1e-9)


def test_cities_with_the_same_counts_are_computed_once():
    rows = tuple(
        (f"C{city}", year, city % 2, 1.0) for city in range(50) for year in (1, 2)
    )
    data = marginal_data(
        read_city_cells(CountTable(keys=KEYS, rows=rows)), CITY_YEAR_PRIORS
    )
    assert data["patterns"].tolist() == [[0, 0, 1, 1], [1, 1, 1, 1]]
    assert data["times"].tolist() == [25, 25]


@given(seed=st.integers(0, 10**6), sd=st.floats(0.05, 3), alpha=st.floats(0, 2))
@settings(max_examples=20, deadline=None)
def test_drawn_effects_have_the_posterior_of_the_city(seed, sd, alpha):
    cells = read_city_cells(simulated(cities=2, periods=3, seed=seed))
    given_values = Hyperparameters(log_rates=RATES, city_sd=sd, alpha=alpha)
    nodes = np.linspace(-8, 8, 2001)
    one = city_sums(cells, [1])
    logs = one.at_nodes(given_values, nodes)[0]
    weight = np.exp(logs - logs.max())
    weight /= weight.sum()
    mean = sd * (weight @ nodes)
    variance = sd**2 * (weight @ nodes**2) - mean**2
    many = city_sums(cells, [1] * 4000)
    drawn = many.draw(given_values, nodes, rng=np.random.default_rng(seed))
    assert abs(drawn.mean() - mean) < 5 * np.sqrt(variance / 4000)
    assert drawn.var() == pytest.approx(variance, rel=0.2)


def test_too_few_nodes_are_found_and_refused():
    cells = read_city_cells(simulated(cities=40, periods=3, seed=2))
    given_values = Hyperparameters(log_rates=RATES, city_sd=1.0, alpha=0.1)
    with pytest.raises(bemodels.NotConvergedError) as error:
        check_nodes(cells, (given_values,), np.linspace(-6.5, 6.5, 9))
    assert str(error.value).startswith(
        "with 9 nodes the sum over city effects is off by "
    )
    assert str(error.value).endswith(
        " in the log likelihood (at most 0.01); fit_hierarchical draws every city's "
        "effect instead"
    )


def test_replicates_have_the_moments_of_the_model():
    rows = tuple((f"C{c}", t, 1, 0.5) for c in range(2000) for t in (1, 2))
    cells = read_city_cells(CountTable(keys=KEYS, rows=rows))
    given_values = Hyperparameters(
        log_rates=np.array([0.2, 0.2]), city_sd=0.5, alpha=0.3
    )
    _, table = compare_fresh_cities(
        cells, (given_values,) * 100, rng=np.random.default_rng(1)
    )
    median = {row[0]: row[2] for row in table.rows}
    assert median["total"] == pytest.approx(4000 * 0.5 * np.exp(0.2 + 0.125), rel=0.01)


WRONG = [
    (
        lambda table: fit_hierarchical_many(table, priors=None, seed=1),
        bemodels.InvalidDataError,
        "priors must be a CityYearPriors, got None",
    ),
    (
        lambda table: fit_hierarchical_many(
            CountTable(
                keys=table.keys, rows=tuple((*r[:2], 0, r[3]) for r in table.rows)
            ),
            priors=CITY_YEAR_PRIORS,
            seed=1,
        ),
        bemodels.NotEstimableError,
        "all 280 counts are 0: fit_hierarchical answers with what the priors leave",
    ),
    (
        lambda table: fit_hierarchical_many(
            CountTable(
                keys=table.keys,
                rows=tuple(
                    (f"{r[0]}{n}", r[1], r[2], 1 + n / 1000 + k / 1e6)
                    for n in range(2)
                    for k, r in enumerate(table.rows)
                ),
            ),
            priors=CITY_YEAR_PRIORS,
            seed=1,
        ),
        bemodels.InvalidDataError,
        "at most 500 distinct pairs of period and exposure can be summed over "
        "together, got 560; exposures rounded to months are fewer",
    ),
    (
        lambda table: fit_hierarchical_many(
            table, priors=replace(CITY_YEAR_PRIORS, dispersion=NoSpread()), seed=1
        ),
        bemodels.InvalidDataError,
        "priors of very many cells need a spread of counts; fit_hierarchical leaves it "
        "out",
    ),
    (
        lambda table: fit_hierarchical_many(table, priors=CITY_YEAR_PRIORS, seed=-1),
        bemodels.InvalidDataError,
        "seed must be a whole number of 0 or more, got -1",
    ),
]


@pytest.mark.parametrize(("call", "error", "message"), WRONG)
def test_what_cannot_be_fitted_is_refused_in_one_line(call, error, message):
    with pytest.raises(error) as raised:
        call(prussian())
    assert str(raised.value) == message


@pytest.mark.sampling
def test_horse_kicks_agree_with_every_city_drawn():
    """The same posterior as that of the model that draws the effect of every corps."""
    from bemodels.counts import fit_hierarchical

    ours, theirs = (
        fit(prussian(), priors=CITY_YEAR_PRIORS, seed=5)
        for fit in (fit_hierarchical_many, fit_hierarchical)
    )
    others = dict(theirs.all_quantities())
    for name, draws in ours.all_quantities():
        if name in ("phi", "alpha"):
            continue
        other = others[name]
        # Both have 1,000 effective draws or more in each tail, so an sd / 30 each.
        gap = abs(draws.mean() - other.mean()) / other.std()
        assert gap < 0.15, name
        assert draws.std() == pytest.approx(other.std(), rel=0.15), name


@pytest.mark.sampling
def test_one_seed_gives_one_posterior_and_every_check_is_there():
    drawn = simulated(cities=30, periods=3, seed=12)
    years = {2014: 0.5, 2015: 1.0, 2016: 0.75}
    rows = tuple((*row[:3], years[row[1]]) for row in drawn.rows)
    table = CountTable(keys=drawn.keys, rows=rows)
    first, again = (
        fit_hierarchical_many(table, priors=CITY_YEAR_PRIORS, seed=3) for _ in range(2)
    )
    assert first.result() == again.result()
    names = [check.name for check in first.checks]
    assert "sum over city effects" in names
    assert "posterior predictive: share of cells without a count" in names
    rates = [one for one in first.result().estimates if "annual_rate[" in one.estimand]
    assert len(rates) == 30
