"""Results on standard output: tables for a person, one JSON object for a program."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from bemodels.report.result_json import result_to_json
from bemodels.result import Result, Table
from bemodels.result.display import HEADINGS, estimate_cells, format_cell, format_number

PIPED_WIDTH = 200


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
        _print_sentences(console, result)
    sys.stdout.write(text.get())


def _console() -> Console:
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False)


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
    grid = RichTable(title=Text(name), title_justify="left", box=None, pad_edge=False)
    for heading, *cells in zip(columns, *rows, strict=True):
        grid.add_column(Text(heading), min_width=_longest_word(heading, *cells))
    for row in rows:
        grid.add_row(*map(Text, row))
    console.print()
    if console.measure(grid).minimum > console.width:
        grid.padding = (0, 1, 0, 0)
    # A table wider than the terminal runs over: better than a column that is not there.
    needed = console.measure(grid).minimum
    console.print(grid, width=max(console.width, needed), crop=False)


def _longest_word(*texts: str) -> int:
    """Return how wide a column must be so that no word is broken."""
    return max((len(word) for text in texts for word in text.split()), default=1)


def _print_sentences(console: Console, result: Result) -> None:
    lines = [
        f"{one.statement}: {format_number(one.value)}, given {one.given}"
        for one in result.probabilities
    ]
    lines += [
        f"{one.null} {one.method}: p = {format_number(one.p_value)}"
        for one in result.tests
    ]
    lines += [
        f"{'passed' if one.passed else 'FAILED'}: {one.name}: {one.detail}"
        for one in result.checks
    ]
    lines += [f"Assumes ({one.support}): {one.statement}" for one in result.assumptions]
    if result.provenance:
        sources = ", ".join(one.source for one in result.provenance)
        lines.append(f"Data: {sources}")
    console.print()
    for line in lines:
        console.print(Text(line))
