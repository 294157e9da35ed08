"""An attacker who knows every printed cell and total learns no hidden count."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from bemodels.data.count_table import CountTable
from bemodels.data.log.suppression import (
    HIDDEN,
    suppress_counts,
)
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


def possible_values(printed, row_sums, column_sums):
    """Enumerate every table of whole numbers that the printed one may stand for."""
    holes = [
        (i, j)
        for i, row in enumerate(printed)
        for j, cell in enumerate(row)
        if cell == HIDDEN
    ]
    left = [total - known(row) for total, row in zip(row_sums, printed, strict=True)]
    columns = zip(*printed, strict=True)
    down = [total - known(col) for total, col in zip(column_sums, columns, strict=True)]
    found = {hole: set() for hole in holes}

    def fill(position, values):
        if position == len(holes):
            if not any(left) and not any(down):
                for hole, value in zip(holes, values, strict=True):
                    found[hole].add(value)
            return
        i, j = holes[position]
        last = position + 1 == len(holes) or holes[position + 1][0] != i
        top = min(left[i], down[j])
        for value in range(left[i] if last else 0, top + 1):
            left[i] -= value
            down[j] -= value
            fill(position + 1, [*values, value])
            left[i] += value
            down[j] += value

    fill(0, [])
    return found


def known(cells):
    return sum(cell for cell in cells if cell != HIDDEN)


def parts_of(table):
    body = [row[1:-1] for row in table.rows[:-1]]
    return body, [row[-1] for row in table.rows[:-1]], table.rows[-1][1:-1]


grids = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        st.lists(
            st.sampled_from([0, 0, 1, 1, 2, 3, 5, 6]), min_size=width, max_size=width
        ),
        min_size=2,
        max_size=4,
    )
)


@settings(max_examples=150, deadline=None)
@given(counts=grids)
def test_no_hidden_cell_of_a_two_way_table_can_be_worked_out(counts):
    table = two_way(counts)
    try:
        printed = suppress_counts(table, below=5)
    except InvalidDataError as error:
        if str(error) != FEW:
            assert str(error) == FOLLOWS
            assert hopeless(counts)
        return
    body, row_sums, column_sums = parts_of(printed)
    small = [one for one in margins(counts) if 0 < one < 5]
    if small:
        assert {*row_sums, *column_sums} == {HIDDEN}
        holes = sum(row.count(HIDDEN) for row in map(list, body))
        shown = sum(known(row) for row in body)
        assert holes != 1
        assert not holes or printed.rows[-1][-1] > shown
        return
    assert row_sums == [sum(row) for row in counts]
    assert list(column_sums) == [sum(column) for column in zip(*counts, strict=True)]
    assert printed.rows[-1][-1] == sum(map(sum, counts))
    for row, true in zip(body, counts, strict=True):
        for cell, count in zip(row, true, strict=True):
            assert cell == (HIDDEN if 0 < count < 5 or cell == HIDDEN else count)
    values = possible_values(body, row_sums, column_sums)
    for (i, j), possible in values.items():
        assert counts[i][j] in possible
        assert len(possible) > 1


def margins(counts):
    return [*map(sum, counts), *(sum(column) for column in zip(*counts, strict=True))]


def hopeless(counts):
    """Tell whether a small count follows where every cell is hidden."""
    blank = [[HIDDEN] * len(row) for row in counts]
    columns = [sum(column) for column in zip(*counts, strict=True)]
    values = possible_values(blank, [sum(row) for row in counts], columns)
    return any(
        0 < counts[i][j] < 5 and len(possible) == 1
        for (i, j), possible in values.items()
    )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), rows=st.integers(3, 12), columns=st.integers(3, 5))
def test_no_hidden_cell_of_a_larger_table_is_bounded_to_one_value(seed, rows, columns):
    counts = np.random.default_rng(seed).negative_binomial(0.6, 0.12, (rows, columns))
    try:
        printed = suppress_counts(two_way(counts.tolist()), below=5)
    except InvalidDataError:
        reject()
    body, row_sums, column_sums = parts_of(printed)
    if HIDDEN in row_sums:
        reject()
    holes = [
        (i, j) for i, j in product(range(rows), range(columns)) if body[i][j] == HIDDEN
    ]
    sums = np.zeros((rows + columns, len(holes)))
    for position, (i, j) in enumerate(holes):
        sums[i, position] = sums[rows + j, position] = 1
    totals = [total - known(row) for total, row in zip(row_sums, body, strict=True)]
    totals += [
        total - known(column)
        for total, column in zip(column_sums, zip(*body, strict=True), strict=True)
    ]
    for position in range(len(holes)):
        one = np.eye(len(holes))[position]
        low, high = (
            sign * linprog(sign * one, A_eq=sums, b_eq=totals).fun for sign in (1, -1)
        )
        # The bounds are whole: sums of a two-way table are totally unimodular.
        assert high - low > 0.99


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


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 2, 4, 5, 9]), min_size=2, max_size=5))
def test_no_hidden_cell_of_a_one_way_table_can_be_worked_out(counts):
    try:
        printed = suppress_counts(one_way(counts), below=5)
    except InvalidDataError as error:
        if str(error) == FEW:
            assert 0 < sum(counts) < 5
            return
        assert str(error) == FOLLOWS
        # Every city is listed because it has an incident, and each has one.
        assert set(counts) == {1}
        return
    assert printed.rows[-1] == ("total", sum(counts))
    hidden = [
        count
        for count, row in zip(counts, printed.rows, strict=False)
        if row[1] == HIDDEN
    ]
    least = int(0 not in counts)
    free = sum(hidden) - least * len(hidden)
    assert not hidden or (len(hidden) > 1 and free > 0)
    assert set(hidden) >= {count for count in counts if 0 < count < 5}


def test_listed_cities_are_known_to_have_an_incident():
    printed = suppress_counts(one_way([1, 1, 9, 20]), below=5)
    assert [row[1] for row in printed.rows] == [HIDDEN, HIDDEN, HIDDEN, 20, 31]
    printed = suppress_counts(one_way([1, 1, 0, 20]), below=5)
    assert [row[1] for row in printed.rows] == [HIDDEN, HIDDEN, 0, 20, 22]


@pytest.mark.parametrize(
    ("counts", "below", "message"),
    [
        ([[3, 0], [0, 0]], 5, FEW),
        ([[3, 9], [9, 9]], 1, "below must be a whole number from 2, got 1"),
        ([[3, 9], [9, 9]], True, "below must be a whole number from 2, got True"),
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
