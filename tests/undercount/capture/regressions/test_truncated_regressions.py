"""Regressions of times seen: one rate, groups apart, other likelihood fits."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immigrants import IMMIGRANTS, limits, quantity
from scipy.optimize import minimize
from scipy.stats import poisson
from statsmodels.discrete.truncated_model import TruncatedLFPoisson

from bemodels.undercount.capture import (
    zelterman,
    zelterman_regression,
    zero_truncated_poisson,
    zero_truncated_poisson_regression,
)

PAIRS = [
    (zero_truncated_poisson, zero_truncated_poisson_regression),
    (zelterman, zelterman_regression),
]
REGRESSIONS = [regression for _, regression in PAIRS]
ERROR = "standard error of the population, units"
many = st.integers(1, 10**9)


def table_of(frequencies):
    return pd.DataFrame({"times": list(frequencies), "units": frequencies.values()})


@pytest.mark.parametrize(("single", "regression"), PAIRS)
@given(st.tuples(many, many), st.integers(0, 10**6), st.integers(3, 1000))
@settings(max_examples=25, deadline=None)
def test_the_intercept_alone_is_one_rate_for_all(single, regression, few, often, times):
    frequencies = {1: few[0], 2: few[1]} | ({times: often} if often else {})
    expected = single(frequencies)
    found = regression("times ~ 1", table_of(frequencies), units="units")
    assert limits(found) == pytest.approx(limits(expected), rel=1e-11)
    assert quantity(found, ERROR) == pytest.approx(
        quantity(expected, ERROR), rel=1e-9, abs=1e-9
    )
    name = "Units by times seen"
    assert [row[2] for row in found.table(name).rows] == pytest.approx(
        [row[2] for row in expected.table(name).rows], rel=1e-9
    )


@pytest.mark.parametrize(("single", "regression"), PAIRS)
def test_groups_told_apart_are_groups_fitted_apart(single, regression):
    groups = {"a": {1: 60, 2: 12, 3: 2}, "b": {1: 40, 2: 24, 5: 9}, "c": {1: 9, 2: 8}}
    parts = [single(group) for group in groups.values()]
    data = pd.concat(
        [table_of(group).assign(group=name) for name, group in groups.items()]
    )
    for formula in ("times ~ group", "times ~ 0 + group", "times ~ C(group)"):
        result = regression(formula, data, units="units")
        whole = sum(limits(part)[1] for part in parts)
        assert limits(result)[1] == pytest.approx(whole, rel=1e-11)
        squares = sum(quantity(part, ERROR) ** 2 for part in parts)
        assert quantity(result, ERROR) == pytest.approx(np.sqrt(squares), rel=1e-9)
        rows = result.table("Rates by pattern of covariates").rows
        rates = {row[0]: row[3] for row in rows}
        for name, part in zip(groups, parts, strict=True):
            rate = quantity(part, "expected sightings per unit")
            assert rates[f"group = {name}"] == pytest.approx(rate, rel=1e-11)


@pytest.mark.parametrize("regression", REGRESSIONS)
def test_a_row_a_unit_is_a_row_for_many(regression):
    rows = IMMIGRANTS.loc[IMMIGRANTS.index.repeat(IMMIGRANTS["units"])]
    formula = "capture ~ gender * age"
    expected = limits(regression(formula, IMMIGRANTS, units="units"))
    for data in (rows, rows.iloc[::-1], rows.sample(frac=1, random_state=3)):
        found = limits(regression(formula, data.drop(columns="units")))
        assert found == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("regression", REGRESSIONS)
@given(st.floats(-1e3, 1e3), st.floats(0.01, 1e3))
@settings(max_examples=15, deadline=None)
def test_covariates_may_be_moved_and_stretched(regression, moved, stretched):
    data = pd.DataFrame(
        {"times": [1, 2, 3, 1, 2, 1, 2, 4], "x": [0, 0, 0, 1, 1, 2.5, 2.5, 2.5]}
    ).assign(units=[30, 9, 2, 20, 9, 9, 8, 3])
    expected = limits(regression("times ~ x", data, units="units"))
    other = data.assign(x=moved + stretched * data["x"])
    found = limits(regression("times ~ x", other, units="units"))
    assert found == pytest.approx(expected, rel=1e-6)


def counted(rng):
    x = rng.normal(size=3000)
    times = rng.poisson(np.exp(-0.4 + 0.5 * x))
    return pd.DataFrame({"times": times, "x": x})[times > 0]


def test_the_likelihood_written_anew_has_the_same_maximum():
    data = counted(np.random.default_rng(5))
    times, x = data["times"].to_numpy(), data["x"].to_numpy()

    def above_zero(place):
        rate = np.exp(place[0] + place[1] * x)
        return -float((poisson.logpmf(times, rate) - np.log1p(-np.exp(-rate))).sum())

    def twice_or_once(place):
        rate = np.exp(place[0] + place[1] * x)
        chance = poisson.pmf(2, rate) / (poisson.pmf(1, rate) + poisson.pmf(2, rate))
        return -float(
            np.log(chance[times == 2]).sum() + np.log(1 - chance[times == 1]).sum()
        )

    for loss, regression in zip((above_zero, twice_or_once), REGRESSIONS, strict=False):
        best = minimize(loss, [0.0, 0.0], method="Nelder-Mead", tol=1e-11)
        result = regression("times ~ x", data)
        rows = result.table("Coefficients of the log rate").rows
        assert [row[1] for row in rows] == pytest.approx(best.x.tolist(), abs=1e-5)
        assert quantity(result, "log likelihood") == pytest.approx(-best.fun, rel=1e-10)
        rate = np.exp(best.x[0] + best.x[1] * x)
        whole = float((1 / -np.expm1(-rate)).sum())
        assert limits(result)[1] == pytest.approx(whole, rel=1e-5)


def test_statsmodels_finds_the_same_coefficients_and_errors():
    data = counted(np.random.default_rng(6))
    design = np.column_stack([np.ones(len(data)), data["x"]])
    theirs = TruncatedLFPoisson(data["times"].to_numpy(), design, truncation=0).fit(
        disp=0, method="newton", tol=1e-12
    )
    result = zero_truncated_poisson_regression("times ~ x", data)
    rows = result.table("Coefficients of the log rate").rows
    assert [row[1] for row in rows] == pytest.approx(theirs.params.tolist(), abs=1e-7)
    assert [row[2] for row in rows] == pytest.approx(theirs.bse.tolist(), rel=1e-4)
    assert quantity(result, "log likelihood") == pytest.approx(theirs.llf, rel=1e-10)


@pytest.mark.parametrize("regression", REGRESSIONS)
def test_tiny_and_huge_rates_stand_in_one_table(regression):
    data = pd.DataFrame(
        {
            "times": [1, 2, 1, 2, 3],
            "group": ["rare", "rare", "often", "often", "often"],
            "units": [10**9, 3, 5, 10**9, 10**9],
        }
    )
    result = regression("times ~ group", data, units="units")
    (rare,) = (
        row
        for row in result.table("Rates by pattern of covariates").rows
        if row[0] == "group = rare"
    )
    # To first order the rate is twice the share seen twice, and none is larger.
    assert rare[3] == pytest.approx(6e-9, rel=1e-8)
    assert rare[7] == pytest.approx(1e18 / 6, rel=1e-8)
    assert limits(result)[1] == pytest.approx(1e18 / 6, rel=1e-6)


def test_units_seen_up_to_a_thousand_times_leave_nobody_hidden():
    data = pd.DataFrame({"times": [900, 1000, 300], "x": [1.0, 1.0, 0.0]})
    low, value, high = limits(zero_truncated_poisson_regression("times ~ x", data))
    assert (low, value, high) == pytest.approx((3, 3, 3), abs=1e-9)
