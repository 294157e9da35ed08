"""The exact distribution of Pearson's statistic against every outcome there is."""

from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, chisquare, multinomial

from bemodels.counts.partial_years.flat_chances import flat_p_value

DAYS = (62, 57, 62, 60, 62, 60, 62, 62, 60, 62, 60, 62)


def every_outcome(total, months):
    for bars in combinations(range(total + months - 1), months - 1):
        ends = (-1, *bars, total + months - 1)
        yield tuple(b - a - 1 for a, b in pairwise(ends))


def by_listing(counts, days):
    """Add up the outcomes whose statistic, a fraction, is as large."""

    def squares(outcome):
        return sum(Fraction(n * n, d) for n, d in zip(outcome, days, strict=True))

    chance = multinomial(sum(counts), np.array(days) / sum(days))
    return sum(
        chance.pmf(outcome)
        for outcome in every_outcome(sum(counts), len(days))
        if squares(outcome) >= squares(counts)
    )


@pytest.mark.parametrize(
    "counts",
    [
        (2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
        (0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1),
        (0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0),
        (1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0),
    ],
)
def test_it_is_the_sum_over_all_outcomes(counts):
    assert flat_p_value(counts, DAYS) == pytest.approx(
        by_listing(counts, DAYS), rel=1e-10
    )


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(any),
    st.lists(st.sampled_from([28, 29, 30, 31]), min_size=4, max_size=4),
)
def test_it_is_so_for_any_lengths(counts, days):
    assert flat_p_value(counts, days) == pytest.approx(
        by_listing(counts, days), rel=1e-9
    )


def test_two_equal_months_are_the_sign_test():
    for first in range(13):
        expected = binomtest(first, 12).pvalue
        assert flat_p_value((first, 12 - first), (31, 31)) == pytest.approx(expected)


def test_many_incidents_come_near_chi_square():
    counts = (20, 9, 15, 12, 14, 20, 13, 22, 13, 18, 12, 16)
    expected = sum(counts) * np.array(DAYS) / sum(DAYS)
    near = chisquare(counts, expected).pvalue
    assert flat_p_value(counts, DAYS) == pytest.approx(near, abs=0.005)


def test_a_tail_far_below_rounding_keeps_its_digits():
    counts = (40, *[0] * 11)
    # Nothing has as large a statistic but all incidents in one month.
    tail = sum((d / sum(DAYS)) ** 40 for d in DAYS)
    assert flat_p_value(counts, DAYS) == pytest.approx(tail, rel=1e-9)
    assert tail < 1e-40
