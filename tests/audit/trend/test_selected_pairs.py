"""What pairs of counts weigh under each rule, against a list of every outcome."""

from math import comb

import numpy as np
import pytest
from every_outcome import every_outcome, probabilities, rules_in_words
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.audit.trend.constant_rates import count_weights
from bemodels.audit.trend.selected_pairs import pair_weights
from bemodels.audit.trend.selections import Bound, Selection, selections_of


def listed_pairs(outcomes, chances, holds, here, later):
    """Add up the chances of outcomes by the counts of two years."""
    total = sum(outcomes[0])
    found = np.zeros((total + 1, total + 1))
    for counts, chance in zip(outcomes, chances, strict=True):
        if holds(counts):
            found[counts[here], counts[later]] += chance
    return found


def check(total, months, factor, before, after):
    years = tuple(range(2010, 2010 + len(months)))
    before, after = years[before], years[after]
    here, later = years.index(before), years.index(after)
    outcomes = every_outcome(total, len(months))
    chances = probabilities(outcomes, months, factor)
    weights = count_weights(total, months, factor)
    rules = selections_of(years, months, before=before, after=after)
    words = rules_in_words(years, months, before, after)
    assert [one.words for one in rules] == list(words)
    whole = pair_weights(weights, rules[0], here=here, later=later).sum()
    for rule in rules:
        found = pair_weights(weights, rule, here=here, later=later) / whole
        expected = listed_pairs(outcomes, chances, words[rule.words], here, later)
        assert found == pytest.approx(expected, abs=1e-12)
        assert (found > 0).tolist() == (expected > 0).tolist()


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    total=st.integers(1, 9),
    months=st.lists(st.sampled_from([1, 4, 6, 10, 12]), min_size=2, max_size=5),
    factor=st.sampled_from([1.0, 1.5, 2.0, 3.0]),
    data=st.data(),
)
def test_every_rule_sums_what_a_list_of_outcomes_does(total, months, factor, data):
    places = st.integers(0, len(months) - 1)
    before = data.draw(places)
    after = data.draw(places.filter(lambda one: one != before))
    check(total, tuple(months), factor, before, after)


@pytest.mark.parametrize("factor", [1.0, 2.0, 3.0])
def test_six_years_are_summed_as_four_are(factor):
    check(11, (7, 12, 12, 12, 12, 10), factor, 4, 5)
    check(11, (7, 12, 12, 12, 12, 10), factor, 3, 1)


@pytest.mark.parametrize("factor", [1.0, 2.0, 3.0])
def test_the_four_years_of_the_report_are_those_of_all_215820_outcomes(factor):
    total, months = 107, np.array((7, 12, 12, 10))
    first, second, third = np.indices((total + 1,) * 3).reshape(3, -1)
    fits = first + second + third <= total
    counts = np.column_stack([first, second, third, total - first - second - third])
    counts = counts[fits]
    assert len(counts) == comb(total + 3, 3) == 215_820
    chances = probabilities(counts, months, factor)
    n14, n15, n16, n17 = counts.T
    others = np.delete(counts, 2, axis=1)
    holds = [
        np.ones(len(counts), dtype=bool),
        n16 > n15,
        (n16 > n15) & (n16 > n14),
        n16 > others.max(axis=1),
        (n14 < n15) & (n15 < n16) & (n17 < n16),
        # 12 and 12 months, 7 and 10.
        (7 * n16 > 12 * n14) & (n16 > n15) & (10 * n16 > 12 * n17),
    ]
    weights = count_weights(total, tuple(months), factor)
    rules = selections_of(
        (2014, 2015, 2016, 2017), tuple(months), before=2016, after=2017
    )
    whole = pair_weights(weights, rules[0], here=2, later=3).sum()
    for rule, held in zip(rules, holds, strict=True):
        expected = np.zeros((total + 1, total + 1))
        np.add.at(expected, (n16[held], n17[held]), chances[held])
        found = pair_weights(weights, rule, here=2, later=3) / whole
        assert abs(found - expected).max() < 1e-12
        assert found.sum() == pytest.approx(expected.sum(), abs=1e-12)


def test_weights_of_one_count_the_outcomes_of_a_large_case():
    # 500 in six years: numbers of outcomes that no list could hold.
    years, months = tuple(range(2012, 2018)), (12,) * 6
    ones = np.ones((6, 501))
    none, *_, most, _, highest = selections_of(years, months, before=2016, after=2017)
    every = pair_weights(ones, none, here=4, later=5)
    assert every.sum() == pytest.approx(comb(505, 5), rel=1e-12)
    # Each of six years is the only largest one as often as any other.
    largest = pair_weights(ones, most, here=4, later=5)
    assert 6 * largest.sum() < every.sum()
    assert 6 * largest.sum() > 0.97 * every.sum()
    # In years of one length the highest rate is the highest count.
    assert np.array_equal(pair_weights(ones, highest, here=4, later=5), largest)


def test_a_bound_that_nothing_keeps_leaves_no_pair():
    ones = np.ones((2, 4))
    rule = Selection(words="a third of it", below=(Bound(place=1, own=3, reference=1),))
    found = pair_weights(ones, rule, here=0, later=1)
    # Of three incidents 3 + 0 alone: 2 + 1 has 3 against 2.
    assert found.nonzero() == ([3], [0])
