"""Whether intervals of alpha are too short in a design, and whether it is told."""

import numpy as np
import pandas as pd
import pytest
from twenty_cities import fit_twenty_cities

from bemodels.counts import dispersion_tests, fit_poisson
from bemodels.counts.diagnostics.alpha_coverage import limits_beside
from bemodels.counts.diagnostics.coverage_table import COVERAGE
from bemodels.counts.diagnostics.dispersion_power import simulate_tests
from bemodels.counts.diagnostics.poisson_refits import refit_tables
from bemodels.counts.diagnostics.refitted_ratios import likeliest_alphas
from bemodels.counts.diagnostics.row_models import QUADRATIC
from bemodels.counts.diagnostics.shared_design import shared_design
from bemodels.counts.fits.dispersion_limits import limits_of_alpha
from bemodels.counts.fits.families import NEGATIVE_BINOMIAL
from bemodels.counts.fits.fitting import fit_design, refit


@pytest.fixture(scope="module")
def cities():
    return fit_twenty_cities()


@pytest.mark.parametrize("level", [0.95, 0.8])
@pytest.mark.parametrize("spread", [0.0, 0.5, 1.0])
def test_intervals_that_hold_alpha_are_told_without_their_limits(cities, spread, level):
    rng, rows = np.random.default_rng(4), ~cities.separation.rows
    shape = (40, cities.n)
    shocks = rng.gamma(spread**-2, spread**2, shape) if spread else np.ones(shape)
    counts, design = rng.poisson(cities.fitted * shocks), shared_design(cities)
    tables = refit_tables(design, counts[:, rows])
    found = likeliest_alphas(QUADRATIC, design, tables, enough=np.inf)
    judged = limits_beside(spread**2, design, tables, found, level=level)
    fits = [
        fit_design(refit(cities, table).design, NEGATIVE_BINOMIAL) for table in counts
    ]
    assert found.alpha == pytest.approx([fit.alpha for fit in fits], rel=1e-2, abs=1e-3)
    assert found.alpha[found.alpha < 1e-6].tolist() == [
        fit.alpha for fit in fits if fit.alpha < 1e-6
    ]
    limits = [limits_of_alpha(fit, level=level) for fit in fits]
    assert judged.hold.tolist() == [one.low <= spread**2 <= one.high for one in limits]
    assert judged.end_below.tolist() == [one.high < spread**2 for one in limits]


def test_with_one_coefficient_the_interval_holds_alpha_as_often_as_it_says():
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [8, 9, 7, 8] * 60}))
    result = dispersion_tests(fit, rng=np.random.default_rng(3), tables=499)
    rows = result.table(COVERAGE).rows
    for alpha, _, words, share, low, high in rows[1:]:
        assert low <= share <= high
        if words == "holds alpha":
            assert share == pytest.approx(0.95, abs=0.03), alpha
    check = result.checks[-1]
    assert check.name == "the 95% interval of alpha_nb2 keeps its level"
    assert check.passed
    held = ", ".join(f"{100 * row[3]:.0f}" for row in rows[1::2])
    assert check.detail == (
        f"it holds alpha = 0.0625, 0.25, 1 in {held} of 100 such tables"
    )


def test_a_coefficient_a_city_and_a_year_makes_the_interval_too_short(cities):
    # 23 coefficients for 80 rows: of 100 tables about 49 hold alpha = 0.25.
    result = dispersion_tests(cities, rng=np.random.default_rng(3), tables=199)
    rows = result.table(COVERAGE).rows
    assert [row[:3] for row in rows] == [
        (0.0, 0.0, "begins at 0"),
        (0.0625, 0.25, "holds alpha"),
        (0.0625, 0.25, "ends below alpha"),
        (0.25, 0.5, "holds alpha"),
        (0.25, 0.5, "ends below alpha"),
        (1.0, 1.0, "holds alpha"),
        (1.0, 1.0, "ends below alpha"),
    ]
    shares = [row[3] for row in rows]
    assert shares[0] > 0.99
    assert 0.35 < shares[3] < 0.6
    assert shares[3] + shares[4] == pytest.approx(1, abs=0.01)
    check = result.checks[-1]
    held, below = (
        ", ".join(f"{100 * share:.0f}" for share in shares[first::2])
        for first in (1, 2)
    )
    assert not check.passed
    assert check.detail == (
        "the interval of alpha is too short in this design: it holds alpha = 0.0625, "
        f"0.25, 1 in {held} of 100 such tables, and ends below it in {below}"
    )


def test_a_lower_level_holds_alpha_less_often(cities):
    strict, lax = (
        simulate_tests(
            cities, 0.5, tables=150, level=level, rng=np.random.default_rng(2)
        ).limits
        for level in (0.95, 0.8)
    )
    assert (strict.hold | ~lax.hold).all()
    assert strict.hold.sum() > lax.hold.sum()


def test_tables_without_a_count_hold_every_alpha():
    fit = fit_poisson(
        "y ~ city", pd.DataFrame({"y": [1, 0, 0, 1], "city": list("AABB")})
    )
    found = simulate_tests(
        fit, 0.5, tables=200, level=0.95, rng=np.random.default_rng(1)
    )
    assert found.separated > 100
    assert found.limits.hold.all()
