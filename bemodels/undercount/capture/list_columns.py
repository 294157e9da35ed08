"""Lists as columns, one a source: 0 or 1 in each row, which is counted as a history."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.count_cells import parse_table_count
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.missing_words import MISSING_WORDS
from bemodels.data.problems import Problem
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.result.rules import shown
from bemodels.undercount.capture.capture_table import (
    FEWEST_LISTS,
    MOST_LISTS,
    CaptureTable,
    check_lists,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from numpy.typing import NDArray

    from bemodels.data.files.raw_table import RawTable

    type Numbers = NDArray[np.int64]

COUNT = "count"
# Names that often count, but may be anything: told of, not refused.
MAY_COUNT = frozenset({"n", "counts", "freq", "frequency"})
WORDS = {"0": 0, "1": 1, "no": 0, "yes": 1, "false": 0, "true": 1}
# as a sheet or a frame with gaps writes whole numbers
WORDS |= {f"{digit}.{zeros}": digit for digit in (0, 1) for zeros in ("0", "00")}
_RULE = "0 or 1 (or 0.0 or 1.0) is needed, or no or yes, or false or true"
_UNKNOWN = (
    "write 0 if the list did not see the incident; if that is not known, it has no "
    "history"
)


def parse_seen(text: str) -> int | Fault:
    """Read whether a list saw an incident, or say why a cell does not tell.

    Parameters
    ----------
    text : str
        A cell without spaces around it.

    Returns
    -------
    int or Fault
        0 or 1.

    Examples
    --------
    >>> parse_seen("1.0"), parse_seen("No"), parse_seen("x").rule
    (1, 0, '0 or 1 (or 0.0 or 1.0) is needed, or no or yes, or false or true')
    """
    plain = text.casefold()
    if plain in WORDS:
        return WORDS[plain]
    return Fault(rule=_RULE, hint=_UNKNOWN if plain in MISSING_WORDS else "")


def check_names(lists: Sequence[str], count: str) -> tuple[str, ...]:
    """Refuse names of lists that are none.

    Parameters
    ----------
    lists : sequence of str
        Names of columns.
    count : str
        The column of counts; empty for none.

    Returns
    -------
    tuple of str
        The names, 2 to 10.

    Raises
    ------
    InvalidDataError
        If there are fewer or more, one stands twice or is no text, or it is `count`.
    """
    if isinstance(lists, str) or not isinstance(lists, Sequence):
        raise InvalidDataError(f"lists must be a sequence of names, got {shown(lists)}")
    for name in lists:
        if not isinstance(name, str) or not name:
            raise InvalidDataError(f"a list must be a column's name, got {shown(name)}")
    if not isinstance(count, str):
        raise InvalidDataError(f"count must be a column's name, got {shown(count)}")
    check_lists(tuple(lists), FEWEST_LISTS, MOST_LISTS)
    if count in lists:
        raise InvalidDataError(
            f"a column is either a list or the count, got {shown(count)} as both"
        )
    return tuple(lists)


def histories_in(
    raw: RawTable, *, lists: Sequence[str], count: str = ""
) -> CaptureTable:
    """Count the histories that the columns of a file hold.

    Parameters
    ----------
    raw : RawTable
        The file.
    lists : sequence of str
        Names of the columns, one a list, in the order of the digits.
    count : str, default ""
        The column that says how many incidents a row stands for; without it, one.

    Returns
    -------
    CaptureTable
        With what was accepted and must be told.

    Raises
    ------
    InvalidDataError
        If a name is none, a column is missing, or a cell breaks its rule: every
        problem is a line with file, line, column, value and rule.
    """
    names = check_names(lists, count)
    findings = Findings.of(raw)
    columns = (*names, *filter(None, (count,)))
    _check_header(raw, columns, findings)
    seen = [_parsed(raw, name, parse_seen, findings) for name in names]
    units = (
        _parsed(raw, count, parse_table_count, findings)
        if count
        else np.ones(len(raw), dtype=np.int64)
    )
    findings.refuse()
    codes = np.stack(seen, axis=1) @ (1 << np.arange(len(names)))[::-1]
    counted = np.zeros(2 ** len(names), dtype=np.int64)
    np.add.at(counted, codes, units)
    told = (
        *_spaced(raw, columns, findings),
        *_left_out(codes, units, names, findings),
        *_empty(np.stack(seen, axis=1), units, names),
        *_added(codes, count),
        *(() if count else _not_counted(raw, names)),
    )
    return CaptureTable(
        lists=names,
        counts=tuple(counted[1:].tolist()),
        provenance=(Provenance(source=raw.source, sha256=raw.sha256, rows=len(raw)),),
        notices=(*raw.notices, *(f"{raw.source}: {one}" for one in told)),
    )


def _check_header(raw: RawTable, columns: Collection[str], findings: Findings) -> None:
    """Refuse a header that lacks a column, or has counts that nobody named."""
    missing = [name for name in columns if name not in raw.columns]
    for name in missing:
        near = get_close_matches(name, raw.columns, n=1)
        findings.problems.add(
            Problem(
                file=raw.source,
                line=raw.header_line,
                rule=f"the column {name} is missing",
                hint=f"is it {near[0]}?" if near else "",
            )
        )
    if COUNT in raw.columns and COUNT not in columns:
        findings.problems.add(
            Problem(
                file=raw.source,
                line=raw.header_line,
                column=COUNT,
                rule="a row with a count stands for more than one incident",
                hint="name it: --count count, in Python count='count'",
            )
        )
    if missing:
        findings.refuse()


def _parsed(
    raw: RawTable,
    name: str,
    parse: Callable[[str], int | Fault],
    findings: Findings,
) -> Numbers:
    column = raw.columns[name]
    values = [parse(text.strip()) for text in column.texts]
    wrong = {i: one for i, one in enumerate(values) if isinstance(one, Fault)}
    findings.add_texts(name, column, wrong)
    numbers = [0 if isinstance(one, Fault) else one for one in values]
    return np.asarray(np.array(numbers, dtype=np.int64)[column.codes])


def _left_out(
    codes: Numbers, units: Numbers, names: tuple[str, ...], findings: Findings
) -> tuple[str, ...]:
    """Tell of incidents that none of the lists saw."""
    rows = np.flatnonzero((codes == 0) & (units > 0))
    if not rows.size:
        return ()
    total = int(units[rows].sum())
    return (
        f"incidents that stand on none of {', '.join(names)} were left out: {total} "
        f"({findings.lines_of(rows)}); the hidden of these lists cannot be fewer",
    )


def _spaced(
    raw: RawTable, columns: Sequence[str], findings: Findings
) -> tuple[str, ...]:
    """Tell of cells that were read without the spaces around them."""
    told = []
    for name in columns:
        column = raw.columns[name]
        spaced = [i for i, one in enumerate(column.texts) if one != one.strip()]
        if spaced:
            lines = findings.lines_of(column.rows_of(spaced))
            told.append(
                f"{lines}, column {shown(name)}: spaces around the value were removed"
            )
    return tuple(told)


def _empty(seen: Numbers, units: Numbers, names: tuple[str, ...]) -> tuple[str, ...]:
    """Tell of lists that hold no incident."""
    return tuple(
        f"the list {name} holds no incident; models of equal chances and graphs count "
        "it as a list that looked and saw nothing: leave it out if it did not look"
        for name, total in zip(names, units @ seen, strict=True)
        if not total
    )


def _added(codes: Numbers, count: str) -> tuple[str, ...]:
    """Tell of counts that were added up."""
    repeated = int((np.bincount(codes) > 1).sum()) if count else 0
    if not repeated:
        return ()
    stand = "history stands" if repeated == 1 else "histories stand"
    return (f"{repeated} {stand} on several lines; the counts were added",)


def _not_counted(raw: RawTable, names: tuple[str, ...]) -> tuple[str, ...]:
    """Tell of columns that may have been meant to count."""
    return tuple(
        f"each line was counted as one incident; the column {name} was not read (if it "
        f"counts incidents, name it: --count {name}, in Python count={name!r})"
        for name in raw.columns
        if name.strip().lower() in MAY_COUNT - {*names}
    )
