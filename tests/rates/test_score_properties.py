"""What only score intervals keep to: open ends, likelihoods, digits."""

from fractions import Fraction
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.rates import score
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.rates.score import contrasts
from bemodels.rates.score.null_rates import Counts, proportions_given_difference
from bemodels.rates.score.statistics import score_statistics


@st.composite
def pairs(draw, largest=40):
    counts = []
    for _ in range(2):
        size = draw(st.integers(1, largest))
        counts.append((draw(st.integers(0, size)), size))
    return counts


def test_a_limit_that_no_value_meets_is_open():
    """The statistic falls to -sqrt(1 + 6 y) only: one event rejects no large ratio."""
    pair = Exposed(events=12, years=16.0), Exposed(events=1, years=16.0)

    assert score.rate_ratio_scas(*pair, level=0.991).high < inf
    assert score.rate_ratio_scas(*pair, level=0.993).high == inf
    far = score.event_rates.RATIO_SCAS.p_value(*pair, 1e40)
    assert far == pytest.approx(0.008151, abs=1e-6)  # 2 * norm.sf(sqrt(7))


def test_the_unit_of_exposure_does_not_matter():
    years = Exposed(events=3, years=12.0), Exposed(events=1, years=95.0)
    days = Exposed(events=3, years=12e9), Exposed(events=1, years=95e9)
    here, there = score.rate_difference_scas(*years), score.rate_difference_scas(*days)

    assert there.low * 1e9 == pytest.approx(here.low, rel=1e-12)
    assert there.high * 1e9 == pytest.approx(here.high, rel=1e-12)


def likelihood(reference, null, counts):
    (x, n), (y, m) = counts
    group = reference + null
    return group**x * (1 - group) ** (n - x) * reference**y * (1 - reference) ** (m - y)


@given(counts=pairs(largest=12), null=st.integers(-99, 99))
@settings(deadline=None, max_examples=200)
def test_no_other_rates_of_that_difference_are_more_likely(counts, null):
    null = Fraction(null, 100)
    (x, n), (y, m) = counts
    arrays = Counts(*(np.asarray(float(one)) for one in (x, n, y, m)))
    found = float(proportions_given_difference(arrays, float(null)).reference.value)
    low, high = max(Fraction(0), -null), min(Fraction(1), 1 - null)
    found = min(max(Fraction(found), low), high)
    best = likelihood(found, null, counts)

    for step in range(101):
        other = low + (high - low) * step / 100
        assert likelihood(other, null, counts) <= best * (1 + Fraction(1, 10**9))


@pytest.mark.parametrize(
    ("contrast", "ends"),
    [
        (contrasts.risk_difference, (-1.0, 1.0)),
        (contrasts.risk_ratio, (0.0, inf)),
        (contrasts.odds_ratio, (0.0, inf)),
        (contrasts.rate_ratio, (0.0, inf)),
    ],
)
def test_every_table_of_a_design_has_a_statistic_at_every_null_value(contrast, ends):
    x, y = np.meshgrid(np.arange(13), np.arange(96), indexing="ij")
    tables = Counts.of(x, 12, y, 95)
    low, high = (score_statistics(contrast, tables, end) for end in ends)

    assert not np.isnan(low).any()
    assert not np.isnan(high).any()
    assert (low > -1e-12).all()
    assert (high < 1e-12).all()
    middle = score_statistics(contrast, Counts.of(3, 12, 1, 95), 0.5)
    assert middle == score_statistics(contrast, tables, 0.5)[3, 1]


def test_statistics_at_no_difference_are_the_pooled_z():
    """z of 7/34 v 1/34: difference 6/34 over sqrt(p (1 - p) 2/34), p = 8/68."""
    found = score_statistics(contrasts.risk_difference, Counts.of(7, 34, 1, 34), 0.0)
    pooled = Fraction(8, 68)
    square = Fraction(6, 34) ** 2 / (pooled * (1 - pooled) * Fraction(2, 34))

    assert float(found) ** 2 == pytest.approx(float(square), rel=1e-14)


def test_a_p_value_is_never_0_by_rounding():
    pair = Group(attacks=10_000, incidents=10_000), Group(attacks=0, incidents=10_000)

    assert 0 < score.scas_test(*pair).p_value < 1e-300


def test_groups_of_attacks_alone_keep_their_digits():
    """At a ratio r below 1 the reference attacks always: r n of n are expected.

    One less a proportion next to 1 has few digits: the limit once was .99971260.
    """
    z, n = 1.959963984540054, 10_000
    pair = Group(attacks=n, incidents=n), Group(attacks=1, incidents=1)
    ratio = score.risk_ratio_scas(*pair).low
    variance = ratio * (1 - ratio) / n * (n + 1) / n
    skewness = ratio * (1 - ratio) * (1 - 2 * ratio) / n**2 / variance**1.5

    expanded = z + skewness / 6 * (z**2 - 1)  # Cornish and Fisher's
    assert (1 - ratio) / variance**0.5 == pytest.approx(expanded, rel=1e-10)
