"""Whether a fit says that its coefficients make the interval of alpha too short."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest

from bemodels.counts import (
    compare_heterogeneity,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.counts.fits.dispersion_limits import limits_of_alpha
from bemodels.counts.fits.fitting import refit

NAME = "coefficients are few enough for the interval of alpha"
ALPHA = 0.5


def table(groups, *, rows):
    counts = np.random.default_rng(1).negative_binomial(2, 0.4, rows)
    return pd.DataFrame({"y": counts, "group": np.arange(rows) % groups})


def named(result):
    return {check.name: check for check in result.checks}


@pytest.mark.parametrize(
    "fit_counts", [fit_negative_binomial, fit_negative_binomial_linear]
)
def test_a_fit_counts_its_coefficients_beside_its_rows(fit_counts):
    few = named(fit_counts("y ~ C(group)", table(4, rows=40)).result())[NAME]
    assert few.passed
    assert few.detail == "4 coefficients for 40 rows: p / sqrt(2 n) is 0.45"
    many = named(fit_counts("y ~ C(group)", table(8, rows=80)).result())[NAME]
    assert not many.passed  # ten rows a coefficient in both
    assert many.detail == (
        "8 coefficients for 80 rows: p / sqrt(2 n) is 0.63, above 0.5; the interval is "
        "too short and its upper limit too low, and dispersion_tests of a Poisson fit "
        "says how often"
    )


def test_rows_of_mean_0_and_what_is_infinite_do_not_count():
    data = pd.DataFrame({"y": [4, 1, 6, 2, 0, 0], "city": list("AABBCC")})
    found = named(fit_negative_binomial("y ~ city", data).result())[NAME]
    assert found.detail.startswith("2 coefficients for 4 rows: p / sqrt(2 n) is 0.71")


@pytest.mark.parametrize("fit_counts", [fit_poisson, fit_bias_reduced_poisson])
def test_a_fit_without_an_alpha_says_nothing(fit_counts):
    fit = fit_counts("y ~ C(group)", table(8, rows=80))
    assert NAME not in named(fit.result())


def test_two_kinds_of_heterogeneity_say_it_of_both_alphas():
    data = table(8, rows=80).assign(years=np.repeat([0.5, 1.0], 40))
    found = compare_heterogeneity("y ~ C(group)", data, exposure="years", by="group")
    assert not named(found)[NAME].passed


@pytest.mark.parametrize(("groups", "least", "most"), [(1, 0.9, 1.0), (8, 0.6, 0.88)])
def test_what_coefficients_take_shows_in_the_coverage(groups, least, most):
    """At p / sqrt(2 n) = 0.11 the interval holds alpha as it should, at 0.89 not."""
    rng, rows = np.random.default_rng(5), 40
    formula = "y ~ C(group)" if groups > 1 else "y ~ 1"
    fit = fit_negative_binomial(formula, table(groups, rows=rows))
    assert fit.problem.columns.shape == (rows, groups)
    found = fit.result().checks[-1]
    assert f"p / sqrt(2 n) is {groups / sqrt(2 * rows):.2f}" in found.detail
    tables = rng.poisson(5 * rng.gamma(1 / ALPHA, ALPHA, (150, rows)))
    limits = [limits_of_alpha(refit(fit, counts)) for counts in tables]
    held = np.mean([one.low <= ALPHA <= one.high for one in limits])
    assert least < held < most
