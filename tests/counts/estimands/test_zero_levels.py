"""Levels without a count: what may come of them, by enumeration and closed forms."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, poisson

from bemodels.counts import (
    complete_period,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.counts.estimands.zero_levels import draw_zero_levels, zero_levels

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
EACH_FIT = pytest.mark.parametrize(
    "fit_counts", [fit_poisson, fit_negative_binomial, fit_negative_binomial_linear]
)


def table(**cities):
    return pd.DataFrame(
        [
            (city, 2014 + t, n, YEARS[t])
            for city, row in cities.items()
            for t, n in enumerate(row)
        ],
        columns=["city", "year", "n", "t"],
    )


def completed(data, formula, period=2014, *, fit_counts=fit_poisson, **options):
    return complete_period(
        fit_counts(formula, data, exposure="t"),
        period,
        **{"full_exposure": 1.0, "rng": np.random.default_rng(5), **options},
    )


def interval(*asked, **options):
    return completed(*asked, **options).estimate("complete_period").interval


def levels_of(data, formula, period, column="year"):
    fit = fit_poisson(formula, data, exposure="t")
    rows = np.flatnonzero(data[column] == period)
    return fit, zero_levels(fit, rows, 1 - data["t"].to_numpy()[rows])


def ratios(data, formula, period, **options):
    """Return the ratio of each group in each level at the maximum."""
    fit, levels = levels_of(data, formula, period, **options)
    best = fit.maximum.coefficients[None]
    return [[one.ratio(best).item() for one in groups] for groups in levels]


def check_draws(data, formula, period, *, share, **options):
    """Hold the draws of a period to a geometric distribution."""
    fit, levels = levels_of(data, formula, period, **options)
    best = np.repeat(fit.maximum.coefficients[None], 200_000, axis=0)
    drawn = draw_zero_levels(levels, best, rng=np.random.default_rng(3))
    for k in range(4):
        slack = 4 * sqrt(share**k * (1 - share**k) / 200_000)
        assert np.mean(drawn >= k) == pytest.approx(share**k, abs=slack)


def largest_total(share_to_come, tail):
    """Return the largest total of which it is not too rare to have seen nothing."""
    totals = np.arange(5_000)
    return totals[binom.pmf(0, totals, 1 - share_to_come) > tail].max()


FIRST_YEAR_EMPTY = table(A=(0, 3, 6, 2), B=(0, 1, 0, 2), C=(0, 2, 1, 0))


@EACH_FIT
@pytest.mark.parametrize("formula", ["n ~ C(year)", "n ~ city + C(year)"])
@pytest.mark.parametrize(
    ("full", "level"), [(1.0, 0.95), (1.0, 0.8), (3.0, 0.95), (60.0, 0.9)]
)
def test_a_year_without_a_count_has_the_exact_conditional_limit(
    fit_counts, formula, full, level
):
    found = completed(
        FIRST_YEAR_EMPTY,
        formula,
        fit_counts=fit_counts,
        full_exposure=full,
        level=level,
    ).estimate("complete_period")
    assert (found.value, found.interval.low) == (0, 0)
    tail, share = (1 - level) / 2, 1 - 7 / 12 / full
    # 20,000 draws: four errors of a probability on either side.
    slack = 4 * sqrt(tail / 20_000)
    assert largest_total(share, tail + slack) <= found.interval.high
    assert found.interval.high <= largest_total(share, tail - slack)


def test_the_example_of_the_documents():
    found = interval(FIRST_YEAR_EMPTY, "n ~ city + C(year)")
    assert (found.low, found.high) == (0, largest_total(5 / 12, 0.025)) == (0, 4)


@pytest.mark.parametrize("rate", [0.1, 1.0, 3.0, 6.0, 9.0, 14.0])
def test_no_rate_is_missed_from_above_too_often(rate):
    limit = interval(FIRST_YEAR_EMPTY, "n ~ C(year)").high
    missed = poisson.pmf(0, rate * 7 / 12) * poisson.sf(limit, rate * 5 / 12)
    assert missed < 0.025


def test_a_city_without_a_count_is_known_by_all_its_years():
    data = table(A=(3, 5, 6, 2), B=(0, 0, 0, 0))
    assert ratios(data, "n ~ city", 2014) == [[pytest.approx(5 / 12 / (41 / 12))]]
    check_draws(data, "n ~ city", 2014, share=5 / 46)


def test_its_years_count_by_what_the_other_cities_had_in_them():
    data = table(A=(30, 5, 6, 2), B=(0, 0, 0, 0))
    # A is fitted exactly, so that rates of years are its own.
    yearly = 30 / (7 / 12)
    assert ratios(data, "n ~ city + C(year)", 2014) == [
        [pytest.approx(yearly * 5 / 12 / (30 + 5 + 6 + 2))]
    ]


def test_cities_without_a_count_are_levels_of_their_own():
    data = table(A=(3, 5, 6, 2), B=(0, 0, 0, 0), C=(0, 0, 0, 0))
    one = pytest.approx(5 / 41)
    assert ratios(data, "n ~ city", 2014) == [[one], [one]]


def test_a_city_in_a_year_that_are_both_without_a_count_is_counted_once():
    corner = table(A=(0, 3, 6, 2), B=(0, 1, 0, 2), C=(0, 0, 0, 0))
    without = corner[corner["city"] != "C"]
    assert len(levels_of(corner, "n ~ city + C(year)", 2014)[1]) == 1
    both, one = (interval(data, "n ~ city + C(year)") for data in (corner, without))
    assert (both.low, both.high) == (one.low, one.high) == (0, 4)


def test_a_year_that_is_empty_says_nothing_of_the_city_where_years_are_free():
    corner = table(A=(0, 3, 6, 2), B=(0, 1, 0, 2), C=(0, 0, 0, 0))
    found = ratios(corner, "n ~ city + C(year)", 2017)
    # 14 in three years, of which 2017 had 4.
    assert found == [[pytest.approx(4 * (2 / 12) / (10 / 12) / 14)]]


def test_a_row_of_two_empty_levels_belongs_to_one():
    cells = [(c, k, y) for c in "ABC" for k in "KLM" for y in (1, 2)]
    data = pd.DataFrame(cells, columns=["city", "kind", "year"])
    data["n"] = np.where((data["city"] == "C") | (data["kind"] == "M"), 0, 2)
    data["t"] = np.where(data["year"] == 2, 0.5, 1.0)
    found = ratios(data, "n ~ city + kind", 2)
    assert sorted(map(len, found)) == [1, 2]
    assert [one for level in found for one in level] == [pytest.approx(1 / 3)] * 3


def test_an_empty_cell_of_an_interaction_is_known_by_itself():
    data = table(A=(3, 5, 6, 2), B=(0, 1, 2, 0), C=(0, 2, 2, 2))
    assert ratios(data, "n ~ city * C(year)", 2014) == [
        [pytest.approx(5 / 7)],
        [pytest.approx(5 / 7)],
    ]
    empty = FIRST_YEAR_EMPTY
    assert ratios(empty, "n ~ city * C(year)", 2014) == [[pytest.approx(5 / 7)] * 3]


def test_rows_at_the_end_of_a_line_are_taken_together():
    data = pd.DataFrame({"n": [4, 6, 0, 0], "x": [0, 0, 1, 2], "t": [1, 1, 0.5, 0.4]})
    data["place"] = ["P", "Q", "Q", "Q"]
    assert ratios(data, "n ~ x", "Q", column="place") == [
        [pytest.approx(0.5 / 0.5), pytest.approx(0.6 / 0.4)]
    ]
    # The larger of the two stands for both: 0.6 of 1.
    check_draws(data, "n ~ x", "Q", column="place", share=0.6)


def test_the_limit_lies_near_that_of_bias_reduction():
    data = table(A=(3, 5, 6, 2), B=(0, 1, 0, 2), C=(0,) * 4, D=(1, 0, 0, 0))
    found = interval(data, "n ~ city")
    reduced = interval(data, "n ~ city", fit_counts=fit_bias_reduced_poisson)
    assert found.high == pytest.approx(reduced.high, abs=1)


def test_what_is_taken_for_granted_is_said():
    said = [
        one.statement for one in completed(FIRST_YEAR_EMPTY, "n ~ C(year)").assumptions
    ]
    assert said[-2:] == [
        "Levels with a fitted rate of 0 are expected to have no count in the rest of "
        "the period, which the lower limit takes as certain. The upper limit grants "
        "each the rates that its own exposure without a count leaves open.",
        "A level without a count is Poisson: its upper limit is too low where counts "
        "vary more.",
    ]
