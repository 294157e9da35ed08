"""Formulas as MathML, written while the pages are built.

MathJax would be a script from elsewhere, and a picture of a formula cannot be read out.
Browsers show MathML by themselves; docutils translates TeX into it. A formula that it
cannot translate fails the build.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import latex2mathml
from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

# MathML sets no space between a function and its argument: log mu reads as one word.
TIGHT = re.compile(r"\\(?:log|exp|ln|max|min)(?![A-Za-z_^])(?=\s*\\?[A-Za-z])")


def to_mathml(tex: str, *, as_block: bool) -> str:
    r"""Translate TeX.

    Parameters
    ----------
    tex : str
        A formula; a block may have several lines, with ``&`` and a double backslash.
    as_block : bool
        Whether it stands on lines of its own.

    Returns
    -------
    str
        A ``<math>`` element.

    Raises
    ------
    ExtensionError
        If there is a command that MathML has nothing for.
    """
    tex = TIGHT.sub(r"\g<0>\\,", tex.strip())
    if as_block and r"\\" in tex and r"\begin{" not in tex:
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    try:
        return latex2mathml.tex2mathml(tex, as_block=as_block)
    except Exception as error:
        raise ExtensionError(f"no MathML for {tex!r}: {error}") from error


def visit_math(writer: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line."""
    writer.body.append(writer.starttag(node, "span", "", CLASS="math"))
    writer.body.append(to_mathml(node.astext(), as_block=False))
    writer.body.append("</span>")
    raise nodes.SkipNode


def visit_displaymath(writer: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on lines of its own, in a box that scrolls where it is wide."""
    writer.body.append(writer.starttag(node, "div", CLASS="math", tabindex="0"))
    writer.body.append(to_mathml(node.astext(), as_block=True))
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Offer the renderer to Sphinx."""
    app.add_html_math_renderer(
        "mathml",
        inline_renderers=(visit_math, None),
        block_renderers=(visit_displaymath, None),
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
