"""Cells of formats that know types, as the text that a person would have written."""

from __future__ import annotations

from datetime import date, datetime, time
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

from bemodels.data.files.headers import read_header
from bemodels.data.files.raw_table import RawColumn, RawTable
from bemodels.data.problems import refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bemodels.data.files.opening import InputFile


def to_raw_table(
    file: InputFile,
    header: Sequence[str],
    columns: Iterable[RawColumn],
    *,
    header_line: int = 1,
) -> RawTable:
    """Bring columns of a format that has no lines into a table.

    Parameters
    ----------
    file : InputFile
        Where they come from.
    header : sequence of str
        Their names.
    columns : iterable of RawColumn
        Their cells.
    header_line : int, default 1
        The line of the header; the first row follows it.

    Returns
    -------
    RawTable
        The same cells; names that are none are problems.

    Raises
    ------
    InvalidDataError
        If there is no row, or no header.
    """
    names, problems = read_header(
        header,
        source=file.name,
        delimiter="",
        line=header_line,
        words=file.words,
    )
    named = dict(zip(names, columns, strict=True))
    rows = len(next(iter(named.values())).codes) if named else 0
    if not rows:
        refuse_file(file.name, f"no {file.words.rows}: nothing follows the header")
    return RawTable(
        source=file.name,
        sha256=file.sha256,
        columns={name: column for name, column in named.items() if name},
        lines=range(header_line + 1, header_line + 1 + rows),
        problems=problems,
        header_line=header_line,
    )


def to_column(cells: Iterable[Any]) -> RawColumn:
    """Bring typed cells into text.

    Parameters
    ----------
    cells : iterable
        One a row.

    Returns
    -------
    RawColumn
        The same cells as text.
    """
    return RawColumn.from_cells(map(text_of, cells))


def text_of(value: object) -> str:
    """Write a typed cell as a person would have written it.

    Parameters
    ----------
    value : object
        Text, a number, a date, a truth value or nothing.

    Returns
    -------
    str
        A whole number without a point, a day as YYYY-MM-DD, nothing as empty text.

    Examples
    --------
    >>> [text_of(one) for one in ("Ghent", 3.0, 2.5, True, None)]
    ['Ghent', '3', '2.5', 'TRUE', '']
    """
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and isfinite(value) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return _text_of_moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | float) else shown(value)


def _text_of_moment(value: datetime) -> str:
    if value != value:  # noqa: PLR0124 (pandas' missing time equals nothing)
        return ""
    if value.time() == time() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat()
