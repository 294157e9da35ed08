"""Histories at the door: one reader of mappings, frames and tables for every room."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.capture import (
    SCALE,
    CaptureTable,
    decomposable_graphs,
    latent_classes,
    loglinear_lists,
)
from bemodels.undercount.capture.capture_table import checked_histories, patterns_of

READERS = {
    "log-linear models": loglinear_lists,
    "graphs": partial(decomposable_graphs, delta=1, log_prior=SCALE),
    "classes": partial(
        latent_classes, rng=np.random.default_rng(1), classes=2, a=1, b=1, draws=100
    ),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    ("histories", "message"),
    [
        (
            {"110": 1, "000": 1},
            "a history needs a list that saw the incident, got '000'",
        ),
        ({"112": 1}, "a history must be text of 0 and 1, got '112'"),
        ({110: 1}, "a history must be text of 0 and 1, got 110"),
        (
            {"110": 1, "01": 1},
            "histories must have one digit a list, got [2, 3] digits",
        ),
        (
            {"110": 1.5},
            "the count of history 110 must be a whole number from 0 to 1000000000, got "
            "1.5",
        ),
        (
            [1],
            "histories must map patterns to counts or be a frame of 0 and 1, got [1]",
        ),
        (
            pd.DataFrame([[1, 0, 1], [1, 0, 2], [None, 1, 1]], columns=["x", "y", "z"]),
            "row 1, list 'z': must be 0 or 1, got 2\n"
            "row 2, list 'x': must be 0 or 1, got nan",
        ),
        (
            pd.DataFrame(
                {
                    "x": pd.array([1, None, 1], dtype="Int64"),
                    "y": pd.array([True, True, None], dtype="boolean"),
                    "z": [0, 1, 1 + 1j],
                }
            ),
            "row 1, list 'x': must be 0 or 1, got <NA>\n"
            "row 2, list 'y': must be 0 or 1, got <NA>\n"
            "row 2, list 'z': must be 0 or 1, got (1+1j)",
        ),
        (
            pd.DataFrame([[1, 0, 1], [0, 0, 0]], columns=["x", "y", "z"]),
            "row 1: a history needs a list that saw the incident, got only 0",
        ),
        (
            pd.DataFrame([[1, 0, 1]], columns=["x", "y", "x"]),
            "lists must have different names, got 'x' twice",
        ),
    ],
)
def test_every_room_refuses_alike(reader, histories, message):
    with pytest.raises(InvalidDataError) as refused:
        reader(histories)
    assert str(refused.value) == message


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_no_incident_says_nothing(reader):
    with pytest.raises(NotEstimableError) as refused:
        reader({"110": 0})
    assert str(refused.value) == (
        "the histories hold no incident, so they say nothing of those not seen"
    )


@pytest.mark.parametrize("kind", ["Int64", "boolean", "Float64", "int64", "complex"])
def test_a_column_of_any_kind_of_number_is_read(kind):
    frame = pd.DataFrame({"x": pd.array([1, 0, 1], dtype=kind), "y": [1, 1, 0]})
    assert checked_histories(frame) == {"11": 1, "01": 1, "10": 1}


def test_every_wrong_cell_of_a_frame_is_named_up_to_fifty():
    with pytest.raises(InvalidDataError) as refused:
        checked_histories(pd.DataFrame([[1, 7]] * 60, columns=["x", "y"]))
    *lines, last = str(refused.value).split("\n")
    assert lines == [f"row {n}, list 'y': must be 0 or 1, got 7" for n in range(50)]
    assert last == "60 problems in all, the first 50 shown"


@given(st.lists(st.integers(0, 9), min_size=7, max_size=7).filter(any))
def test_a_table_is_the_mapping_that_it_was_read_from(counts):
    histories = dict(zip(patterns_of(3), counts, strict=True))
    table = checked_histories(histories)
    assert table == {one: n for one, n in histories.items() if n}
    assert len(table) == sum(n > 0 for n in counts)
    named = CaptureTable(lists=("x", "y", "z"), counts=tuple(counts))
    again = checked_histories(named)
    assert (again.lists, again.counts) == (named.lists, named.counts)
    for pattern, count in histories.items():
        bits = sum(1 << j for j, digit in enumerate(pattern) if digit == "1")
        assert table.by_bits[bits] == count


def test_a_table_has_one_count_a_pattern():
    with pytest.raises(InvalidDataError) as refused:
        CaptureTable(lists=("x", "y"), counts=(1, 2))
    assert str(refused.value) == (
        "counts must hold one number a pattern, 3 for 2 lists, got 2"
    )
