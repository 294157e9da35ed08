"""What priors decide: densities against SciPy's, the rule by hand, one table."""

from dataclasses import replace

import numpy as np
import pytest
import xarray as xr
from scipy.stats import expon, halfnorm, norm

from bemodels.counts import (
    CITY_YEAR_PRIORS,
    ExponentialSpread,
    NoSpread,
    fit_hierarchical,
    prior_sensitivity,
)
from bemodels.counts.model_checks.other_priors import _Heterogeneity, _verdict
from bemodels.counts.model_checks.prior_densities import log_prior
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError, NotEstimableError

SAMPLE = ("chain", "draw")
DRAWS = xr.Dataset(
    {
        "intercept": (SAMPLE, np.array([[-0.3, 2.0]])),
        "city_sd": (SAMPLE, np.array([[0.4, 1.7]])),
        "year_sd": (SAMPLE, np.array([[0.1, 0.6]])),
        "heterogeneity": (SAMPLE, np.array([[0.2, 1.1]])),
    }
)
TABLE = CountTable(
    keys=("city", "year"),
    rows=tuple(
        (city, year, count, 1.0)
        for city, row in {"A": (0, 1, 0), "B": (2, 1, 3), "C": (1, 0, 0)}.items()
        for year, count in zip((2014, 2015, 2016), row, strict=True)
    ),
)


def test_the_log_prior_is_that_of_scipy():
    priors = replace(CITY_YEAR_PRIORS, dispersion=ExponentialSpread(mean=0.7))
    expected = (
        norm(-1.2, 1.5).logpdf(DRAWS["intercept"])
        + halfnorm(scale=1.0).logpdf(DRAWS["city_sd"])
        + halfnorm(scale=0.5).logpdf(DRAWS["year_sd"])
        + expon(scale=0.7).logpdf(DRAWS["heterogeneity"])
    )

    assert log_prior(DRAWS, priors) == pytest.approx(expected, rel=1e-12)


def test_what_the_priors_leave_out_has_no_density():
    priors = replace(CITY_YEAR_PRIORS, dispersion=NoSpread(), cities=NoSpread())
    expected = norm(-1.2, 1.5).logpdf(DRAWS["intercept"]) + halfnorm(scale=0.5).logpdf(
        DRAWS["year_sd"]
    )

    found = log_prior(DRAWS[["intercept", "year_sd"]], priors)

    assert found == pytest.approx(expected, rel=1e-12)


def under(prior_width, posterior_width, median):
    return _Heterogeneity(
        prior="HalfNormal(1)",
        before=(0.0, prior_width / 3, prior_width),
        after=(0.0, median, posterior_width),
    )


@pytest.mark.parametrize(
    ("found", "barely"),
    [
        ([under(1, 0.4, 0.2), under(2, 0.4, 0.2), under(3, 0.4, 0.2)], False),
        ([under(1, 0.51, 0.2), under(2, 0.6, 0.2), under(3, 0.6, 0.2)], True),
        ([under(1, 0.4, 0.2), under(2, 0.4, 0.29), under(3, 0.4, 0.2)], False),
        ([under(1, 0.4, 0.2), under(2, 0.4, 0.31), under(3, 0.4, 0.2)], True),
    ],
)
def test_the_data_barely_inform_phi_by_the_stated_rule(found, barely):
    verdict = _verdict(found)

    assert verdict.startswith(f"The data {'barely ' * barely}inform phi: they shorten ")


def test_the_verdict_gives_its_numbers():
    found = [under(1, 0.4, 0.2), under(2, 0.4, 0.25), under(3, 0.4, 0.22)]
    assert _verdict(found) == (
        "The data inform phi: they shorten the 95% interval of 1/sqrt(phi) by 60% at "
        "least, and under three priors its medians run from 0.2 to 0.25."
    )


@pytest.mark.sampling
def test_nine_sparse_cells_barely_inform_phi():
    result = prior_sensitivity(TABLE, priors=CITY_YEAR_PRIORS, seed=1)

    fit = fit_hierarchical(TABLE, priors=CITY_YEAR_PRIORS, seed=1)
    assert result.estimates == fit.result().estimates
    assert result.conclusion.startswith("The data barely inform phi: ")
    three = result.table("1/sqrt(phi) under three priors").rows
    assert [row[0] for row in three] == [
        "HalfNormal(0.5)",
        "HalfNormal(1)",
        "Exponential(mean 1)",
    ]
    limits = [halfnorm(scale=0.5).ppf(p) for p in (0.025, 0.5, 0.975)]
    assert three[0][1:4] == pytest.approx(limits, abs=0.05)
    of_fit = fit.result().estimate("heterogeneity")
    assert three[0][4:7] == pytest.approx(
        (of_fit.interval.low, of_fit.value, of_fit.interval.high)
    )
    scaled = {row[0]: row for row in result.tables[0].rows}
    # Phi and alpha are functions of the heterogeneity, which has a row.
    assert set(scaled) == {one.estimand for one in result.estimates} - {"phi", "alpha"}
    assert scaled["heterogeneity"][1] > 0.05
    assert scaled["annual_rate[B]"][2] > 0.05


def test_under_a_poisson_model_nothing_is_asked():
    poisson = replace(CITY_YEAR_PRIORS, dispersion=NoSpread())
    with pytest.raises(NotEstimableError) as error:
        prior_sensitivity(TABLE, priors=poisson, seed=1)
    assert str(error.value) == (
        "under a Poisson model there is no phi whose prior could matter"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"table": 3}, "table must be a CountTable, got 3"),
        ({"priors": 3}, "priors must be a CityYearPriors, got 3"),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
    ],
)
def test_other_types_are_refused(changes, message):
    given = {"table": TABLE, "priors": CITY_YEAR_PRIORS, "seed": 1} | changes
    with pytest.raises(InvalidDataError) as error:
        prior_sensitivity(given.pop("table"), **given)
    assert str(error.value) == message
