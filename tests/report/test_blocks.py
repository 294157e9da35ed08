"""Blocks and documents: what is refused at the door, and how it is named."""

import pytest
from sample_documents import PRIORS, figure

from bemodels.errors import InvalidDataError
from bemodels.report.blocks import (
    Bullets,
    Code,
    Heading,
    InlineCode,
    InlineMath,
    Math,
    Para,
    TableBlock,
)
from bemodels.report.document import Document
from bemodels.result import Table


def tables(**changes):
    parts = {"name": "n", "columns": ("a", "b"), "rows": (("x", 1),), "note": ""}
    return TableBlock(number="S1", table=Table(**{**parts, **changes}))


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x7f", "\x85", "\ud800", "\uffff"])
@pytest.mark.parametrize(
    ("build", "where"),
    [
        (lambda text: Heading(level=1, text=text), r"block 2 \(heading\)"),
        (lambda text: Para(text=text), r"block 2 \(para\)"),
        (lambda text: Para(text=("a", InlineCode(text=text))), r"block 2 \(para\)"),
        (lambda text: Bullets(items=("a", text)), r"block 2 \(list\)"),
        (lambda text: Math(tex=text), r"block 2 \(equation\)"),
        (lambda text: Code(text=text), r"block 2 \(code\)"),
        (lambda text: tables(name=text), r"block 2 \(name of table S1\)"),
        (lambda text: tables(note=text), r"block 2 \(note of table S1\)"),
        (
            lambda text: tables(columns=("a", text)),
            r"block 2 \(table S1, heading of column 2\)",
        ),
        (
            lambda text: tables(rows=(("x", 1), (text, 2))),
            r"block 2 \(table S1, row 2, column 'a'\)",
        ),
        (lambda text: figure(caption=text), r"block 2 \(caption of figure S1\)"),
        (lambda text: figure(alt=text), r"block 2 \(alternative text of figure S1\)"),
    ],
)
def test_characters_that_no_format_holds_are_refused_by_place(build, where, bad):
    blocks = (Para(text="first"), build(f"Li{bad}ge"))

    with pytest.raises(InvalidDataError, match=f"^{where}: character 3 is U\\+"):
        Document(title="T", blocks=blocks)


@pytest.mark.parametrize("part", ["title", "subtitle"])
def test_titles_are_checked_too(part):
    with pytest.raises(InvalidDataError, match=f"^{part}: character 1 is U"):
        Document(**{"title": "T", "blocks": (), part: "\x00"})


def test_tabs_line_ends_and_every_script_are_kept():
    text = "a\tb\nc\r\n\u00a0\u200b\u0411\u05d1\U0001f600"

    assert Document(title=text, blocks=()).title == text


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: Heading(level=0, text="x"), r"level must lie in 1\.\.3"),
        (lambda: Heading(level=4, text="x"), r"level must lie in 1\.\.3"),
        (lambda: Math(tex=" "), "one line of TeX"),
        (lambda: Math(tex="a$b"), "one line of TeX"),
        (lambda: InlineMath(tex="a`b"), "one line of TeX"),
        (lambda: InlineMath(tex="a\nb"), "one line of TeX"),
        (lambda: TableBlock(number="../x", table=PRIORS), "number of a table"),
        (
            lambda: TableBlock(number="S1", table=PRIORS, tex_columns=("no",)),
            "table S1 has no column 'no'",
        ),
        (lambda: figure(number="a b"), "number of a figure"),
        (lambda: figure(width=0), r"width must lie in 0\.\.17 cm"),
        (lambda: figure(width=17.5), r"width must lie in 0\.\.17 cm"),
        (lambda: figure(alt=" "), "no alternative text"),
        (lambda: figure(svg=b""), "as SVG and as PNG"),
        (lambda: figure(png=b"GIF89a"), "as SVG and as PNG"),
        (lambda: Document(title=" ", blocks=()), "needs a title"),
        (lambda: Document(title="T", language="English", blocks=()), "language"),
        (
            lambda: Document(title="T", blocks=(tables(), tables())),
            "2 tables are numbered S1",
        ),
        (
            lambda: Document(title="T", blocks=(figure(), figure())),
            "2 figures are numbered S1",
        ),
    ],
)
def test_what_cannot_be_rendered_is_refused(build, reason):
    with pytest.raises(InvalidDataError, match=reason):
        build()


def test_a_table_and_a_figure_may_share_a_number():
    assert len(Document(title="T", blocks=(tables(), figure())).blocks) == 2
