"""A database of events at the door: its columns, its countries, its repeated rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.files.raw_table import RawTable
from bemodels.data.log.columns import BY_NAME
from bemodels.data.problems import Problem, refuse
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

REPEATED_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSource:
    """What a database of events calls its columns.

    Attributes
    ----------
    name : str
        Of the database.
    columns : tuple of str
        Every column of every release that is read.
    needed : tuple of str
        Those without which no log can be made.
    identifier : str
        The column that tells events apart.
    country : str
        The column of countries.
    """

    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    identifier: str
    country: str


def source_rows(
    raw: RawTable,
    source: EventSource,
    *,
    countries: Sequence[str],
    keep: Sequence[str],
) -> RawTable:
    """Check a file's columns, and take the rows of some countries, each once.

    Parameters
    ----------
    raw : RawTable
        The file.
    source : EventSource
        The database that it is of.
    countries : sequence of str
        Countries as the database writes them; all of them if empty.
    keep : sequence of str
        Columns that the user wants beside those of the log.

    Returns
    -------
    RawTable
        The rows; notices tell what was left out.

    Raises
    ------
    InvalidDataError
        If a column is not the database's, is needed and missing, or cannot be kept;
        if no row is of a country; or if rows of one identifier differ.
    """
    for name, value in (("countries", countries), ("keep", keep)):
        if isinstance(value, str):
            raise InvalidDataError(
                f"{name} must be a sequence of names, got {shown(value)}"
            )
    refuse([*_wrong_columns(raw, source), *_not_kept(raw, keep)])
    return _each_once(_of_countries(raw, source.country, countries), source)


def noticed(raw: RawTable, *notices: str) -> RawTable:
    """Add what must be told of a file, each notice beginning with its name.

    Parameters
    ----------
    raw : RawTable
        The file.
    *notices : str
        What must be told.

    Returns
    -------
    RawTable
        The same rows.
    """
    told = (f"{raw.source}: {one}" for one in notices)
    return replace(raw, notices=(*raw.notices, *told))


def closest(name: str, names: Iterable[str]) -> str:
    """Ask for the name that someone may have meant.

    Parameters
    ----------
    name : str
        What was written.
    names : iterable of str
        What there is.

    Returns
    -------
    str
        A hint, empty if nothing is close.

    Examples
    --------
    >>> closest("Belgum", ["Belgium", "France"])
    "do you mean 'Belgium'?"
    """
    close = get_close_matches(name, list(names), n=1)
    return f"do you mean {close[0]!r}?" if close else ""


def _wrong_columns(raw: RawTable, source: EventSource) -> Iterator[Problem]:
    for name in raw.columns:
        if name not in source.columns:
            yield Problem(
                file=raw.source,
                line=1,
                value=shown(name),
                rule=f"{source.name} has no such column",
                hint=closest(name, source.columns),
            )
    for name in source.needed:
        if name not in raw.columns:
            yield Problem(
                file=raw.source, line=1, rule=f"the column {name!r} is missing"
            )


def _not_kept(raw: RawTable, keep: Sequence[str]) -> Iterator[Problem]:
    for name in keep:
        if name in BY_NAME:
            rule, hint = "keep names a column that a log has of its own", ""
        elif name not in raw.columns:
            rule = "keep names a column that is not there"
            hint = closest(name, raw.columns)
        else:
            continue
        yield Problem(file=raw.source, value=shown(name), rule=rule, hint=hint)


def _of_countries(raw: RawTable, name: str, countries: Sequence[str]) -> RawTable:
    if not countries:
        return raw
    column = raw.columns[name]
    refuse(
        [
            Problem(
                file=raw.source,
                column=name,
                value=shown(country),
                rule="no row is of this country",
                hint=closest(country, column.texts),
            )
            for country in countries
            if country not in column.texts
        ]
    )
    kept = raw.select(column.rows_of([column.texts.index(one) for one in countries]))
    left = len(raw) - len(kept)
    rule = f"{left} of {len(raw)} rows are of other countries and are left out"
    return noticed(kept, rule) if left else kept


def _each_once(raw: RawTable, source: EventSource) -> RawTable:
    """Leave out rows that repeat another in every cell; refuse those that differ."""
    ids, rows = raw.columns[source.identifier], np.arange(len(raw))
    first = np.zeros(len(ids.texts), dtype=np.int64)
    first[ids.codes[::-1]] = rows[::-1]
    again = np.flatnonzero(first[ids.codes] != rows)
    if not len(again):
        return raw
    before = first[ids.codes[again]]
    same = np.ones(len(again), dtype=bool)
    for column in raw.columns.values():
        same &= column.codes[again] == column.codes[before]
    pairs = list(zip(again.tolist(), before.tolist(), strict=True))
    refuse([_differs(raw, source, *pair) for pair in compress(pairs, ~same)])
    named = ", ".join(
        f"{ids.cell(row)} (line {raw.lines[row]} as {raw.lines[earlier]})"
        for row, earlier in pairs[:REPEATED_NAMED]
    )
    more = f" and {len(pairs) - REPEATED_NAMED} more" * (len(pairs) > REPEATED_NAMED)
    rule = f"{len(pairs)} of {len(raw)} rows repeat another in every cell and are"
    return noticed(
        raw.select(np.setdiff1d(rows, again)), f"{rule} left out: {named}{more}"
    )


def _differs(raw: RawTable, source: EventSource, row: int, earlier: int) -> Problem:
    return Problem(
        file=raw.source,
        line=raw.lines[row],
        column=source.identifier,
        value=shown(raw.columns[source.identifier].cell(row)),
        rule=f"the identifier stands on line {raw.lines[earlier]} already, where other "
        "cells differ",
        hint="leave out the row that is wrong",
    )
