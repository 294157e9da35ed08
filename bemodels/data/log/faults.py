"""What is wrong with the cells of a file, gathered until all of it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.causes import cause_of
from bemodels.data.files.error_cells import ERROR_VALUES, FAILED_FORMULA
from bemodels.data.files.unseen import shown_whole
from bemodels.data.problem_list import CAUSES_KEPT, ProblemList
from bemodels.data.problems import PROBLEMS_SHOWN, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bemodels.data.files.raw_table import RawColumn, RawTable

_TEXTS_TOLD = 10 * PROBLEMS_SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a text cannot stand in a column.

    Attributes
    ----------
    rule : str
        What it breaks.
    hint : str
        What to do about it; may be empty.
    """

    rule: str
    hint: str = ""


def fault_of_formula(text: str) -> Fault | None:
    """Say that a text is what a spreadsheet writes where a formula failed.

    Parameters
    ----------
    text : str
        Without spaces around it.

    Returns
    -------
    Fault or None
        None if it is not.

    Examples
    --------
    >>> fault_of_formula("#REF!").rule
    'a formula of a spreadsheet has failed'
    >>> fault_of_formula("Ghent") is None
    True
    """
    rule, hint = FAILED_FORMULA
    return Fault(rule=rule, hint=hint) if text in ERROR_VALUES else None


class Findings:
    """Every problem of a file, each cell named as it stands there.

    Parameters
    ----------
    source : str
        Name of the file.
    lines : sequence of int
        Line of each row.
    columns : mapping of str to RawColumn, optional
        The cells, for what is found by row.
    titles : mapping of str to str, optional
        How columns are named that are called otherwise in the file.
    """

    def __init__(
        self,
        source: str,
        lines: Sequence[int],
        *,
        columns: Mapping[str, RawColumn] | None = None,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        self.source = source
        self.problems = ProblemList()
        self._lines = lines
        self._columns = columns or {}
        self._titles = titles or {}

    @classmethod
    def of(cls, raw: RawTable) -> Findings:
        """Begin with the problems that a file's header and lines have.

        Parameters
        ----------
        raw : RawTable
            The file.

        Returns
        -------
        Findings
            To be added to.
        """
        findings = cls(raw.source, raw.lines, columns=raw.columns, titles=raw.titles)
        findings.problems.absorb(raw.problems)
        return findings

    def title(self, name: str) -> str:
        """Name a column as its reader knows it.

        Parameters
        ----------
        name : str
            Its name in the codebook.

        Returns
        -------
        str
            Such as ``"Datum (date)"`` where it is called ``Datum`` in the file.
        """
        return self._titles.get(name, name)

    def add(self, row: int, column: str, text: str, fault: Fault) -> None:
        """Note a problem of one cell.

        Parameters
        ----------
        row : int
            Row, the first being 0.
        column : str
            The column's name.
        text : str
            What stands in the cell.
        fault : Fault
            Why it cannot.
        """
        self.problems.add(self._problem(self.line_of(row), column, text, fault))

    def add_rows(
        self, rows: np.ndarray, column: str, fault_of: Callable[[int], Fault]
    ) -> None:
        """Note cells of one cause, with what stands in them in the file.

        Parameters
        ----------
        rows : numpy.ndarray of int
            Rows, the first being 0, ascending.
        column : str
            The column's name.
        fault_of : callable
            Takes a row; returns why its cell cannot be so, which differs in numbers
            alone.
        """
        if not len(rows):
            return
        cells = self._columns[column]
        codes = cells.codes[rows]
        told = rows[_telling(codes, np.zeros(len(codes), dtype=np.int64))].tolist()
        for row in told:
            self.add(row, column, cells.cell(row), fault_of(row))
        first = self._problem(0, column, "", fault_of(told[0]))
        self.problems.count(cause_of(first), len(rows) - len(told))

    def add_texts(self, name: str, raw: RawColumn, faults: Mapping[int, Fault]) -> None:
        """Note the cells in which one of some wrong texts stands.

        Parameters
        ----------
        name : str
            The column's name.
        raw : RawColumn
            The column.
        faults : mapping of int to Fault
            Position of a wrong text, and why it is wrong.
        """
        if not faults:
            return
        kinds = {fault: i for i, fault in enumerate(dict.fromkeys(faults.values()))}
        kind_of = np.zeros(len(raw.texts), dtype=np.int64)
        kind_of[list(faults)] = [kinds[fault] for fault in faults.values()]
        rows = raw.rows_of(list(faults))
        codes = raw.codes[rows]
        left = np.bincount(kind_of[codes], minlength=len(kinds))
        for i in _telling(codes, kind_of[codes]).tolist():
            code = int(codes[i])
            self.add(int(rows[i]), name, raw.texts[code], faults[code])
            left[kind_of[code]] -= 1
        for fault, i in kinds.items():
            cause = cause_of(self._problem(0, name, "", fault))
            self.problems.count(cause, int(left[i]))

    def _problem(self, line: int, column: str, text: str, fault: Fault) -> Problem:
        return Problem(
            file=self.source,
            line=line,
            column=self.title(column),
            value=shown_whole(text),
            rule=fault.rule,
            hint=fault.hint,
        )

    def line_of(self, row: int) -> int:
        """Name the line of a row.

        Parameters
        ----------
        row : int
            Row, the first being 0.

        Returns
        -------
        int
            Line of the file, the header being 1.
        """
        return int(self._lines[row])

    def lines_of(self, rows: np.ndarray) -> str:
        """Name the lines of some rows, the first ten of them.

        Parameters
        ----------
        rows : numpy.ndarray of int
            Rows, ascending.

        Returns
        -------
        str
            Such as ``"line 4"`` or ``"lines 4, 9 and 12 more"``.
        """
        named = [str(self._lines[row]) for row in rows[:10].tolist()]
        more = len(rows) - len(named)
        text = ", ".join(named) + (f" and {more} more" if more else "")
        return f"line {text}" if len(rows) == 1 else f"lines {text}"

    def refuse(self) -> None:
        """Raise everything that was found, in the order of the lines.

        Raises
        ------
        InvalidDataError
            If anything was.
        """
        self.problems.refuse()


def _telling(codes: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Choose the wrong cells to tell: the first of each kind and text, then the first.

    So no kind hides behind a frequent one, and no text behind another.
    """
    of_kinds = np.unique(kinds, return_index=True)[1]
    of_texts = np.sort(np.unique(codes, return_index=True)[1])[:_TEXTS_TOLD]
    first = np.arange(min(len(codes), PROBLEMS_SHOWN))
    every, places = np.unique(
        np.concatenate((np.sort(of_kinds)[:CAUSES_KEPT], of_texts, first)),
        return_index=True,
    )
    return every[np.argsort(places)]
