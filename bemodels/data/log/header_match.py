"""Which column of a file is which of the codebook."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bemodels.data.count_header import refuse_counts
from bemodels.data.log.columns import BY_NAME, REQUIRED, TIMES
from bemodels.data.problem_list import ProblemList
from bemodels.data.problems import Problem, refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bemodels.data.files.raw_table import RawTable
    from bemodels.data.log.mapping import LogMapping


NO_COLUMN = (
    "the first line must be a header; --mapping brings names of your own onto the "
    "codebook's, and `bemodels template` writes these"
)


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
        Columns of the codebook and those to keep; its problems are those of the file
        and of columns that are not known, are missing, or come twice.

    Raises
    ------
    InvalidDataError
        If the first line is no header of a log, or that of a table of counts.
    """
    names = {
        name: mapping.columns.get(name, name)
        for name in raw.columns
        if name not in mapping.ignore
    }
    known = {*BY_NAME, *mapping.keep}
    meant = _meant(names, known)
    refuse_counts(raw, (*names.values(), *meant.values()))
    if not known.intersection((*names.values(), *meant.values())):
        refuse_file(
            raw.source,
            f"line {raw.header_line} names no column of an incident log",
            hint=NO_COLUMN,
        )
    problems = ProblemList(
        Problem(
            file=raw.source, line=raw.header_line, value=value, rule=rule, hint=hint
        )
        for value, rule, hint in _wrong(names, known, meant, mapping)
    )
    problems.absorb(raw.problems)
    taken = _taken({**names, **meant}, known)
    return replace(
        raw,
        columns={one: raw.columns[name] for one, name in taken.items()},
        problems=problems,
        titles={one: f"{name} ({one})" for one, name in taken.items() if name != one},
    )


Wrong = tuple[str, str, str]


def _wrong(
    names: dict[str, str], known: set[str], meant: dict[str, str], mapping: LogMapping
) -> Iterator[Wrong]:
    ours = {**names, **meant}
    # What may be meant by a column that is not known has been told of with it.
    told = {close for one in ours.values() if one not in known for close in _close(one)}
    yield from _unknown(names, known, meant)
    yield from _missing(ours, mapping, told)
    yield from _not_there(names, mapping)
    yield from _times(ours, told)


def _taken(names: dict[str, str], wanted: set[str]) -> dict[str, str]:
    """Return the column of the file that is each wanted one: the first, if two are."""
    taken: dict[str, str] = {}
    for name, ours in names.items():
        if ours in wanted:
            taken.setdefault(ours, name)
    return taken


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()


def _meant(names: dict[str, str], known: set[str]) -> dict[str, str]:
    """Find columns whose name is one of the codebook but for its case or spaces.

    They are problems, yet their cells can be checked as what they are meant to be.
    """
    free = {_plain(name): name for name in BY_NAME if name not in names.values()}
    meant: dict[str, str] = {}
    for name, ours in names.items():
        if ours not in known and _plain(ours) in free:
            meant[name] = free.pop(_plain(ours))
    return meant


def _unknown(
    names: dict[str, str], known: set[str], meant: dict[str, str]
) -> Iterator[Wrong]:
    taken: dict[str, str] = {}
    for name, ours in names.items():
        if ours in taken:
            rule = f"two columns are {ours}: {taken[ours]!r} and this one"
            yield shown(name), rule, "name one of them in the mapping's ignore"
        elif ours not in known:
            close = [meant[name]] if name in meant else _close(ours)
            hint = f"do you mean {close[0]}?" if close else ""
            other = "map it, or name it in the mapping's ignore or keep"
            rule = "the codebook has no such column"
            yield shown(name), rule, f"{hint} otherwise {other}" if hint else other
        taken.setdefault(ours, name)


def _close(name: str) -> list[str]:
    return get_close_matches(name.casefold(), BY_NAME, n=1)


def _missing(
    names: dict[str, str], mapping: LogMapping, told: set[str]
) -> Iterator[Wrong]:
    for name in REQUIRED:
        if name not in names.values() and name not in told:
            hint = "the mapping ignores it" if name in mapping.ignore else ""
            yield "", f"the column {name} is missing", hint


def _not_there(names: Collection[str], mapping: LogMapping) -> Iterator[Wrong]:
    for name in (*mapping.columns, *mapping.keep):
        if name not in names and name not in mapping.ignore:
            close = get_close_matches(name, names, n=1)
            yield (
                shown(name),
                "the mapping names a column that is not there",
                f"is it {shown(close[0])}? map it" if close else "",
            )


def _times(names: dict[str, str], told: set[str]) -> Iterator[Wrong]:
    found = [name for name in TIMES if name in names.values()]
    if len(found) > 1 or not (found or told.intersection(TIMES)):
        rule = f"one of {', '.join(TIMES)} is needed"
        yield ", ".join(found), rule, "" if found else "map the column of the time"
