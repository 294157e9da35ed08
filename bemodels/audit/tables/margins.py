"""What a table of counts must add up to, checked once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_whole, is_whole, shown

Lower = tuple[tuple[int, int, int], ...]
_TRIPLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The sums of a table's rows and columns, and the least count of each cell.

    Attributes
    ----------
    rows : tuple of int, length R
        Row sums.
    columns : tuple of int, length C
        Column sums, which add up to the same.
    least : tuple of tuple of int, R of length C
        What each cell must reach, 0 where nothing is known.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    least: tuple[tuple[int, ...], ...]

    def arranged(self, rows: list[int], columns: list[int]) -> Margins:
        """Return the same with rows and columns in another order.

        Parameters
        ----------
        rows, columns : list of int
            Which row and which column comes first, second and so on.

        Returns
        -------
        Margins
            Of the same tables, rearranged.
        """
        return Margins(
            rows=tuple(self.rows[row] for row in rows),
            columns=tuple(self.columns[column] for column in columns),
            least=tuple(tuple(self.least[r][c] for c in columns) for r in rows),
        )

    def transposed(self) -> Margins:
        """Return the same with rows as columns.

        Returns
        -------
        Margins
            Of the same tables, transposed.
        """
        least = tuple(zip(*self.least, strict=True))
        return Margins(rows=self.columns, columns=self.rows, least=least)


def read_margins(
    row_sums: Iterable[int], column_sums: Iterable[int], lower: Lower
) -> Margins:
    """Check what a caller gives as margins.

    Parameters
    ----------
    row_sums, column_sums : iterable of int
        Sums, 0 or more.
    lower : tuple of (int, int, int)
        A triple of row, column and least count for each cell of which one is known;
        rows and columns are counted from 0.

    Returns
    -------
    Margins
        In the order given.

    Raises
    ------
    InvalidDataError
        If a sum or a least count is none, or rows and columns add up to different
        totals.
    """
    rows, columns = _sums("row_sums", row_sums), _sums("column_sums", column_sums)
    if sum(rows) != sum(columns):
        raise InvalidDataError(
            f"row sums add up to {sum(rows)}, column sums to {sum(columns)}"
        )
    least = np.zeros((len(rows), len(columns)), dtype=object)
    for place, (row, column, count) in enumerate(_cells(lower, least.shape)):
        if least[row, column]:
            raise InvalidDataError(
                f"lower[{place}]: row {row}, column {column} has a least count already"
            )
        least[row, column] = count
    return Margins(rows=rows, columns=columns, least=tuple(map(tuple, least.tolist())))


def _sums(name: str, sums: Iterable[int]) -> tuple[int, ...]:
    if not isinstance(sums, Iterable):
        raise InvalidDataError(f"{name} must be a sequence, got {shown(sums)}")
    found = tuple(
        check_whole(f"{name}[{place}]", one, least=0) for place, one in enumerate(sums)
    )
    if not found:
        raise InvalidDataError(f"{name} must hold one sum or more, got none")
    return found


def _cells(lower: Lower, shape: tuple[int, ...]) -> Iterable[tuple[int, int, int]]:
    if not isinstance(lower, tuple | list):
        raise InvalidDataError(f"lower must be a tuple of cells, got {shown(lower)}")
    for place, cell in enumerate(lower):
        if not isinstance(cell, tuple | list) or len(cell) != _TRIPLE:
            raise InvalidDataError(
                f"lower[{place}] must be (row, column, least count), rows and columns "
                f"counted from 0, got {shown(cell)}"
            )
        for name, value, size in zip(("row", "column"), cell, shape, strict=False):
            if not is_whole(value) or not 0 <= value < size:
                raise InvalidDataError(
                    f"lower[{place}]: {name} must be 0 to {size - 1}, got "
                    f"{shown(value)}"
                )
        least = check_whole(f"lower[{place}]: least", cell[2], least=0)
        yield int(cell[0]), int(cell[1]), least
