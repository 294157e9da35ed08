"""Histories from a file or a frame that has a column a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.files.opening import MAX_BYTES, FilePath
from bemodels.data.files.raw_table import RawTable
from bemodels.data.files.reading import COMMA, read_flawed_table
from bemodels.data.files.typed_cells import to_column
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown
from bemodels.undercount.capture.capture_table import CaptureTable
from bemodels.undercount.capture.list_columns import check_names, histories_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

FRAME = "the frame"


def read_histories(
    path: FilePath,
    *,
    lists: Sequence[str],
    count: str = "",
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> CaptureTable:
    """Read a file with a column a list, and count its histories.

    Parameters
    ----------
    path : str or path-like
        Of any format that `bemodels.data.read_incidents` reads. A row is an incident,
        or a history with its `count`; other columns are left alone.
    lists : sequence of str
        Names of 2 to 10 columns, in the order of the digits. A cell is 1 if the list
        saw the incident and 0 if not; yes and no, true and false mean the same. An
        empty cell is refused: it does not tell.
    count : str, default ""
        The column that says how many incidents a row stands for; without it, one. A
        column called ``count`` must be named here.
    encoding, delimiter, max_bytes, sheet
        As for `bemodels.data.read_incidents`.

    Returns
    -------
    CaptureTable
        The histories. Incidents that none of the lists saw are left out, and its
        notices say how many; so do they if counts of one history were added.

    Raises
    ------
    InvalidDataError
        If the file cannot be read, a name is none, a column is missing, or a cell
        breaks its rule; every problem is a line with file, line, column, value, rule.
    """
    raw = read_flawed_table(
        path,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
    )
    return histories_in(raw, lists=lists, count=count)


def histories_of_columns(
    frame: pd.DataFrame, *, lists: Sequence[str], count: str = ""
) -> CaptureTable:
    """Count the histories of a frame that has a column a list among others.

    Parameters
    ----------
    frame : pandas.DataFrame
        A row an incident, or a history with its `count`.
    lists, count
        As for `read_histories`; truth values will do.

    Returns
    -------
    CaptureTable
        As `read_histories`, without provenance.

    Raises
    ------
    InvalidDataError
        As `read_histories`; the first row of a frame is line 1.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"police": [1, 1, 0], "press": [True, False, True], "city": list("abc")}
    >>> dict(histories_of_columns(pd.DataFrame(rows), lists=("police", "press")))
    {'01': 1, '10': 1, '11': 1}
    """
    if not hasattr(frame, "columns"):
        raise InvalidDataError(f"frame must be a DataFrame, got {shown(frame)}")
    wanted = (*check_names(lists, count), count)
    named = [str(name) for name in frame.columns]
    twice = [name for name in wanted if named.count(name) > 1]
    if twice:
        raise InvalidDataError(f"frame must have one column {twice[0]}, got several")
    raw = RawTable(
        source=FRAME,
        sha256="",
        columns={
            # what is not wanted is only looked for by its name
            name: to_column(frame.iloc[:, place].tolist() if name in wanted else ())
            for place, name in enumerate(named)
        },
        lines=range(1, len(frame) + 1),
        header_line=0,
    )
    found = histories_in(raw, lists=lists, count=count)
    return CaptureTable(lists=found.lists, counts=found.counts, notices=found.notices)
