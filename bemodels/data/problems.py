"""How the data room says what is wrong: a line a problem, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from bemodels.errors import InvalidDataError
from bemodels.result.rules import LONGEST_SHOWN, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

PROBLEMS_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a file, and where.

    Attributes
    ----------
    file : str
        Name of the file.
    rule : str
        What the cell, the line or the file breaks.
    line : int
        Line of the file, the header being 1; 0 where the file as a whole is meant.
    column : str
        Name of the column; empty where a line or the file is meant.
    value : str
        What was found, as `shown` writes it; empty where nothing was.
    hint : str
        What to do about it; may be empty.

    Examples
    --------
    >>> print(
    ...     Problem(
    ...         file="log.csv",
    ...         line=7,
    ...         column="killed",
    ...         value="'2.5'",
    ...         rule="a whole number is needed",
    ...     )
    ... )
    log.csv, line 7, column 'killed': got '2.5'; a whole number is needed
    """

    file: str
    rule: str
    line: int = 0
    column: str = ""
    value: str = ""
    hint: str = ""

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        column = f", column {shown(self.column)}" if self.column else ""
        found = f"got {self.value}; " if self.value else ""
        hint = f" ({self.hint})" if self.hint else ""
        file = self.file if self.file.isprintable() else shown(self.file)
        return f"{file}{line}{column}: {found}{self.rule}{hint}"


def one_line(error: Exception) -> str:
    """Return the first line of another library's message, short enough to be read.

    Parameters
    ----------
    error : Exception
        What it raised.

    Returns
    -------
    str
        At most 80 characters.
    """
    first = (str(error).strip() or type(error).__name__).splitlines()[0]
    return first if len(first) <= LONGEST_SHOWN else first[: LONGEST_SHOWN - 3] + "..."


def refuse(problems: Sequence[str | Problem], *, total: int = 0) -> None:
    """Raise all problems as one error, or do nothing if there are none.

    Parameters
    ----------
    problems : sequence of str or Problem
        One line each.
    total : int, default 0
        How many there are in all, where only the first of them are given.

    Raises
    ------
    InvalidDataError
        If there is a problem. The message holds the first 50 lines and, where there
        are more, their total; its ``problems`` are those of the lines.
    """
    if not problems:
        return
    first = tuple(problems[:PROBLEMS_SHOWN])
    total = max(total, len(problems))
    lines = [str(one) for one in first]
    if total > len(first):
        lines.append(f"{total} problems in all, the first {len(first)} shown")
    raise InvalidDataError(
        "\n".join(lines),
        problems=tuple(one for one in first if isinstance(one, Problem)),
        total=total,
    )


def refuse_file(file: str, rule: str, *, hint: str = "", line: int = 0) -> NoReturn:
    """Raise one problem of a file that cannot be read further.

    Parameters
    ----------
    file : str
        Name of the file.
    rule : str
        What is wrong with it.
    hint : str, default ""
        What to do about it.
    line : int, default 0
        The line, if it is known.

    Raises
    ------
    InvalidDataError
        Always.
    """
    problem = Problem(file=file, rule=rule, hint=hint, line=line)
    raise InvalidDataError(str(problem), problems=(problem,))
