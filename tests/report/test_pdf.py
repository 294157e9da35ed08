"""The PDF: every text literal, tagged, with alternative texts; nothing is parsed."""

import json
import re
from collections import Counter

import pytest
import typst
from pdf_text import text_of_pdf
from sample_documents import (
    ALL_HOSTILE,
    ALT,
    EQUATIONS,
    HOSTILE,
    RATES,
    figure,
    hostile_document,
    sample_document,
    squeezed,
)

from bemodels.errors import BemodelsError
from bemodels.report import pdf
from bemodels.report.blocks import Math, Para, TableBlock
from bemodels.report.document import Document
from bemodels.report.pdf import render_pdf
from bemodels.result import Table
from bemodels.result.display import format_cell

# A text in a PDF is ASCII in parentheses, or else UTF-16 in hexadecimal digits.
_IN_DIGITS = re.compile(rb"/Alt<FEFF([0-9A-F]+)>")
# What comes first in the dictionary after an alternative text ends it.
_IN_PARENTHESES = re.compile(rb"/Alt\((.*?)\)(?=/[A-Z]|>>)", re.DOTALL)


@pytest.fixture(scope="module")
def sample():
    return render_pdf(sample_document())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """What Typst takes the hostile document to be, element by element."""
    root = tmp_path_factory.mktemp("typst").resolve()
    pdf._fill(root, hostile_document())

    def elements(selector):
        found = typst.query(
            root / "page.typ",
            selector,
            root=root,
            font_paths=[pdf._fonts()],
            ignore_system_fonts=True,
        )
        return [list(strings(element)) for element in json.loads(found)]

    return elements


def strings(content):
    """Every text within an element, in order."""
    if isinstance(content, dict):
        if isinstance(content.get("text"), str):
            yield content["text"]
        content = [value for key, value in content.items() if key != "supplement"]
    if isinstance(content, list):
        for part in content:
            yield from strings(part)


def alternatives(document):
    digits = [
        bytes.fromhex(found.decode()).decode("utf-16-be")
        for found in _IN_DIGITS.findall(document)
    ]
    literal = [
        re.sub(r"\\(.)", r"\1", found.decode("ascii"))
        for found in _IN_PARENTHESES.findall(document)
    ]
    return {*digits, *literal}


def test_hostile_headings_are_literal(hostile):
    printed = [squeezed(*found) for found in hostile("heading")]

    assert printed == ["Contents", *map(squeezed, HOSTILE)]


def test_hostile_paragraphs_and_code_are_literal(hostile):
    paragraphs = {squeezed("".join(found)) for found in hostile("par")}
    code = [found[0] for found in hostile("raw")]

    assert {squeezed(text) for text in (ALL_HOSTILE, *HOSTILE)} <= paragraphs
    assert code == list(HOSTILE)


def test_hostile_tables_and_captions_are_literal(hostile):
    table, picture = hostile("figure")

    for text in (*HOSTILE, ALL_HOSTILE):
        assert squeezed(text) in map(squeezed, table)
    assert ALL_HOSTILE in picture


def test_hostile_items_are_literal(hostile):
    (found,) = hostile("list")

    items = list(map(squeezed, found))
    assert items[-len(HOSTILE) :] == [squeezed(text) for text in HOSTILE]


def test_hostile_alternative_text_is_literal():
    assert ALL_HOSTILE in alternatives(render_pdf(hostile_document()))


def test_pictures_and_equations_are_read_out(sample):
    assert {ALT, r"\phi", *EQUATIONS} <= alternatives(sample)


def test_it_is_tagged_and_says_what_it_is(sample):
    assert b"/StructTreeRoot" in sample
    assert b"/Lang(en-GB)" in sample
    assert b"<pdfuaid:part>1</pdfuaid:part>" in sample


def test_its_date_is_fixed(sample):
    assert set(re.findall(rb"Date\(D:(\d{8})", sample)) == {b"20180201"}


def test_a_missing_face_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "_fonts", lambda: tmp_path)

    with pytest.raises(BemodelsError, match=r"typst warned: .*unknown font family"):
        render_pdf(Document(title="T", blocks=()))


def test_every_number_is_in_the_text_of_the_file(sample):
    numbers = [
        format_cell(cell)
        for row in RATES.rows
        for cell in row
        if not isinstance(cell, str)
    ]
    assert not Counter(numbers) - Counter(text_of_pdf(sample).splitlines())


def test_every_cell_is_in_the_data(tmp_path):
    pdf._fill(tmp_path, sample_document())

    data = json.loads((tmp_path / "document.json").read_text(encoding="utf-8"))
    (table,) = (one for one in data["blocks"] if one.get("label") == "Table S2.")
    assert table["columns"] == list(RATES.columns)
    assert [[squeezed(cell["text"]) for cell in row] for row in table["rows"]] == [
        [squeezed(format_cell(cell)) for cell in row] for row in RATES.rows
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Para(text=""), Para(text="x" * 400)),
        (TableBlock(number="1", table=Table(name="", columns=("a", "b"), rows=())),),
        (
            TableBlock(
                number="1",
                table=Table(
                    name="n" * 200,
                    columns=tuple("c" * 20 for _ in range(14)),
                    rows=tuple(tuple("w" * 30 for _ in range(14)) for _ in range(3)),
                ),
            ),
        ),
    ],
    ids=["nothing", "long words", "no rows", "crowded"],
)
def test_unlikely_documents_compile(blocks):
    assert render_pdf(Document(title="T", blocks=blocks)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (Math(tex=r"\nosuch{x}"), r"pandoc.*\\nosuch"),
        (figure(svg=b"<svg"), "typst stopped"),
    ],
)
def test_what_cannot_be_shown_is_an_error(block, message):
    with pytest.raises(BemodelsError, match=re.compile(message, re.DOTALL)):
        render_pdf(Document(title="T", blocks=(block,)))
