"""How the data room says what is wrong: all problems at once, by their causes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from bemodels.data.causes import gather, lines_by_cause
from bemodels.errors import InvalidDataError
from bemodels.result.rules import LONGEST_SHOWN, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bemodels.data.causes import Cause

PROBLEMS_SHOWN = 50
# So many of one cause are lines of their own, unless the lines do not suffice.
FEW_OF_A_CAUSE = 3


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


def refuse(
    problems: Sequence[str | Problem], *, counts: Mapping[Cause, int] | None = None
) -> None:
    """Raise all problems as one error, or do nothing if there are none.

    Parameters
    ----------
    problems : sequence of str or Problem
        In the order in which they are to be told; a text is a line as it stands.
    counts : mapping of tuple to int, optional
        How many problems a cause has, where not all of them are given.

    Raises
    ------
    InvalidDataError
        If there is a problem. The message holds a line a problem, or a line a cause
        where a cause has many (the first 50), and, where there are more problems than
        lines, their total; its ``problems`` are single ones, the first of each cause
        among them.
    """
    if not problems:
        return
    single = [one for one in problems if isinstance(one, Problem)]
    groups = gather(single, few=FEW_OF_A_CAUSE)
    if len(groups) > PROBLEMS_SHOWN:
        groups = gather(single, few=1)
    lines = [one for one in problems if isinstance(one, str)]
    lines += lines_by_cause(groups, counts or {})
    left = max(0, sum((counts or {}).values()) - len(single))
    total, first = len(problems) + left, lines[:PROBLEMS_SHOWN]
    if total > len(first):
        cut = f", the first {len(first)} shown" if len(lines) > len(first) else ""
        first.append(f"{total} problems in all{cut}")
    raise InvalidDataError("\n".join(first), problems=_first(groups), total=total)


def _first(groups: Mapping[Cause, Sequence[Problem]]) -> tuple[Problem, ...]:
    """Choose single problems: the first of each cause, then others, by line."""
    firsts = [one[0] for one in groups.values()]
    others = [one for group in groups.values() for one in group[1:]]
    chosen = (*firsts, *sorted(others, key=lambda one: one.line))[:PROBLEMS_SHOWN]
    return tuple(sorted(chosen, key=lambda one: one.line))


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
