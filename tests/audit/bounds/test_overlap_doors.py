"""What overlaps refuse, at the door and from the solver."""

from types import SimpleNamespace

import numpy as np
import pytest

from bemodels.audit import belgium_overlaps, overlap_bounds
from bemodels.audit.bounds import integer_programmes
from bemodels.errors import InvalidDataError, NotEstimableError

AB = {"a": 3, "b": 2}
BAD = [
    (
        {"totals": {"a": 3}},
        "totals must be a mapping of two or more categories to their counts, got "
        "{'a': 3}",
    ),
    (
        {"totals": [3, 2]},
        "totals must be a mapping of two or more categories to their counts, got "
        "[3, 2]",
    ),
    ({"totals": {"a": 3, " ": 2}}, "a category must have a name, got ' '"),
    ({"totals": {"a": 3, 5: 2}}, "a category must have a name, got 5"),
    (
        {"totals": dict.fromkeys("abcdefghijk", 1)},
        "11 categories have 2047 regions, each with integer programmes of its own; 10 "
        "categories are the most that are solved, with 1023",
    ),
    (
        {"totals": {"a": 3, "b": -1}},
        "the total of 'b' must be a whole number of 0 or more, got -1",
    ),
    (
        {"totals": {"a": 3, "b": True}},
        "the total of 'b' must be a whole number of 0 or more, got True",
    ),
    (
        {"totals": {"a": 3, "b": 10_000_001}},
        "the total of 'b' must be 10000000 or less, got 10000001",
    ),
    ({"union": 2.5}, "union must be a whole number of 0 or more, got 2.5"),
    (
        {"intersections": [("a", "b")]},
        "intersections must be a mapping of categories to counts, got [('a', 'b')]",
    ),
    (
        {"intersections": {"ab": 1}},
        "an intersection is of two or more categories, got 'ab'",
    ),
    (
        {"intersections": {("a", "a"): 1}},
        "an intersection is of two or more categories, got ('a', 'a')",
    ),
    (
        {"intersections": {("a", "z"): 1}},
        "an intersection names 'z', which has no total; there are a, b",
    ),
    (
        {"intersections": {("a", "b"): 1, ("b", "a"): 1}},
        "the intersection of a & b is given twice",
    ),
    (
        {"intersections": {("b", "a"): "x"}},
        "the intersection of a & b must be a whole number of 0 or more, got 'x'",
    ),
    (
        {"totals": {"a": 3, "b": 2, "a & b": 1}},
        "two sets of categories would be called 'a & b': ' & ' joins the names of "
        "categories, so write it otherwise within one",
    ),
    ({"unit": 5}, "unit must be a str, got 5"),
    ({"title": None}, "title must be a str, got None"),
]


@pytest.mark.parametrize(("changed", "message"), BAD)
def test_bad_input_is_told_in_one_line(changed, message):
    options = {"totals": AB, **changed}
    with pytest.raises(InvalidDataError) as error:
        overlap_bounds(options.pop("totals"), **options)
    assert str(error.value) == message


def test_only_the_report_has_overlaps_of_the_report():
    with pytest.raises(InvalidDataError) as error:
        belgium_overlaps("x")
    assert str(error.value) == "report must be a BelgiumReport, got 'x'"


def answering(**changed):
    """Return a solver that answers as told, rightly but for what is changed."""
    real = integer_programmes.milp

    def solve(*args, **options):
        outcome = real(*args, **options)
        right = {
            "x": outcome.x,
            "status": outcome.status,
            "message": "time",
            "mip_dual_bound": outcome.mip_dual_bound,
        }
        return SimpleNamespace(
            **(right | {name: change(right) for name, change in changed.items()})
        )

    return solve


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"status": lambda right: 1},
            "an integer programme of 3 regions was not solved: time",
        ),
        (
            {"x": lambda right: right["x"] + 1},
            "an integer programme gave numbers that do not add up to the printed ones",
        ),
        (
            {"x": lambda right: np.array([4.0, 3.0, -1.0])},
            "an integer programme gave numbers that do not add up to the printed ones",
        ),
        (
            {"mip_dual_bound": lambda right: right["mip_dual_bound"] - 1},
            "an integer programme was not solved to the end: its best sum is 0, its "
            "bound -1",
        ),
    ],
)
def test_an_answer_that_is_not_proved_is_refused(monkeypatch, changed, message):
    monkeypatch.setattr(integer_programmes, "milp", answering(**changed))
    with pytest.raises(NotEstimableError) as error:
        overlap_bounds(AB)
    assert str(error.value) == message
