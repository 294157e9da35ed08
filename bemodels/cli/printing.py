"""Results on standard output: tables for a person, one JSON object for a program."""

from __future__ import annotations

import sys
import textwrap
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from bemodels.report.result_json import result_to_json
from bemodels.result import Result, Table
from bemodels.result.display import HEADINGS, estimate_cells, format_cell, sentences

PIPED_WIDTH = 200
GAP = "  "


def print_json(result: Result) -> None:
    """Print a result as one strict JSON object.

    Parameters
    ----------
    result : Result
        Any result.
    """
    sys.stdout.write(result_to_json(result))


def print_result(result: Result) -> None:
    """Print a result as tables and sentences.

    Parameters
    ----------
    result : Result
        Any result; its texts are data and never markup.
    """
    console = _console()
    # Written by us and not by rich, which takes a reader that has gone for a failure.
    with console.capture() as text:
        console.print(Text(result.title, style="bold"))
        console.print(Text(result.method, style="italic"))
        if result.estimates:
            rows = tuple(estimate_cells(one) for one in result.estimates)
            _print_rows(console, "Estimates", HEADINGS, rows)
        for table in result.tables:
            _print_table(console, table)
        console.print()
        for line in sentences(result):
            console.print(Text(line))
    sys.stdout.write(text.get())


def _console() -> Console:
    terminal = sys.stdout.isatty()
    width = None if terminal else PIPED_WIDTH
    return Console(width=width, highlight=False, force_terminal=terminal)


def _print_table(console: Console, table: Table) -> None:
    rows = tuple(tuple(map(format_cell, row)) for row in table.rows)
    _print_rows(console, table.name, table.columns, rows)
    if table.note:
        console.print(Text(table.note, style="dim"))


def _print_rows(
    console: Console,
    name: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
) -> None:
    widths = _fit(list(zip(columns, *rows, strict=True)), console.width)
    console.print()
    console.print(Text(name, style="italic"))
    if not widths:
        _print_stacked(console, columns, rows)
        return
    for number, row in enumerate((columns, *rows)):
        for line in _wrap(row, widths):
            console.print(Text(line, style="" if number else "bold"))


def _print_stacked(
    console: Console, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    """Print a table that is too wide for the terminal, a line a cell."""
    for first, *others in rows:
        console.print(Text(f"{columns[0]} {first}", style="bold"))
        for column, cell in zip(columns[1:], others, strict=True):
            console.print(Text(f"  {column}: {cell}"))


def _wrap(row: tuple[str, ...], widths: list[int]) -> list[str]:
    """Return the lines of a row whose cells are broken between words."""
    wrapped = [
        textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        for text, width in zip(row, widths, strict=True)
    ]
    return [
        GAP.join(
            part.ljust(width) for part, width in zip(parts, widths, strict=True)
        ).rstrip()
        for parts in zip_longest(*wrapped, fillvalue="")
    ]


def _fit(columns: list[tuple[str, ...]], width: int) -> list[int]:
    """Return the widths of columns: as the longest text, less where that is too much.

    No column becomes narrower than its longest word; none at all are returned where
    even that is too wide.
    """
    available = width - len(GAP) * (len(columns) - 1)
    widths = [max(map(len, texts)) for texts in columns]
    least = [
        max((len(word) for text in texts for word in text.split()), default=1)
        for texts in columns
    ]
    if sum(least) > available:
        return []
    while sum(widths) > available:
        wider = [i for i in range(len(widths)) if widths[i] > least[i]]
        widths[max(wider, key=widths.__getitem__)] -= 1
    return widths
