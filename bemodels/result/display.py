"""How numbers and results are written where there is no report: text and short HTML."""

from __future__ import annotations

from html import escape
from math import isinf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.result.exhibits import Cell
    from bemodels.result.outcome import Result
    from bemodels.result.values import Estimate, Interval

SMALLEST_PLAIN = 1e-4
LARGEST_ROUNDED = 1e4
ESTIMATES_IN_HTML = 12
HEADINGS = ("estimand", "estimate", "interval", "unit", "method", "from")
KNOWN_FROM = {"data": "data", "prior": "prior (scenario)", "both": "data and prior"}


def format_number(value: float) -> str:
    """Write a number with four significant digits, large ones whole.

    Parameters
    ----------
    value : float
        Any number, infinite ones included.

    Returns
    -------
    str
        The number as a reader expects it in a table.

    Examples
    --------
    >>> [format_number(x) for x in (29.128467, 1660.695, 0.0083, 123456.7, 2e-7)]
    ['29.13', '1661', '0.0083', '123457', '2.0e-07']
    >>> format_number(float("inf"))
    '∞'
    """
    if isinf(value):
        return "∞" if value > 0 else "-∞"
    if value and abs(value) < SMALLEST_PLAIN:
        return f"{value:.1e}"
    if abs(value) >= LARGEST_ROUNDED:
        return f"{value:.0f}"
    return f"{value:.4g}"


def format_cell(cell: Cell) -> str:
    """Write a table's cell: text as it is, numbers by `format_number`.

    Parameters
    ----------
    cell : str, int or float
        The cell.

    Returns
    -------
    str
        What is printed.
    """
    return cell if isinstance(cell, str) else format_number(cell)


def format_interval(interval: Interval) -> str:
    """Write an interval's limits and level.

    Parameters
    ----------
    interval : Interval
        Any interval.

    Returns
    -------
    str
        Such as ``"2.105 to 1661 (95% confidence)"``.
    """
    limits = f"{format_number(interval.low)} to {format_number(interval.high)}"
    if interval.kind == "bounds":
        return f"{limits} (bounds)"
    return f"{limits} ({100 * interval.level:g}% {interval.kind})"


def estimate_cells(estimate: Estimate) -> tuple[str, ...]:
    """Write an estimate as the cells under `HEADINGS`.

    Parameters
    ----------
    estimate : Estimate
        Any estimate.

    Returns
    -------
    tuple of str, length 6
        Estimand, estimate, interval, unit, method, what it is known from.
    """
    return (
        estimate.estimand,
        format_number(estimate.value),
        format_interval(estimate.interval),
        estimate.unit,
        estimate.interval.method,
        KNOWN_FROM[estimate.identified],
    )


def sentences(result: Result) -> tuple[str, ...]:
    """Write all of a result that is no table, a line each.

    Parameters
    ----------
    result : Result
        Any result.

    Returns
    -------
    tuple of str
        Probabilities, tests, checks, assumptions and sources.
    """
    sources = ", ".join(one.source for one in result.provenance)
    return (
        *(
            f"{one.statement}: {format_number(one.value)}, given {one.given}"
            for one in result.probabilities
        ),
        *(
            f"{one.null} {one.method}: p = {format_number(one.p_value)}"
            for one in result.tests
        ),
        *(
            f"{'passed' if one.passed else 'FAILED'}: {one.name}: {one.detail}"
            for one in result.checks
        ),
        *(f"Assumes ({one.support}): {one.statement}" for one in result.assumptions),
        *([f"Data: {sources}"] if sources else []),
    )


def to_text(result: Result) -> str:
    """Write a result for a terminal.

    Parameters
    ----------
    result : Result
        Any result.

    Returns
    -------
    str
        Title, method, estimates and `sentences`.
    """
    lines = [result.title, result.method, ""]
    lines += _columns([HEADINGS, *map(estimate_cells, result.estimates)])
    return "\n".join([*lines, "", *sentences(result)])


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def to_html(result: Result) -> str:
    """Write a result as a short, self-contained fragment for a notebook.

    Parameters
    ----------
    result : Result
        Any result; every text in it is escaped.

    Returns
    -------
    str
        One ``<div>`` without scripts or links.
    """
    shown = result.estimates[:ESTIMATES_IN_HTML]
    head = "".join(f"<th>{escape(text)}</th>" for text in HEADINGS)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{escape(text)}</td>" for text in estimate_cells(estimate))
        + "</tr>"
        for estimate in shown
    )
    more = len(result.estimates) - len(shown)
    rest = f"<p>and {more} more in <code>to_frame()</code></p>" if more else ""
    tests = "".join(
        f"<li>{escape(test.null)} {escape(test.method)}: "
        f"p = {format_number(test.p_value)}</li>"
        for test in result.tests
    )
    failed = "".join(
        f"<li><b>check failed</b> {escape(check.name)}: {escape(check.detail)}</li>"
        for check in result.checks
        if not check.passed
    )
    return (
        f"<div><p><b>{escape(result.title)}</b><br>{escape(result.method)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"{rest}<ul>{failed}{tests}</ul></div>"
    )
