"""Tables in pandoc's syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.report.cells import cell_texts
from bemodels.report.columns import is_numeric, is_prose, is_stacked
from bemodels.report.pandoc_ast import (
    Attributes,
    Node,
    Nodes,
    attributes,
    line,
    math,
    node,
)

if TYPE_CHECKING:
    from bemodels.report.blocks import TableBlock


def table_node(block: TableBlock, *, caption: Nodes, row_heads: int = 0) -> Node:
    """Make the grid of a table; columns of numbers stand to the right.

    Parameters
    ----------
    block : TableBlock
        The table.
    caption : list of dict
        Inline nodes; empty where the format puts the caption elsewhere.
    row_heads : int
        How many columns from the left name their rows.

    Returns
    -------
    dict
        A ``Table`` node.
    """
    columns = range(len(block.table.columns))
    # Column widths stay open: each format settles them after its own fashion.
    widths = [[_alignment(block, at), {"t": "ColWidthDefault"}] for at in columns]
    return node(
        "Table",
        [
            attributes(
                f"table-{block.number}",
                *(["stacks"] if is_stacked(block) else []),
                aria_labelledby=caption_id(block),
            ),
            [None, [node("Plain", caption)] if caption else []],
            widths,
            [attributes(), [_head(block)]],
            [[attributes(), row_heads, [], _body(block, row_heads=row_heads)]],
            [attributes(), []],
        ],
    )


def caption_id(block: TableBlock) -> str:
    """Name the place of a table's caption.

    Parameters
    ----------
    block : TableBlock
        The table.

    Returns
    -------
    str
        An identifier.
    """
    return f"caption-{block.number}"


def _alignment(block: TableBlock, column: int) -> Node:
    return {"t": "AlignRight" if is_numeric(block, column) else "AlignLeft"}


def _head(block: TableBlock) -> list[object]:
    return _row(
        [
            _cell(line(heading), attributes("", *_classes(block, at), scope="col"))
            for at, heading in enumerate(block.table.columns)
        ]
    )


def _body(block: TableBlock, *, row_heads: int) -> list[list[object]]:
    columns = range(len(block.table.columns))
    pairs = [_pairs(block, at, row_heads=row_heads) for at in columns]
    named = [attributes("", *_classes(block, at), **pairs[at]) for at in columns]
    return [
        _row([_cell(_content(block, at, row[at]), named[at]) for at in columns])
        for row in cell_texts(block.table)
    ]


def _pairs(block: TableBlock, column: int, *, row_heads: int) -> dict[str, str]:
    """Name a cell's heading where it may stand behind it."""
    if column < row_heads:
        return {"scope": "row"}
    return {"data_label": block.table.columns[column]} if is_stacked(block) else {}


def _row(cells: list[list[object]]) -> list[object]:
    return [attributes(), cells]


def _classes(block: TableBlock, column: int) -> list[str]:
    kinds = {"number": is_numeric, "prose": is_prose}
    return [name for name, holds in kinds.items() if holds(block, column)]


def _content(block: TableBlock, column: int, text: str) -> Nodes:
    if block.table.columns[column] in block.tex_columns:
        return [math(text, place="InlineMath")]
    return line(text)


def _cell(content: Nodes, named: Attributes) -> list[object]:
    return [named, {"t": "AlignDefault"}, 1, 1, [node("Plain", content)]]
