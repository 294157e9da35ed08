"""Tables as CSV files: full digits, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from bemodels.result import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

# A spreadsheet takes a text that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What a table holds where there is nothing; alone it is no formula.
NONE = "-"


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
    return _written(table.columns, table.rows)


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    r"""Write a data frame for readers of spreadsheets.

    Parameters
    ----------
    frame : pandas.DataFrame
        Such as `Result.to_frame` and `Table.to_frame` return; its index is not written.
    path : pathlib.Path
        The file, replaced if there is one.

    Notes
    -----
    UTF-8, lines ended by line feeds, numbers with all their digits. A heading or a cell
    of text that a spreadsheet would take for a formula, such as ``+1 placement``,
    begins with an apostrophe; what is missing is empty. That is for the eye: a ledger,
    a log or a table of counts that is to be read back is written by other means.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> table = Table(name="t", columns=("printed", "n"), rows=(("+1 placement", -1),))
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "table.csv")
    ...     write_csv(table.to_frame(), path)
    ...     path.read_text(encoding="utf-8")
    "printed,n\n'+1 placement,-1\n"
    """
    cells = frame.astype(object).where(frame.notna(), None)
    text = _written(frame.columns, cells.itertuples(index=False, name=None))
    path.write_text(text, encoding="utf-8", newline="")


def _written(columns: Iterable[Cell], rows: Iterable[Iterable[Cell | None]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(_neutral, columns))
    writer.writerows(map(_neutral, row) for row in rows)
    return text.getvalue()


def _neutral(cell: Cell | None) -> Cell | None:
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) and cell != NONE:
        return f"'{cell}"
    return cell
