"""The statements of an audit as a table a verdict, narrow enough for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.audit.printed.verdicts import NOT_CHECKABLE, OF_KIND, RULES, WORST_FIRST
from bemodels.result import Table
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from bemodels.audit.printed.judged import JudgedFigure
    from bemodels.audit.printed.statements import AuditedStatement

FITS, RECOMPUTED = "fits", "recomputed (95%)"
BOTH = "recomputed (95%), what fits"
STATEMENT = "statement"


def recomputed_text(figure: JudgedFigure) -> str:
    """Write a recomputed figure with its interval.

    Parameters
    ----------
    figure : JudgedFigure
        The figure.

    Returns
    -------
    str
        In percent; of a count the sum, and nothing where nothing was recomputed.
    """
    if figure.recomputed is None:
        return ""
    value, limits = format_number(figure.recomputed), figure.interval
    if limits is None:
        return value
    return f"{value} ({format_number(limits.low)} to {format_number(limits.high)})"


def verdict_tables(statements: tuple[AuditedStatement, ...]) -> tuple[Table, ...]:
    """Return a table for each verdict that some figure has, worst first.

    Parameters
    ----------
    statements : tuple of AuditedStatement
        Of an audit.

    Returns
    -------
    tuple of Table
        Named by the verdict, with its rule as the note.
    """
    return tuple(
        table for verdict in WORST_FIRST if (table := _table(verdict, statements)).rows
    )


def _table(verdict: str, statements: tuple[AuditedStatement, ...]) -> Table:
    if verdict in OF_KIND.values():
        columns: tuple[str, ...] = ("id", "printed", STATEMENT)
    elif verdict == NOT_CHECKABLE:
        columns = ("id", "printed", STATEMENT, "reason")
    else:
        columns = ("id", "printed", STATEMENT, BOTH, "reason")
    rows = [
        tuple(_cells(one, figure)[name] for name in columns)
        for one in statements
        for figure in one.figures
        if figure.verdict == verdict
    ]
    return Table(
        name=f"{verdict[0].upper()}{verdict[1:]}",
        columns=columns,
        rows=tuple(rows),
        note=f"When: {RULES[verdict]}.",
    )


def _cells(statement: AuditedStatement, figure: JudgedFigure) -> dict[str, str]:
    return {
        "id": statement.id,
        "printed": figure.printed,
        STATEMENT: statement.statement,
        BOTH: _recomputed_and_fits(figure),
        "reason": figure.reason,
    }


def _recomputed_and_fits(figure: JudgedFigure) -> str:
    """Write both in one cell; of a count the sum is what fits."""
    if figure.interval is None:
        return figure.denominator
    return f"{recomputed_text(figure)}; {figure.denominator}"
