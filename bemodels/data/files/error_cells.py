"""Cells of a workbook whose formula failed, which calamine reads as empty."""

from __future__ import annotations

import re
from io import BytesIO
from posixpath import normpath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import XMLParser, fromstring
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping

# The errors of Office Open XML that calamine 0.9 takes; it refuses any other.
ERROR_VALUES = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
)
FAILED_FORMULA = (
    "a formula of a spreadsheet has failed",
    "write its value, or leave the cell empty if there is none",
)
_WORKBOOK = "/workbook.xml"
# A look at the bytes spares most sheets the parser.
_SIGNS_OF_FAILURE = (b'"e"', b"'e'")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def failed_cells(content: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Find the cells of a sheet whose formula failed.

    Parameters
    ----------
    content : bytes
        A workbook in Office Open XML, as large when unpacked as may be opened.
    sheet : str
        Name of one of its sheets.

    Returns
    -------
    dict of tuple of int to str
        Row and column, the first being 0, to the error that stands there.

    Raises
    ------
    xml.etree.ElementTree.ParseError, zipfile.BadZipFile, ValueError
        If the workbook is not sound; any error of `zipfile` may come, too.
    """
    with ZipFile(BytesIO(content)) as archive:
        parts = _parts_of(archive)
        text = archive.read(parts[_file_of(sheet, archive, parts)])
    in_utf_8 = not text.startswith(_UTF_16_MARKS)
    if in_utf_8 and not any(one in text for one in _SIGNS_OF_FAILURE):
        return {}
    # Entities that grow are refused by the parser itself since expat 2.4.1.
    cells = _FailedCells()
    parser = XMLParser(target=cells)  # noqa: S314 (as said above)
    parser.feed(text)
    parser.close()
    return cells.found


def is_workbook(archive: ZipFile) -> bool:
    """Tell whether an archive is a workbook in Office Open XML.

    Parameters
    ----------
    archive : zipfile.ZipFile
        An archive.

    Returns
    -------
    bool
        False for OpenDocument and for Excel's binary workbooks, in which error cells
        cannot be told from empty ones.
    """
    return any(name.endswith(_WORKBOOK) for name in _parts_of(archive))


def _parts_of(archive: ZipFile) -> Mapping[str, str]:
    """Name the parts of a workbook as calamine does, whatever case they are in."""
    return {name.casefold().replace("\\", "/"): name for name in archive.namelist()}


def _file_of(sheet: str, archive: ZipFile, parts: Mapping[str, str]) -> str:
    """Return where the cells of a sheet stand, by way of its link."""
    folder = min(
        (name.removesuffix(_WORKBOOK) for name in parts if name.endswith(_WORKBOOK)),
        key=lambda one: one != "xl",
    )
    book, links = (
        fromstring(archive.read(parts[f"{folder}{name}"]))  # noqa: S314 (as said above)
        for name in (_WORKBOOK, "/_rels/workbook.xml.rels")
    )
    named = {
        one.get("name"): value
        for one in book.iterfind(".//{*}sheet")
        for key, value in one.items()
        if key.endswith("}id")
    }
    targets = {one.get("Id"): one.get("Target", "").casefold() for one in links}
    target = targets[named[sheet]]
    inside = normpath(f"{folder}/{target}")
    return inside if inside in parts else target.removeprefix("/")


class _FailedCells:
    """What a parser of a sheet tells its cells; no tree of them is built."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], str] = {}
        self._row = self._column = -1
        self._failed = self._in_value = False
        self._place = (0, 0)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
        elif name == "c":
            self._failed = attributes.get("t") == "e"
            self._place = self._place_of(attributes.get("r", ""))
            self._column = self._place[1]
        self._in_value = self._failed and name == "v"

    def _place_of(self, reference: str) -> tuple[int, int]:
        """Return row and column of B3, or of what follows the last cell."""
        if not reference:
            return self._row, self._column + 1
        if not (found := _REFERENCE.fullmatch(reference)):
            raise ValueError(f"a cell is called {reference!r}")
        column = 0
        for letter in found[1].upper():
            column = 26 * column + ord(letter) - ord("A") + 1
        return int(found[2]) - 1, column - 1

    def data(self, text: str) -> None:
        if self._in_value:
            self.found[self._place] = self.found.get(self._place, "") + text

    def end(self, tag: str) -> None:
        self._in_value = False
        if tag.rpartition("}")[2] == "c":
            self._failed = False

    def close(self) -> None:
        """Do nothing: a parser closes its target, and the cells are kept here."""
