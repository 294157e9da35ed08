"""The first table of a log as it may leave the house."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bemodels.data.log.columns import BY_NAME
from bemodels.data.log.hidden_cells import cells_to_hide
from bemodels.data.log.suppression import HIDDEN, check_below, note_on, one_of_a_sum
from bemodels.data.log.table_one import ANY, HEADINGS, MISSING, RANGE
from bemodels.data.log.written_codebook import may_hold_several
from bemodels.errors import InvalidDataError
from bemodels.result import Table
from bemodels.result.rules import check_type, is_whole, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.result import Cell

    Row = tuple[Cell, ...]

# What lies in what, or occurs with what alone: their counts add up or bound each other.
RELATED = {
    "country": "city",
    "municipality": "city",
    "plot_disrupted": "kind",
    "connection": "link",
    "networks": "link",
}
PERSONS = (
    "The range of a number of persons is that of single incidents and always hidden; "
    "totals and medians are where they rest on fewer than {below} incidents."
)


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
        of their names. The range of a number of persons is always hidden, its total and
        median where fewer incidents than `below` have any. A list is hidden whole if a
        small count would follow from its total, or from another column: countries and
        municipalities with cities, disrupted plots with kinds, connections and networks
        with links; lists of places if few incidents have several; other lists whose
        values can stand together if few incidents lack one.

    Notes
    -----
    Another table of the same log is not guarded against.

    Raises
    ------
    InvalidDataError
        If `below` is no whole number from 2, the table is another, or it describes
        fewer incidents than `below`.
    """
    _refuse_other(table, below)
    blocks = {
        # In the order of their names: that of their counts would tell of hidden ones.
        unit_and_column: _without_small(_by_name([*block]), below)
        for unit_and_column, block in groupby(table.rows, key=_block_of)
    }
    _hide_related(blocks, below, incidents=int(table.rows[0][4]))
    rows = [row for block in blocks.values() for row in block]
    hidden = sum(row[3] == HIDDEN for row in rows)
    note = f"{table.note} {note_on(hidden, below)}"
    if any(row[0] == "persons" for row in rows):
        note += f" {PERSONS.format(below=below)}"
    return Table(name=table.name, columns=table.columns, rows=tuple(rows), note=note)


def _refuse_other(table: Table, below: int) -> None:
    """Refuse what is no table of a log's columns, or too small to leave."""
    check_type("table", table, Table)
    check_below(below)
    if table.columns != HEADINGS or not table.rows:
        raise InvalidDataError(
            f"the table of a log's columns is needed, got {shown(table.name)}"
        )
    if any(row[4] != "" and not is_whole(row[3]) for row in table.rows):
        raise InvalidDataError(f"the counts of {shown(table.name)} are hidden already")
    if int(table.rows[0][4]) < below:
        raise InvalidDataError(
            f"the log holds fewer than {below} incidents: no table of it may leave"
        )


def _block_of(row: Row) -> tuple[str, str]:
    """Return what a row stands with: its column, persons beside their incidents."""
    unit, column = str(row[0]), str(row[1])
    return ("incidents" if unit == "persons" else unit), column


def _hide_related(
    blocks: dict[tuple[str, str], list[Row]], below: int, *, incidents: int
) -> None:
    """Hide whole what would tell of hidden cells in a column that it depends on."""
    by_column = {
        column: block for (unit, column), block in blocks.items() if unit != "plots"
    }
    for key, block in blocks.items():
        other = by_column.get(RELATED.get(key[1], ""), [])
        if other and any(row[3] == HIDDEN for row in (*block, *other)):
            blocks[key] = _hide_whole(block)
        if key[0] == "placements" and 0 < int(block[0][4]) - incidents < below:
            # Their number would tell how few incidents have several places.
            blocks[key] = [(*row[:4], HIDDEN, HIDDEN) for row in _hide_whole(block)]


def _without_small(block: Sequence[Row], below: int) -> list[Row]:
    shares = [row for row in block if row[4] != ""]
    if _tells_who_lacks(shares, below):
        return _hide_whole(block)
    cells = [one_of_a_sum(int(row[3]), below) for row in shares]
    try:
        hidden = {shares[i] for i in cells_to_hide(cells, below=below)}
    except InvalidDataError:
        # As many categories as units: nothing but their number is left to hide.
        return _hide_whole(block)
    behind = [int(row[3]) for row in shares if row[2] == ANY]
    for row in block:
        rests_on = behind or [int(row[3])] if row[4] == "" and row[2] != RANGE else []
        if row[2] == RANGE or any(0 < one < below for one in rests_on):
            hidden.add(row)
    return [_hide(row) if row in hidden else row for row in block]


def _tells_who_lacks(shares: Sequence[Row], below: int) -> bool:
    """Tell whether values that can stand together leave few incidents without one.

    Of values that exclude each other those who lack one are the others' cells.
    """
    return any(
        row[0] == "incidents"
        and row[1] in BY_NAME
        and may_hold_several(BY_NAME[str(row[1])])
        and 0 < int(row[4]) - int(row[3]) < below
        for row in shares
    )


def _hide_whole(block: Sequence[Row]) -> list[Row]:
    """Leave of a list the number of its units, and of persons that there are any."""
    unit, column, *_, of, _ = block[0]
    persons = [row for row in block if row[0] == "persons"]
    return [(unit, column, HIDDEN, HIDDEN, of, HIDDEN), *map(_hide, persons)]


def _hide(row: Row) -> Row:
    return (*row[:3], HIDDEN, row[4], HIDDEN if row[5] else "")


def _by_name(block: list[Row]) -> list[Row]:
    column = BY_NAME[str(block[0][1])] if block[0][1] in BY_NAME else None
    if column is None or column.values or column.holds in ("count", "year"):
        return block
    return sorted(block, key=lambda row: (row[2] == MISSING, str(row[2])))
