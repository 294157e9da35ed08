"""Problems are kept by their causes, and counted all."""

import pytest

from bemodels.data.problem_list import CAUSES_KEPT, ProblemList
from bemodels.data.problems import Problem
from bemodels.errors import InvalidDataError


def problem(line, column="killed", rule="a count is needed", value="'x'"):
    return Problem(file="log.csv", line=line, column=column, rule=rule, value=value)


def refusal(problems):
    with pytest.raises(InvalidDataError) as refused:
        problems.refuse()
    return refused.value


def test_nothing_is_raised_where_nothing_is_wrong():
    ProblemList().refuse()


def test_up_to_three_problems_of_one_cause_are_lines_of_their_own():
    error = refusal(ProblemList(map(problem, (4, 2, 9))))
    assert str(error).split("\n") == [
        f"log.csv, line {line}, column 'killed': got 'x'; a count is needed"
        for line in (2, 4, 9)
    ]
    assert error.total == 3


def test_numbers_in_a_rule_are_no_cause_of_their_own():
    rules = (f"stands on line {line} already" for line in range(2, 6))
    found = (problem(9 + i, rule=rule) for i, rule in enumerate(rules))
    assert str(refusal(ProblemList(found))) == (
        "log.csv, line 9, column 'killed': got 'x'; stands on line 2 already; and on 3 "
        "more lines: 10, 11, 12\n4 problems in all"
    )


def test_two_problems_of_one_line_are_two_lines():
    found = [problem(1, column="", value=f"'{one}'") for one in "abcd"]
    assert str(refusal(ProblemList(found))).split("\n") == [
        f"log.csv, line 1: got '{one}'; a count is needed" for one in "abcd"
    ]


def test_more_causes_than_are_kept_are_counted():
    found = [problem(2, column=f"note{i}") for i in range(CAUSES_KEPT + 7)]
    error = refusal(ProblemList(found))
    assert error.total == CAUSES_KEPT + 7
    assert str(error).endswith(f"{CAUSES_KEPT + 7} problems in all, the first 50 shown")


def test_problems_of_parts_are_counted_together_and_may_be_said_otherwise():
    whole = ProblemList(map(problem, range(2, 302)))
    whole.absorb(ProblemList(map(problem, range(400, 600))))
    assert whole.total == 500
    moved = whole.changed(
        lambda one: Problem(file="other.csv", line=one.line - 1, rule="moved")
    )
    assert str(refusal(moved)) == (
        "other.csv, line 1: moved; and on 499 more lines: 2, 3, 4, 5, 6, 7, 8, 9, 10, "
        "11, ...\n500 problems in all"
    )
