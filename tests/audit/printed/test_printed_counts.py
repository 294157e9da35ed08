"""Rows of kind count: the number that is printed and the total of the row."""

import pytest
from made_up_ledgers import audited

from bemodels import InvalidDataError


def count(printed, denominator=83, parts="5 / 78", **others):
    cells = {"printed": printed, "numerator": parts, "denominator": denominator}
    return audited(kind="count", **cells, **others)


@pytest.mark.parametrize(
    ("printed", "total"), [("85", 83), ("5", 83), ("1,083", 83), ("0", 83), ("83", 0)]
)
def test_one_whole_number_that_is_not_the_total_is_refused(printed, total):
    with pytest.raises(InvalidDataError) as caught:
        count(printed, total)
    assert str(caught.value) == (
        f"own.csv, line 2, column 'printed': got '{printed}'; the total in the column "
        f"denominator is {total}"
    )


@pytest.mark.parametrize(
    "printed", ["83", "5 / 78", "5 / 78 / 200", "about a dozen", "85 or so", "83 / 85"]
)
def test_the_total_itself_several_figures_and_words_are_left(printed):
    statement = count(printed)
    assert statement.verdict == "follows"
    assert statement.figures[0].reason == "5 + 78 = 83, the total of the row."


def test_a_thousand_may_have_its_comma():
    assert count("1,083", 1083, "5 / 1078").verdict == "follows"


def test_without_a_total_there_is_nothing_to_contradict():
    figure = count("85", "").figures[0]
    assert figure.reason == "No total is printed that the parts could add up to."
