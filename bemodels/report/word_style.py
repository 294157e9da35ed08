"""The paper, the faces and the running lines of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bemodels.report.plain_text import one_line

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import BaseStyle, ParagraphStyle
    from docx.text.paragraph import Paragraph

NOTE_STYLE = "Table Note"
CELL_STYLE = "Table Text"
CELL_SIZE = 8.0
TEXT_WIDTH_CM = 17.0

# With a twin of the same widths wherever it is missing.
_FACE = "Arial"
_CODE_FACE = "Consolas"
_INK = RGBColor(0x1C, 0x1F, 0x23)
_SOFT = RGBColor(0x54, 0x5B, 0x64)
_PAPER_CM = (21.0, 29.7)
_SIZES = {
    "Title": 20.0,
    "Subtitle": 11.0,
    "Heading 1": 15.0,
    "Heading 2": 12.5,
    "Heading 3": 11.0,
    "Body Text": 10.0,
    "First Paragraph": 10.0,
    "Compact": 10.0,
    "Table Caption": 9.0,
    "Image Caption": 9.0,
    NOTE_STYLE: 8.5,
    CELL_STYLE: CELL_SIZE,
    "Header": 8.5,
    "Footer": 8.5,
}
_BEFORE_AND_AFTER = {
    "Title": (0.0, 4.0),
    "Subtitle": (0.0, 18.0),
    "Heading 1": (20.0, 6.0),
    "Heading 2": (14.0, 4.0),
    "Heading 3": (10.0, 4.0),
    "Table Caption": (12.0, 4.0),
    "Image Caption": (4.0, 14.0),
    NOTE_STYLE: (4.0, 14.0),
    CELL_STYLE: (1.5, 1.5),
}
_QUIET = {"Subtitle", "Header", "Footer", NOTE_STYLE}
_BOLD = {"Title", "Heading 1", "Heading 2", "Heading 3"}


def set_styles(word: WordDocument) -> None:
    """Give every style that a report uses its face, size and distances.

    Parameters
    ----------
    word : docx.document.Document
        Changed in place.
    """
    for name in (NOTE_STYLE, CELL_STYLE, "Header", "Footer"):
        if name not in word.styles:
            added = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            added.base_style = word.styles["Normal"]
    for name, size in _SIZES.items():
        _set_style(word.styles[name], size=size)
    _set_face(word.styles["Verbatim Char"], _CODE_FACE)
    word.styles["Verbatim Char"].font.size = Pt(8.0)
    word.styles["Table Caption"].paragraph_format.keep_with_next = True
    word.styles["Captioned Figure"].paragraph_format.keep_with_next = True


def style_id(name: str) -> str:
    """Name a style as the file's XML does.

    Parameters
    ----------
    name : str
        As a reader sees it.

    Returns
    -------
    str
        Its identifier, which pandoc and python-docx form alike.
    """
    return name.replace(" ", "")


def _set_style(style: ParagraphStyle, *, size: float) -> None:
    _set_face(style, _FACE)
    style.font.size = Pt(size)
    style.font.color.rgb = _SOFT if style.name in _QUIET else _INK
    style.font.italic = False
    if style.name != CELL_STYLE:  # whose head the table's style makes bold
        style.font.bold = style.name in _BOLD
    if style.name in _BEFORE_AND_AFTER:
        before, after = _BEFORE_AND_AFTER[style.name]
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    if style.name in {"Title", "Subtitle"}:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _set_face(style: BaseStyle, face: str) -> None:
    # Pandoc's styles name faces of a theme, which would win over a plain name, and
    # space out the letters of titles.
    properties = style.element.get_or_add_rPr()
    for old in properties.xpath("./w:rFonts | ./w:spacing"):
        properties.remove(old)
    faces = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs"):
        faces.set(qn(f"w:{script}"), face)
    properties.insert(0, faces)


def set_pages(word: WordDocument, *, title: str) -> None:
    """Set A4 paper, a running title and page numbers.

    Parameters
    ----------
    word : docx.document.Document
        Changed in place.
    title : str
        What stands at the head of every page but the first.
    """
    section = word.sections[0]
    width, height = _PAPER_CM
    section.page_width, section.page_height = Cm(width), Cm(height)
    margin = Cm((width - TEXT_WIDTH_CM) / 2)
    section.left_margin = section.right_margin = margin
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = one_line(title)
    for footer in (section.footer, section.first_page_footer):
        _number_pages(footer.paragraphs[0])


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.style = "Footer"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
