"""What is wrong with the cells of a file, gathered until all of it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.problems import PROBLEMS_SHOWN, Problem, refuse
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bemodels.data.files.raw_table import RawColumn


# More than the message shows, since they are sorted by line at the end.
_KEPT = 100 * PROBLEMS_SHOWN


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


class Findings:
    """Every problem of a file, of which the first lines are kept for the message.

    Parameters
    ----------
    source : str
        Name of the file.
    lines : sequence of int
        Line of each row.
    """

    def __init__(self, source: str, lines: Sequence[int]) -> None:
        self.source = source
        self._lines = lines
        self._kept: list[Problem] = []
        self.total = 0  # problems found, of which the first are kept

    def add_file(self, problem: Problem) -> None:
        """Note a problem of the file as a whole.

        Parameters
        ----------
        problem : Problem
            The problem.
        """
        self.total += 1
        if len(self._kept) < _KEPT:
            self._kept.append(problem)

    def absorb(self, part: Findings) -> None:
        """Take over what was found in a part of the file.

        Parameters
        ----------
        part : Findings
            With the lines of the whole.
        """
        for problem in part._kept:
            self.add_file(problem)
        self.total += part.total - len(part._kept)

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
        self.add_file(
            Problem(
                file=self.source,
                line=self.line_of(row),
                column=column,
                value=shown(text),
                rule=fault.rule,
                hint=fault.hint,
            )
        )

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
        rows = raw.rows_of(list(faults))
        for row in rows[:PROBLEMS_SHOWN].tolist():
            code = int(raw.codes[row])
            self.add(row, name, raw.texts[code], faults[code])
        self.total += max(0, len(rows) - PROBLEMS_SHOWN)

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
        in_order = sorted(self._kept, key=lambda one: one.line)
        refuse(in_order, total=self.total)
