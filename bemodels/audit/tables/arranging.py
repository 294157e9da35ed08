"""Rows and columns in the order in which the counting table is smallest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.audit.tables.counting_table import (
    CountingTable,
    counting_table,
    states_of,
)
from bemodels.audit.tables.laws import Law
from bemodels.audit.tables.margins import Margins


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArrangedTable:
    """A counting table, and where its rows and columns stand in the caller's.

    Attributes
    ----------
    table : CountingTable
        Of the rearranged margins.
    rows, columns : list of int
        Which of the caller's rows and columns comes first, second and so on; of the
        transposed table where that was taken.
    transposed : bool
        Whether rows and columns changed places.
    """

    table: CountingTable
    rows: list[int]
    columns: list[int]
    transposed: bool

    def restored(self, tables: np.ndarray) -> np.ndarray:
        """Return tables in the caller's order.

        Parameters
        ----------
        tables : numpy.ndarray of int, shape (draws, R, C)
            In the order of the counting table.

        Returns
        -------
        numpy.ndarray of int, shape (draws, R, C) or (draws, C, R)
            The same tables, as the caller gave the margins.
        """
        found = np.empty_like(tables)
        found[:, np.array(self.rows)[:, None], np.array(self.columns)] = tables
        return (
            np.ascontiguousarray(found.transpose(0, 2, 1)) if self.transposed else found
        )


def arranged_table(margins: Margins, law: Law) -> ArrangedTable:
    """Return the smaller counting table of margins and of the same transposed.

    Parameters
    ----------
    margins : Margins
        As the caller gave them.
    law : Law
        The ways of a cell.

    Returns
    -------
    ArrangedTable
        Largest row and column last.
    """
    transposed = states_of(_largest_last(margins.transposed())[0]) < states_of(
        _largest_last(margins)[0]
    )
    chosen = margins.transposed() if transposed else margins
    arranged, rows, columns = _largest_last(chosen)
    return ArrangedTable(
        table=counting_table(arranged, law),
        rows=rows,
        columns=columns,
        transposed=transposed,
    )


def _largest_last(margins: Margins) -> tuple[Margins, list[int], list[int]]:
    rows = sorted(range(len(margins.rows)), key=lambda row: margins.rows[row])
    columns = sorted(range(len(margins.columns)), key=lambda one: margins.columns[one])
    return margins.arranged(rows, columns), rows, columns
