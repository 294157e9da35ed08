"""Which column of a file is which of the codebook."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bemodels.data.log.columns import BY_NAME, REQUIRED, TIMES
from bemodels.data.problems import Problem, refuse, refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.data.files.raw_table import RawTable
    from bemodels.data.log.mapping import LogMapping


def matched_columns(raw: RawTable, mapping: LogMapping) -> RawTable:
    """Name a file's columns as the codebook does, and leave out what is not wanted.

    Parameters
    ----------
    raw : RawTable
        The file.
    mapping : LogMapping
        The user's own names.

    Returns
    -------
    RawTable
        Columns of the codebook and those to keep.

    Raises
    ------
    InvalidDataError
        If the first line is no header, a column is not known, is missing, or comes
        twice; every problem is a line.
    """
    names = {name: mapping.columns.get(name, name) for name in raw.columns}
    known = {*BY_NAME, *mapping.keep, *mapping.ignore}
    if not any(ours in known for ours in names.values()):
        refuse_file(
            raw.source,
            "line 1 names no column of an incident log",
            hint="the first line must be a header; `bemodels template` writes one",
        )
    problems = [*_unknown(names, known), *_missing(names, mapping), *_times(names)]
    refuse(
        [
            Problem(file=raw.source, line=1, value=value, rule=rule, hint=hint)
            for value, rule, hint in problems
        ]
    )
    kept = {
        ours: raw.columns[name]
        for name, ours in names.items()
        if ours not in mapping.ignore
    }
    return replace(raw, columns=kept)


Wrong = tuple[str, str, str]


def _unknown(names: dict[str, str], known: set[str]) -> Iterator[Wrong]:
    taken: dict[str, str] = {}
    for name, ours in names.items():
        if ours in taken:
            rule = f"two columns are {ours}: {taken[ours]!r} and this one"
            yield shown(name), rule, "name one of them in the mapping's ignore"
        elif ours not in known:
            close = get_close_matches(ours, BY_NAME, n=1)
            hint = f"do you mean {close[0]}?" if close else ""
            other = "map it, or name it in the mapping's ignore or keep"
            rule = "the codebook has no such column"
            yield shown(name), rule, f"{hint} otherwise {other}" if hint else other
        taken.setdefault(ours, name)


def _missing(names: dict[str, str], mapping: LogMapping) -> Iterator[Wrong]:
    for name in REQUIRED:
        if name not in names.values():
            unknown = [one for one in names if one not in BY_NAME]
            close = get_close_matches(name, unknown, n=1)
            yield "", f"the column {name} is missing", _is_it(close)
    for name in (*mapping.columns, *mapping.keep):
        if name not in names:
            close = get_close_matches(name, names, n=1)
            yield (
                shown(name),
                "the mapping names a column that is not there",
                _is_it(close),
            )


def _is_it(close: list[str]) -> str:
    return f"is it {shown(close[0])}? map it" if close else ""


def _times(names: dict[str, str]) -> Iterator[Wrong]:
    found = [name for name in TIMES if name in names.values()]
    if len(found) != 1:
        rule = f"one of {', '.join(TIMES)} is needed"
        yield ", ".join(found), rule, "" if found else "map the column of the time"
