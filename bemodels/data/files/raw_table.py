"""Columns of text as they stand in a file, each with the lines of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.problem_list import ProblemList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawColumn:
    """The distinct texts of a column, and which of them stands in each row.

    A rule is tried once a distinct text, so a million rows of ten cities cost ten
    trials.

    Attributes
    ----------
    texts : tuple of str, length K
        Distinct texts, in the order in which they first stand in the file.
    codes : numpy.ndarray of int, shape (rows,)
        Position in `texts` of each row's text.
    """

    texts: tuple[str, ...]
    codes: np.ndarray

    @classmethod
    def from_cells(cls, cells: Iterable[str]) -> RawColumn:
        """Take a column from its cells, row by row.

        Parameters
        ----------
        cells : iterable of str
            One text a row.

        Returns
        -------
        RawColumn
            The column.

        Examples
        --------
        >>> RawColumn.from_cells(["Ghent", "Mons", "Ghent"]).texts
        ('Ghent', 'Mons')
        """
        places: dict[str, int] = {}
        codes = [places.setdefault(cell, len(places)) for cell in cells]
        return cls(texts=tuple(places), codes=np.array(codes, dtype=np.int32))

    @classmethod
    def from_arrow(cls, column: pa.ChunkedArray) -> RawColumn:
        """Take a column from Arrow's dictionary-encoded text.

        Parameters
        ----------
        column : pyarrow.ChunkedArray
            Of type dictionary; no cell is null.

        Returns
        -------
        RawColumn
            The column.
        """
        whole = column.unify_dictionaries().combine_chunks()
        return cls(
            texts=tuple(whole.dictionary.to_pylist()),
            codes=whole.indices.to_numpy(zero_copy_only=False),
        )

    @classmethod
    def merged(cls, texts: Sequence[str], codes: np.ndarray) -> RawColumn:
        """Take a column from texts of which several may be equal.

        Parameters
        ----------
        texts : sequence of str, length K
            Texts.
        codes : numpy.ndarray of int, shape (rows,)
            Position in `texts` of each row's text.

        Returns
        -------
        RawColumn
            The column; equal texts are one.
        """
        distinct = cls.from_cells(texts)
        return replace(distinct, codes=distinct.codes[codes])

    def changed(self, change: Callable[[str], str]) -> RawColumn:
        """Change every text; texts that become equal become one.

        Parameters
        ----------
        change : callable
            Takes a text, returns another.

        Returns
        -------
        RawColumn
            A new column, or this one if nothing changed.
        """
        texts = tuple(map(change, self.texts))
        return self if texts == self.texts else self.merged(texts, self.codes)

    def cell(self, row: int) -> str:
        """Return the text of one row.

        Parameters
        ----------
        row : int
            Row, the first being 0.

        Returns
        -------
        str
            Its text.
        """
        return self.texts[int(self.codes[row])]

    def rows_of(self, codes: Sequence[int]) -> np.ndarray:
        """Return the rows in which one of some texts stands.

        Parameters
        ----------
        codes : sequence of int
            Positions in `texts`.

        Returns
        -------
        numpy.ndarray of int
            Rows, the first being 0, ascending.
        """
        wanted = np.zeros(len(self.texts), dtype=bool)
        wanted[list(codes)] = True
        return np.flatnonzero(wanted[self.codes])

    def taken(self, rows: np.ndarray) -> RawColumn:
        """Take some rows, and forget the texts that stand in the others alone.

        Parameters
        ----------
        rows : numpy.ndarray of int
            Rows, the first being 0, ascending.

        Returns
        -------
        RawColumn
            Their texts.
        """
        codes = self.codes[rows]
        used = np.zeros(len(self.texts), dtype=bool)
        used[codes] = True
        places = np.cumsum(used, dtype=np.int32) - 1
        return RawColumn(texts=tuple(compress(self.texts, used)), codes=places[codes])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawTable:
    """A file's columns before anyone has interpreted them.

    Attributes
    ----------
    source : str
        Name of the file.
    sha256 : str
        Digest of its bytes.
    columns : mapping of str to RawColumn
        By the name in the header, in the file's order.
    lines : sequence of int, length rows
        The line on which each row begins; the header is line 1.
    notices : tuple of str
        What was accepted and must be told.
    problems : ProblemList
        What is wrong with the header and with lines that are no rows. Whoever reads
        the columns refuses these together with those of the cells.
    header_line : int
        The line of the header: not the first where other lines stand before it.
    titles : mapping of str to str
        How a message names a column that is called otherwise in the file.
    """

    source: str
    sha256: str
    columns: Mapping[str, RawColumn]
    lines: Sequence[int]
    notices: tuple[str, ...] = ()
    problems: ProblemList = field(default_factory=ProblemList)
    header_line: int = 1
    titles: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def select(self, rows: np.ndarray) -> RawTable:
        """Take some rows.

        Parameters
        ----------
        rows : numpy.ndarray of int
            Rows, the first being 0, ascending.

        Returns
        -------
        RawTable
            Their columns and lines.
        """
        if len(rows) == len(self):
            return self
        columns = {name: column.taken(rows) for name, column in self.columns.items()}
        lines = [self.lines[row] for row in rows.tolist()]
        return replace(self, columns=columns, lines=lines)
