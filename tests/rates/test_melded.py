"""Melded intervals against print, Fisher's test, adaptive quadrature and symmetry."""

import numpy as np
import pytest
from conditional_groups import INSPIRED, LINKED, groups, pair
from hypothesis import given, settings
from scipy.integrate import quad
from scipy.stats import beta, binom

from bemodels.rates.conditional import fisher_central, fisher_greater
from bemodels.rates.melded import (
    odds_ratio_melded,
    risk_difference_melded,
    risk_ratio_melded,
)
from bemodels.rates.melded.intervals import DIFFERENCE, ODDS_RATIO, RATIO

MELDINGS = [DIFFERENCE, RATIO, ODDS_RATIO]
NULLS = {DIFFERENCE.name: 0.0, RATIO.name: 1.0, ODDS_RATIO.name: 1.0}
each_melding = pytest.mark.parametrize("melding", MELDINGS, ids=lambda one: one.name)


def test_published_odds_ratio():
    # exact2x2 1.7.0, vignette midpAdjustment.pdf: .909023 to 106.265540, from a
    # fixed grid; the digits beyond its fourth are those of adaptive quadrature.
    interval = odds_ratio_melded(*pair(15, 17, 6, 12))

    assert interval.low == pytest.approx(0.9090508, abs=5e-8)
    assert interval.high == pytest.approx(106.26552, abs=5e-6)


def test_this_table():
    # Adaptive quadrature (below) puts .025 at each of these ends.
    difference, ratio, odds = (
        one(INSPIRED, LINKED)
        for one in (risk_difference_melded, risk_ratio_melded, odds_ratio_melded)
    )

    assert f"{difference.low:.4f} {difference.high:.4f}" == "0.0311 0.5621"
    assert f"{ratio.low:.4f} {ratio.high:.1f}" == "2.0294 1152.4"
    assert f"{odds.low:.4f} {odds.high:.1f}" == "2.1247 1865.7"


def share_at_most(group_beta, reference_beta, group_at, limit):
    """P(contrast <= limit), by adaptive quadrature over the reference."""

    def integrand(q):
        return beta.cdf(group_at(q, limit), *group_beta) * beta.pdf(q, *reference_beta)

    middle = beta.ppf([1e-8, 0.1, 0.5, 0.9, 1 - 1e-8], *reference_beta)
    return quad(integrand, 0, 1, points=middle, limit=500, epsabs=1e-12)[0]


@pytest.mark.parametrize("counts", [(3, 12, 1, 95), (15, 17, 6, 12), (4, 9, 7, 30)])
@pytest.mark.parametrize(
    ("interval", "group_at"),
    [
        (risk_difference_melded, lambda q, limit: min(1, max(0, q + limit))),
        (risk_ratio_melded, lambda q, limit: min(1, q * limit)),
        (odds_ratio_melded, lambda q, limit: q * limit / (1 - q + q * limit)),
    ],
)
def test_ends_are_quantiles_by_adaptive_quadrature(interval, group_at, counts):
    x, n, y, m = counts
    found = interval(*pair(*counts), level=0.9)
    smallest = share_at_most((x, n - x + 1), (y + 1, m - y), group_at, found.low)
    largest = share_at_most((x + 1, n - x), (y, m - y + 1), group_at, found.high)

    assert (smallest, largest) == pytest.approx((0.05, 0.95), abs=1e-7)


@each_melding
@settings(max_examples=40, deadline=None)
@given(groups(), groups())
def test_no_difference_is_tested_as_fisher_does(melding, group, reference):
    null = NULLS[melding.name]
    greater = melding.greater_p_value(group, reference, null)
    exact = fisher_greater(group, reference).p_value
    central = fisher_central(group, reference).p_value

    assert greater == pytest.approx(exact, abs=1e-10)
    assert melding.p_value(group, reference, null) == pytest.approx(central, abs=1e-10)


@each_melding
@pytest.mark.parametrize("counts", [(4100, 10_000, 3900, 9990), (5, 10_000, 1, 8)])
def test_ten_thousand_incidents(melding, counts):
    group, reference = pair(*counts)
    interval = melding.interval(group, reference, level=0.95)

    for limit in (interval.low, interval.high):
        assert melding.p_value(group, reference, limit) == pytest.approx(0.05, rel=1e-7)
    null = NULLS[melding.name]
    central = fisher_central(group, reference).p_value
    assert melding.p_value(group, reference, null) == pytest.approx(central, rel=1e-7)


@pytest.mark.parametrize("sizes", [(3, 8), (8, 3)])
@pytest.mark.parametrize(
    ("interval", "contrast"),
    [
        (risk_difference_melded, lambda p, q: p - q),
        (risk_ratio_melded, lambda p, q: p / q),
        (odds_ratio_melded, lambda p, q: p * (1 - q) / (q * (1 - p))),
    ],
    ids=["difference", "ratio", "odds"],
)
def test_no_rates_are_covered_below_the_level(sizes, interval, contrast):
    # Nobody has proved it but for equal rates: so it is computed, over the square.
    n, m = sizes
    rates = np.linspace(0.01, 0.99, 99)
    truth = contrast(rates[:, None], rates[None, :])
    first = binom.pmf(np.arange(n + 1)[:, None], n, rates)
    second = binom.pmf(np.arange(m + 1)[:, None], m, rates)
    covered = np.zeros(truth.shape)
    for x in range(n + 1):
        for y in range(m + 1):
            one = interval(*pair(x, n, y, m))
            held = (truth >= one.low) & (truth <= one.high)
            covered += held * np.outer(first[x], second[y])

    assert 0.95 <= covered.min() < 1
