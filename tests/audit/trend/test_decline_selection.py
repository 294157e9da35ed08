"""False declines by why one looked, against listing, draws and the audit's figures."""

import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from possible_vectors import VECTORS, belgium_vectors
from scipy.stats import binom, binomtest, multinomial, nbinom

from bemodels.audit import PossibleCounts, decline_by_selection
from bemodels.audit.trend.decline_selection import SELECTION_TABLE
from bemodels.audit.trend.selections import selections_of
from bemodels.errors import InvalidDataError, NotEstimableError

YEARS = {"before": 2016, "after": 2017}
NONE, ABOVE_LAST, ABOVE_EARLIER, MOST, RISING, HIGHEST = range(6)


@pytest.fixture(scope="module")
def rows():
    table = decline_by_selection(belgium_vectors(), **YEARS).table(SELECTION_TABLE)
    return {
        factor: [row for row in table.rows if row[1] == factor] for factor in (1, 2, 3)
    }


def test_the_table_of_the_reference_page_is_that_of_the_code(rows):
    page = Path(__file__).parents[3] / "docs" / "reference" / "audit-trend.md"
    text = page.read_text(encoding="utf-8").partition("## Picking the peak")[2]
    written = re.findall(r"^\| (.+?) \|((?: [\d.]+% \|){3})$", text, re.MULTILINE)
    assert len(written) == 6
    for place, (words, cells) in enumerate(written):
        assert rows[1][place][0].startswith(words)
        printed = [float(one) for one in re.findall(r"[\d.]+", cells)]
        found = [100 * rows[factor][place][3] for factor in (1, 2, 3)]
        assert printed == pytest.approx(found, abs=0.0501)


def percentages(rows, column):
    return [100 * row[column] for row in rows]


def test_independent_incidents_by_selection(rows):
    # Of 107 incidents, enumerated by another program.
    exact = percentages(rows[1], 3)
    assert exact == pytest.approx([1.8, 3.4, 3.4, 3.9, 3.9, 6.2], abs=0.05)
    midp = percentages(rows[1], 4)
    assert midp[NONE] == pytest.approx(2.4, abs=0.05)
    assert midp[HIGHEST] == pytest.approx(7.9, abs=0.05)


def test_the_audits_figures_are_those_of_a_count_above_the_earlier_years(rows):
    # 3.5, 12 and 20%, said there of the highest rate, which has 6, 21 and 33%.
    found = [100 * rows[factor][ABOVE_EARLIER][3] for factor in (1, 2, 3)]
    assert found == pytest.approx([3.5, 12, 20], abs=0.5)
    highest = [100 * rows[factor][HIGHEST][3] for factor in (1, 2, 3)]
    assert highest == pytest.approx([6.2, 21, 32.5], abs=0.5)


def test_clusters_agree_with_independent_negative_binomials_of_any_total(rows):
    rng, means = np.random.default_rng(11), 107 * np.array([7, 12, 12, 10]) / 41
    for factor in (2.0, 3.0):
        drawn = nbinom(means / (factor - 1), 1 / factor).rvs((40_000, 4), rng)
        drawn = drawn[(drawn[:, 2] > drawn[:, 0]) & (drawn[:, 2] > drawn[:, 1])]
        pairs, which = np.unique(drawn[:, 2:], axis=0, return_inverse=True)
        shown = [
            binomtest(int(n17), int(n16 + n17), 10 / 22, alternative="less").pvalue
            < 0.025
            for n16, n17 in pairs
        ]
        found = 100 * np.array(shown)[which].mean()
        expected = 100 * rows[factor][ABOVE_EARLIER][3]
        assert found == pytest.approx(expected, abs=0.9)


def listed_by_hand(rule, *, level):
    """Add up the outcomes of nine incidents in three years, one after the other."""
    chance, months = multinomial(9, np.array([6, 12, 10]) / 28), (6, 12, 10)
    picked = exact = midp = 0.0
    for counts in product(range(10), repeat=3):
        if sum(counts) != 9 or not rule(counts, months):
            continue
        mass, (_, before, after) = chance.pmf(counts), counts
        picked += mass
        if not before + after:
            continue
        tail = [
            binomtest(one, before + after, 10 / 22, alternative="less").pvalue
            if one >= 0
            else 0.0
            for one in (after, after - 1)
        ]
        exact += mass * (tail[0] < (1 - level) / 2)
        midp += mass * (sum(tail) / 2 < (1 - level) / 2)
    return picked, exact / picked, midp / picked


@pytest.mark.parametrize(
    ("place", "rule"),
    [
        (0, lambda counts, months: True),
        (1, lambda counts, months: counts[1] > counts[0]),
        (2, lambda counts, months: counts[1] > max(counts[0], counts[2])),
        (
            3,
            lambda counts, months: all(
                counts[1] * months[other] > counts[other] * months[1]
                for other in (0, 2)
            ),
        ),
    ],
)
def test_a_small_case_is_the_sum_over_all_outcomes(place, rule):
    possible = PossibleCounts(
        vectors=[[2, 5, 2], [3, 4, 2]], years=(2015, 2016, 2017), months=(6, 12, 10)
    )
    found = decline_by_selection(possible, **YEARS, factors=[], level=0.6)
    row = found.table(SELECTION_TABLE).rows[place]
    assert row[2:] == pytest.approx(listed_by_hand(rule, level=0.6), rel=1e-9)
    assert row[3] > 0
    assert found.probabilities[place].value == row[3]
    assert found.probabilities[place].given.startswith(row[0])


