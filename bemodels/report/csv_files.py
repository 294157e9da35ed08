"""Tables as CSV files: full digits, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO

from bemodels.result import Cell, Table

# A spreadsheet takes a text that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_to_csv(table: Table) -> str:
    r"""Write a table as CSV.

    Parameters
    ----------
    table : Table
        Any table.

    Returns
    -------
    str
        A header and a line a row, ended by line feeds; numbers with all their digits;
        a text that a spreadsheet would take for a formula begins with an apostrophe.

    Examples
    --------
    >>> table_to_csv(Table(name="t", columns=("place", "n"), rows=(("=1+1", 0.5),)))
    "place,n\n'=1+1,0.5\n"
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(_neutral, table.columns))
    writer.writerows([_neutral(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _neutral(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
