"""The line of column names: there, each once, and as it looks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bemodels.data.files.table_words import LOG_WORDS, TableWords
from bemodels.data.files.unseen import is_unseen, unseen_in
from bemodels.data.problem_list import ProblemList
from bemodels.data.problems import Problem, refuse
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NO_HEADER = "a value and not the name of a column stands on the first line"
OTHER_DELIMITERS = (";", "\t", ",", "|")
_VALUE = re.compile(r"[-+]?[0-9][0-9.,:/-]*")
_Wrong = tuple[str, str, str]


def read_header(
    header: Sequence[str],
    *,
    source: str,
    delimiter: str,
    line: int = 1,
    words: TableWords = LOG_WORDS,
) -> tuple[tuple[str, ...], ProblemList]:
    """Name the columns, and find names that a reader would take for others.

    Parameters
    ----------
    header : sequence of str
        Names of the columns as they stand there.
    source : str
        Name of the file.
    delimiter : str
        What stands between them; empty where the format needs none.
    line : int, default 1
        Where the header stands.
    words : TableWords, optional
        What is said where it is none; that of an incident log by default.

    Returns
    -------
    names : tuple of str
        Each as it looks, so that its cells can be checked; empty for a column that
        has no name of its own.
    problems : ProblemList
        Names that are empty, there twice, or have spaces around them or characters
        that nobody sees.

    Raises
    ------
    InvalidDataError
        If it is no header: one column that holds another delimiter, or a value.
    """

    def problem(wrong: _Wrong) -> Problem:
        value, rule, hint = wrong
        return Problem(file=source, line=line, value=value, rule=rule, hint=hint)

    refuse([problem(one) for one in _no_header(header, delimiter, words)])
    seen: set[str] = set()
    names = []
    for name in header:
        looks = "".join(one for one in name if not is_unseen(one)).strip()
        names.append("" if looks in seen else looks)
        seen.add(looks)
    return tuple(names), ProblemList(map(problem, _wrong_names(header)))


def _no_header(
    header: Sequence[str], delimiter: str, words: TableWords
) -> Iterator[_Wrong]:
    if delimiter and len(header) == 1:
        for other in OTHER_DELIMITERS:
            if other != delimiter and other in header[0]:
                yield (
                    shown(header[0]),
                    f"one column only, with {other!r} in its name",
                    f"if that is the delimiter, give delimiter={other!r}",
                )
                return
    if values := [name for name in header if _VALUE.fullmatch(name)]:
        yield (shown(values[0]), NO_HEADER, words.header)


def _wrong_names(header: Sequence[str]) -> Iterator[_Wrong]:
    for name, times in Counter(header).items():
        if not name.strip():
            yield shown(name), "a column has no name", "name it in the header"
        elif unseen_in(name):
            yield ascii(name), "a column's name holds unseen characters", "remove them"
        elif name != name.strip():
            yield shown(name), "a column's name has spaces around it", "remove them"
        elif times > 1:
            yield shown(name), f"{times} columns have this name", "keep one"
