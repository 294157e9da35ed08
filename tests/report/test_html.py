"""The HTML page: every text literal, nothing to load, readable by a screen reader."""

import re

import pytest
from lxml import html
from sample_documents import (
    ALL_HOSTILE,
    ALT,
    EQUATIONS,
    HOSTILE,
    RATES,
    hostile_document,
    sample_document,
    squeezed,
    texts,
)

from bemodels.errors import BemodelsError
from bemodels.report.blocks import Math, TableBlock
from bemodels.report.document import Document
from bemodels.report.html_page import render_html
from bemodels.result import Table
from bemodels.result.display import format_cell

LABEL = "Table S1. "


@pytest.fixture(scope="module")
def page():
    return html.document_fromstring(render_html(sample_document()).decode())


@pytest.fixture(scope="module")
def hostile():
    return html.document_fromstring(render_html(hostile_document()).decode())


@pytest.mark.parametrize("where", ["//main/h3", "//main/p", "//main//li", "//pre"])
def test_hostile_text_is_literal(hostile, where):
    assert texts(hostile.xpath(where)) == [squeezed(text) for text in HOSTILE]


def test_hostile_cells_are_literal(hostile):
    assert texts(hostile.xpath("//tbody//td[last()]")) == list(map(squeezed, HOSTILE))


@pytest.mark.parametrize(
    ("where", "label"),
    [
        ("//head/title", ""),
        ("//h1", ""),
        ("//header/p", ""),
        ("//thead//th[2]", ""),
        ("//div[@class='caption']", "Table S1. "),
        ("//div[@class='note']", ""),
        ("//figcaption", "Figure S1. "),
    ],
)
def test_hostile_titles_and_captions_are_literal(hostile, where, label):
    assert texts(hostile.xpath(where)) == [squeezed(label + ALL_HOSTILE)]


def test_hostile_alternative_text_is_literal(hostile):
    assert hostile.xpath("//img/@alt") == [ALL_HOSTILE]


def test_nothing_runs_and_nothing_is_loaded(page, hostile):
    for document in (page, hostile):
        assert not document.xpath("//script | //link | //iframe | //object | //embed")
        assert not document.xpath("//@*[starts-with(name(), 'on')]")
        assert all(href.startswith("#") for href in document.xpath("//@href"))
        assert all(
            source.startswith("data:image/svg+xml;base64,")
            for source in document.xpath("//@src")
        )
        assert not re.search(r"url\(|@import", document.xpath("string(//style)"))


def test_every_cell_is_printed(page):
    rows = page.xpath("//table[@id='table-S2']//tr")

    printed = [texts(row.xpath("th | td")) for row in rows]
    assert printed[0] == list(RATES.columns)
    assert printed[1:] == [
        [squeezed(format_cell(cell)) for cell in row] for row in RATES.rows
    ]


def test_columns_of_numbers_stand_to_the_right(page):
    head = page.xpath("//table[@id='table-S2']//thead//th/@style")

    assert [re.search("left|right", style)[0] for style in head] == [
        *("left", "right", "right", "right", "left", "left")
    ]


def test_a_screen_reader_finds_its_way(page):
    assert page.get("lang") == "en-GB"
    assert page.xpath("//img/@alt") == [ALT]
    assert set(page.xpath("//thead//th/@scope")) == {"col"}
    assert set(page.xpath("//tbody//th/@scope")) == {"row"}
    for table in page.xpath("//table"):
        (caption,) = page.xpath(f"//*[@id='{table.get('aria-labelledby')}']")
        assert caption.text_content().split()[0] == "Table"


def test_contents_lead_to_every_section(page):
    targets = [href.removeprefix("#") for href in page.xpath("//nav//a/@href")]

    assert targets == page.xpath("//main/*[self::h2 or self::h3]/@id")


def test_a_wide_table_scrolls_within_its_own_box(page):
    assert len(page.xpath("//div[@class='scroll']/table")) == 2


def test_every_equation_is_mathml_with_its_tex(page):
    assert len(page.xpath("//main/p/math[@display='block']")) == len(EQUATIONS)
    printed = [
        squeezed(text) for text in texts(page.xpath("//main/p/math/semantics/*[1]"))
    ]
    assert any("NegBin" in text for text in printed)


def test_an_unknown_command_is_an_error_that_names_it():
    document = Document(title="T", blocks=(Math(tex=r"\nosuch{x}"),))

    with pytest.raises(BemodelsError, match=r"\\nosuch"):
        render_html(document)


SENTENCE = "As stated, 61 of 135 is 45.19%; 61 of 94 is 64.89%, which rounds to 65%."


def one_table(*rows, columns):
    table = Table(name="A table", columns=columns, rows=rows)
    document = Document(title="T", blocks=(TableBlock(number="S1", table=table),))
    return html.document_fromstring(render_html(document).decode())


def test_rows_with_a_long_text_can_stand_as_lines_behind_their_headings():
    columns = ("id", "printed", '"<reason>"')
    page = one_table(("S02", "65%", SENTENCE), ("S03", "", "None."), columns=columns)

    (table,) = page.xpath("//table")
    assert table.get("class") == "stacks"
    assert table.xpath(".//tbody/tr[1]/*/@data-label") == list(columns[1:])
    assert table.xpath(".//tbody/tr/th/text()") == ["S02", "S03"]
    assert table.xpath("string(.//tbody/tr[2]/td[1])") == ""
    assert not page.xpath("//div[starts-with(@style, '--needs')]")


def test_rows_without_a_long_text_stay_rows_and_say_how_wide_they_are():
    narrow = one_table(("Ghent", 1), columns=("place", "n"))
    wide = one_table(("Ghent", *range(9)), columns=("place", *map(str, range(9))))

    needed = []
    for page in (narrow, wide):
        (box,) = page.xpath("//div[@class='table']/@style")
        needed.append(float(re.fullmatch(r"--needs: ([0-9.]+)rem;?", box)[1]))
        assert not page.xpath("//table/@class | //@data-label")
    assert needed == [4.5, 15.3]
