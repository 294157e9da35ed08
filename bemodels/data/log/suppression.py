"""Tables that leave the house: no small count in them, and none that follows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from bemodels.data.log.columns import BY_NAME
from bemodels.data.log.hidden_cells import SummedCell, cells_to_hide
from bemodels.data.log.table_one import HEADINGS, KNOWN, MISSING
from bemodels.errors import InvalidDataError
from bemodels.result import Table
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.data.count_table import CountTable
    from bemodels.result import Cell

HIDDEN = "(hidden)"
TOTAL = "total"
LEAST = 2
BY_ONE, BY_TWO = 1, 2


def suppress_counts(table: CountTable, *, below: int) -> Table:
    """Print counts by one or two keys with their totals, small ones hidden.

    Parameters
    ----------
    table : CountTable
        Counts by one key, or by two, which become rows and columns.
    below : int
        Counts from 1 to one less than this are hidden, and as many others as are
        needed so that none of them follows from the totals. Where the total of a row
        or a column is small itself, no total is printed but that of all.

    Returns
    -------
    Table
        One mark stands for every hidden cell: which of them are small is not told,
        since that alone may give them away. The note says how many there are. The
        table's notices are left out, which may hold small counts themselves.

    Raises
    ------
    InvalidDataError
        If `below` is less than 2, there are more than two keys, all counts together
        are fewer than it, or the totals alone give a small count away.

    Examples
    --------
    >>> from bemodels.data.count_table import CountTable
    >>> cells = [("Ghent", 7), ("Liège", 2), ("Mons", 9)]
    >>> table = CountTable(keys=("city",), rows=tuple((*one, 1.0) for one in cells))
    >>> suppress_counts(table, below=5).rows
    (('Ghent', '(hidden)'), ('Liège', '(hidden)'), ('Mons', 9), ('total', 18))
    """
    _check(below)
    if len(table.keys) not in (BY_ONE, BY_TWO):
        raise InvalidDataError(
            "small counts are hidden in a table by one or two keys, got "
            f"{', '.join(table.keys)}"
        )
    if 0 < table.total < below:
        raise InvalidDataError(
            f"the table holds fewer than {below} {table.unit}: no table of it may leave"
        )
    two = len(table.keys) == BY_TWO
    labels = [(row[0], row[1] if two else "count") for row in table.rows]
    counts = dict(zip(labels, table.counts, strict=True))
    rows, columns = _totals(counts, 0), _totals(counts, 1)
    # A small total is a small count: then no total but that of all is printed.
    summed = two and not any(
        0 < one < below for one in (*rows.values(), *columns.values())
    )
    # Places that are listed without a zero among them are those that were found.
    least = int(not two and 0 not in table.counts)
    cells = [
        SummedCell(
            row=("row", row) if summed else TOTAL,
            column=("column", column) if summed else "",
            count=count,
            least=least,
        )
        for (row, column), count in counts.items()
    ]
    hidden = {labels[i] for i in cells_to_hide(cells, below=below)}
    body = tuple(
        (
            row,
            *(HIDDEN if (row, one) in hidden else counts[row, one] for one in columns),
        )
        for row in rows
    )
    last: tuple[Cell, ...] = (TOTAL, table.total)
    heading = (*map(str, columns),)
    if two:
        margins = tuple(columns.values()) if summed else (HIDDEN,) * len(columns)
        last = (TOTAL, *margins, table.total)
        body = tuple(
            (*row, total if summed else HIDDEN)
            for row, total in zip(body, rows.values(), strict=True)
        )
        heading = (*heading, TOTAL)
    return Table(
        name=f"Counts by {' and '.join(table.keys)}",
        columns=(table.keys[0], *heading),
        rows=(*body, last),
        note=_note(len(hidden), below),
    )


def _totals(counts: dict[tuple[Any, Any], int], place: int) -> dict[Any, int]:
    """Return the total of each row, or of each column."""
    totals: dict[Any, int] = {}
    for labels, count in counts.items():
        totals[labels[place]] = totals.get(labels[place], 0) + count
    return totals


def suppress_incident_table(table: Table, *, below: int) -> Table:
    """Hide the small counts of a table that `incident_table` made.

    Parameters
    ----------
    table : Table
        The table.
    below : int
        As for `suppress_counts`. Each column of the log is a table of its own, whose
        total, the units in the column *of*, is printed.

    Returns
    -------
    Table
        The same rows, with one mark for every hidden cell, and open lists in the order
        of their names. The persons of fewer incidents than `below` are hidden, too, and
        so is a whole list of which a small count would follow from its total.

    Notes
    -----
    What is known from elsewhere is not guarded against: that a municipality lies in a
    city, or another table of the same log.

    Raises
    ------
    InvalidDataError
        If `below` is less than 2, the table is another, or it describes fewer
        incidents than `below`.
    """
    _check(below)
    if table.columns != HEADINGS:
        raise InvalidDataError(
            f"the table of a log's columns is needed, got {shown(table.name)}"
        )
    if int(table.rows[0][4]) < below:
        raise InvalidDataError(
            f"the log holds fewer than {below} incidents: no table of it may leave"
        )
    rows: list[tuple[Cell, ...]] = []
    hidden = 0
    for _, block in groupby(table.rows, key=lambda row: row[1]):
        # In the order of their names: that of their counts would tell of hidden ones.
        kept = _without_small(_by_name([*block]), below)
        hidden += sum(row[3] == HIDDEN for row in kept)
        rows += kept
    note = f"{table.note} {_note(hidden, below)}"
    return Table(name=table.name, columns=table.columns, rows=tuple(rows), note=note)


def _check(below: int) -> None:
    if isinstance(below, bool) or not isinstance(below, int) or below < LEAST:
        raise InvalidDataError(
            f"below must be a whole number from {LEAST}, got {shown(below)}"
        )


def _without_small(
    block: Sequence[tuple[Cell, ...]], below: int
) -> list[tuple[Cell, ...]]:
    shares = [row for row in block if row[4] != ""]
    cells = [
        SummedCell(row=TOTAL, column="", count=int(row[3]), least=_least(row))
        for row in shares
    ]
    try:
        hidden = {shares[i] for i in cells_to_hide(cells, below=below)}
    except InvalidDataError:
        # As many categories as units: nothing but their number is left to hide.
        unit, column, *_, of, _ = shares[0]
        return [(unit, column, HIDDEN, HIDDEN, of, HIDDEN)]
    # The incidents or persons behind a number that is no share of a total.
    alone = [row for row in block if row[4] == ""]
    known = [int(row[3]) for row in shares if row[2] == KNOWN]
    behind = [*known, *(int(row[3]) for row in alone[:1])]
    if any(0 < count < below for count in behind):
        hidden |= {*alone}
    return [
        (*row[:3], HIDDEN, row[4], HIDDEN if row[5] else "") if row in hidden else row
        for row in block
    ]


def _by_name(block: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    if not any(map(_least, block)):
        return block
    return sorted(block, key=lambda row: (row[2] == MISSING, str(row[2])))


def _least(row: tuple[Cell, ...]) -> int:
    """Return 1 for a value of an open list, which is printed because it was found."""
    column = BY_NAME[str(row[1])] if row[1] in BY_NAME else None
    is_open = column and not column.values and column.holds not in ("count", "year")
    return int(bool(is_open) and row[2] != MISSING)


def _note(hidden: int, below: int) -> str:
    small = f"from 1 to {below - 1}" if below > LEAST else "of 1"
    if not hidden:
        return f"No count {small} is among the cells."
    return (
        f"{hidden} cells are hidden: counts {small}, and others without which they "
        "would follow from the totals."
    )
