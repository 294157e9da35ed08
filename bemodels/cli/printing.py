"""Results on standard output: tables for a person, one JSON object for a program."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bemodels.cli.stated import with_stated_inputs
from bemodels.report.result_json import result_to_json
from bemodels.result import Result, Table
from bemodels.result.display import HEADINGS, estimate_cells, format_row
from bemodels.result.layout import lay_out
from bemodels.result.wording import sentences

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

PIPED_WIDTH = 200


def print_json(result: Result) -> None:
    """Print a result as one strict JSON object.

    Parameters
    ----------
    result : Result
        Any result.
    """
    sys.stdout.write(result_to_json(result))


def print_with_inputs(result: Result, options: Namespace) -> None:
    """Print a result with what was stated, as tables or as JSON.

    Parameters
    ----------
    result : Result
        What a command found.
    options : argparse.Namespace
        Its arguments and options.
    """
    show = print_json if options.json else print_result
    show(with_stated_inputs(result, options))


def print_result(result: Result) -> None:
    """Print a result as tables and sentences.

    Parameters
    ----------
    result : Result
        Any result; its texts are data and never markup.
    """
    print_results((result,), width=PIPED_WIDTH)


def print_results(results: Sequence[Result], *, width: int) -> None:
    """Print results one after the other.

    Parameters
    ----------
    results : sequence of Result
        In reading order.
    width : int
        Characters on a line where the output is no terminal.
    """
    console = _console(width)
    # Written by us and not by rich, which takes a reader that has gone for a failure.
    with console.capture() as text:
        for place, result in enumerate(results):
            if place:
                console.print()
            _print_one(console, result)
    sys.stdout.write(text.get())


def _print_one(console: Console, result: Result) -> None:
    console.print(Text(result.title, style="bold"))
    console.print(Text(result.method, style="italic"))
    if result.conclusion:
        console.print()
        console.print(Text(result.conclusion))
    if result.estimates:
        rows = tuple(estimate_cells(one) for one in result.estimates)
        _print_rows(console, "Estimates", HEADINGS, rows)
    for table in result.tables:
        _print_table(console, table)
    lines = sentences(result)
    if lines:
        console.print()
    for line in lines:
        console.print(Text(line))


def _console(width: int) -> Console:
    terminal = sys.stdout.isatty()
    return Console(
        width=None if terminal else width, highlight=False, force_terminal=terminal
    )


def _print_table(console: Console, table: Table) -> None:
    rows = tuple(format_row(table.columns, row) for row in table.rows)
    _print_rows(console, table.name, table.columns, rows)
    if table.note:
        console.print(Text(table.note, style="dim"))


def _print_rows(
    console: Console,
    name: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
) -> None:
    console.print()
    console.print(Text(name, style="italic"))
    for line in lay_out(columns, rows, width=console.width):
        console.print(Text(line.text, style="bold" if line.is_heading else ""))
