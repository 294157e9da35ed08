"""A decline with its interval at every pair of counts, and where both ends lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.report.figures_picture import (
    BLUE,
    GREY,
    ORANGE,
    WIDTH,
    Picture,
    drawing_style,
    finish,
    literal,
)
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bemodels.result import Cell, Table

    type Row = tuple[Cell, ...]

HEIGHT = 3.6
# Where a table of counts holds the reference's, the decline and both its limits.
COUNT, DECLINE, LOW, HIGH = 0, 3, 4, 5
EXACT = "exact"
COLOURS = {"low": ORANGE, "high": GREY}


def draw_envelope(table: Table, ends: Table, *, caption: str, alt: str) -> Picture:
    """Draw a decline over the count of the reference year, with both ends' ranges.

    Parameters
    ----------
    table : Table
        Decline by the counts of two years, as ``bemodels.audit.decline_over_vectors``
        returns it: a row a pair, with the exact interval.
    ends : Table
        Its table of the ends of the intervals over the vectors, of which the exact ones
        are drawn.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        A point with its interval a pair of counts, from few to many in the reference
        year; a band an end, with its numbers; a line at no decline.
    """
    with drawing_style():
        figure, axes = _frame(table)
        for row in ends.rows:
            if row[0] == EXACT:
                _band(axes, row)
        for row in table.rows:
            _interval(axes, row)
        axes.axhline(0, color="black", linewidth=0.8, linestyle="--")
        axes.set_ylim(top=100)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return finish(figure, caption=caption, alt=alt)


def _frame(table: Table) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure
    from matplotlib.ticker import MaxNLocator

    figure = NewFigure(figsize=(WIDTH, HEIGHT), layout="constrained")
    axes = figure.add_subplot()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(literal(f"incidents in {table.columns[COUNT]}"))
    axes.set_ylabel("decline of the annual rate (%)")
    axes.grid(axis="y", alpha=0.25)
    return figure, axes


def _band(axes: Axes, row: Row) -> None:
    end, low, high = str(row[1]), float(row[2]), float(row[3])
    axes.axhspan(
        low,
        high,
        color=COLOURS[end],
        alpha=0.18,
        linewidth=0,
        label=f"{end} end: {format_number(low)} to {format_number(high)}%",
    )


def _interval(axes: Axes, row: Row) -> None:
    count, decline, low, high = (
        float(row[place]) for place in (COUNT, DECLINE, LOW, HIGH)
    )
    axes.vlines(count, low, high, color=BLUE, linewidth=1.4)
    axes.plot(count, decline, "o", color=BLUE, markersize=4)
