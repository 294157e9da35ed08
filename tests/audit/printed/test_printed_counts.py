"""Rows of kind count: the number that is printed and the total of the row."""

import pytest
from made_up_ledgers import audited

from bemodels import InvalidDataError


def count(printed, denominator=83, parts="5 / 78", **others):
    cells = {"printed": printed, "numerator": parts, "denominator": denominator}
    return audited(kind="count", **cells, **others)


@pytest.mark.parametrize(
    ("printed", "total"),
    [
        *(("85", 83), ("5", 83), ("1,083", 83), ("0", 83), ("83", 0)),
        *(("85 incidents", 83), ("total 85", 83), ("in all, 85.", 83)),
        *(("about 1 083 raids", 83), ("1\N{NO-BREAK SPACE}083", 1_084)),
        *(("at least 83", 84), ("85 of the S02 kind", 83), ("85 (1.5 million)", 83)),
    ],
)
def test_one_whole_number_that_is_not_the_total_is_refused(printed, total):
    with pytest.raises(InvalidDataError) as caught:
        count(printed, total)
    assert str(caught.value) == (
        f"own.csv, line 2, column 'printed': got {printed!r}; the total in the column "
        f"denominator is {total}"
    )


@pytest.mark.parametrize(
    ("printed", "rest"),
    [
        *(("83", ""), ("83 incidents", ""), ("5 / 78", ""), ("about a dozen", "")),
        *(("83, of them 5 attacks", ""), ("1.5 million", ""), ("2 million", "")),
        ("5 / 78 / 200", "200 is neither a part nor the total, and is not checked"),
        ("83 / 83 / 200", "200 is neither a part nor the total, and is not checked"),
        (
            "83 in 2016-2017",
            "2016 and 2017 are neither parts nor the total, and are not checked",
        ),
        (
            "85 / 1,083 / 85 / 7",
            "85, 1083 and 7 are neither parts nor the total, and are not checked",
        ),
    ],
)
def test_of_several_numbers_those_that_are_not_added_up_are_told(printed, rest):
    statement = count(printed)
    assert statement.verdict == "follows"
    told = f"; {rest}" if rest else ""
    assert statement.figures[0].reason == f"5 + 78 = 83, the total of the row{told}."


@pytest.mark.parametrize("printed", ["1,083", "1083", "1 083", "1,083 raids"])
def test_a_thousand_may_be_parted(printed):
    figure = count(printed, 1083, "5 / 1078").figures[0]
    assert figure.reason == "5 + 1078 = 1083, the total of the row."


@pytest.mark.parametrize("printed", ["65%", "83 (65 %)", "65 per cent", "65 Percent"])
def test_a_percentage_is_no_count(printed):
    with pytest.raises(InvalidDataError) as caught:
        count(printed)
    assert str(caught.value) == (
        f"own.csv, line 2, column 'printed': got {printed!r}; a count is no "
        "percentage: give that a row of kind share"
    )


def test_a_total_that_is_too_long_is_told_as_such():
    with pytest.raises(InvalidDataError) as caught:
        count("85", "9" * 5000)
    assert str(caught.value) == (
        f"own.csv, line 2, column 'denominator': got '{'9' * 76}...; a whole number "
        "has at most 15 digits"
    )


def test_without_a_total_there_is_nothing_to_contradict():
    figure = count("85", "").figures[0]
    assert figure.reason == "No total is printed that the parts could add up to."
