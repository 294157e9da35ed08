"""How wide a table's columns want to be, from what stands in them."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from bemodels.report.cells import cell_texts

if TYPE_CHECKING:
    from bemodels.report.blocks import TableBlock

# What stands in a column of numbers where a row has none.
NOTHING = frozenset({"", "-", "\N{EN DASH}", "\N{EM DASH}", "(hidden)"})
# Longer words may be broken within, so they ask for no more than this.
LONGEST_WHOLE_WORD = 16
# A cell of more characters reads as text and may wrap.
LONGEST_LABEL = 24
LONGEST_IN_A_NARROW_COLUMN = 60
GAP = 2
# How many characters the style sheet gives to a column of texts, at the least.
_PROSE = 26
_FORMULA_WIDTH = 1.4
_LINES_KEPT_TOGETHER = 24

_COMMAND = re.compile(r"\\operatorname|\\text|\\mid|\\[,;! ]|[{}_^]")
_SYMBOL = re.compile(r"\\[A-Za-z]+")


def is_numeric(block: TableBlock, column: int) -> bool:
    """Tell whether a column holds numbers and, at most, marks for none.

    Parameters
    ----------
    block : TableBlock
        The table.
    column : int
        Its place from the left, from 0.

    Returns
    -------
    bool
        False for a column of nothing but marks.
    """
    cells = [row[column] for row in block.table.rows]
    numbers = [cell for cell in cells if not isinstance(cell, str)]
    return bool(numbers) and all(
        cell in NOTHING for cell in cells if isinstance(cell, str)
    )


def is_prose(block: TableBlock, column: int) -> bool:
    """Tell whether a column holds sentences, which may wrap.

    Parameters
    ----------
    block : TableBlock
        The table.
    column : int
        Its place from the left, from 0.

    Returns
    -------
    bool
        True if any cell is longer than a label.
    """
    return _longest(block, column) > LONGEST_LABEL


def is_long(block: TableBlock, column: int) -> bool:
    """Tell whether a column holds sentences that need room.

    Parameters
    ----------
    block : TableBlock
        The table.
    column : int
        Its place from the left, from 0.

    Returns
    -------
    bool
        True if any cell would fill several lines of a narrow column.
    """
    return _longest(block, column) > LONGEST_IN_A_NARROW_COLUMN


def is_stacked(block: TableBlock) -> bool:
    """Tell whether the rows of a table become lines on a narrow screen.

    Parameters
    ----------
    block : TableBlock
        The table.

    Returns
    -------
    bool
        True if a column holds sentences that need room, or one holds sentences and none
        holds numbers, which would be compared from row to row.
    """
    columns = range(len(block.table.columns))
    if any(is_long(block, at) for at in columns):
        return True
    with_numbers = any(is_numeric(block, at) for at in columns)
    return not with_numbers and any(is_prose(block, at) for at in columns)


def screen_width(block: TableBlock) -> int:
    """Estimate how wide a table is on a narrow screen where its rows stay rows.

    Parameters
    ----------
    block : TableBlock
        The table.

    Returns
    -------
    int
        Characters; of texts only those of the first column wrap.
    """
    return sum(
        GAP + max(_longest_word(heading), _screen_column(texts, wraps=not at))
        for at, (heading, *texts) in enumerate(_columns(block))
    )


def _screen_column(texts: list[str], *, wraps: bool) -> int:
    longest = max(map(len, texts), default=0)
    if not wraps:
        return longest
    return min(longest, max(_PROSE, *map(_longest_word, texts)))


def _longest(block: TableBlock, column: int) -> int:
    return max(map(len, _columns(block)[column][1:]), default=0)


def column_widths(block: TableBlock, *, available: float) -> tuple[float, ...]:
    """Share a page's width out to the columns of a table.

    Each column gets its longest word. What is left goes to columns of labels, so that
    they need not wrap, as long as half of it remains for the others; then where text is
    longest.

    Parameters
    ----------
    block : TableBlock
        The table.
    available : float
        Width of the page in characters.

    Returns
    -------
    tuple of float
        Widths in characters, a gap included; they add up to less than `available` if
        no cell needs to wrap, and to `available` otherwise.
    """
    narrow, wide = narrowest(block), _widest(block)
    if sum(wide) <= available:
        return wide
    left = available - sum(narrow)
    if left <= 0:
        return tuple(width * available / sum(narrow) for width in narrow)
    whole = _with_whole_labels(narrow, wide)
    if 2 * (sum(whole) - sum(narrow)) <= left:
        narrow, left = whole, available - sum(whole)
    wanted = sum(wide) - sum(narrow)
    return tuple(
        low + left * (high - low) / wanted
        for low, high in zip(narrow, wide, strict=True)
    )


def narrowest(block: TableBlock) -> tuple[float, ...]:
    """Find the width below which a column would break its words.

    Parameters
    ----------
    block : TableBlock
        The table.

    Returns
    -------
    tuple of float
        Characters a column, a gap included.
    """
    return tuple(
        # A formula is not broken.
        GAP + max(map(len if heading in block.tex_columns else _longest_word, texts))
        for heading, texts in zip(block.table.columns, _columns(block), strict=True)
    )


def line_count(block: TableBlock, *, widths: tuple[float, ...]) -> int:
    """Estimate how many lines a table takes.

    Parameters
    ----------
    block : TableBlock
        The table.
    widths : tuple of float
        From `column_widths`.

    Returns
    -------
    int
        Lines of all rows, the heading and the note.
    """
    rows = zip(*_columns(block), strict=True)
    lines = (
        max(
            ceil((len(text) + GAP) / width)
            for text, width in zip(row, widths, strict=True)
        )
        for row in rows
    )
    return sum(lines) + ceil(len(block.table.note) / sum(widths))


def is_short(block: TableBlock, *, widths: tuple[float, ...]) -> bool:
    """Tell whether a table is to stand on one page.

    Parameters
    ----------
    block : TableBlock
        The table.
    widths : tuple of float
        From `column_widths`.

    Returns
    -------
    bool
        True if it takes far less than a page, as far as lines can be estimated.
    """
    return line_count(block, widths=widths) <= _LINES_KEPT_TOGETHER


def _widest(block: TableBlock) -> tuple[float, ...]:
    return tuple(GAP + max(map(len, texts)) for texts in _columns(block))


def _with_whole_labels(
    narrow: tuple[float, ...], wide: tuple[float, ...]
) -> tuple[float, ...]:
    """Widen the columns that hold labels alone to their longest one."""
    return tuple(
        high if high <= GAP + LONGEST_LABEL else low
        for low, high in zip(narrow, wide, strict=True)
    )


def _longest_word(text: str) -> int:
    return min(max(map(len, text.split()), default=0), LONGEST_WHOLE_WORD)


def _columns(block: TableBlock) -> list[list[str]]:
    rows = (block.table.columns, *cell_texts(block.table))
    columns = [list(texts) for texts in zip(*rows, strict=True)]
    for name in block.tex_columns:
        place = block.table.columns.index(name)
        columns[place][1:] = [_as_printed(tex) for tex in columns[place][1:]]
    return columns


def _as_printed(tex: str) -> str:
    # Only its length matters. Symbols are wide, and some readers of Word files set
    # formulas in full size.
    symbols = _SYMBOL.sub("x", _COMMAND.sub("", tex))
    return "x" * ceil(_FORMULA_WIDTH * len(symbols))
