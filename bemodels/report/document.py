"""A list of blocks under one title, with every text checked before it is rendered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.report.blocks import (
    Block,
    Bullets,
    Code,
    FigureBlock,
    Heading,
    InlineCode,
    InlineMath,
    Line,
    Math,
    Para,
    TableBlock,
)
from bemodels.report.plain_text import refuse_unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything a renderer needs.

    Attributes
    ----------
    title, subtitle : str
        The subtitle may be empty.
    language : str
        Such as ``"en"`` or ``"en-GB"``.
    blocks : tuple of Block
        In reading order.

    Raises
    ------
    InvalidDataError
        If a text holds a character that no format can hold (the message names block
        and place), or two tables or two figures share a number.
    """

    title: str
    subtitle: str = ""
    language: str = "en"
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise InvalidDataError("a document needs a title")
        if not _LANGUAGE.fullmatch(self.language):
            raise InvalidDataError(
                f"the language must look like 'en' or 'en-GB', got {self.language!r}"
            )
        for where, text in _texts(self):
            refuse_unwritable(text, where=where)
        _refuse_shared_numbers(self)


def _refuse_shared_numbers(document: Document) -> None:
    for kind in (TableBlock, FigureBlock):
        numbers = Counter(
            one.number for one in document.blocks if isinstance(one, kind)
        )
        for number, times in numbers.items():
            if times > 1:
                name = "tables" if kind is TableBlock else "figures"
                raise InvalidDataError(f"{times} {name} are numbered {number}")


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    yield "title", document.title
    yield "subtitle", document.subtitle
    for position, block in enumerate(document.blocks, start=1):
        for where, text in _texts_of_block(block):
            yield f"block {position} ({where})", text


def _texts_of_block(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case TableBlock():
            yield from _texts_of_table(block)
        case FigureBlock():
            yield f"caption of figure {block.number}", block.caption
            yield f"alternative text of figure {block.number}", block.alt
        case Bullets():
            for item in block.items:
                yield from (("list", text) for text in _texts_of_line(item))
        case Math():
            yield "equation", block.tex
        case Heading() | Code() | Para():
            name = type(block).__name__.lower()
            yield from ((name, text) for text in _texts_of_line(block.text))


def _texts_of_line(line: Line) -> Iterator[str]:
    for part in (line,) if isinstance(line, str) else line:
        match part:
            case InlineMath():
                yield part.tex
            case InlineCode():
                yield part.text
            case _:
                yield part


def _texts_of_table(block: TableBlock) -> Iterator[tuple[str, str]]:
    table, name = block.table, f"table {block.number}"
    yield f"name of {name}", table.name
    yield f"note of {name}", table.note
    for number, heading in enumerate(table.columns, start=1):
        yield f"{name}, heading of column {number}", heading
    for number, row in enumerate(table.rows, start=1):
        for column, cell in zip(table.columns, row, strict=True):
            if isinstance(cell, str):
                yield f"{name}, row {number}, column {column!r}", cell
