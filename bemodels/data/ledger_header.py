"""Which column of a file is which of a ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.data.count_names import meant_by
from bemodels.data.ledger_rules import LEDGER_COLUMNS
from bemodels.data.problem_list import ProblemList
from bemodels.data.problems import Problem, refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.data.files.raw_table import RawTable

    type Wrong = tuple[str, str, str]


def ledger_columns(raw: RawTable) -> RawTable:
    """Name a file's columns as a ledger does, whatever their case.

    Parameters
    ----------
    raw : RawTable
        The file.

    Returns
    -------
    RawTable
        The columns of a ledger; a notice tells which were in another case.

    Raises
    ------
    InvalidDataError
        If columns are missing, in one line; or one is unknown, misspelled or there
        twice, a line each; or there is none of a ledger.
    """
    taken = _taken(raw)
    if not taken:
        refuse_file(
            raw.source,
            f"line {raw.header_line} names no column of a ledger",
            hint=f"its columns are {', '.join(LEDGER_COLUMNS)}",
        )
    problems = ProblemList(
        Problem(
            file=raw.source, line=raw.header_line, value=value, rule=rule, hint=hint
        )
        for value, rule, hint in _wrong(raw, taken)
    )
    if problems.total:
        problems.absorb(raw.problems)
        problems.refuse()
    other = [name for ours, name in taken.items() if name != ours]
    told = (f"{raw.source}: columns in another case were accepted: {', '.join(other)}",)
    return replace(
        raw,
        columns={ours: raw.columns[name] for ours, name in taken.items()},
        notices=(*raw.notices, *(told if other else ())),
    )


def _taken(raw: RawTable) -> dict[str, str]:
    """Return the file's name of each column: as a ledger has it, or in another case."""
    taken = {name: name for name in LEDGER_COLUMNS if name in raw.columns}
    for name in raw.columns:
        if name.casefold() in LEDGER_COLUMNS:
            taken.setdefault(name.casefold(), name)
    return taken


def _wrong(raw: RawTable, taken: dict[str, str]) -> Iterator[Wrong]:
    missing = [name for name in LEDGER_COLUMNS if name not in taken]
    unknown = [name for name in raw.columns if name not in taken.values()]
    hints = {name: meant_by(name, missing) for name in unknown}
    left = [one for one in missing if f"do you mean {one}?" not in hints.values()]
    if left:
        are = f"s {', '.join(left)} are" if len(left) > 1 else f" {left[0]} is"
        yield "", f"the column{are} missing", ""
    for name, hint in hints.items():
        ours = name.casefold()
        if ours in taken:
            rule = f"two columns are {ours}: {shown(taken[ours])} and this one"
            yield shown(name), rule, "keep one"
        else:
            yield shown(name), "a ledger has no such column", hint
