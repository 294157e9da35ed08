"""Rows of text as the lines of a table that breaks no word."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP = "  "


class Line(NamedTuple):
    """A line of a table.

    Attributes
    ----------
    text : str
        What is printed.
    is_heading : bool
        Whether it names what follows.
    """

    text: str
    is_heading: bool


def lay_out(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int
) -> Iterator[Line]:
    """Lay a table out in columns, or a line a cell where it is too wide for them.

    Parameters
    ----------
    columns : sequence of str
        Headings.
    rows : sequence of sequence of str
        Cells under each heading.
    width : int
        Characters that fit on a line.

    Yields
    ------
    Line
        From top to bottom.

    Examples
    --------
    >>> for line in lay_out(("place", "rate"), [("Ghent", "0.25")], width=20):
    ...     print(line.text)
    place  rate
    Ghent  0.25
    """
    widths = _fit(list(zip(columns, *rows, strict=True)), width)
    if not widths:
        yield from _stack(columns, rows)
        return
    for number, row in enumerate((columns, *rows)):
        for line in _wrap(row, widths):
            yield Line(line, is_heading=not number)


def _stack(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    for first, *others in rows:
        yield Line(f"{columns[0]} {first}", is_heading=True)
        for column, cell in zip(columns[1:], others, strict=True):
            yield Line(f"  {column}: {cell}", is_heading=False)


def _wrap(row: Sequence[str], widths: list[int]) -> list[str]:
    """Return the lines of a row whose cells are broken between words."""
    wrapped = [
        textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        for text, width in zip(row, widths, strict=True)
    ]
    return [
        GAP.join(
            part.ljust(width) for part, width in zip(parts, widths, strict=True)
        ).rstrip()
        for parts in zip_longest(*wrapped, fillvalue="")
    ]


def _fit(columns: list[tuple[str, ...]], width: int) -> list[int]:
    """Return the widths of columns: as the longest text, less where that is too much.

    No column becomes narrower than its longest word; none at all are returned where
    even that is too wide.
    """
    available = width - len(GAP) * (len(columns) - 1)
    widths = [max(1, *map(len, texts)) for texts in columns]
    least = [
        max((len(word) for text in texts for word in text.split()), default=1)
        for texts in columns
    ]
    if sum(least) > available:
        return []
    while sum(widths) > available:
        wider = [i for i in range(len(widths)) if widths[i] > least[i]]
        widths[max(wider, key=widths.__getitem__)] -= 1
    return widths
