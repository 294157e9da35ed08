"""The conditional 2 x 2 arithmetic, against print, exact fractions and symmetry."""

from fractions import Fraction
from math import comb, inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import (
    TwoByTwo,
    conditional_odds_ratio,
    exact_odds_ratio_interval,
    fisher_central_p_value,
    fisher_midp_p_value,
    fisher_p_value,
)


def table(successes, trials, reference_successes, reference_trials):
    return TwoByTwo(
        successes=successes,
        trials=trials,
        reference_successes=reference_successes,
        reference_trials=reference_trials,
    )


@st.composite
def tables(draw, largest=60):
    """Tables of all shapes, ends of the support drawn often."""
    trials = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    edge = [st.sampled_from([0, min(1, n), max(0, n - 1), n]) for n in trials]
    within = [st.integers(0, n) for n in trials]
    successes = [draw(st.one_of(e, w)) for e, w in zip(edge, within, strict=True)]
    return table(successes[0], trials[0], successes[1], trials[1])


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2, 20), st.data())
def test_equal_shares_have_an_odds_ratio_of_exactly_one(one, other, whole, data):
    part = data.draw(st.integers(1, whole - 1))
    same = table(one * part, one * whole, other * part, other * whole)
    assert conditional_odds_ratio(same) == 1


@pytest.mark.parametrize(
    ("counts", "limits", "digits"),
    [
        # Solved from the definition in R (choose, uniroot to 1e-12); fisher.test's own
        # limits stop early (1640.4 for the first upper one).
        ((3, 12, 1, 95), (2.10545795449, 1660.69506528), 1e-11),
        ((3, 4, 1, 4), (0.211735595447, 626.243530588814), 1e-11),
        # scipy's fisher_exact_results_from_r.py, with R's coarse limits
        ((2, 9, 8, 10), (0.004668988339, 0.8957929565), 2e-2),
        ((100, 102, 1000, 1005), (0.04035202927, 2.662846673), 2e-2),
        # Fagerland 2015, contingencytables: 7/34 v 1/34
        ((7, 34, 1, 34), (0.9732736, 396.994), 1e-6),
        # scipy.stats.contingency.odds_ratio, 9/13 v 4/14
        ((9, 13, 4, 14), (0.8472, 40.4374), 1e-4),
    ],
)
def test_published_limits(counts, limits, digits):
    interval = exact_odds_ratio_interval(table(*counts))

    assert (interval.low, interval.high) == pytest.approx(limits, rel=digits)


def test_the_reports_own_table_to_twelve_digits():
    one = table(3, 12, 1, 95)

    assert conditional_odds_ratio(one) == pytest.approx(29.1284674245, rel=1e-11)
    assert exact_odds_ratio_interval(one).high == pytest.approx(
        1660.69506528, rel=1e-11
    )
    assert fisher_p_value(one) == pytest.approx(0.00414582772192, rel=1e-11)
    assert fisher_central_p_value(one) == pytest.approx(0.008292, abs=5e-7)
    assert fisher_midp_p_value(one) == pytest.approx(0.004242, abs=5e-7)


@pytest.mark.parametrize(
    ("counts", "minlike", "central", "midp"),
    [
        ((2, 9, 8, 10), 0.02301413757, None, None),  # R, through scipy's tests
        ((100, 102, 1000, 1005), 0.1300759363, None, None),
        ((0, 16, 15, 72), 0.06287, None, None),  # contingencytables 3.0.0, test-ch4.R
        ((15, 17, 6, 12), None, 0.06506, 0.03578),  # exact2x2 1.7.0, midpAdjustment
        ((6, 18, 12, 17), None, 0.06059, None),  # exact2x2 1.7.0, exact2x2 vignette
        ((15, 40, 6, 40), 0.04060921, None, None),  # R fragilityindex, README
        ((15, 40, 7, 40), 0.07836101, None, None),
        ((345, 800, 260, 605), 0.9567, None, None),  # scipy issue 4130
    ],
)
def test_published_p_values(counts, minlike, central, midp):
    one = table(*counts)

    for found, printed in (
        (fisher_p_value(one), minlike),
        (fisher_central_p_value(one), central),
        (fisher_midp_p_value(one), midp),
    ):
        if printed is not None:
            assert found == pytest.approx(printed, abs=6e-5 if printed > 1e-3 else 1e-8)