def test_rates_that_are_the_same_are_no_peak():
    # 21 in 7 months and 36 in 12 are both 36 a year.
    (*_, highest) = selections_of(
        (2014, 2015, 2016), (7, 12, 12), before=2015, after=2016
    )
    assert {one.place: one.most(36) for one in highest.below} == {0: 20, 2: 35}


def test_without_earlier_years_there_is_less_to_pick_from():
    found = selections_of((2016, 2017), (12, 10), **YEARS)
    assert [one.words for one in found] == [
        "named beforehand: no selection",
        "2016 has the most incidents of all years",
        "2016 has the highest annual rate of all years",
    ]


def test_a_later_reference_is_not_picked_against_the_year_it_is_compared_with():
    found = selections_of((2014, 2015, 2016), (7, 12, 12), before=2016, after=2014)
    assert [one.words for one in found][1] == "2016 has more incidents than 2015"
    assert len(found) == 4


def test_rules_are_worded_by_the_years_that_they_are_about():
    years = (2014, 2015, 2016, 2017)
    months = (7, 12, 12, 10)
    _, _, above_each, _, rising, _ = selections_of(
        years, months, before=2017, after=2015
    )
    assert above_each.words == "2017 has more incidents than each of 2014 and 2016"
    # Nothing is said of 2015 but that 2017 has more.
    assert rising.words == (
        "incidents rise over 2014, 2016 and 2017, and 2015 has fewer than 2017"
    )
    _, _, above_each, *_ = selections_of(
        (*years, 2018), (*months, 12), before=2017, after=2018
    )
    assert above_each.words == (
        "2017 has more incidents than each of 2014, 2015 and 2016"
    )


def test_the_conclusion_spans_the_selections():
    found = decline_by_selection(belgium_vectors(), **YEARS, factors=[2])
    assert found.table(SELECTION_TABLE).note == (
        "95% intervals; nominal 2.5%. Each row is given that its rule holds; a tie is "
        "no peak."
    )
    assert found.conclusion == (
        "Where no rate changed and incidents are independent, the exact 95% interval "
        "shows a decline in 1.8% to 6.2% of data sets, by why the two years were "
        "looked at (2.5% is nominal); at the largest variance factor in up to 21.2%."
    )


def test_vectors_of_two_totals_are_refused():
    possible = PossibleCounts(
        vectors=[VECTORS[0], (12, 35, 48, 13)],
        years=(2014, 2015, 2016, 2017),
        months=(7, 12, 12, 10),
    )
    with pytest.raises(InvalidDataError) as error:
        decline_by_selection(possible, **YEARS)
    assert str(error.value) == "the vectors must have one total, got 107 to 108"


def test_a_rule_that_never_holds_is_refused():
    possible = PossibleCounts(
        vectors=[[0, 0, 1, 1]], years=(2014, 2015, 2016, 2017), months=(7, 12, 12, 10)
    )
    with pytest.raises(NotEstimableError) as error:
        decline_by_selection(possible, **YEARS)
    assert str(error.value) == (
        "a chance given a rule is not estimable: never incidents rise over 2014, 2015 "
        "and 2016, and 2017 has fewer than 2016"
    )


def test_a_rule_that_holds_less_often_than_a_float_can_tell_is_refused():
    # In one month more than in each of two years: possible, and all but impossible.
    possible = PossibleCounts(
        vectors=[[650, 650, 0]], years=(2015, 2016, 2017), months=(12, 1, 12)
    )
    with pytest.raises(NotEstimableError) as error:
        decline_by_selection(possible, **YEARS, factors=[])
    assert str(error.value) == (
        "a chance given a rule is not estimable: hardly ever (P < 1e-250) 2016 has "
        "the most incidents of all years"
    )


def test_six_years_of_500_incidents_are_answered():
    possible = PossibleCounts(
        vectors=[[20, 60, 90, 100, 160, 70]],
        years=tuple(range(2012, 2018)),
        months=(7, 12, 12, 12, 12, 10),
    )
    found = decline_by_selection(possible, **YEARS, factors=[2])
    rows = found.table(SELECTION_TABLE).rows
    # Named beforehand, other years do not matter: both counts are binomial given the
    # sum, and the sum is binomial of the total.
    sums, share = np.arange(501), 10 / 22
    last = binom.ppf(0.025, sums, share)
    last = np.where(binom.cdf(last, sums, share) < 0.025, last, last - 1)
    expected = binom.pmf(sums, 500, 22 / 65) @ binom.cdf(last, sums, share)
    assert rows[0][2:4] == pytest.approx((1, expected), rel=1e-10)
    # Drawn counts of all six years, under independence and in clusters.
    rng, means = np.random.default_rng(5), 500 * np.array((7, *(12,) * 4, 10)) / 65
    drawn = rng.multinomial(500, means / 500, size=200_000)
    peak = drawn[:, 4] > np.delete(drawn, 4, axis=1).max(axis=1)
    falls = binom.cdf(drawn[:, 5], drawn[:, 4] + drawn[:, 5], share) < 0.025
    assert rows[MOST][2] == pytest.approx(peak.mean(), abs=0.004)
    assert rows[MOST][3] == pytest.approx(falls[peak].mean(), abs=0.005)
    assert found.method == (
        "Exact sums over every outcome of 500 incidents in 6 years under one constant "
        "rate"
    )


def test_too_many_incidents_are_refused_with_what_to_do():
    possible = PossibleCounts(
        vectors=[[1000, 1001]], years=(2016, 2017), months=(12, 10)
    )
    with pytest.raises(NotEstimableError) as error:
        decline_by_selection(possible, **YEARS)
    assert str(error.value) == (
        "chances under constant rates are computed for at most 2,000 incidents, got "
        "2,001; claimed_drop takes any number, and of three years or more allows for a "
        "picked peak"
    )
