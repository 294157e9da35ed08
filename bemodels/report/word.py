"""A Word file: pandoc writes it, python-docx sets its tables and pages."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as open_docx
from docx.oxml.ns import qn

from bemodels.report.blocks import FigureBlock, TableBlock
from bemodels.report.pandoc import TIMESTAMP, run_pandoc
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
from bemodels.report.pandoc_tables import table_node
from bemodels.report.plain_text import one_line
from bemodels.report.word_style import NOTE_STYLE, set_pages, set_styles
from bemodels.report.word_table import set_table, set_table_style

if TYPE_CHECKING:
    from docx.shape import InlineShape

    from bemodels.report.document import Document

# Pandoc raises the closing bracket alone to the power, and LibreOffice stops there.
_POWER_OF_BRACKETS = re.compile(r"\([^()]*\)(?=\^)")
# The first day that a zip archive can name.
_ARCHIVE_DATE = (1980, 1, 1, 0, 0, 0)


def render_docx(document: Document) -> bytes:
    """Write a document as a Word file on A4 paper.

    Parameters
    ----------
    document : Document
        What to write.

    Returns
    -------
    bytes
        The same document gives the same bytes.

    Raises
    ------
    BemodelsError
        If pandoc failed or warned, such as about an equation that it cannot write.
    """
    ast = rewritten(
        to_ast(document, dialect=_DIALECT), tag="Math", change=_with_whole_bases
    )
    word = open_docx(BytesIO(run_pandoc(ast, "--to=docx", "--output=-")))
    set_styles(word)
    set_table_style(word)
    set_pages(word, title=document.title)
    made = datetime.fromtimestamp(TIMESTAMP, tz=UTC)
    word.core_properties.created = word.core_properties.modified = made
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    for block, table in zip(tables, word.tables, strict=True):
        set_table(table, block)
    figures = [block for block in document.blocks if isinstance(block, FigureBlock)]
    for figure, picture in zip(figures, word.inline_shapes, strict=True):
        _name_picture(picture, figure)
    saved = BytesIO()
    word.save(saved)
    return _without_clock(saved)


def _with_whole_bases(formula: Node) -> Nodes:
    place, tex = formula["c"]
    return [math(_POWER_OF_BRACKETS.sub(r"{\g<0>}", tex), place=place["t"])]


def _without_clock(saved: BytesIO) -> bytes:
    written = BytesIO()
    with ZipFile(saved) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, date_time=_ARCHIVE_DATE)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return written.getvalue()


def _name_picture(picture: InlineShape, block: FigureBlock) -> None:
    # Pandoc describes a picture by its address, here the whole picture once more.
    for name in picture._inline.iter(qn("pic:cNvPr")):
        name.set("descr", one_line(block.alt))
        name.set("name", f"Figure {block.number}")


def _table(block: TableBlock) -> Nodes:
    caption = labelled(f"Table {block.number}.", block.table.name)
    parts = [table_node(block, caption=caption)]
    if block.table.note:
        style = attributes(custom_style=NOTE_STYLE)
        note = node("Para", line(block.table.note))
        parts.append(node("Div", [style, [note]]))
    return parts


def _figure(block: FigureBlock) -> Nodes:
    data = "data:image/png;base64," + b64encode(block.png).decode()
    size = attributes(width=f"{block.width:g}cm")
    image = node("Image", [size, line(block.alt), [data, ""]])
    caption = node("Plain", labelled(f"Figure {block.number}.", block.caption))
    return [node("Figure", [attributes(), [None, [caption]], [node("Plain", [image])]])]


_DIALECT = Dialect(top_level=1, table=_table, figure=_figure)
