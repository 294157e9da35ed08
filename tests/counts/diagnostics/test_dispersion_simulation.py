"""Fits of many tables at once against single fits, and what the shares must be."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.special import chdtri
from twenty_cities import fit_twenty_cities

from bemodels.counts import (
    dispersion_tests,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_poisson,
)
from bemodels.counts.diagnostics.dispersion_power import (
    BOOTSTRAP,
    TEST_NAMES,
    exceedance,
    simulate_tests,
)
from bemodels.counts.diagnostics.dispersion_scores import SCORE_TESTS, pearson_ratio
from bemodels.counts.diagnostics.poisson_refits import refit_of, refit_tables
from bemodels.counts.diagnostics.refitted_ratios import likeliest_alphas
from bemodels.counts.diagnostics.row_models import LINEAR, QUADRATIC
from bemodels.counts.diagnostics.shared_design import shared_design
from bemodels.counts.fits.families import NEGATIVE_BINOMIAL, NEGATIVE_BINOMIAL_LINEAR
from bemodels.counts.fits.fitting import fit_design, refit
from bemodels.errors import InvalidDataError, NotEstimableError

TABLES = 60
CRITICAL = float(chdtri(1, 0.1))


@pytest.fixture(scope="module")
def cities():
    return fit_twenty_cities()


@pytest.fixture(scope="module", params=[0.0, 0.7])
def simulated(request, cities):
    """Return tables of Poisson or NB2 counts, each with its own fit."""
    rng, spread = np.random.default_rng(4), request.param
    shape = (TABLES, cities.n)
    shocks = rng.gamma(spread**-2, spread**2, shape) if spread else np.ones(shape)
    counts = rng.poisson(cities.fitted * shocks)
    return counts, [refit(cities, table) for table in counts]


def rows_of(cities):
    return ~cities.separation.rows


def test_many_fits_at_once_are_single_fits(cities, simulated):
    counts, fits = simulated
    rows = rows_of(cities)
    found = refit_tables(shared_design(cities), counts[:, rows])
    for place, fit in enumerate(fits):
        assert found.mean[place] == pytest.approx(fit.fitted[rows], abs=1e-6)
        assert (found.above[place] == (fit.fitted[rows] > 0)).all()
    assert sum(fit.separation.rows.sum() > (~rows).sum() for fit in fits) > TABLES / 3


def test_statistics_of_many_tables_are_those_of_single_fits(cities, simulated):
    counts, fits = simulated
    found = refit_tables(shared_design(cities), counts[:, rows_of(cities)])
    for test in SCORE_TESTS:
        together = test.statistic(found)
        apart = [test.statistic(refit_of(fit))[0] for fit in fits]
        assert together == pytest.approx(apart, abs=1e-5)
        p_values = [test.p_value(test.statistic(one), one)[0] for one in refits(fits)]
        assert test.p_value(together, found) == pytest.approx(p_values, abs=1e-5)
    ratios = [pearson_ratio(one)[0] for one in refits(fits)]
    assert pearson_ratio(found) == pytest.approx(ratios, abs=1e-6)


def refits(fits):
    return [refit_of(fit) for fit in fits]


@pytest.mark.parametrize(
    ("model", "family"),
    [(QUADRATIC, NEGATIVE_BINOMIAL), (LINEAR, NEGATIVE_BINOMIAL_LINEAR)],
    ids=["NB2", "NB1"],
)
def test_likelihood_ratios_of_many_tables_are_judged_as_those_of_single_fits(
    model, family, cities, simulated
):
    counts, fits = simulated
    design = shared_design(cities)
    found = refit_tables(design, counts[:, rows_of(cities)])
    ratios = np.array(
        [2 * (fit_design(fit.design, family).loglik - fit.loglik) for fit in fits]
    )
    for critical in (0.5, CRITICAL, 6.0):
        judged = likeliest_alphas(model, design, found, enough=critical)
        assert ((judged.ratio > critical) == (ratios > critical)).all()


def test_a_row_model_has_the_derivatives_of_its_log_probability():
    rng = np.random.default_rng(2)
    counts, step = rng.integers(0, 9, 40), 1e-5
    mean, alpha = rng.uniform(0.2, 5, 40), rng.uniform(0.05, 2, 40)
    for model in (QUADRATIC, LINEAR):
        up, down = (
            model.log_probability(counts, mean, alpha + by) for by in (step, -step)
        )
        rows = model.alpha_derivatives(counts, mean, alpha)
        assert rows.alpha == pytest.approx((up - down) / (2 * step), abs=1e-7)
        wide, narrow = (
            model.slopes(counts, mean, alpha + by)[0] for by in (step, -step)
        )
        assert rows.eta_alpha == pytest.approx((wide - narrow) / (2 * step), abs=1e-7)
        above, below = (
            model.alpha_derivatives(counts, mean, alpha + by).alpha
            for by in (step, -step)
        )
        assert rows.alpha_alpha == pytest.approx((above - below) / (2 * step), abs=1e-6)


def test_monte_carlo_p_values_count_the_table_itself_and_ties():
    simulated = np.array([1.0, 2.0, 2.0, 5.0])
    found = exceedance(np.array([0.5, 2.0, 2.0 + 1e-12, 6.0]), simulated)
    assert found.tolist() == [1.0, 4 / 5, 4 / 5, 1 / 5]


def shares(fit, spread, *, tables=999, level=0.95, seed=1):
    rng = np.random.default_rng(seed)
    found = simulate_tests(fit, spread, tables=tables, level=level, rng=rng)
    return dict(zip(TEST_NAMES, found.rejected.mean(axis=0), strict=True))


def test_in_small_counts_deans_test_rejects_nothing_and_the_bootstrap_its_share(cities):
    # 20 cities in four years: P_B rejects about 0.1% where its level says 5%.
    size = shares(cities, 0.0)
    assert size["Dean's P_B"] < 0.006
    assert size["likelihood ratio, NB2"] < 0.006
    assert size[BOOTSTRAP] == pytest.approx(0.05, abs=0.021)  # three standard errors


def test_in_many_counts_every_test_keeps_its_level():
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [8, 9, 7, 8] * 60}))
    for name, share in shares(fit, 0.0).items():
        assert share == pytest.approx(0.05, abs=0.025), name


def test_power_rises_with_the_spread(cities):
    power = [shares(cities, spread, tables=300) for spread in (0.0, 0.5, 1.0)]
    for name in TEST_NAMES:
        along = [one[name] for one in power]
        assert along == sorted(along)
    assert power[-1][BOOTSTRAP] > power[-1]["Dean's P_B"]


def test_a_lower_level_rejects_more(cities):
    strict, lax = (shares(cities, 0.5, tables=200, level=one) for one in (0.95, 0.8))
    assert all(strict[name] <= lax[name] for name in TEST_NAMES)


def test_parts_that_fit_into_memory_are_as_many_tables(cities, monkeypatch):
    monkeypatch.setattr("bemodels.counts.diagnostics.dispersion_power._CELLS", 40_000)
    found = simulate_tests(
        cities, 0.5, tables=101, level=0.95, rng=np.random.default_rng(1)
    )
    assert found.rejected.shape == (101, len(TEST_NAMES))
    assert found.pearson.shape == (101,)


def test_the_result_says_what_the_tests_can_find(cities):
    result = dispersion_tests(cities, rng=np.random.default_rng(7), tables=199)
    again = dispersion_tests(cities, rng=np.random.default_rng(7), tables=199)
    assert result == again
    size, *powers, _ = result.checks
    assert size.name == "the bootstrap rejects 0.05 of Poisson tables"
    assert [check.name for check in powers] == [
        f"1/sqrt(phi) = {spread} would be found" for spread in ("0.25", "0.5", "1")
    ]
    table = result.table("Size and power of the tests in this design")
    by_name = {name: numbers for name, *numbers in table.rows}
    share = by_name["Dean's P_B"][2]
    assert f"{100 * share:.0f} by Dean's P_B; " in powers[1].detail
    assert powers[1].passed == (by_name[BOOTSTRAP][2] >= 0.8)
    for name, spread, share, low, high in result.table(
        "Intervals of size and power"
    ).rows:
        assert low <= share <= high
        assert share in by_name[name], spread


def test_rows_of_mean_0_take_no_part():
    data = pd.DataFrame({"y": [3, 9, 1, 6, 0, 0], "city": list("AABBCC")})
    whole, without = (
        dispersion_tests(
            fit_poisson("y ~ city", rows), rng=np.random.default_rng(1), tables=99
        )
        for rows in (data, data.iloc[:4])
    )
    for one, other in zip(whole.tests, without.tests, strict=True):
        assert one.p_value == pytest.approx(other.p_value, abs=1e-9)
        assert replace(one, p_value=0.5) == replace(other, p_value=0.5)


@pytest.mark.parametrize(
    ("fit_counts", "name"),
    [
        (fit_negative_binomial, "negative binomial (NB2)"),
        (fit_bias_reduced_poisson, "bias-reduced Poisson"),
    ],
)
def test_a_fit_of_another_family_is_refused(fit_counts, name):
    fit = fit_counts("y ~ 1", pd.DataFrame({"y": [0, 1, 5]}))
    with pytest.raises(InvalidDataError) as refused:
        dispersion_tests(fit, rng=np.random.default_rng(1))
    assert str(refused.value) == (
        f"dispersion_tests needs a fit by fit_poisson, got one of the {name} model"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rng": 1}, "rng must be a Generator, got 1"),
        ({"tables": 98}, "tables must be a whole number of 99 or more, got 98"),
        ({"level": 1.0}, "level must lie between 0 and 1, got 1.0"),
    ],
)
def test_what_cannot_be_simulated_is_refused(options, message, cities):
    with pytest.raises(InvalidDataError) as refused:
        dispersion_tests(cities, **({"rng": np.random.default_rng(1)} | options))
    assert str(refused.value) == message


def test_a_model_with_a_coefficient_a_row_has_no_dispersion():
    fit = fit_poisson("y ~ city", pd.DataFrame({"y": [3, 1, 0], "city": list("ABC")}))
    with pytest.raises(NotEstimableError) as refused:
        dispersion_tests(fit, rng=np.random.default_rng(1))
    assert str(refused.value) == (
        "dispersion cannot be tested: 2 rows of a mean above 0 have 2 coefficients"
    )


def test_means_that_fall_far_along_a_line_are_reached():
    # One count at the end of a steep line: all other means go to 0, some to e^-400.
    x = np.linspace(0, 60, 31)
    data = pd.DataFrame({"y": [2, 1] + [1, 0] * 14 + [0], "x": x})
    fit = fit_poisson("y ~ x", data)
    counts = np.eye(31, dtype=np.int64)
    found = refit_tables(shared_design(fit), counts)
    for place in (0, 30):
        assert found.above[place].sum() == 1
        assert found.mean[place].sum() == pytest.approx(1, abs=1e-6)
    single = refit(fit, counts[7])
    assert found.mean[7] == pytest.approx(single.fitted, abs=1e-6)
    for model in (QUADRATIC, LINEAR):  # one incident a table cannot vary too much
        judged = likeliest_alphas(model, shared_design(fit), found, enough=np.inf)
        assert not judged.ratio.any()


def test_a_likelihood_that_falls_from_poisson_and_rises_again_is_climbed():
    x = np.linspace(-2, 2, 16)
    data = pd.DataFrame(
        {
            "y": np.round(np.exp(1 + 1.5 * x)).astype(int),
            "x": x,
            "g": list("ABCD") * 4,
            "t": [1, 0.01, 3, 0.5] * 4,
        }
    )
    fit = fit_poisson("y ~ x + g", data, exposure="t")
    rng, design = np.random.default_rng(3), shared_design(fit)
    counts = rng.poisson(fit.fitted * rng.gamma(1, 1, (40, 16)))
    found = refit_tables(design, counts)
    judged = likeliest_alphas(QUADRATIC, design, found, enough=np.inf).ratio > CRITICAL
    ratios, falling = [], []
    for table in counts:
        poisson = refit(fit, table)
        other = fit_design(poisson.design, NEGATIVE_BINOMIAL)
        ratios.append(2 * (other.loglik - poisson.loglik))
        falling.append(((table - poisson.fitted) ** 2 - table).sum() < 0)
    assert (judged == (np.array(ratios) > CRITICAL)).all()
    assert (judged & falling).any()
