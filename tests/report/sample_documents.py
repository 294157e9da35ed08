"""Documents to render, and how to read what came out."""

import re
import struct
import zlib

from bemodels.report.blocks import (
    Bullets,
    Code,
    FigureBlock,
    Heading,
    InlineCode,
    InlineMath,
    Math,
    Para,
    TableBlock,
)
from bemodels.report.document import Document
from bemodels.result import Table

# Each is markup somewhere: HTML, Typst, TeX, a spreadsheet, Markdown, CSS.
HOSTILE = (
    "<script>alert(1)</script>",
    '#read("/etc/passwd")',
    "\\input{/etc/passwd}",
    "=cmd|' /C calc'!A0",
    "$x$ and $$y$$",
    "**bold** _it_ ~~gone~~ `code`",
    "| pipe | pipe |",
    "[link](javascript:alert(1))",
    "![image](http://example.org/x.png)",
    "@import url(http://example.org)",
    "&amp; &#x41; &nbsp;",
    "www.example.org a@example.org :smile:",
    "- - -",
    "---",
    "+ item",
    "1. item",
    "# heading #",
    "= heading",
    "<!-- comment -->",
    "{{ braces }} {.class} %comment",
    "\\( \\[ -- ... 'quoted' \"twice\"",
    "Li\u00e8ge\u00a0No.\u200b1",
    "\u0411\u0440\u044e\u0441\u0441\u0435\u043b\u044c",
    "\u05d1\u05e8\u05d9\u05e1\u05dc \u0628\u0631\u0648\u0643\u0633\u0644",
    "\U0001f600 \u5e03\u9c81\u585e\u5c14",
    "a trailing backslash\\",
)
ALL_HOSTILE = " ; ".join(HOSTILE)

# What the models of the appendix are written in.
EQUATIONS = (
    r"y_i \mid \lambda_i \sim \operatorname{Poisson}(E_i \lambda_i)",
    r"\lambda_i \sim \operatorname{Gamma}(\phi, \phi/\mu)",
    r"1/\sqrt{\phi} \sim \operatorname{HalfNormal}(1)",
    r"\log\mu \sim \operatorname{Normal}(-1.2, 1.5)",
    r"N = n + \operatorname{NegBin}(n, \pi)",
    r"\frac{\Gamma(\phi+y)}{\Gamma(\phi)\,y!}",
)

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    b'<rect width="200" height="100" fill="#cde"/></svg>'
)
ALT = "A blue field (twice as wide as high)."


def _chunk(name, content):
    checksum = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checksum


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0" + b"\xcc\xdd\xee" * 2))
    + _chunk(b"IEND", b"")
)

RATES = Table(
    name="Annual rates by city",
    columns=("place", "estimate", "high", "sd", "unit", "how it was found"),
    rows=(
        ("Brussels", 17.123456, 29.5, 2e-7, "incidents per year", "counted " * 12),
        ("Antwerp", 3, float("inf"), 0.25, "incidents per year", "counted"),
        ("Verviers", -1.5, 12345.6, "", "none", "digest " + "9f86d081884c7d65" * 4),
    ),
    note="Places enter the report because something happened there.",
)
PRIORS = Table(
    name="Priors",
    columns=("symbol", "density", "reason"),
    rows=(
        (r"\phi", r"1/\sqrt{\phi} \sim \operatorname{HalfNormal}(1)", "Wide."),
        (r"\mu", r"\log\mu \sim \operatorname{Normal}(-1.2, 1.5)", "Wider."),
    ),
)


def figure(**changes):
    parts = {"number": "S1", "caption": "A field.", "alt": ALT, "svg": SVG, "png": PNG}
    return FigureBlock(**{**parts, **changes})


def sample_document():
    """One block of each kind, and a table of each kind."""
    return Document(
        title="Appendix",
        subtitle="With every block",
        language="en-GB",
        blocks=(
            Heading(level=1, text="Models"),
            Para(text=("With ", InlineMath(tex=r"\phi"), " in ", InlineCode(text="x"))),
            *(Math(tex=tex) for tex in EQUATIONS),
            Bullets(items=("one", ("two ", InlineMath(tex="n=2")))),
            TableBlock(number="S1", table=PRIORS, tex_columns=("symbol", "density")),
            Heading(level=2, text="Rates"),
            TableBlock(number="S2", table=RATES),
            figure(),
            Code(text="bemodels appendix --seed 1\nbemodels verify build"),
        ),
    )


def hostile_document():
    """Every hostile text in every place that takes a text."""
    table = Table(
        name=ALL_HOSTILE,
        columns=("n", ALL_HOSTILE),
        rows=tuple((number, text) for number, text in enumerate(HOSTILE)),
        note=ALL_HOSTILE,
    )
    return Document(
        title=ALL_HOSTILE,
        subtitle=ALL_HOSTILE,
        blocks=(
            *(Heading(level=2, text=text) for text in HOSTILE),
            *(Para(text=text) for text in HOSTILE),
            Bullets(items=HOSTILE),
            TableBlock(number="S1", table=table),
            figure(caption=ALL_HOSTILE, alt=ALL_HOSTILE),
            *(Code(text=text) for text in HOSTILE),
        ),
    )


def squeezed(text):
    """One space for each run of them, as every reader shows it."""
    return re.sub("[ \t\r\n]+", " ", text).strip(" ")


def texts(elements):
    """What stands in elements of a page, as a reader sees it."""
    return [squeezed(element.text_content()) for element in elements]
