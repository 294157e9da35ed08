"""What each row of a table of counts must keep to."""

from __future__ import annotations

import sys
from numbers import Real
from typing import TYPE_CHECKING, Any

from bemodels.data.problems import refuse
from bemodels.result.rules import is_whole, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Label = str | int
Row = tuple[Any, ...]

LARGEST_COUNT = 10**9
LABEL_RULE = "a key must be text without spaces around it, or a whole number"
MIXED_RULE = "the keys of a column must be all text or all whole numbers"
COUNT_RULE = f"a count must be a whole number from 0 to {LARGEST_COUNT}"
YEARS_RULE = "exposure must be a finite number of years above 0"


def check_rows(
    rows: Sequence[Sequence[Any]], *, names: Sequence[str], source: str
) -> tuple[Row, ...]:
    """Check every cell of a table of counts and bring its rows into order.

    Parameters
    ----------
    rows : sequence of sequence
        Labels, then the count, then the exposure in years.
    names : sequence of str
        The column of each cell, for the messages.
    source : str
        The file of the rows, for the messages.

    Returns
    -------
    tuple of tuple
        The rows in the order of their labels, which are str or int, as the count is
        int and the exposure float.

    Raises
    ------
    InvalidDataError
        If there is no row, or any cell breaks its rule; all problems in one message.
    """
    if not isinstance(rows, list | tuple):
        refuse([f"{source}: rows must be a sequence of rows, got {shown(rows)}"])
    if not rows:
        refuse([f"{source}: no rows; a table of counts needs at least one"])
    problems: list[str] = []
    sound: dict[int, Row] = {}
    for number, cells in enumerate(rows, start=1):
        wrong = _wrong_cells(cells, names)
        problems += [f"{source}, row {number}{place}" for place in wrong]
        if not wrong:
            sound[number] = _to_row(cells)
    problems += [f"{source}, {text}" for text in _mixed_columns(sound, names)]
    problems += [f"{source}, {text}" for text in _repeated_labels(sound, names)]
    refuse(problems)
    return tuple(sorted(sound.values()))


def _wrong_cells(cells: Sequence[Any], names: Sequence[str]) -> list[str]:
    if not isinstance(cells, list | tuple):
        return [f": got {shown(cells)}; a row must be a sequence of cells"]
    if len(cells) != len(names):
        return [f": {len(cells)} cells for {len(names)} columns"]
    *labels, count, years = cells
    verdicts = [(_is_label(label), LABEL_RULE) for label in labels]
    verdicts += [(is_count(count), COUNT_RULE), (is_exposure(years), YEARS_RULE)]
    return [
        f", column {name!r}: got {shown(cell)}; {rule}"
        for name, cell, (good, rule) in zip(names, cells, verdicts, strict=True)
        if not good
    ]


def _is_whole(value: object) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return is_whole(value)


def _is_label(value: object) -> bool:
    if isinstance(value, str):
        return bool(value) and value == value.strip()
    return _is_whole(value)


def is_count(value: object) -> bool:
    """Tell whether a value is a count; a whole number stored as a float is one.

    Parameters
    ----------
    value : object
        What a cell holds.

    Returns
    -------
    bool
        Whether it is a whole number from 0 to 10^9.
    """
    return _is_whole(value) and 0 <= value <= LARGEST_COUNT  # type: ignore[operator]


def is_exposure(value: object) -> bool:
    """Tell whether a value is an exposure.

    Parameters
    ----------
    value : object
        What a cell holds.

    Returns
    -------
    bool
        Whether it is a finite number above 0.
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    return bool(0 < value <= sys.float_info.max)  # type: ignore[operator]


def _to_row(cells: Sequence[Any]) -> Row:
    *labels, count, years = cells
    return (
        *(str(one) if isinstance(one, str) else int(one) for one in labels),
        int(count),
        float(years),
    )


def _mixed_columns(rows: Mapping[int, Row], names: Sequence[str]) -> list[str]:
    problems = []
    for position, name in enumerate(names[:-2]):
        first: dict[type, int] = {}
        for number, row in rows.items():
            first.setdefault(type(row[position]), number)
        if len(first) > 1:
            number = max(first.values())
            value = shown(rows[number][position])
            problems.append(f"row {number}, column {name!r}: got {value}; {MIXED_RULE}")
    return problems


def _repeated_labels(rows: Mapping[int, Row], names: Sequence[str]) -> list[str]:
    columns = ", ".join(map(repr, names[:-2]))
    first: dict[tuple[Label, ...], int] = {}
    problems = []
    for number, row in rows.items():
        earlier = first.setdefault(row[:-2], number)
        if earlier != number:
            value = ", ".join(map(shown, row[:-2]))
            problems.append(
                f"row {number}, column {columns}: got {value}; the same as in row "
                f"{earlier}, and each combination may stand once"
            )
    return problems
