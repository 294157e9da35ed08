"""The Markdown file, read back by the dialect that it is written for."""

import subprocess

import pytest
from lxml import html
from sample_documents import (
    ALL_HOSTILE,
    ALT,
    EQUATIONS,
    HOSTILE,
    RATES,
    SVG,
    hostile_document,
    sample_document,
    squeezed,
    texts,
)

from bemodels.report.markdown import figure_files, render_markdown
from bemodels.report.pandoc import program
from bemodels.result.display import format_cell

CAPTIONS = 2


def shown(markdown):
    done = subprocess.run(
        [str(program()), "--from=gfm", "--to=html5", "--sandbox", "--mathml"],
        input=markdown,
        capture_output=True,
        check=True,
    )
    return html.document_fromstring(f"<body>{done.stdout.decode()}</body>")


@pytest.fixture(scope="module")
def markdown():
    return render_markdown(sample_document())


@pytest.fixture(scope="module")
def hostile():
    return shown(render_markdown(hostile_document()))


@pytest.mark.parametrize("where", ["//h3", "//li", "//pre", "//td[2]"])
def test_hostile_text_is_literal(hostile, where):
    assert texts(hostile.xpath(where)) == [squeezed(text) for text in HOSTILE]


def test_hostile_paragraphs_and_captions_are_literal(hostile):
    assert texts(hostile.xpath("//p[not(img)]")) == [
        squeezed(text)
        for text in (
            ALL_HOSTILE,
            *HOSTILE,
            "Table S1. " + ALL_HOSTILE,
            ALL_HOSTILE,
            "Figure S1. " + ALL_HOSTILE,
        )
    ]


def test_hostile_titles_are_literal(hostile):
    for where in ("//h1", "//th[2]"):
        assert texts(hostile.xpath(where)) == [squeezed(ALL_HOSTILE)]


def test_hostile_alternative_text_is_literal(hostile):
    assert hostile.xpath("//img/@alt") == [ALL_HOSTILE]


def test_hostile_text_makes_no_link_and_no_picture(hostile):
    assert not hostile.xpath("//a | //script | //strong[not(contains(., 'S1'))]")
    assert hostile.xpath("//img/@src") == ["figure-S1.svg"]


def test_every_cell_is_printed(markdown):
    table = shown(markdown).xpath("//table")[1]

    printed = [texts(row.xpath("th | td")) for row in table.xpath(".//tr")]
    assert printed[0] == list(RATES.columns)
    assert printed[1:] == [
        [squeezed(format_cell(cell)) for cell in row] for row in RATES.rows
    ]


def test_equations_stay_in_tex(markdown):
    for tex in EQUATIONS:
        assert f"``` math\n{tex}\n```" in markdown.decode()


def test_figures_are_files_beside_it(markdown):
    assert f"![{ALT}](figure-S1.svg)" in markdown.decode()
    assert figure_files(sample_document()) == {"figure-S1.svg": SVG}
