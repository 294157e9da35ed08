"""A document as the JSON that the Typst source reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from bemodels.report.cells import cell_texts
from bemodels.report.columns import (
    LONGEST_WHOLE_WORD,
    column_widths,
    is_numeric,
    is_short,
    narrowest,
)
from bemodels.report.plain_text import one_line
from bemodels.report.typst_math import to_typst

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bemodels.report.document import Document

type Data = dict[str, Any]
type Formulas = Mapping[str, str]

# Characters that fit on a line of 17 cm at one point of size.
_CHARACTERS_AT_ONE_POINT = 900
_TABLE_SIZES = (8.0, 7.5, 7.0, 6.5)
# Where the columns cannot even hold their longest words.
_LONGEST_WHEN_CROWDED = 4


def pdf_data(document: Document) -> Data:
    """Lay a document out as data.

    Parameters
    ----------
    document : Document
        What to write.

    Returns
    -------
    dict
        Strings, numbers and lists; formulas in Typst's notation, with their TeX as the
        text that is read out.
    """
    formulas = to_typst(tuple(dict.fromkeys(_equations(document))))
    language, _, region = document.language.partition("-")
    return {
        "title": one_line(document.title),
        "subtitle": one_line(document.subtitle),
        "lang": language,
        "region": region or None,
        "blocks": [_data_of(block, formulas) for block in document.blocks],
    }


def figure_file(block: FigureBlock) -> str:
    """Name the file of a picture.

    Parameters
    ----------
    block : FigureBlock
        The figure.

    Returns
    -------
    str
        Such as ``"figure-S1.svg"``.
    """
    return f"figure-{block.number}.svg"


def _equations(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Math():
                yield block.tex
            case Para():
                yield from _equations_of_line(block.text)
            case Bullets():
                for item in block.items:
                    yield from _equations_of_line(item)
            case TableBlock():
                for name in block.tex_columns:
                    place = block.table.columns.index(name)
                    yield from (str(row[place]) for row in block.table.rows)


def _equations_of_line(line: Line) -> Iterator[str]:
    if not isinstance(line, str):
        yield from (part.tex for part in line if isinstance(part, InlineMath))


def _data_of(block: Block, formulas: Formulas) -> Data:
    match block:
        case Heading():
            data = {"level": block.level, "text": one_line(block.text)}
        case Para():
            data = {"parts": _parts(block.text, formulas)}
        case Bullets():
            data = {"items": [_parts(item, formulas) for item in block.items]}
        case Math():
            data = _formula(block.tex, formulas)
        case Code():
            data = {"text": block.text}
        case TableBlock():
            data = _table(block, formulas)
        case FigureBlock():
            data = _figure(block)
    return {"kind": type(block).__name__, **data}


def _parts(line: Line, formulas: Formulas) -> list[Data]:
    return [
        _part(part, formulas) for part in ((line,) if isinstance(line, str) else line)
    ]


def _part(part: str | InlineMath | InlineCode, formulas: Formulas) -> Data:
    match part:
        case InlineMath():
            return _formula(part.tex, formulas)
        case InlineCode():
            return {"code": part.text}
        case _:
            return {"text": one_line(part)}


def _formula(tex: str, formulas: Formulas) -> Data:
    return {"math": formulas[tex], "alt": tex}


def _table(block: TableBlock, formulas: Formulas) -> Data:
    columns = range(len(block.table.columns))
    return {
        "label": f"Table {block.number}.",
        "caption": one_line(block.table.name),
        "note": one_line(block.table.note),
        "columns": [one_line(heading) for heading in block.table.columns],
        "rows": [
            [_table_cell(block, at, row[at], formulas) for at in columns]
            for row in cell_texts(block.table)
        ],
        "numeric": [is_numeric(block, at) for at in columns],
        **_table_measures(block),
    }


def _table_measures(block: TableBlock) -> Data:
    size = _size(block)
    available = _CHARACTERS_AT_ONE_POINT / size
    crowded = sum(narrowest(block)) > available
    widths = column_widths(block, available=available)
    # Typst measures a table that fits itself, and exactly.
    fits = sum(widths) < available * (1 - 1e-9)
    return {
        "size": size,
        "longest": _LONGEST_WHEN_CROWDED if crowded else LONGEST_WHOLE_WORD,
        "short": is_short(block, widths=widths),
        "widths": [None if fits else width for width in widths],
    }


def _size(block: TableBlock) -> float:
    needed = sum(narrowest(block))
    fitting = [
        size for size in _TABLE_SIZES if needed * size <= _CHARACTERS_AT_ONE_POINT
    ]
    return fitting[0] if fitting else _TABLE_SIZES[-1]


def _table_cell(block: TableBlock, column: int, text: str, formulas: Formulas) -> Data:
    if block.table.columns[column] in block.tex_columns:
        return _formula(text, formulas)
    return {"text": one_line(text)}


def _figure(block: FigureBlock) -> Data:
    return {
        "label": f"Figure {block.number}.",
        "caption": one_line(block.caption),
        "alt": one_line(block.alt),
        "file": figure_file(block),
        "width": block.width,
    }
