"""A PDF that a screen reader can read, set by Typst from data and one fixed source."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typst

from bemodels.errors import BemodelsError
from bemodels.report.blocks import FigureBlock
from bemodels.report.pandoc import TIMESTAMP
from bemodels.report.pdf_data import figure_file, pdf_data

if TYPE_CHECKING:
    from bemodels.report.document import Document


def render_pdf(document: Document) -> bytes:
    """Write a document as a tagged PDF (PDF/UA-1) on A4 paper.

    Parameters
    ----------
    document : Document
        What to write.

    Returns
    -------
    bytes
        The same document gives the same bytes on every machine: no font of the system
        is used.

    Raises
    ------
    BemodelsError
        If pandoc cannot convert an equation, or Typst failed or warned.
    """
    # Typst can read what lies below its root, so its root holds this document alone.
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        _fill(root, document)
        return _compiled(root)


def _fill(root: Path, document: Document) -> None:
    source = (files("bemodels.report") / "page.typ").read_bytes()
    (root / "page.typ").write_bytes(source)
    data = json.dumps(pdf_data(document))
    (root / "document.json").write_text(data, encoding="utf-8")
    for block in document.blocks:
        if isinstance(block, FigureBlock):
            (root / figure_file(block)).write_bytes(block.svg)


def _compiled(root: Path) -> bytes:
    try:
        pdf, warnings = typst.compile_with_warnings(
            root / "page.typ",
            root=root,
            format="pdf",
            font_paths=[_fonts()],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=TIMESTAMP,
        )
    except typst.TypstError as error:
        raise BemodelsError(f"typst stopped: {error.diagnostic}") from error
    if warnings:
        raise BemodelsError(f"typst warned: {warnings[0].diagnostic}")
    return bytes(pdf)


def _fonts() -> Path:
    # Typst brings Latin, Greek, Cyrillic and Hebrew; matplotlib's fonts bring the rest,
    # the last of them a sign for any character at all. It is found, not imported.
    found = distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts/ttf")
    return Path(str(found))
