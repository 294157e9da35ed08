"""The blocks of a document: what it says, and nothing of how a format writes it.

Every text is data. None is read as markup by any renderer; mathematics and code are
values of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from bemodels.result import Table

DEEPEST_HEADING = 3
WIDEST_FIGURE = 17.0

# Figures are files of these names in some formats.
_NUMBER = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# They end an equation in some format, so what follows would be read as markup.
_ENDS_AN_EQUATION = re.compile(r"[$`\r\n]")


def _check_tex(tex: str) -> None:
    if not tex.strip() or _ENDS_AN_EQUATION.search(tex):
        raise InvalidDataError(
            f"an equation is one line of TeX without '$' and '`', got {tex!r}"
        )


def _check_number(number: str, *, of: str) -> None:
    if not _NUMBER.fullmatch(number):
        raise InvalidDataError(
            f"the number of a {of} is letters and digits, such as 'S1', got {number!r}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineMath:
    r"""A symbol or a short formula within a line.

    Attributes
    ----------
    tex : str
        One line of TeX, such as ``r"\phi"``.
    """

    tex: str

    def __post_init__(self) -> None:
        _check_tex(self.tex)


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineCode:
    """A name or a value as a computer knows it, within a line.

    Attributes
    ----------
    text : str
        Shown in a typewriter face.
    """

    text: str


type Line = str | tuple[str | InlineMath | InlineCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a section.

    Attributes
    ----------
    level : int
        1 for a section, 2 and 3 for what stands below it.
    text : str
        The title.

    Raises
    ------
    InvalidDataError
        If the level is none of these.
    """

    level: int
    text: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise InvalidDataError(
                f"heading {self.text!r}: its level must lie in 1..{DEEPEST_HEADING}, "
                f"got {self.level}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    r"""A paragraph.

    Attributes
    ----------
    text : str or tuple of str, InlineMath and InlineCode
        Such as ``("with dispersion ", InlineMath(tex=r"\phi"), ".")``.
    """

    text: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list without numbers.

    Attributes
    ----------
    items : tuple of str or tuple
        Each a line, as in `Para`.
    """

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Math:
    r"""An equation on a line of its own.

    Attributes
    ----------
    tex : str
        One line of TeX. Names of distributions are ``\operatorname{NegBin}``:
        ``\mathrm`` breaks in two of the formats.
    """

    tex: str

    def __post_init__(self) -> None:
        _check_tex(self.tex)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A numbered table.

    Attributes
    ----------
    number : str
        What it is called by, such as ``"S1"``.
    table : bemodels.result.Table
        Its name is the caption, its note stands below.
    tex_columns : tuple of str
        Those columns of `table` whose cells are TeX: symbols, densities.

    Raises
    ------
    InvalidDataError
        If the number is none, or a column is not in the table or holds no TeX.
    """

    number: str
    table: Table
    tex_columns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_number(self.number, of="table")
        for column in self.tex_columns:
            if column not in self.table.columns:
                raise InvalidDataError(f"table {self.number} has no column {column!r}")
            place = self.table.columns.index(column)
            for row in self.table.rows:
                _check_tex(str(row[place]))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """A numbered figure.

    Attributes
    ----------
    number : str
        What it is called by, such as ``"S1"``.
    caption : str
        What it shows and how to read it.
    alt : str
        What a reader who cannot see it must know.
    svg, png : bytes
        The same picture twice: Word shows no SVG, everything else prints it sharper.
    width : float
        Printed width in centimetres, at most 17.

    Raises
    ------
    InvalidDataError
        If the number is none, the width lies outside its range, or `alt` is empty.
    """

    number: str
    caption: str
    alt: str
    svg: bytes
    png: bytes
    width: float = 16.0

    def __post_init__(self) -> None:
        _check_number(self.number, of="figure")
        if not 0 < self.width <= WIDEST_FIGURE:
            raise InvalidDataError(
                f"figure {self.number}: its width must lie in 0..{WIDEST_FIGURE:g} cm, "
                f"got {self.width}"
            )
        if not self.alt.strip():
            raise InvalidDataError(f"figure {self.number} has no alternative text")
        if b"<svg" not in self.svg or not self.png.startswith(_PNG_SIGNATURE):
            raise InvalidDataError(
                f"figure {self.number} needs its picture as SVG and as PNG"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Lines for a computer, each kept as it is.

    Attributes
    ----------
    text : str
        Lines separated by line feeds.
    """

    text: str


type Block = Heading | Para | Bullets | Math | TableBlock | FigureBlock | Code
