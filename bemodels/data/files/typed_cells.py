"""Cells of formats that know types, as the text that a person would have written."""

from __future__ import annotations

from datetime import date, datetime, time
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

from bemodels.data.files.headers import check_header
from bemodels.data.files.raw_table import RawColumn, RawTable
from bemodels.data.problems import refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bemodels.data.files.opening import InputFile


def to_raw_table(
    file: InputFile, cells: Mapping[str, Iterable[Any]], *, first_line: int = 2
) -> RawTable:
    """Bring typed columns into text.

    Parameters
    ----------
    file : InputFile
        Where they come from.
    cells : mapping of str to iterable
        Cells of each column, by the name in the header.
    first_line : int, default 2
        The line of the first row; the header is line 1.

    Returns
    -------
    RawTable
        The same cells as text.

    Raises
    ------
    InvalidDataError
        If there is no row, or a name in the header is none.
    """
    check_header(tuple(cells), source=file.name, delimiter="")
    columns = {
        name: RawColumn.from_cells(map(text_of, column))
        for name, column in cells.items()
    }
    rows = len(next(iter(columns.values())).codes) if columns else 0
    if not rows:
        refuse_file(file.name, "no incidents: nothing follows the header")
    return RawTable(
        source=file.name,
        sha256=file.sha256,
        columns=columns,
        lines=range(first_line, first_line + rows),
    )


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