@given(one=tables())
def test_fishers_p_value_is_the_exact_fraction(one):
    total = one.successes + one.reference_successes
    weights = [
        comb(one.trials, int(k)) * comb(one.reference_trials, total - int(k))
        for k in one.support
    ]
    here = weights[one.successes - int(one.support[0])]
    exact = Fraction(sum(w for w in weights if w <= here), sum(weights))

    assert fisher_p_value(one) == pytest.approx(float(exact), rel=1e-9)


@given(one=tables())
def test_one_sided_tails_overlap_in_the_observed_table(one):
    both = one.at_most(0.0) + one.at_least(0.0)

    assert both == pytest.approx(1 + one.null_chances.of(one.successes), abs=1e-12)
    assert fisher_midp_p_value(one) <= fisher_central_p_value(one)


@given(one=tables())
def test_swapping_the_groups_inverts_the_odds_ratio(one):
    swapped = table(
        one.reference_successes, one.reference_trials, one.successes, one.trials
    )
    if len(one.support) == 1:
        with pytest.raises(NotEstimableError, match="margins allow this table only"):
            conditional_odds_ratio(one)
        return
    odds, inverse = conditional_odds_ratio(one), conditional_odds_ratio(swapped)
    here, there = exact_odds_ratio_interval(one), exact_odds_ratio_interval(swapped)

    with np.errstate(divide="ignore"):
        assert inverse == pytest.approx(float(np.divide(1, odds)), rel=1e-9)
        assert there.low == pytest.approx(float(np.divide(1, here.high)), rel=1e-9)
    assert here.low <= odds <= here.high
    assert fisher_p_value(swapped) == pytest.approx(fisher_p_value(one), rel=1e-9)


@given(one=tables(), level=st.sampled_from([0.5, 0.8, 0.95, 0.999]))
def test_finite_limits_are_where_the_tail_meets_its_share(one, level):
    interval = exact_odds_ratio_interval(one, level=level)
    tail = (1 - level) / 2

    if interval.low > 0:
        assert one.at_least(np.log(interval.low)) == pytest.approx(tail, rel=1e-8)
    if interval.high < inf:
        assert one.at_most(np.log(interval.high)) == pytest.approx(tail, rel=1e-8)


def test_ten_thousand_trials_a_group():
    one = table(3000, 10000, 2900, 10000)

    # scipy.stats.fisher_exact([[3000, 7000], [2900, 7100]]), scipy 1.18.1
    assert fisher_p_value(one) == pytest.approx(0.12477454922660515, rel=1e-9)


def test_ends_of_the_support_are_open():
    full = exact_odds_ratio_interval(table(10, 10, 0, 20))
    empty = exact_odds_ratio_interval(table(0, 12, 1, 95))

    assert full.high == inf
    assert conditional_odds_ratio(table(10, 10, 0, 20)) == inf
    assert empty.low == 0
    assert conditional_odds_ratio(table(0, 12, 1, 95)) == 0


LARGE = TwoByTwo.LARGEST
SCALE = 1 << 400


def fixed_point_weights(one):
    """Weights of all counts near the mode in integers of 400 bits, rounded once each.

    From the mode outward until nothing is left: the same margins, other arithmetic.
    """
    total, reference = one.total, one.reference_trials
    mode = (one.trials + 1) * (total + 1) // (one.trials + reference + 2)
    weights = {mode: SCALE}
    for step in (1, -1):
        k, weight = mode, SCALE
        while weight and k + step in one.support:
            low = min(k, k + step)
            more = (one.trials - low) * (total - low)
            fewer = (low + 1) * (reference - total + low + 1)
            weight = weight * more // fewer if step > 0 else weight * fewer // more
            k += step
            weights[k] = weight
    return weights


