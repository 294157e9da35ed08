"""Markdown as code hosts show it, for reading in a repository."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bemodels.report.blocks import FigureBlock, TableBlock
from bemodels.report.pandoc import run_pandoc
from bemodels.report.pandoc_ast import (
    Dialect,
    Node,
    Nodes,
    attributes,
    labelled,
    line,
    node,
    rewritten,
    to_ast,
    tree,
)
from bemodels.report.pandoc_tables import table_node

if TYPE_CHECKING:
    from bemodels.report.document import Document

# What pandoc 3.9 does not always escape though this dialect acts on it: entities,
# backslashes, brackets, mentions, addresses, emoji by name, bare links, dashes.
_LEFT_BY_PANDOC = re.compile(
    r"(^-(?=-*$)|[&\\@\[\]]|:(?=[a-z0-9_+-]+:)|:(?=//)|(?<=www)\.)", re.IGNORECASE
)


def render_markdown(document: Document) -> bytes:
    """Write a document as Markdown; its figures are files beside it.

    Parameters
    ----------
    document : Document
        What to write.

    Returns
    -------
    bytes
        UTF-8; the same document gives the same bytes. Pictures are named as
        `figure_files` names them.

    Raises
    ------
    BemodelsError
        If pandoc failed or warned.
    """
    body = to_ast(document, dialect=_DIALECT)["blocks"]
    whole = tree([*_title(document), *body], meta={})
    return run_pandoc(rewritten(whole, tag="Str", change=_escaped), "--to=gfm")


def figure_files(document: Document) -> dict[str, bytes]:
    """Give the pictures that the Markdown of a document shows.

    Parameters
    ----------
    document : Document
        Any document.

    Returns
    -------
    dict of str to bytes
        File name, such as ``"figure-S1.svg"``, and what it holds.
    """
    figures = (block for block in document.blocks if isinstance(block, FigureBlock))
    return {_file_name(block): block.svg for block in figures}


def _file_name(block: FigureBlock) -> str:
    return f"figure-{block.number}.svg"


def _escaped(word: Node) -> Nodes:
    pieces = _LEFT_BY_PANDOC.split(str(word["c"]))
    return [
        node("RawInline", ["gfm", "\\" + piece]) if at % 2 else node("Str", piece)
        for at, piece in enumerate(pieces)
        if piece
    ]


def _title(document: Document) -> Nodes:
    title = node("Header", [1, attributes(), line(document.title)])
    if not document.subtitle:
        return [title]
    return [title, node("Para", line(document.subtitle))]


def _table(block: TableBlock) -> Nodes:
    caption = node("Para", labelled(f"Table {block.number}.", block.table.name))
    parts = [caption, table_node(block, caption=[])]
    if block.table.note:
        parts.append(node("Para", line(block.table.note)))
    return parts


def _figure(block: FigureBlock) -> Nodes:
    image = node("Image", [attributes(), line(block.alt), [_file_name(block), ""]])
    caption = labelled(f"Figure {block.number}.", block.caption)
    return [node("Para", [image]), node("Para", caption)]


_DIALECT = Dialect(top_level=2, table=_table, figure=_figure)
