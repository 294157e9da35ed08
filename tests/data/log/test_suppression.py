"""An attacker who knows every printed cell and total learns no hidden count."""

import numpy as np
import pytest
from attacker import alternatives, bounds_of, with_totals
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bemodels.data.count_table import CountTable
from bemodels.data.log.suppressed_table_one import suppress_incident_table
from bemodels.data.log.suppression import HIDDEN, suppress_counts
from bemodels.errors import InvalidDataError
from bemodels.result import Table

FEW = "the table holds fewer than 5 incidents: no table of it may leave"
FOLLOWS = (
    "a count below 5 follows from the totals whatever else is hidden: count by fewer "
    "or wider categories"
)


def two_way(counts):
    rows = [
        (f"city {i}", 2014 + j, count, 1.0)
        for i, row in enumerate(counts)
        for j, count in enumerate(row)
    ]
    return CountTable(keys=("city", "year"), rows=tuple(rows))


def one_way(counts):
    rows = [(f"city {i}", count, 1.0) for i, count in enumerate(counts)]
    return CountTable(keys=("city",), rows=tuple(rows))


def body_of(table):
    return [
        [None if cell == HIDDEN else cell for cell in row[1:]] for row in table.rows
    ]


grids = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        st.lists(
            st.sampled_from([0, 0, 1, 1, 2, 3, 5, 6]), min_size=width, max_size=width
        ),
        min_size=2,
        max_size=4,
    )
)


def assert_nothing_follows(counts, printed):
    true, shown = with_totals(counts), body_of(printed)
    for truth, row in zip(true, shown, strict=True):
        for count, cell in zip(truth, row, strict=True):
            assert cell in (None, count)
            assert cell is None or not 0 < count < 5
    for (i, j), (low, high) in bounds_of(shown, true).items():
        assert low <= true[i][j] <= high
        assert low < high


@settings(max_examples=150, deadline=None)
@given(counts=grids)
def test_no_hidden_cell_or_total_of_a_two_way_table_can_be_worked_out(counts):
    table = two_way(counts)
    try:
        printed = suppress_counts(table, below=5)
    except InvalidDataError as error:
        if str(error) != FEW:
            assert str(error) == FOLLOWS
            assert hopeless(counts)
        return
    assert_nothing_follows(counts, printed)


def hopeless(counts):
    """Tell whether a small count follows where everything but one total is hidden."""
    true = with_totals(counts)
    blank = [[None] * len(row) for row in true]
    blank[-1][-1] = true[-1][-1]
    return any(
        0 < true[i][j] < 5 and low == high
        for (i, j), (low, high) in bounds_of(blank, true).items()
    )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), rows=st.integers(3, 10), columns=st.integers(3, 5))
def test_no_hidden_cell_of_a_larger_table_is_bounded_to_one_value(seed, rows, columns):
    counts = np.random.default_rng(seed).negative_binomial(0.6, 0.12, (rows, columns))
    assume(counts.sum() >= 5)
    printed = suppress_counts(two_way(counts.tolist()), below=5)
    assert_nothing_follows(counts.tolist(), printed)


def test_a_small_total_does_not_follow_from_the_total_of_all():
    """Were both cells of the first city hidden alone, their sum would be its total."""
    printed = suppress_counts(two_way([[1, 1], [20, 30], [40, 50]]), below=5)
    assert printed.rows == (
        ("city 0", HIDDEN, HIDDEN, HIDDEN),
        ("city 1", HIDDEN, HIDDEN, HIDDEN),
        ("city 2", 40, 50, 90),
        ("total", 61, 81, 142),
    )


def test_what_was_not_watched_is_empty():
    rows = (("a", 2014, 7, 1.0), ("a", 2015, 8, 1.0), ("b", 2015, 9, 1.0))
    printed = suppress_counts(CountTable(keys=("city", "year"), rows=rows), below=5)
    assert printed.rows == (("a", 7, 8, 15), ("b", "", 9, 9), ("total", 7, 17, 24))


def test_nothing_is_hidden_where_no_count_is_small():
    printed = suppress_counts(two_way([[5, 0], [7, 12]]), below=5)
    assert printed == Table(
        name="Counts by city and year",
        columns=("city", "2014", "2015", "total"),
        rows=(("city 0", 5, 0, 5), ("city 1", 7, 12, 19), ("total", 12, 12, 24)),
        note="No count from 1 to 4 is among the cells.",
    )


