"""Clustered errors that do not exist: one cluster alone, or residuals that cancel."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from bemodels import CountTable
from bemodels.counts import (
    cluster_standard_errors,
    fit_poisson,
)
from bemodels.counts.agreement.label_contrast import LabelContrast
from bemodels.counts.agreement.likelihood_models import (
    additive_design,
    contrast_weights,
)
from bemodels.counts.fits.clustered import clustered_contrast
from bemodels.counts.fits.families import POISSON
from bemodels.counts.fits.fitting import fit_design
from bemodels.errors import InvalidDataError, NotEstimableError

# The counts of B are twice those of A in every year.
COUNTS = {"A": (1, 2, 3), "B": (2, 4, 6), "C": (1, 1, 0)}
ROWS = tuple(
    (city, 2014 + place, count, 1.0)
    for city, row in COUNTS.items()
    for place, count in enumerate(row)
)
TABLE = CountTable(keys=("city", "year"), rows=ROWS)
FRAME = pd.DataFrame(ROWS, columns=["city", "year", "n", "years"])
UNEVEN = (7 / 12, 1.0, 1.0, 10 / 12)


@pytest.mark.parametrize(
    ("clusters", "without"),
    [
        ("city", {"Intercept", "city[T.B]", "city[T.C]"}),
        ("year", {"Intercept", "city[T.B]", "C(year)[T.2015]", "C(year)[T.2016]"}),
    ],
)
def test_terms_without_an_error_are_infinite_and_named(clusters, without):
    found = cluster_standard_errors(fit_poisson("n ~ city + C(year)", FRAME), clusters)

    errors = found.standard_errors
    assert set(errors.index[np.isinf(errors)]) == without
    assert (errors[~np.isinf(errors)] > 0.1).all()
    check = found.checks[1]
    assert not check.passed
    assert check.detail == (
        f"none of {', '.join(one for one in errors.index if one in without)}: one "
        "cluster alone determines it, or residuals cancel within each"
    )


@pytest.mark.parametrize(
    ("contrast", "clusters", "reason"),
    [
        (("city", "B", "A"), "city", "the rows of one city alone determine it"),
        (("city", "B", "A"), "year", "the residuals of every year cancel in it"),
        (("year", 2016, 2014), "year", "the rows of one year alone determine it"),
    ],
)
def test_a_contrast_without_an_error_is_refused(contrast, clusters, reason):
    key, value, reference = contrast
    named = LabelContrast(key=key, value=value, reference=reference)
    design = additive_design(TABLE)
    fit = fit_design(design, POISSON)

    with pytest.raises(NotEstimableError) as refused:
        clustered_contrast(fit, contrast_weights(design, named), clusters)
    assert str(refused.value) == f"it has no clustered error: {reason}"


@pytest.mark.parametrize("clusters", ["city", "year"])
def test_no_error_is_near_0_or_no_number_in_sparse_tables(clusters):
    rng = np.random.default_rng(1)
    for _ in range(10):
        rates = rng.gamma(0.8, 1.5, 20)
        rows = [
            (city, year, rng.poisson(rates[city] * years), years)
            for city in range(20)
            for year, years in enumerate(UNEVEN)
        ]
        data = pd.DataFrame(rows, columns=["city", "year", "n", "years"])
        fit = fit_poisson("n ~ C(city) + C(year)", data, exposure="years")

        errors = cluster_standard_errors(fit, clusters).standard_errors

        assert not errors.isna().any()
        assert (errors > 1e-3).all()


def test_clusters_that_are_none_are_refused():
    fit = fit_poisson("n ~ city", FRAME)
    with pytest.raises(InvalidDataError) as refused:
        cluster_standard_errors(fit, None)
    assert str(refused.value) == (
        "clusters must be a column, or a label a row, got None"
    )


@pytest.mark.parametrize(("cities", "years"), [(3, 4), (5, 5), (8, 3)])
def test_a_table_with_a_single_count_is_fitted(cities, years):
    """HiGHS' simplex method gives up on some of these programmes."""
    for city, year in product(range(cities), range(years)):
        data = pd.DataFrame(
            [
                (f"c{one}", other, int((one, other) == (city, year)))
                for one, other in product(range(cities), range(years))
            ],
            columns=["city", "year", "n"],
        )
        fit = fit_poisson("n ~ city + C(year)", data)

        assert fit.fitted.sum() == pytest.approx(1, rel=1e-9)
        assert (fit.fitted > 0).sum() == 1
