"""Equations from TeX into Typst's notation, by pandoc."""

from __future__ import annotations

import re

from bemodels.errors import BemodelsError
from bemodels.report.pandoc import run_pandoc
from bemodels.report.pandoc_ast import math, node, tree

_BETWEEN = "// next"
# Pandoc writes an operator as a text, which Typst sets off with spaces.
_NAME = re.compile(r'"([A-Za-z]+)"')


def to_typst(equations: tuple[str, ...]) -> dict[str, str]:
    r"""Convert equations, all in one run.

    Parameters
    ----------
    equations : tuple of str
        Lines of TeX, none twice.

    Returns
    -------
    dict of str to str
        From TeX to what stands between the dollar signs in Typst.

    Raises
    ------
    BemodelsError
        If pandoc does not know a command in one of them.

    Examples
    --------
    >>> to_typst((r"\operatorname{NegBin}(n, \pi)",))
    {'\\operatorname{NegBin}(n, \\pi)': 'op("NegBin") \\( n \\, pi \\)'}
    """
    if not equations:
        return {}
    blocks = []
    for tex in equations:
        blocks += [
            node("Para", [math(tex, place="DisplayMath")]),
            node("RawBlock", ["typst", _BETWEEN]),
        ]
    written = run_pandoc(tree(blocks, meta={}), "--to=typst").decode().split(_BETWEEN)
    formulas = [_without_dollars(text) for text in written[:-1]]
    if len(formulas) != len(equations):
        raise BemodelsError("pandoc did not write as many equations as it was given")
    return dict(zip(equations, formulas, strict=True))


def _without_dollars(written: str) -> str:
    return _NAME.sub(r'op("\1")', written.strip().strip("$").strip())
