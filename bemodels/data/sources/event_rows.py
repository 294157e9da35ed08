"""Columns of a log made of those of a database, with what must be told of its rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.files.raw_table import RawColumn, RawTable
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.numbers_in_cells import parse_count
from bemodels.data.log.times import PARTS, days_of, is_outside
from bemodels.data.problems import refuse_file
from bemodels.data.sources.event_source import noticed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from bemodels.data.window import ObservationWindow

    Rule = Callable[..., str | Fault]
    Remark = Callable[..., str | None]

DATED = {
    "month": "are dated to the month, their day being unknown",
    "year": "are dated to the year, their month being unknown",
}
_PRECISION = {length: name for name, length in PARTS.items()}
_POINT_ZERO = re.compile(r"(?<=[0-9])\.0+$")


def plain_number(text: str) -> str:
    """Write a whole number that passed through a float as a whole number.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        The cell, without zeros behind a point.

    Examples
    --------
    >>> plain_number("385918.0"), plain_number("0.5")
    ('385918', '0.5')
    """
    return _POINT_ZERO.sub("", text)


def count_of(text: str) -> str | Fault:
    """Read a count that may have passed through a float.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str or Fault
        Its digits.

    Examples
    --------
    >>> count_of("3.0")
    '3'
    """
    found = parse_count(plain_number(text))
    return found if isinstance(found, Fault) else str(found)


def everywhere(raw: RawTable, text: str) -> RawColumn:
    """Make a column in which one text stands in every row.

    Parameters
    ----------
    raw : RawTable
        The file.
    text : str
        The text.

    Returns
    -------
    RawColumn
        The column.
    """
    return RawColumn(texts=(text,), codes=np.zeros(len(raw), dtype=np.int32))


def derived(
    raw: RawTable, names: Sequence[str], rule: Rule, findings: Findings
) -> RawColumn:
    """Make a column of others, trying a rule once a distinct combination.

    Parameters
    ----------
    raw : RawTable
        The file.
    names : sequence of str
        Columns; those that the file has not are left out at the end.
    rule : callable
        Takes a cell a column; returns a text, or a `Fault`.
    findings : Findings
        Takes what is wrong.

    Returns
    -------
    RawColumn
        The column; empty where something is wrong.
    """
    there = [name for name in names if name in raw.columns]
    columns = [raw.columns[name] for name in there]
    mixed = np.zeros(len(raw), dtype=np.int64)
    for column in columns:
        mixed = mixed * len(column.texts) + column.codes
    _, first, codes = np.unique(mixed, return_index=True, return_inverse=True)
    cells = [[column.cell(row) for column in columns] for row in first.tolist()]
    found = [rule(*one) for one in cells]
    faults = {i: one for i, one in enumerate(found) if isinstance(one, Fault)}
    written = RawColumn(texts=tuple(map(", ".join, cells)), codes=codes)
    findings.add_texts(", ".join(there), written, faults)
    texts = ["" if isinstance(one, Fault) else one for one in found]
    return RawColumn.merged(texts, codes)


def derived_columns(
    raw: RawTable, rules: Mapping[str, tuple[tuple[str, ...], Rule]]
) -> dict[str, RawColumn]:
    """Make every column of a log that a file has the cells for.

    Parameters
    ----------
    raw : RawTable
        The file.
    rules : mapping of str to tuple
        By column of the log: the columns that it is made of, and how.

    Returns
    -------
    dict of str to RawColumn
        Those whose first column is there.

    Raises
    ------
    InvalidDataError
        If a cell breaks its rule; every problem is a line.
    """
    findings = Findings(raw.source, raw.lines)
    columns = {
        ours: derived(raw, theirs, rule, findings)
        for ours, (theirs, rule) in rules.items()
        if theirs[0] in raw.columns
    }
    findings.refuse()
    return columns


def remarks(
    raw: RawTable, hazards: Sequence[tuple[tuple[str, ...], Remark]]
) -> RawTable:
    """Tell how many rows each hazard of a database touches.

    Parameters
    ----------
    raw : RawTable
        The file.
    hazards : sequence of tuple
        Columns, and what to say of a row for its cells, if anything.

    Returns
    -------
    RawTable
        The same rows, with notices in the order of the hazards.
    """
    told = []
    for names, remark in hazards:
        if names[0] not in raw.columns:
            continue
        findings = Findings(raw.source, raw.lines)
        column = derived(raw, names, _or_nothing(remark), findings)
        for i, text in sorted(enumerate(column.texts), key=lambda pair: pair[1]):
            if text:
                told.append(f"{len(column.rows_of([i]))} of {len(raw)} rows {text}")
    return noticed(raw, *told)


def _or_nothing(remark: Remark) -> Rule:
    """Hand a remark its codes as whole numbers, whatever they passed through."""
    return lambda *cells: remark(*map(plain_number, cells)) or ""


def dated(raw: RawTable, names: Sequence[str], rule: Rule) -> RawTable:
    """Add the date of each row, as finely as it is known, and how fine that is.

    Parameters
    ----------
    raw : RawTable
        The file.
    names : sequence of str
        Columns that say when.
    rule : callable
        Takes their cells; returns a time in ISO 8601, or a `Fault`.

    Returns
    -------
    RawTable
        With the columns ``date`` and ``date_precision``.

    Raises
    ------
    InvalidDataError
        If a row says no time; every such row is a problem.
    """
    findings = Findings(raw.source, raw.lines)
    times = derived(raw, names, rule, findings)
    findings.refuse()
    precision = times.changed(lambda text: _PRECISION[len(text)])
    columns = {**raw.columns, "date": times, "date_precision": precision}
    return replace(raw, columns=columns)


def in_window(
    raw: RawTable, window: ObservationWindow | None, *, hint: str = ""
) -> RawTable:
    """Leave out the dated rows that lie outside a window, and tell how many.

    Parameters
    ----------
    raw : RawTable
        The file.
    window : ObservationWindow or None
        The window; without one every row stays.
    hint : str, default ""
        What to say if no row is left.

    Returns
    -------
    RawTable
        The rows that may lie within.

    Raises
    ------
    InvalidDataError
        If there is none.
    """
    if window is None:
        return raw
    times = raw.columns["date"]
    inside = [i for i, one in enumerate(times.texts) if not is_outside(one, window)]
    kept = raw.select(times.rows_of(inside))
    span = f"{window.start} to {window.end}"
    if not len(kept):
        refuse_file(raw.source, f"no incident lies within {span}", hint=hint)
    left = len(raw) - len(kept)
    told = f"{left} of {len(raw)} rows lie outside the window, {span}, and are left out"
    return noticed(kept, told) if left else kept


def span_of(raw: RawTable, window: ObservationWindow | None) -> tuple[date, date]:
    """Return the days that a log is about: its window, or else those of its rows.

    Parameters
    ----------
    raw : RawTable
        Dated rows.
    window : ObservationWindow or None
        The window.

    Returns
    -------
    first, last : datetime.date
        Both included.
    """
    if window is not None:
        return window.start, window.end
    days = [days_of(one) for one in raw.columns["date"].texts]
    return min(first for first, _ in days), max(last for _, last in days)
