"""A table made while the pages are built, with links to the functions in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.util.docutils import SphinxDirective


def table_lines(
    columns: Iterable[str], rows: Iterable[Iterable[str]]
) -> tuple[str, ...]:
    """Return the lines of a Markdown table.

    Parameters
    ----------
    columns : iterable of str
        Its head.
    rows : iterable of iterables of str
        Cells, which may hold Markdown.

    Returns
    -------
    tuple of str
        With blank lines around it.
    """
    head = tuple(columns)
    body = (tuple(row) for row in rows)
    lines = (head, ("---",) * len(head), *body)
    return ("", *(f"| {' | '.join(_cell(one) for one in row)} |" for row in lines), "")


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def function_link(name: str) -> str:
    """Return a link to a public function of `bemodels.rates`."""
    return f"{{func}}`{name} <bemodels.rates.{name}>`"


def parsed(directive: SphinxDirective, lines: Iterable[str]) -> list[nodes.Node]:
    """Return the nodes of Markdown lines that a directive stands for, tables small."""
    holder = nodes.Element()
    content = StringList(list(lines), source=directive.env.docname)
    directive.state.nested_parse(content, directive.content_offset, holder)
    for table in holder.findall(nodes.table):
        table["classes"] += ["many-rows", directive.name]
    return holder.children
