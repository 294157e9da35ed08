"""Results, tables and draws as they read in a terminal: what ``print`` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.result.display import HEADINGS, ROWS_SHOWN, estimate_cells, format_row
from bemodels.result.layout import lay_out
from bemodels.result.wording import draws_summary, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.result.exhibits import Table
    from bemodels.result.outcome import Result
    from bemodels.result.posterior import Posterior

WIDTH = 100


def result_text(result: Result) -> str:
    """Write a result for a terminal.

    Parameters
    ----------
    result : Result
        Any result.

    Returns
    -------
    str
        Title and method; conclusion and estimates, if any; tables; then probabilities,
        tests, checks, assumptions and sources, a line each.
    """
    parts = [f"{result.title}\n{result.method}", result.conclusion]
    if result.estimates:
        parts.append(_rows(HEADINGS, [*map(estimate_cells, result.estimates)]))
    parts += map(table_text, result.tables)
    parts.append("\n".join(sentences(result)))
    return "\n\n".join(part for part in parts if part)


def table_text(table: Table) -> str:
    """Write a table's first rows for a terminal.

    Parameters
    ----------
    table : Table
        Any table.

    Returns
    -------
    str
        Name, headings, up to thirty rows, how many more there are, and the note.
    """
    shown = [format_row(table.columns, row) for row in table.rows[:ROWS_SHOWN]]
    more = len(table.rows) - len(shown)
    lines = (
        table.name,
        _rows(table.columns, shown),
        f"... {more} more" if more else "",
        table.note,
    )
    return "\n".join(line for line in lines if line)


def posterior_text(posterior: Posterior) -> str:
    """Write what a sampled fit holds, without its numbers.

    Parameters
    ----------
    posterior : Posterior
        Any fit.

    Returns
    -------
    str
        A few lines, the last of which says how to get the numbers.
    """
    return "\n".join(
        (
            posterior.title,
            posterior.method,
            *draws_summary(posterior),
            "result() gives every quantity with its interval.",
        )
    )


def _rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(line.text for line in lay_out(columns, rows, width=WIDTH))
