"""What each row of a ledger of printed statements must keep to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bemodels.data.printed_figure import wrong_in_figure
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

# These columns hold one entry for all figures of the row, or one entry a figure.
PER_FIGURE = (
    "numerator",
    "numerator_unit",
    "denominator",
    "denominator_unit",
    "candidates",
    "known",
    "decimals",
)
NEEDED = ("id", "statement", "printed")
WHOLE = ("numerator", "denominator", "known", "decimals")
INTEGER = re.compile(r"0|[1-9][0-9]{0,14}")
LINES = re.compile(r"[0-9]{1,15}(;[0-9]{1,15})*")
INTEGERS = re.compile(rf"(?:{INTEGER.pattern})(?: *; *(?:{INTEGER.pattern}))*")


def split_figures(cell: str) -> tuple[str, ...]:
    """Split a ledger's cell into its entries, one a figure.

    Parameters
    ----------
    cell : str
        Entries separated by ``/``; an entry may be empty.

    Returns
    -------
    tuple of str
        The entries without the spaces around them.

    Examples
    --------
    >>> split_figures("45% / 25%")
    ('45%', '25%')
    >>> split_figures("3 /")
    ('3', '')
    """
    return tuple(entry.strip() for entry in cell.split("/"))


def check_ledger(ledger: SourceTable) -> None:
    """Check every row of a ledger.

    Ids are unique; kinds come from a closed list; numerators, denominators, known
    units and decimals are whole numbers or empty; the figures of a row agree: in a
    share or change, each column has one entry or one for each printed figure, in a
    count one unit or one for each part of the numerator, and one denominator, which a
    single printed whole number must equal; and each printed figure of a share or change
    is in a wording that has a rule.

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
        found = [*_wrong_cells(row), *_wrong_figures(row), *_wrong_printed(row)]
        if (earlier := first.setdefault(row["id"], line)) != line:
            found.append(("id", f"line {earlier} has this id, and it may stand once"))
        for name, rule in found:
            problems.add(
                Problem(
                    file=source,
                    line=line,
                    column=name,
                    value=shown(row[name]),
                    rule=rule,
                )
            )
    return problems


def _wrong_cells(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in NEEDED:
        if not row[name]:
            yield name, "text is needed"
    if row["kind"] not in LEDGER_KINDS:
        yield "kind", f"it must be one of {', '.join(LEDGER_KINDS)}"
    if not LINES.fullmatch(row["line"]):
        yield "line", "line numbers separated by ; are needed"
    for name in WHOLE:
        entries = split_figures(row[name])
        if not all(entry == "" or INTEGER.fullmatch(entry) for entry in entries):
            yield name, "whole numbers or nothing, separated by /, are needed"
    entries = split_figures(row["candidates"])
    if not all(entry == "" or INTEGERS.fullmatch(entry) for entry in entries):
        yield "candidates", "whole numbers separated by ; are needed, or nothing"


def _wrong_figures(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    if row["kind"] in ("share", "change"):
        figures = len(split_figures(row["printed"]))
        for name in PER_FIGURE:
            if len(split_figures(row[name])) not in (1, figures):
                yield name, f"one entry, or {figures} as printed, are needed"
    if row["kind"] == "count":
        parts = len(split_figures(row["numerator"]))
        if len(split_figures(row["numerator_unit"])) not in (1, parts):
            yield "numerator_unit", f"one entry, or {parts} as in numerator, are needed"
        if len(split_figures(row["denominator"])) != 1:
            yield "denominator", "the parts of a count have one total"
        printed, total = row["printed"].replace(",", ""), row["denominator"]
        if INTEGER.fullmatch(printed) and INTEGER.fullmatch(total) and printed != total:
            yield "printed", f"the total in the column denominator is {total}"


def _wrong_printed(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Find figures in no wording with a rule, or with other decimals than stated."""
    if row["kind"] not in ("share", "change") or not row["printed"]:
        return
    figures = split_figures(row["printed"])
    decimals = split_figures(row["decimals"])
    if len(decimals) == 1:
        decimals *= len(figures)
    for figure, digits in zip(figures, decimals, strict=False):
        if wrong := wrong_in_figure(figure, row["kind"], digits):
            name, rule = wrong
            several = name == "printed" and len(figures) > 1
            yield name, f"{shown(figure)}: {rule}" if several else rule
