"""Results, tables and draws as they read in a notebook: short, self-contained HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bemodels.result.display import HEADINGS, ROWS_SHOWN, estimate_cells, format_row
from bemodels.result.wording import (
    assumption_sentences,
    check_sentences,
    draws_summary,
    hypothesis_sentences,
    probability_sentences,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bemodels.result.exhibits import Table
    from bemodels.result.outcome import Result
    from bemodels.result.posterior import Posterior


def result_html(result: Result) -> str:
    """Write a result as a short, self-contained fragment.

    Parameters
    ----------
    result : Result
        Any result; every text in it is escaped.

    Returns
    -------
    str
        One ``<div>`` without scripts or links: the conclusion, estimates and tables
        (thirty rows of each), checks that failed and the number of those that passed,
        probabilities, tests and assumptions.
    """
    passed = sum(check.passed for check in result.checks)
    sentences = (
        *check_sentences(check for check in result.checks if not check.passed),
        *(
            [f"checks passed: {passed} of {len(result.checks)}"]
            if result.checks
            else []
        ),
        *probability_sentences(result.probabilities),
        *hypothesis_sentences(result.tests),
        *assumption_sentences(result.assumptions),
    )
    estimates = _rows(HEADINGS, [*map(estimate_cells, result.estimates)])
    return _division(
        _heading(result.title, result.method),
        f"<p>{escape(result.conclusion)}</p>" if result.conclusion else "",
        estimates if result.estimates else "",
        *map(table_html, result.tables),
        _list(sentences),
    )


def table_html(table: Table) -> str:
    """Write a table's first rows as a self-contained fragment.

    Parameters
    ----------
    table : Table
        Any table; every text in it is escaped.

    Returns
    -------
    str
        One ``<div>`` without scripts or links.
    """
    rows = [format_row(table.columns, row) for row in table.rows]
    note = f"<p>{escape(table.note)}</p>" if table.note else ""
    return _division(_heading(table.name), _rows(table.columns, rows), note)


def posterior_html(posterior: Posterior) -> str:
    """Write what a sampled fit holds as a self-contained fragment.

    Parameters
    ----------
    posterior : Posterior
        Any fit; every text in it is escaped.

    Returns
    -------
    str
        One ``<div>`` without scripts or links.
    """
    return _division(
        _heading(posterior.title, posterior.method),
        _list(draws_summary(posterior)),
        "<p><code>result()</code> gives every quantity with its interval.</p>",
    )


def _division(*parts: str) -> str:
    return f"<div>{''.join(parts)}</div>"


def _heading(title: str, *more: str) -> str:
    return f"<p>{'<br>'.join((f'<b>{escape(title)}</b>', *map(escape, more)))}</p>"


def _rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>"
        for row in rows[:ROWS_SHOWN]
    )
    more = len(rows) - ROWS_SHOWN
    rest = f"<p>and {more} more in <code>to_frame()</code></p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _list(sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in sentences)
    return f"<ul>{items}</ul>" if items else ""
