"""One HTML file that needs no other: pictures, styles and formulas are in it."""

from __future__ import annotations

import re
from base64 import b64encode
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from bemodels.report.columns import is_numeric, is_stacked, screen_width
from bemodels.report.pandoc import run_pandoc
from bemodels.report.pandoc_ast import (
    Dialect,
    Node,
    Nodes,
    attributes,
    labelled,
    line,
    math,
    node,
    rewritten,
    to_ast,
)
from bemodels.report.pandoc_tables import caption_id, table_node

if TYPE_CHECKING:
    from bemodels.report.blocks import FigureBlock, TableBlock
    from bemodels.report.document import Document

# Of a character in a table, in the unit of the style sheet.
_WIDTH = 0.45
# MathML sets no space between a function and what it is of: log mu reads as one word.
_TIGHT = re.compile(r"\\(?:log|exp|ln|sin|cos|max|min)(?![A-Za-z_^])(?=\s*\\?[A-Za-z])")


def render_html(document: Document) -> bytes:
    """Write a document as one self-contained HTML file.

    Parameters
    ----------
    document : Document
        What to write.

    Returns
    -------
    bytes
        UTF-8; the same document gives the same bytes. No script, nothing to load.

    Raises
    ------
    BemodelsError
        If pandoc failed or warned, such as about an equation that it cannot write.
    """
    ast = to_ast(document, dialect=_DIALECT)
    room = files("bemodels.report")
    style = (room / "style.css").read_text(encoding="utf-8")
    with as_file(room / "page.html") as page:
        return run_pandoc(
            rewritten(ast, tag="Math", change=_spaced),
            "--to=html5",
            "--standalone",
            # In the sandbox nothing can be fetched, so this fails on any link to load.
            "--embed-resources",
            "--mathml",
            "--toc",
            f"--template={page}",
            f"--variable=style={style}",
        )


def _spaced(formula: Node) -> Nodes:
    place, tex = formula["c"]
    return [math(_TIGHT.sub(r"\g<0>\,", tex), place=place["t"])]


def _table(block: TableBlock) -> Nodes:
    # The caption stands outside the box that scrolls, so that it is read whole on a
    # telephone; the table names it by `aria-labelledby`.
    label = labelled(f"Table {block.number}.", block.table.name)
    caption = node(
        "Div", [attributes(caption_id(block), "caption"), [node("Plain", label)]]
    )
    row_heads = 0 if is_numeric(block, 0) else 1
    box = attributes(
        "", "scroll", role="region", tabindex="0", aria_labelledby=caption_id(block)
    )
    grid = node("Div", [box, [table_node(block, caption=[], row_heads=row_heads)]])
    parts = [caption, grid]
    if block.table.note:
        note = [node("Plain", line(block.table.note))]
        parts.append(node("Div", [attributes("", "note"), note]))
    return [node("Div", [attributes("", "table", **_needs(block)), parts])]


def _needs(block: TableBlock) -> dict[str, str]:
    """Give the style sheet the width below which a table has to be scrolled."""
    if is_stacked(block):
        return {}
    return {"style": f"--needs: {_WIDTH * screen_width(block):.1f}rem"}


def _figure(block: FigureBlock) -> Nodes:
    # As an image, not as part of the page: nothing in a picture can run or load.
    data = "data:image/svg+xml;base64," + b64encode(block.svg).decode()
    size = attributes(width=f"{block.width:g}cm")
    image = node("Image", [size, line(block.alt), [data, ""]])
    caption = labelled(f"Figure {block.number}.", block.caption)
    return [
        node(
            "Figure",
            [
                attributes(f"figure-{block.number}"),
                [None, [node("Plain", caption)]],
                [node("Plain", [image])],
            ],
        )
    ]


_DIALECT = Dialect(top_level=2, table=_table, figure=_figure)
