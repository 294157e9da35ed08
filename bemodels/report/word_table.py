"""Tables of a Word file: as wide as their text, ruled, with a head on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from bemodels.report.columns import column_widths, is_short
from bemodels.report.word_style import (
    CELL_SIZE,
    CELL_STYLE,
    NOTE_STYLE,
    TEXT_WIDTH_CM,
    style_id,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.oxml.table import CT_Row, CT_Tbl
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Length
    from docx.table import Table as WordTable

    from bemodels.report.blocks import TableBlock

# Of 8 pt type on a line.
_CHARACTERS = 100
# As in printed tables: rules above, below and under the head, none between columns.
_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="Table">
  <w:name w:val="Table"/>
  <w:tblPr>
    <w:tblInd w:w="70" w:type="dxa"/>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="1C1F23"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1C1F23"/>
      <w:insideH w:val="single" w:sz="2" w:space="0" w:color="C9CED4"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:left w:w="70" w:type="dxa"/>
      <w:right w:w="70" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr>
      <w:tcBorders>
        <w:bottom w:val="single" w:sz="4" w:space="0" w:color="1C1F23"/>
      </w:tcBorders>
      <w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>
"""

# A table has no distance to what follows; the note below one has.
_GAP = f"""
<w:p {nsdecls("w")}>
  <w:pPr>
    <w:pStyle w:val="{style_id(NOTE_STYLE)}"/>
    <w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>
  </w:pPr>
</w:p>
"""

_SMALL = f"""
<w:rPr {nsdecls("w")}>
  <w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/>
  <w:sz w:val="{2 * CELL_SIZE:g}"/>
</w:rPr>
"""


def set_table_style(word: WordDocument) -> None:
    """Put the rules of all tables into the style that pandoc gives them.

    Parameters
    ----------
    word : docx.document.Document
        Changed in place.
    """
    old = word.styles["Table"].element
    old.getparent().replace(old, parse_xml(_STYLE))


def set_table(table: WordTable, block: TableBlock) -> None:
    """Give a table its widths, its rules and its small type.

    Parameters
    ----------
    table : docx.table.Table
        As pandoc wrote it; changed in place.
    block : TableBlock
        What it shows.
    """
    shares = column_widths(block, available=_CHARACTERS)
    widths = [Cm(TEXT_WIDTH_CM * share / _CHARACTERS) for share in shares]
    table.autofit = False
    grid: CT_Tbl = table._tbl  # row by row: table.cell() takes 100 times as long
    for column, width in zip(grid.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in grid.tr_lst:
        _set_row(row, widths)
    if is_short(block, widths=shares):
        # The last row too stays with the note or the gap below it.
        for row in grid.tr_lst:
            _keep_with_next(row)
    if not block.table.note:
        grid.addnext(parse_xml(_GAP))


def _set_row(row: CT_Row, widths: Sequence[Length]) -> None:
    # Pandoc marks the head, which Word repeats; no row is torn by the end of a page.
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.tc_lst, widths, strict=True):
        cell.width = width
        for paragraph in cell.p_lst:
            paragraph.style = style_id(CELL_STYLE)
        for part in cell.iter(qn("m:r")):
            _make_small(part)


def _keep_with_next(row: CT_Row) -> None:
    for cell in row.tc_lst:
        for paragraph in cell.p_lst:
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _make_small(formula: BaseOxmlElement) -> None:
    # A formula takes no size from the style of its paragraph.
    position = 1 if formula.find(qn("m:rPr")) is not None else 0
    formula.insert(position, parse_xml(_SMALL))