def test_one_small_count_takes_three_others_with_it():
    printed = suppress_counts(two_way([[2, 10, 8], [9, 20, 7], [30, 40, 50]]), below=5)
    assert printed.rows == (
        ("city 0", HIDDEN, 10, HIDDEN, 20),
        ("city 1", HIDDEN, 20, HIDDEN, 36),
        ("city 2", 30, 40, 50, 120),
        ("total", 41, 70, 65, 176),
    )
    assert printed.note == (
        "4 cells are hidden: counts from 1 to 4, and others without which they would "
        "follow from the totals."
    )


def test_what_need_not_be_hidden_in_the_end_is_printed():
    """Of the first two cycles, one cell is needless once the third is laid."""
    printed = suppress_counts(two_way([[9, 1, 1], [2, 7, 7], [8, 7, 2]]), below=5)
    assert printed.note.startswith("6 cells")


@settings(max_examples=150, deadline=None)
@given(
    counts=st.lists(st.sampled_from([0, 1, 2, 4, 5, 9]), min_size=2, max_size=5),
    below=st.sampled_from([2, 3, 5]),
)
def test_no_hidden_cell_follows_even_if_it_is_known_which_are_small(counts, below):
    try:
        printed = suppress_counts(one_way(counts), below=below)
    except InvalidDataError as error:
        few = f"the table holds fewer than {below} incidents: no table of it may leave"
        if str(error) != few:
            assert str(error) == FOLLOWS.replace("below 5", f"below {below}")
            everything = alternatives([one for one in counts if one], below)
            assert any(len(one) == 1 for one in everything)
        return
    assert printed.rows[-1] == ("total", sum(counts))
    marks = [row[1] for row in printed.rows[:-1]]
    assert all(
        mark in (HIDDEN, count) for mark, count in zip(marks, counts, strict=True)
    )
    pairs = list(zip(counts, marks, strict=True))
    assert not any(0 < count < below for count, mark in pairs if mark != HIDDEN)
    hidden = [count for count, mark in pairs if mark == HIDDEN]
    assert all(hidden)
    assert all(len(one) > 1 for one in alternatives(hidden, below))


def test_zeros_are_no_partners_in_a_list():
    printed = suppress_counts(one_way([1, 1, 9, 20]), below=5)
    assert [row[1] for row in printed.rows] == [HIDDEN, HIDDEN, HIDDEN, 20, 31]
    printed = suppress_counts(one_way([1, 1, 0, 20]), below=5)
    assert [row[1] for row in printed.rows] == [HIDDEN, HIDDEN, 0, HIDDEN, 22]


@pytest.mark.parametrize(
    ("counts", "below", "message"),
    [
        ([[3, 0], [0, 0]], 5, FEW),
        ([[3, 9], [9, 9]], 1, "below must be a whole number from 2, got 1"),
        ([[3, 9], [9, 9]], True, "below must be a whole number from 2, got True"),
        ([[3, 9], [9, 9]], "5", "below must be a whole number from 2, got '5'"),
        ([[3, 9], [9, 9]], 5.0, "below must be a whole number from 2, got 5.0"),
    ],
)
def test_what_cannot_be_protected_is_refused(counts, below, message):
    with pytest.raises(InvalidDataError) as caught:
        suppress_counts(two_way(counts), below=below)
    assert str(caught.value) == message


def test_three_keys_are_refused():
    table = CountTable(keys=("city", "year", "kind"), rows=(("a", 1, "b", 2, 1.0),))
    with pytest.raises(InvalidDataError) as caught:
        suppress_counts(table, below=5)
    assert str(caught.value) == (
        "small counts are hidden in a table by one or two keys, got city, year, kind"
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (suppress_counts, "table must be a CountTable, got t a"),
        (
            suppress_incident_table,
            "table must be a Table, got CountTable: 8 in 1 rows by city, 1 years of "
            "exposure",
        ),
    ],
)
def test_the_other_kind_of_table_is_refused(call, message):
    tables = {
        suppress_counts: Table(name="t", columns=("a",), rows=()),
        suppress_incident_table: one_way([8]),
    }
    with pytest.raises(InvalidDataError) as caught:
        call(tables[call], below=5)
    assert str(caught.value) == message
