"""A delimited file whose first line is a row: its columns are named by the caller."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeGuard

from bemodels.data.files.decoding import to_utf8
from bemodels.data.files.delimited import read_delimited
from bemodels.data.files.headers import NO_HEADER
from bemodels.data.files.opening import InputFile, open_input
from bemodels.data.files.reading import (
    COMMA,
    TEXT_ENDINGS,
    delimiter_of,
    read_raw_table,
)
from bemodels.data.problems import Problem, refuse, refuse_file
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from bemodels.data.files.raw_table import RawTable


def read_named_columns(
    path: str | PathLike[str],
    *,
    columns: Sequence[str],
    encoding: str,
    delimiter: str,
    max_bytes: int,
    sheet: str | None,
) -> RawTable:
    """Read a file that may have no header.

    Parameters
    ----------
    path : str or path-like
        The file.
    columns : sequence of str
        Names of its columns in their order; empty if its first line names them.
    encoding : str
        Of a text file.
    delimiter : str
        Of a text file.
    max_bytes : int
        The largest file that is read.
    sheet : str or None
        Of an Excel workbook.

    Returns
    -------
    RawTable
        Its columns; the first row is on line 1 if the columns were named.

    Raises
    ------
    InvalidDataError
        If the file has no header and no names are given, or has one and they are, or
        cannot be read.
    """
    if columns:
        file = open_input(path, max_bytes=max_bytes)
        table = _read_rows(file, list(columns), encoding=encoding, delimiter=delimiter)
        file.refuse_change()
        return table
    try:
        return read_raw_table(
            path,
            encoding=encoding,
            delimiter=delimiter,
            max_bytes=max_bytes,
            sheet=sheet,
        )
    except InvalidDataError as error:
        refuse([_with_option(one) for one in error.problems if _is_no_header(one)])
        raise


def _is_no_header(problem: object) -> TypeGuard[Problem]:
    return isinstance(problem, Problem) and problem.rule == NO_HEADER


def _with_option(problem: Problem) -> Problem:
    hint = "write the columns into a first line, or name them in Python with columns="
    return replace(problem, hint=hint)


def _read_rows(
    file: InputFile, columns: list[str], *, encoding: str, delimiter: str
) -> RawTable:
    if file.ending not in TEXT_ENDINGS:
        refuse_file(file.name, "columns= names the columns of a delimited file alone")
    chosen = delimiter_of(delimiter)
    delimiter = TEXT_ENDINGS[file.ending] if chosen == COMMA else chosen
    content, notices = to_utf8(file.content, source=file.name, encoding=encoding)
    header = delimiter.join(columns).encode()
    first = content.split(b"\n", 1)[0].rstrip(b"\r")
    if columns[0].encode() in first.split(delimiter.encode()):
        refuse_file(
            file.name,
            f"line 1 is a header: it holds {shown(columns[0])}",
            hint="leave out columns=",
        )
    try:
        table = read_delimited(
            header + b"\n" + content,
            source=file.name,
            sha256=file.sha256,
            delimiter=delimiter,
        )
    except InvalidDataError as error:
        found = [one for one in error.problems if isinstance(one, Problem)]
        refuse([_one_line_up(one) for one in found])
        raise
    table.problems.changed(_one_line_up).refuse()
    return replace(
        table,
        lines=[line - 1 for line in table.lines],
        notices=(*notices, *table.notices),
    )


def _one_line_up(problem: Problem) -> Problem:
    """Undo the line that the names took."""
    rule = problem.rule.replace("columns of the header", "names in columns=")
    return replace(problem, line=max(0, problem.line - 1), rule=rule)
