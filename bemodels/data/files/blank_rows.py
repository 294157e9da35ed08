"""Rows in which nothing stands: left out of any format, and told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.problems import refuse_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.data.files.raw_table import RawTable
    from bemodels.data.files.table_words import TableWords

_LINES_NAMED = 10


def without_blank_rows(raw: RawTable, words: TableWords) -> RawTable:
    """Leave out rows whose every cell is empty.

    Parameters
    ----------
    raw : RawTable
        The file.
    words : TableWords
        Of the table that is looked for.

    Returns
    -------
    RawTable
        The other rows, with a notice where there are blank ones.

    Raises
    ------
    InvalidDataError
        If no other row and no problem is left.
    """
    blank = np.ones(len(raw), dtype=bool)
    for column in sorted(raw.columns.values(), key=lambda one: len(one.texts)):
        empty = [i for i, text in enumerate(column.texts) if not text.strip()]
        if not empty:
            # Most often so at the column of the fewest texts, such as the kind.
            return raw
        blank &= np.isin(column.codes, empty)
    if not blank.any():
        return raw
    if blank.all() and not raw.problems.total:
        refuse_file(raw.source, f"no {words.rows}: every row is blank")
    lines = [raw.lines[row] for row in np.flatnonzero(blank).tolist()]
    notices = (*raw.notices, *blank_notice(lines, raw.source, "rows"))
    return replace(raw.select(np.flatnonzero(~blank)), notices=notices)


def blank_notice(
    lines: Sequence[int], source: str, what: str = "lines"
) -> tuple[str, ...]:
    """Tell which lines were left out since nothing stands in them.

    Parameters
    ----------
    lines : sequence of int
        The lines.
    source : str
        Name of the file.
    what : str, default "lines"
        What they are: lines without any character, or rows of empty cells.

    Returns
    -------
    tuple of str
        A notice, or nothing.
    """
    if not lines:
        return ()
    named = ", ".join(map(str, lines[:_LINES_NAMED]))
    more = f" and {len(lines) - _LINES_NAMED} more" * (len(lines) > _LINES_NAMED)
    return (f"{source}: blank {what} were left out: {named}{more}",)
