"""The Word file: literal text, tables with widths and heads, named pictures."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from sample_documents import (
    ALL_HOSTILE,
    ALT,
    EQUATIONS,
    HOSTILE,
    PNG,
    RATES,
    hostile_document,
    sample_document,
    squeezed,
)

from bemodels.errors import BemodelsError
from bemodels.report.blocks import Math, TableBlock
from bemodels.report.document import Document
from bemodels.report.word import render_docx
from bemodels.result import Table
from bemodels.result.display import format_cell

CELL_STYLE = "Table Text"


@pytest.fixture(scope="module")
def archive():
    return render_docx(sample_document())


@pytest.fixture(scope="module")
def word(archive):
    return docx.Document(BytesIO(archive))


@pytest.fixture(scope="module")
def hostile():
    return docx.Document(BytesIO(render_docx(hostile_document())))


def in_style(document, *names):
    return [
        squeezed(one.text) for one in document.paragraphs if one.style.name in names
    ]


@pytest.mark.parametrize(
    "styles",
    [("Heading 2",), ("First Paragraph", "Body Text"), ("Compact",), ("Source Code",)],
)
def test_hostile_text_is_literal(hostile, styles):
    assert in_style(hostile, *styles) == [squeezed(text) for text in HOSTILE]


def test_hostile_cells_are_literal(hostile):
    (table,) = hostile.tables

    printed = [squeezed(row.cells[1].text) for row in table.rows]
    assert printed == [squeezed(text) for text in (ALL_HOSTILE, *HOSTILE)]


@pytest.mark.parametrize(
    ("style", "label"),
    [
        ("Title", ""),
        ("Subtitle", ""),
        ("Table Caption", "Table S1. "),
        ("Table Note", ""),
        ("Image Caption", "Figure S1. "),
    ],
)
def test_hostile_titles_and_captions_are_literal(hostile, style, label):
    assert in_style(hostile, style) == [squeezed(label + ALL_HOSTILE)]


def test_hostile_text_is_literal_in_running_lines_and_properties(hostile):
    assert hostile.sections[0].header.paragraphs[0].text == ALL_HOSTILE
    assert hostile.core_properties.title == ALL_HOSTILE


def test_pictures_are_the_png_with_its_text(word, hostile):
    for document, expected in ((word, ALT), (hostile, ALL_HOSTILE)):
        names = [
            *document.element.iter(qn("wp:docPr")),
            *document.element.iter(qn("pic:cNvPr")),
        ]
        assert {name.get("descr") for name in names} == {expected}
    pictures = [
        part.blob for part in word.part.package.iter_parts() if "media" in part.partname
    ]
    assert pictures == [PNG]


def test_every_cell_is_printed(word):
    printed = [
        [squeezed(cell.text) for cell in row.cells] for row in word.tables[1].rows
    ]
    assert printed[0] == list(RATES.columns)
    assert printed[1:] == [
        [squeezed(format_cell(cell)) for cell in row] for row in RATES.rows
    ]


def test_tables_have_widths_within_the_page_and_a_repeated_head(word):
    for table in word.tables:
        rows = table._tbl.tr_lst
        for row in rows:
            assert sum(cell.width for cell in row.tc_lst) <= Cm(17) + Pt(1)
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None


def test_the_column_of_sentences_is_the_widest(word):
    widths = [cell.width for cell in word.tables[1]._tbl.tr_lst[0].tc_lst]

    assert max(widths) == widths[-1]


def test_cells_are_of_eight_points(word):
    styles = {
        paragraph.style.name
        for table in word.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    }
    assert styles == {CELL_STYLE}
    assert word.styles[CELL_STYLE].font.size == Pt(8)


def test_every_equation_is_an_equation_of_word(word):
    assert len(list(word.element.iter(qn("m:oMathPara")))) == len(EQUATIONS)


def test_a_power_is_of_the_whole_bracket():
    """LibreOffice stops at a closing bracket that is raised alone."""
    tex = r"\operatorname{Var}(y) = E\mu + (E_i\mu)^2/\phi"
    document = Document(title="T", blocks=(Math(tex=tex),))
    word = docx.Document(BytesIO(render_docx(document)))

    (power,) = word.element.iter(qn("m:sSup"))
    base = "".join(text.text for text in power.find(qn("m:e")).iter(qn("m:t")))
    assert base == "(Ei\u03bc)"


def test_a_short_table_is_not_torn_and_a_long_one_may_be(word):
    def kept(table):
        return {
            paragraph.paragraph_format.keep_with_next
            for row in table.rows
            for cell in row.cells
            for paragraph in cell.paragraphs
        }

    long = TableBlock(
        number="1",
        table=Table(name="n", columns=("a",), rows=tuple((at,) for at in range(40))),
    )
    document = Document(title="T", blocks=(long,))
    assert kept(word.tables[0]) == {True}
    assert kept(docx.Document(BytesIO(render_docx(document))).tables[0]) == {None}


def test_no_clock_is_in_the_archive(archive):
    with ZipFile(BytesIO(archive)) as entries:
        assert {entry.date_time[0] for entry in entries.infolist()} == {1980}


def test_an_unknown_command_is_an_error_that_names_it():
    document = Document(title="T", blocks=(Math(tex=r"\nosuch{x}"),))

    with pytest.raises(BemodelsError, match=r"\\nosuch"):
        render_docx(document)
