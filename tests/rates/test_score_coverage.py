"""Coverage for groups of 12 and 95 incidents, by enumeration of all 1,248 tables."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import binom

from bemodels.errors import NotEstimableError
from bemodels.rates.closed_form import risk_difference_wald
from bemodels.rates.group import Group
from bemodels.rates.score import risk_differences, risk_ratios
from bemodels.rates.score.null_rates import Counts

N, M = 12, 95
RATES = (0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6)
REFERENCES = (0.003, 0.005, 0.0075, 0.0105, 0.015, 0.02, 0.03, 0.05, 0.08, 0.12)
X, Y = np.meshgrid(np.arange(N + 1.0), np.arange(M + 1.0), indexing="ij")


def chances(p, q):
    return np.outer(
        binom.pmf(np.arange(N + 1), N, p), binom.pmf(np.arange(M + 1), M, q)
    )


@pytest.mark.parametrize(
    ("method", "null", "least", "mean"),
    [
        (risk_differences.SCAS, lambda p, q: p - q, 0.9427, 0.9674),
        (risk_ratios.SCAS, lambda p, q: p / q, 0.9439, 0.9724),
    ],
    ids=["difference", "ratio"],
)
def test_laud_intervals_cover_nearly_as_often_as_promised(method, null, least, mean):
    counts = Counts(X, np.full_like(X, N), Y, np.full_like(Y, M))
    coverage = [
        chances(p, q)[np.abs(method.z(counts, null(p, q))) < 1.959964].sum()
        for p, q in product(RATES, REFERENCES)
    ]

    assert min(coverage) == pytest.approx(least, abs=5e-5)
    assert np.mean(coverage) == pytest.approx(mean, abs=5e-5)


def wald_limits(x, y):
    """Return the limits, of no width where the formula has none."""
    pair = Group(attacks=int(x), incidents=N), Group(attacks=int(y), incidents=M)
    try:
        interval = risk_difference_wald(*pair)
    except NotEstimableError:
        return (x / N - y / M,) * 2
    return interval.low, interval.high


def test_wald_intervals_do_not():
    low, high = np.vectorize(wald_limits)(X, Y)
    coverage = [
        chances(p, q)[(low <= p - q) & (p - q <= high)].sum()
        for p, q in product(RATES, REFERENCES)
    ]

    assert min(coverage) == pytest.approx(0.2152, abs=5e-5)
