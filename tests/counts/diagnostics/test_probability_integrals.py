"""The PIT histogram: the definition by hand, uniformity by enumeration, its band."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import nbinom, poisson

from bemodels.counts import fit_negative_binomial, fit_poisson, pit_histogram
from bemodels.counts.diagnostics.count_distribution import CountDistribution
from bemodels.counts.diagnostics.probability_integrals import (
    _band,
    _bin_variances,
    _heights,
)
from bemodels.errors import InvalidDataError

LAWS = [(0.05, 1e-100), (0.7, 1e-100), (1.3, 0.4), (6.0, 1e-100), (9.0, 2.0)]


def rows_of(laws):
    mean, alpha = np.array(laws).T
    return CountDistribution(mean=mean, alpha=alpha)


def spread(law, count):
    """Return what one count adds to each of ten bins, as Czado and others define it."""
    below, up_to = law.cdf(count - 1), law.cdf(count)
    edges = np.linspace(0, 1, 11)
    return np.diff(np.clip((edges - below) / (up_to - below), 0, 1))


def test_the_definition():
    data = pd.DataFrame({"y": [0, 2, 1, 5, 3, 0, 9]})
    for fit_counts in (fit_poisson, fit_negative_binomial):
        fit = fit_counts("y ~ 1", data)
        mean, a = fit.fitted[0], fit.alpha
        law = nbinom(1 / a, 1 / (1 + a * mean)) if a else poisson(mean)
        by_hand = 10 * np.mean([spread(law, count) for count in data["y"]], axis=0)
        (curve,) = pit_histogram(fit).curves
        assert curve.name == "PIT histogram"
        assert curve.y == pytest.approx(by_hand, abs=1e-9)
        assert curve.x == pytest.approx(np.arange(0.05, 1, 0.1))
        assert np.mean(curve.y) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize(("mean", "alpha"), LAWS)
def test_each_bin_has_a_tenth_under_the_model_with_the_variance_of_all_counts(
    mean, alpha
):
    a = max(alpha, 1e-9)
    law = nbinom(1 / a, 1 / (1 + a * mean)) if alpha > 1e-50 else poisson(mean)
    counts = np.arange(int(law.isf(1e-12)))
    parts = np.array([spread(law, count) for count in counts])
    chances = law.pmf(counts)
    assert chances @ parts == pytest.approx(np.full(10, 0.1), abs=1e-9)
    variances = chances @ parts**2 - 0.01
    found = _bin_variances(rows_of([(mean, alpha)]))[:, 0]
    assert found == pytest.approx(variances, abs=1e-9)


def test_the_band_holds_what_it_says():
    rng = np.random.default_rng(11)
    rows = rows_of(LAWS * 12)
    low, high = _band(rows, 0.9)
    shocks = rng.gamma(1 / np.maximum(rows.alpha, 1e-6), size=(3000, 60))
    counts = rng.poisson(rows.mean * shocks * np.maximum(rows.alpha, 1e-6))
    heights = np.array([_heights(rows, one) for one in counts])
    outside = ((heights < low) | (heights > high)).mean(axis=0)
    assert outside == pytest.approx(np.full(10, 0.1), abs=0.02)


def test_counts_that_vary_more_fill_both_ends():
    rng = np.random.default_rng(4)
    data = pd.DataFrame({"y": rng.poisson(5 * rng.gamma(1, 1, 500))})
    poor, good = (
        pit_histogram(fit_counts("y ~ 1", data))
        for fit_counts in (fit_poisson, fit_negative_binomial)
    )
    (curve,) = poor.curves
    assert curve.y[0] > curve.high[0]
    assert curve.y[-1] > curve.high[-1]
    assert not poor.checks[0].passed
    assert good.checks[0].passed


def test_a_row_of_mean_0_is_spread_over_all_bins():
    data = pd.DataFrame({"y": [3, 0, 1] + [0] * 9, "city": ["A"] * 3 + ["B"] * 9})
    whole = pit_histogram(fit_poisson("y ~ city", data)).curves[0]
    alone = pit_histogram(fit_poisson("y ~ 1", data.iloc[:3])).curves[0]
    assert whole.y == pytest.approx((3 * np.array(alone.y) + 9) / 12, abs=1e-9)
    assert whole.high[0] - whole.low[0] < alone.high[0] - alone.low[0]


def test_counts_far_out_lie_in_the_end_bins():
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [0] * 9 + [9000]}))
    (curve,) = pit_histogram(fit).curves
    assert curve.y == pytest.approx((9, 0, 0, 0, 0, 0, 0, 0, 0, 1))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fit": 0}, "fit must be a CountFit or a Posterior, got 0"),
        ({"level": -1}, "level must lie between 0 and 1, got -1"),
    ],
)
def test_what_is_no_question_is_refused(options, message):
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [0, 1]}))
    with pytest.raises(InvalidDataError) as refused:
        pit_histogram(**({"fit": fit} | options))
    assert str(refused.value) == message