@pytest.mark.parametrize(
    "counts",
    [
        (30_000, 100_000, 30_300, 110_000),
        (5, LARGE, 20, LARGE),
        (3_000, LARGE, 3_100, LARGE - 1),
        (LARGE - 9, LARGE, LARGE - 8, LARGE - 5),
        (20_000, LARGE, 2_100, 1_000_000),
    ],
)
def test_large_counts_against_long_integers(counts):
    one = table(*counts)
    weights = fixed_point_weights(one)
    whole, here = sum(weights.values()), one.successes
    below = sum(w for k, w in weights.items() if k < here)
    above = sum(w for k, w in weights.items() if k > here)
    minlike = sum(w for w in weights.values() if w <= weights[here])
    central = 2 * (min(below, above) + weights[here])
    midp = 2 * min(below, above) + weights[here]

    assert fisher_p_value(one) == pytest.approx(minlike / whole, rel=1e-12)
    assert fisher_central_p_value(one) == pytest.approx(central / whole, rel=1e-12)
    assert fisher_midp_p_value(one) == pytest.approx(midp / whole, rel=1e-12)


@given(
    successes=st.integers(0, LARGE),
    gap=st.integers(0, 3000),
    trials=st.integers(LARGE - 5000, LARGE),
)
@settings(deadline=None, max_examples=15)
def test_large_tables_keep_their_symmetries(successes, gap, trials):
    successes = min(successes, trials)
    other = max(0, successes - gap)
    one = table(successes, trials, other, LARGE)
    swapped = table(other, LARGE, successes, trials)
    failed = table(LARGE - other, LARGE, trials - successes, trials)

    for twin in (swapped, failed):
        assert fisher_p_value(twin) == pytest.approx(fisher_p_value(one), rel=1e-11)
        assert fisher_central_p_value(twin) == pytest.approx(
            fisher_central_p_value(one), rel=1e-11
        )
    here, there = exact_odds_ratio_interval(one), exact_odds_ratio_interval(swapped)
    if here.high < inf:
        assert there.low == pytest.approx(1 / here.high, rel=1e-10)
        assert one.at_most(np.log(here.high)) == pytest.approx(0.025, rel=1e-8)
    assert exact_odds_ratio_interval(failed).low == pytest.approx(here.low, rel=1e-10)


@pytest.mark.parametrize("size", [LARGE, LARGE - 1])
def test_a_table_and_its_mirror_count_as_equally_probable(size):
    """Of two groups of one size, both tails count in full; the tie is exact."""
    one = table(3_003_000, size, 3_000_000, size)

    assert fisher_p_value(one) == pytest.approx(fisher_central_p_value(one), rel=1e-12)


def test_a_p_value_too_small_for_a_float_is_not_zero():
    one = table(0, LARGE, LARGE, LARGE)
    smallest = np.nextafter(0, 1)

    assert fisher_p_value(one) == smallest
    assert fisher_central_p_value(one) == fisher_midp_p_value(one) == smallest


def test_every_table_counts_for_the_most_probable_one():
    assert fisher_p_value(table(1_000_000, LARGE, 1_000_000, LARGE)) == 1


def test_computed_distributions_are_read_only():
    chances = table(3, 12, 1, 95).null_chances

    for array in (chances.counts, chances.log_weights, chances.probabilities):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_more_trials_than_were_measured_are_refused():
    with pytest.raises(InvalidDataError) as error:
        table(1, 12, 1, LARGE + 1)
    assert str(error.value) == "trials must be 10000000 or fewer, got 10000001"


def test_impossible_counts_are_refused():
    with pytest.raises(InvalidDataError) as error:
        table(13, 12, 1, 95)
    assert str(error.value) == "successes must lie in 0..trials, got 13 of 12"
