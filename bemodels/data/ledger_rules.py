"""What each row of a ledger of printed statements must keep to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bemodels.data.files.error_cells import ERROR_VALUES, FAILED_FORMULA
from bemodels.data.ledger_figures import INTEGER, split_figures, wrong_in_figures
from bemodels.data.ledger_numbers import wrong_in_numbers
from bemodels.data.printed_figure import HYPHENS
from bemodels.data.problem_list import ProblemList
from bemodels.data.problems import Problem, refuse
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bemodels.data.source_table import SourceTable

LEDGER_COLUMNS = (
    "id",
    "line",
    "section",
    "statement",
    "printed",
    "numerator",
    "numerator_unit",
    "denominator",
    "denominator_unit",
    "candidates",
    "known",
    "decimals",
    "kind",
)
LEDGER_KINDS = ("share", "change", "count", "claim", "context", "definition")

NEEDED = ("id", "statement", "printed")
WHOLE = ("numerator", "denominator", "known", "decimals")
PLACE = re.compile(rf"(?:pp?\. ?)?([0-9]{{1,15}})(?:[{HYPHENS}]([0-9]{{1,15}}))?")
LINES = (
    "lines or pages such as 12, 12-14, p. 3 or pp. 3-4, separated by ;, are needed, or "
    "nothing"
)
WHOLE_RULE = "whole numbers or nothing, separated by /, are needed"
CANDIDATES_RULE = "whole numbers separated by ; are needed, or nothing"
INTEGERS = re.compile(rf"(?:{INTEGER.pattern})(?: *; *(?:{INTEGER.pattern}))*")


def check_ledger(ledger: SourceTable) -> None:
    """Check every row of a ledger.

    Ids are unique; kinds come from a closed list; lines are lines, pages or empty;
    numerators, denominators, known units and decimals are whole numbers or empty, the
    denominator of a share 1 or more; the figures of a row agree: in a share or change,
    each column has one entry or one for each printed figure, in a count one unit or one
    for each part of the numerator, and one denominator, which a single printed whole
    number, alone or within words, must equal; each printed figure of a share or change
    is in a wording that has a rule, no count is a percentage or has a decimal point,
    and no cell holds the error of a spreadsheet's formula.

    Parameters
    ----------
    ledger : SourceTable
        A table with the columns `LEDGER_COLUMNS`, all of them text.

    Raises
    ------
    InvalidDataError
        If the columns are others, or any row breaks a rule. The message lists every
        problem with file, line (the header is 1), column, value and rule.
    """
    if ledger.columns != LEDGER_COLUMNS:
        refuse([f"{ledger.source}: the columns must be {', '.join(LEDGER_COLUMNS)}"])
    cells = [ledger.texts(name) for name in LEDGER_COLUMNS]
    rows = list(zip(*cells, strict=True))
    problems_of_rows(rows, lines=range(2, len(rows) + 2), source=ledger.source).refuse()


def problems_of_rows(
    rows: Iterable[Sequence[str]], *, lines: Iterable[int], source: str
) -> ProblemList:
    """Find every cell that breaks a rule of a ledger.

    Parameters
    ----------
    rows : iterable of sequence of str
        Cells under `LEDGER_COLUMNS`.
    lines : iterable of int
        Where each row stands.
    source : str
        Name of the file.

    Returns
    -------
    ProblemList
        In the order of the rows.
    """
    problems = ProblemList()
    first: dict[str, int] = {}
    for line, cells in zip(lines, rows, strict=True):
        row = dict(zip(LEDGER_COLUMNS, cells, strict=True))
        failed = [name for name, cell in row.items() if cell in ERROR_VALUES]
        # A failed cell is one problem: for all other rules it is empty.
        sound = row | dict.fromkeys(failed, "")
        found = [*_wrong_cells(sound), *wrong_in_figures(sound)]
        if (earlier := first.setdefault(row["id"], line)) != line:
            found.append(("id", f"line {earlier} has this id, and it may stand once"))
        rules = [(name, (rule, "")) for name, rule in found if name not in failed]
        rules += [(name, FAILED_FORMULA) for name in failed]
        for name, (rule, hint) in rules:
            problems.add(
                Problem(
                    file=source,
                    line=line,
                    column=name,
                    value=shown(row[name]),
                    rule=rule,
                    hint=hint,
                )
            )
    return problems


def _wrong_cells(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in NEEDED:
        if not row[name]:
            yield name, "text is needed"
    if row["kind"] not in LEDGER_KINDS:
        yield "kind", f"it must be one of {', '.join(LEDGER_KINDS)}"
    if row["line"] and not all(map(_is_place, row["line"].split(";"))):
        yield "line", LINES
    for name in WHOLE:
        entries = split_figures(row[name])
        if not all(entry == "" or INTEGER.fullmatch(entry) for entry in entries):
            yield name, wrong_in_numbers(entries, WHOLE_RULE)
    entries = split_figures(row["candidates"])
    if not all(entry == "" or INTEGERS.fullmatch(entry) for entry in entries):
        yield "candidates", wrong_in_numbers(entries, CANDIDATES_RULE)


def _is_place(entry: str) -> bool:
    """Tell whether an entry is a line, a page or a range of them that runs forward."""
    found = PLACE.fullmatch(entry.strip())
    if found is None:
        return False
    first, last = found.groups()
    return last is None or int(first) < int(last)
