"""What other software prints, beside what is right: one a row of other_software.csv.

SciPy is installed here, so that what it gives is asked again: a row fails when SciPy
mends what it speaks of.
"""

from math import isnan

import numpy as np
import pytest
from printed_cases import NONE, is_as_printed, other_answers
from scipy import stats
from scipy.stats import contingency

ROWS = other_answers()
ROWS_AS_GROUPS = [[3, 9], [1, 94]]
COLUMNS_AS_GROUPS = [[3, 1], [9, 94]]


def limits_of_ratio(*counts):
    # SciPy divides by the count of none on its way.
    with np.errstate(all="ignore"):
        return tuple(contingency.relative_risk(*counts).confidence_interval(0.95))


def limits_of_odds():
    found = contingency.odds_ratio([[3, 0], [9, 95]], kind="sample")
    with np.errstate(all="ignore"):
        return tuple(found.confidence_interval(0.95))


def greater(test, table):
    return (test(table, alternative="greater").pvalue,)


SCIPY = {
    "poisson_means_test(3, 12, 1, 95)": lambda: (
        stats.poisson_means_test(3, 12, 1, 95).pvalue,
    ),
    "barnard_exact([[3, 9], [1, 94]])": lambda: (
        stats.barnard_exact(ROWS_AS_GROUPS).pvalue,
    ),
    "barnard_exact([[3, 1], [9, 94]])": lambda: (
        stats.barnard_exact(COLUMNS_AS_GROUPS).pvalue,
    ),
    "boschloo_exact([[3, 9], [1, 94]])": lambda: (
        stats.boschloo_exact(ROWS_AS_GROUPS).pvalue,
    ),
    "boschloo_exact([[3, 1], [9, 94]])": lambda: (
        stats.boschloo_exact(COLUMNS_AS_GROUPS).pvalue,
    ),
    "boschloo_exact([[0, 5], [0, 8]])": lambda: (
        stats.boschloo_exact([[0, 5], [0, 8]]).pvalue,
    ),
    "boschloo_exact([[3, 1], [9, 94]], alternative='greater')": lambda: greater(
        stats.boschloo_exact, COLUMNS_AS_GROUPS
    ),
    "fisher_exact([[3, 9], [1, 94]])": lambda: (
        stats.fisher_exact(ROWS_AS_GROUPS).pvalue,
    ),
    "fisher_exact([[3, 9], [1, 94]], alternative='greater')": lambda: greater(
        stats.fisher_exact, ROWS_AS_GROUPS
    ),
    "contingency.relative_risk(3, 12, 0, 95)": lambda: limits_of_ratio(3, 12, 0, 95),
    "contingency.relative_risk(0, 12, 1, 95)": lambda: limits_of_ratio(0, 12, 1, 95),
    "contingency.odds_ratio([[3, 0], [9, 95]], kind='sample')": limits_of_odds,
}
ASKED = [
    one for one in ROWS if one.software.startswith("scipy") and "(" in one.software
]


def name_of(row):
    return f"{row.function}-{row.input}"


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_right_number_is_given(row):
    answer = row.answer

    if row.published == NONE:
        assert answer == ()
    for number, text in zip(answer, row.printed, strict=row.published != NONE):
        assert is_as_printed(number, text), f"{number} is not {text}"
    assert row.agrees()


@pytest.mark.parametrize("row", ASKED, ids=lambda row: row.software)
def test_scipy_still_gives_what_the_row_says(row):
    found = SCIPY[row.software.removeprefix("scipy.stats.")]()

    for number, text in zip(found, row.theirs.split(), strict=True):
        assert isnan(number) if text == "nan" else is_as_printed(number, text)


def test_every_call_of_scipy_stands_in_a_row():
    assert {row.software.removeprefix("scipy.stats.") for row in ASKED} == set(SCIPY)


def test_rows_of_agreement_agree_but_where_they_say_why():
    kinds = {"software", "print", "agrees", "computed"}
    assert {row.kind for row in ROWS} == kinds
    for row in ROWS:
        if row.kind == "agrees":
            assert (row.theirs == row.published) != bool(row.note), row
        if row.kind == "computed":
            assert row.theirs == row.published
