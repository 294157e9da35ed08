"""Counts that leave the house: no small one among them, and none that follows."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from bemodels.data.count_table import CountTable
from bemodels.data.log.hidden_cells import SummedCell, cells_to_hide
from bemodels.errors import InvalidDataError
from bemodels.result import Table
from bemodels.result.rules import check_type, is_whole, shown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from bemodels.result import Cell

HIDDEN = "(hidden)"
TOTAL = "total"
LEAST = 2
BY_ONE, BY_TWO = 1, 2
# In the place of a label: the total over all of them.
ALL = None
Labels = tuple[Any, Any]


def suppress_counts(table: CountTable, *, below: int) -> Table:
    """Print counts by one or two keys with their totals, small ones hidden.

    Parameters
    ----------
    table : CountTable
        Counts by one key, or by two, which become rows and columns.
    below : int
        Counts and totals from 1 to one less than this are hidden, and as many others
        as are needed so that none of them follows from what is printed.

    Returns
    -------
    Table
        One mark stands for every hidden cell: which of them are small is not told. The
        note says how many there are. A combination that was not watched is empty. The
        table's notices are left out; `mask_notices` makes some that may leave.

    Raises
    ------
    InvalidDataError
        If `table` is no `CountTable`, `below` is no whole number from 2, there are
        more than two keys, all counts together are fewer than `below`, or the total
        of all alone gives a small count away.

    Notes
    -----
    No hidden total, and no count of a table by one key, follows even for a reader who
    knows which of them are small (if `below` is 2: which are zero): zeros are never
    hidden there, and a notice may tell that there are fewer than five of something.

    Examples
    --------
    >>> from bemodels.data.count_table import CountTable
    >>> cells = [("Ghent", 7), ("Liège", 2), ("Mons", 9)]
    >>> table = CountTable(keys=("city",), rows=tuple((*one, 1.0) for one in cells))
    >>> suppress_counts(table, below=5).rows
    (('Ghent', '(hidden)'), ('Liège', '(hidden)'), ('Mons', 9), ('total', 18))
    """
    _refuse_unfit(table, below)
    cells = _cells_of(table, below)
    labels = list(cells)
    hidden = {labels[i] for i in cells_to_hide([*cells.values()], below=below)}
    printed: dict[Labels, str | int] = {
        one: HIDDEN if one in hidden else cell.count for one, cell in cells.items()
    }
    return Table(
        name=f"Counts by {' and '.join(table.keys)}",
        columns=(table.keys[0], *_headings(table, labels)),
        rows=_rows_of(labels, printed | {(ALL, ALL): table.total}),
        note=note_on(len(hidden), below),
    )


def _refuse_unfit(table: CountTable, below: int) -> None:
    check_type("table", table, CountTable)
    check_below(below)
    if len(table.keys) not in (BY_ONE, BY_TWO):
        raise InvalidDataError(
            "small counts are hidden in a table by one or two keys, got "
            f"{', '.join(table.keys)}"
        )
    if 0 < table.total < below:
        raise InvalidDataError(
            f"the table holds fewer than {below} {table.unit}: no table of it may leave"
        )


def _headings(table: CountTable, labels: Sequence[Labels]) -> list[str]:
    total = TOTAL if len(table.keys) == BY_TWO else "count"
    return [*map(str, _each(column for _, column in labels)), total]


def _rows_of(
    labels: Sequence[Labels], printed: Mapping[Labels, str | int]
) -> tuple[tuple[Cell, ...], ...]:
    """Lay cells and totals out; what was not watched is empty."""
    columns = (*_each(column for _, column in labels), ALL)
    return tuple(
        (
            TOTAL if row is ALL else row,
            *(printed.get((row, column), "") for column in columns),
        )
        for row in (*_each(row for row, _ in labels), ALL)
    )


def _cells_of(table: CountTable, below: int) -> Mapping[Labels, SummedCell]:
    """Return each count with the sums around it, and the totals of rows and columns."""
    if len(table.keys) == BY_ONE:
        return {
            (row[0], ALL): one_of_a_sum(count, below)
            for row, count in zip(table.rows, table.counts, strict=True)
        }
    cells: dict[Labels, SummedCell] = {}
    rows: dict[Any, int] = {}
    columns: dict[Any, int] = {}
    for (row, column, *_), count in zip(table.rows, table.counts, strict=True):
        cells[row, column] = SummedCell(
            row=("row", row), column=("column", column), count=count
        )
        rows[row] = rows.get(row, 0) + count
        columns[column] = columns.get(column, 0) + count
    for row, count in rows.items():
        cells[row, ALL] = one_of_a_sum(count, below, column=("row", row))
    for column, count in columns.items():
        cells[ALL, column] = one_of_a_sum(count, below, row=("column", column))
    return cells


def one_of_a_sum(
    count: int, below: int, *, row: Hashable = "source", column: Hashable = "sink"
) -> SummedCell:
    """Return a count that adds up with others, within what may be known of it.

    Parameters
    ----------
    count : int
        The count.
    below : int
        As for `suppress_counts`.
    row, column : hashable
        Of the `SummedCell`.

    Returns
    -------
    SummedCell
        Zero stays zero, small counts stay small and large ones large: what a notice or
        a listed name may tell. Were 1 the only small count, none could move, so that
        then it may be large.
    """
    if below == LEAST or count == 0:
        least, most = min(count, 1), inf if count else 0
    else:
        least, most = (1, below - 1) if count < below else (below, inf)
    return SummedCell(row=row, column=column, count=count, least=least, most=most)


def _each(labels: Iterable[Any]) -> list[Any]:
    """Return labels once each, numbers and texts in their order."""
    return sorted({*labels} - {ALL}, key=lambda one: (isinstance(one, str), one))


def check_below(below: int) -> None:
    """Refuse what is no bound of small counts.

    Parameters
    ----------
    below : int
        As for `suppress_counts`.

    Raises
    ------
    InvalidDataError
        If it is no whole number, or less than 2: no count would be hidden.
    """
    if not is_whole(below) or below < LEAST:
        raise InvalidDataError(
            f"below must be a whole number from {LEAST}, got {shown(below)}"
        )


def note_on(hidden: int, below: int) -> str:
    """Say how many cells are hidden, and why.

    Parameters
    ----------
    hidden : int
        Their number.
    below : int
        As for `suppress_counts`.

    Returns
    -------
    str
        A sentence.
    """
    small = f"from 1 to {below - 1}" if below > LEAST else "of 1"
    if not hidden:
        return f"No count {small} is among the cells."
    cells = "1 cell is" if hidden == 1 else f"{hidden} cells are"
    return (
        f"{cells} hidden: counts {small}, and others without which they would follow "
        "from the totals."
    )
