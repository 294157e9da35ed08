"""The forest of one comparison's ratios, a row a method."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING

from bemodels.report.figures_picture import (
    BLUE,
    GREY,
    ORANGE,
    WIDTH,
    Picture,
    drawing_style,
    finish,
    label_decades,
    literal,
    write_beside,
)
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bemodels.result import Cell, Table

    type Row = tuple[Cell, ...]

ROW_HEIGHT = 0.23
MARKS = {
    "recommended": (BLUE, "o"),
    "comparison": (GREY, "s"),
    "warning": (ORANGE, "D"),
}
# The axis where no row has a number above 0.
NO_NUMBERS = (0.1, 10.0)
# Room beside the outermost numbers, as a factor.
MARGIN = 1.6


def draw_methods(table: Table, *, x_label: str, caption: str, alt: str) -> Picture:
    """Draw the intervals of a table of methods on a logarithmic axis.

    Parameters
    ----------
    table : Table
        As ``bemodels.rates.ratios_by_method`` returns it: contrast, method, how it
        stands, estimate, low and high.
    x_label : str
        Name of the axis.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        Rows under a heading for each contrast, coloured by how the method stands, the
        numbers beside them. A limit of 0 or infinity is an arrow at the edge.
    """
    edges = _edges(table.rows)
    contrasts = tuple(dict.fromkeys(str(row[0]) for row in table.rows))
    labels: list[str] = []
    with drawing_style():
        figure, axes = _frame(len(table.rows) + len(contrasts), edges, x_label)
        for contrast in contrasts:
            labels.append(contrast)
            for row in (one for one in table.rows if one[0] == contrast):
                _interval(axes, len(labels), row, edges)
                labels.append(str(row[1]))
        _label(axes, labels, headings=contrasts)
        write_beside(axes, -0.9, _heading(table))
        _legend(axes, table.rows)
    return finish(figure, caption=caption, alt=alt)


def _frame(lines: int, edges: tuple[float, float], x_label: str) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure

    height = 0.85 + ROW_HEIGHT * lines
    figure = NewFigure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xscale("log")
    axes.set_xlim(*edges)
    axes.set_ylim(lines - 0.4, -0.6)
    label_decades(axes.xaxis, *edges)
    axes.set_xlabel(literal(x_label))
    axes.axvline(1, color="black", linewidth=0.8, linestyle="--")
    axes.grid(axis="x", alpha=0.25)
    axes.tick_params(axis="y", length=0, pad=8)
    return figure, axes


def _label(axes: Axes, labels: Sequence[str], *, headings: Sequence[str]) -> None:
    axes.set_yticks(range(len(labels)), [literal(text) for text in labels])
    for text, label in zip(axes.get_yticklabels(), labels, strict=True):
        if label in headings:
            text.set_fontweight("bold")


def _interval(axes: Axes, line: int, row: Row, edges: tuple[float, float]) -> None:
    """Draw a row's line, point and arrows, and write its numbers."""
    colour, marker = MARKS[str(row[2])]
    point, low, high = row[3:]
    write_beside(axes, line, _numbers(point, low, high))
    if isinstance(low, str) or isinstance(high, str):
        return
    axes.hlines(
        line, max(low, edges[0]), min(high, edges[1]), color=colour, linewidth=1.4
    )
    ends = ((edges[0], "<"),) * (low == 0) + ((edges[1], ">"),) * (high == inf)
    for place, arrow in ends:
        axes.plot(place, line, arrow, color=colour, markersize=5, clip_on=False)
    if not isinstance(point, str) and 0 < point < inf:
        axes.plot(point, line, marker, color=colour, markersize=4)


def _heading(table: Table) -> str:
    """Say what stands beside the rows, with the level of the table's limits."""
    level = table.columns[-1].removesuffix(" high")
    return f"estimate ({level} interval)"


def _numbers(point: Cell, low: Cell, high: Cell) -> str:
    if isinstance(low, str) or isinstance(high, str):
        return "no interval"
    limits = f"({format_number(low)} to {format_number(high)})"
    return limits if isinstance(point, str) else f"{format_number(point)} {limits}"


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    """Return an axis that holds 1 and every number that it can."""
    numbers = [
        cell
        for row in rows
        for cell in row[3:]
        if not isinstance(cell, str) and 0 < cell < inf
    ]
    if not numbers:
        return NO_NUMBERS
    return min(1, *numbers) / MARGIN, max(1, *numbers) * MARGIN


def _legend(axes: Axes, rows: Sequence[Row]) -> None:
    for standing, (colour, marker) in MARKS.items():
        if any(row[2] == standing for row in rows):
            axes.plot([], [], marker, color=colour, markersize=4, label=standing)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=len(MARKS))
