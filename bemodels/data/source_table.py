"""A transcribed table with what is needed to read it and to find it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.result import Provenance, Table
from bemodels.result.rules import shown

if TYPE_CHECKING:
    import pandas as pd

SourceCell = str | int | date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SourceTable:
    """The rows of one data file as they were transcribed, with their meaning.

    Attributes
    ----------
    content : str
        What the table holds; its caption.
    unit : str
        What one row stands for.
    columns : tuple of str, length C
        Column names.
    meanings : tuple of str, length C
        What each column holds, with its unit.
    rows : tuple of tuple, each of length C
        Cells: text, whole numbers or dates, in the order of the file.
    notes : tuple of str
        What the source leaves open, a sentence or more each.
    provenance : Provenance
        The file.

    Raises
    ------
    InvalidDataError
        If a row has more or fewer cells than there are columns.

    Examples
    --------
    >>> from bemodels.data import belgium
    >>> groups = belgium().groups
    >>> groups.columns
    ('link', 'arrest_actions', 'attacks', 'persons_arrested')
    >>> groups.row(link="inspired")
    {'link': 'inspired', 'arrest_actions': 9, 'attacks': 3, 'persons_arrested': 14}
    """

    content: str
    unit: str
    columns: tuple[str, ...]
    meanings: tuple[str, ...]
    rows: tuple[tuple[SourceCell, ...], ...]
    notes: tuple[str, ...]
    provenance: Provenance

    def __post_init__(self) -> None:
        """Refuse ragged rows."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise InvalidDataError(
                    f"{self.source}, row {number}: {len(row)} cells for "
                    f"{len(self.columns)} columns"
                )

    @property
    def source(self) -> str:
        """Name of the file, such as ``"belgium/groups.csv"``."""
        return self.provenance.source

    def column(self, name: str) -> tuple[SourceCell, ...]:
        """Return the cells of one column.

        Parameters
        ----------
        name : str
            One of `columns`.

        Returns
        -------
        tuple
            One cell a row, in the order of the rows.

        Raises
        ------
        InvalidDataError
            If there is no such column.
        """
        position = self._position(name)
        return tuple(row[position] for row in self.rows)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the cells of a column of text.

        Parameters
        ----------
        name : str
            One of `columns`.

        Returns
        -------
        tuple of str
            One text a row.

        Raises
        ------
        InvalidDataError
            If there is no such column, or it holds something else.
        """
        return self._cells(name, str, "text")

    def integers(self, name: str) -> tuple[int, ...]:
        """Return the cells of a column of whole numbers.

        Parameters
        ----------
        name : str
            One of `columns`.

        Returns
        -------
        tuple of int
            One number a row, in the column's unit.

        Raises
        ------
        InvalidDataError
            If there is no such column, or it holds something else.
        """
        return self._cells(name, int, "whole numbers")

    def row(self, **labels: SourceCell) -> dict[str, SourceCell]:
        """Return the one row whose cells equal the labels given.

        Parameters
        ----------
        **labels
            Column names with the cell that each must have.

        Returns
        -------
        dict
            Column name to cell.

        Raises
        ------
        InvalidDataError
            If no row fits, or several do, or there is no such column.
        """
        return dict(zip(self.columns, self.rows[self._find(labels)], strict=True))

    def integer(self, column: str, /, **labels: SourceCell) -> int:
        """Return one whole number of the row whose cells equal the labels given.

        Parameters
        ----------
        column : str
            The column of the number.
        **labels
            As for `row`.

        Returns
        -------
        int
            The number, in the column's unit.

        Raises
        ------
        InvalidDataError
            As for `row`, or if the column does not hold whole numbers.
        """
        return self.integers(column)[self._find(labels)]

    def day(self, column: str, /, **labels: SourceCell) -> date:
        """Return one date of the row whose cells equal the labels given.

        Parameters
        ----------
        column : str
            The column of the date.
        **labels
            As for `row`.

        Returns
        -------
        datetime.date
            The date.

        Raises
        ------
        InvalidDataError
            As for `row`, or if the column does not hold dates.
        """
        return self._cells(column, date, "dates")[self._find(labels)]

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a new data frame.

        Returns
        -------
        pandas.DataFrame
            The columns and rows of the file.
        """
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.columns))

    def to_table(self) -> Table:
        """Return the rows as a table for a result or an appendix.

        Returns
        -------
        Table
            Named by `content`; its note says what a row is and what is left open.
        """
        return Table(
            name=self.content,
            columns=tuple(name.replace("_", " ") for name in self.columns),
            rows=tuple(
                tuple(str(one) if isinstance(one, date) else one for one in row)
                for row in self.rows
            ),
            note=" ".join((f"One row: {self.unit}.", *self.notes)),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"SourceTable {self.source}: {self.content}, {len(self)} rows"

    def _cells[Kind: SourceCell](
        self, name: str, kind: type[Kind], rule: str
    ) -> tuple[Kind, ...]:
        cells = self.column(name)
        for cell in cells:
            if not isinstance(cell, kind):
                raise InvalidDataError(
                    f"{self.source}, column {name!r}: got {shown(cell)}; a column of "
                    f"{rule} is needed"
                )
        return tuple(cell for cell in cells if isinstance(cell, kind))

    def _position(self, name: str) -> int:
        if name not in self.columns:
            raise InvalidDataError(
                f"{self.source}: no column {shown(name)}; there are "
                f"{', '.join(self.columns)}"
            )
        return self.columns.index(name)

    def _find(self, labels: dict[str, SourceCell]) -> int:
        wanted = [(self._position(name), cell) for name, cell in labels.items()]
        found = [
            number
            for number, row in enumerate(self.rows)
            if all(row[position] == cell for position, cell in wanted)
        ]
        if len(found) != 1:
            raise InvalidDataError(
                f"{self.source}: one row is needed, {len(found)} have "
                + " and ".join(self._describe(*one) for one in labels.items())
            )
        return found[0]

    def _describe(self, name: str, cell: SourceCell) -> str:
        known = ", ".join(map(shown, dict.fromkeys(self.column(name))))
        return f"{name} {shown(cell)} (there are {known})"
