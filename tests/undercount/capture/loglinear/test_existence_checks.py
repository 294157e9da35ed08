"""The linear programmes against each other, and the fit against its own equations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_lists import KOSOVO

from bemodels.undercount.capture.loglinear.capture_table import (
    patterns_of,
    read_histories,
)
from bemodels.undercount.capture.loglinear.existence import check_existence
from bemodels.undercount.capture.loglinear.model_terms import (
    interaction_columns,
    read_interactions,
)
from bemodels.undercount.capture.loglinear.poisson_cells import fit_cells
from bemodels.undercount.capture.loglinear.profile_population import stirling_rest
from bemodels.undercount.capture.multinomial import half_deviance

sparse = st.lists(st.sampled_from([0, 0, 0, 1, 2, 7]), min_size=7, max_size=7)
models = st.sampled_from([(), ("ab",), ("ab", "ac"), ("bc",), ("ab", "ac", "bc")])


def design_of(table, interactions):
    terms = (*table.letters, *read_interactions(interactions, table))
    columns = interaction_columns(terms, table)
    return np.column_stack([np.ones(len(columns)), columns])


@given(counts=sparse.filter(any), interactions=models)
@settings(deadline=None, max_examples=80)
def test_a_cell_is_forced_where_the_smallest_cell_is_zero(counts, interactions):
    table = read_histories(dict(zip(patterns_of(3), counts, strict=True)))
    design = design_of(table, interactions)
    found = check_existence(np.array(counts, dtype=float), design, table.patterns)
    assert (found.smallest > 1e-9) == (not found.forced)
    fit = fit_cells(np.array(counts, dtype=float), design)
    # a coefficient runs away exactly if a cell is forced to 0, and the cell with it
    small = {
        p for p, mean in zip(table.patterns, fit.fitted, strict=True) if mean < 1e-6
    }
    assert small == set(found.forced)


@given(
    counts=st.lists(st.integers(1, 10**6), min_size=7, max_size=7), interactions=models
)
@settings(deadline=None, max_examples=40)
def test_the_fit_keeps_the_sums_of_its_columns(counts, interactions):
    table = read_histories(dict(zip(patterns_of(3), counts, strict=True)))
    design = design_of(table, interactions)
    fit = fit_cells(np.array(counts, dtype=float), design)
    assert design.T @ fit.fitted == pytest.approx(design.T @ np.array(counts), rel=1e-9)
    information = design.T @ (fit.fitted[:, None] * design)
    assert fit.covariance @ information == pytest.approx(
        np.eye(len(information)), abs=1e-6
    )


def test_the_fit_is_that_of_another_programme():
    import statsmodels.api as statsmodels

    table = read_histories(KOSOVO)
    design = design_of(table, ("ab", "cd"))
    counts = np.array(table.counts, dtype=float)
    family = statsmodels.families.Poisson()
    other = statsmodels.GLM(counts, design, family=family).fit(tol=1e-13)
    fit = fit_cells(counts, design)
    assert fit.coefficients == pytest.approx(other.params, rel=1e-9)
    assert fit.deviance == pytest.approx(other.deviance, rel=1e-9)
    assert fit.log_likelihood == pytest.approx(other.llf, rel=1e-12)
    assert np.sqrt(np.diag(fit.covariance)) == pytest.approx(other.bse, rel=1e-8)


def test_a_deviance_keeps_its_digits_near_the_means():
    # (count - mean)^2 / mean to first order, which the plain form loses
    assert half_deviance(np.array([1e12 + 1]), np.array([1e12])) == pytest.approx(
        5e-13, rel=1e-6
    )
    assert half_deviance(np.array([0.0]), np.array([3.0])) == 3


@pytest.mark.parametrize(("count", "rest"), [(0, 0), (1, 1), (2, np.log(2 / 4) + 2)])
def test_the_rest_of_stirling(count, rest):
    assert stirling_rest(count) == pytest.approx(rest, abs=1e-14)


def test_the_rest_of_stirling_has_no_step():
    below, above = stirling_rest(100 - 1e-9), stirling_rest(100)
    assert below == pytest.approx(above, abs=1e-11)
