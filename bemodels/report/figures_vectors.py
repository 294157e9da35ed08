"""Every vector of counts by year that is possible, and the range of each year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bemodels.report.figures_picture import (
    BLUE,
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

    from bemodels.result import Interval, Table

HEIGHT = 3.6
# Lines as thin and faint as this can still be told apart where few run.
LINE_WIDTH, OPACITY = 0.5, 0.25
# Room for the numbers above a range, in points.
ABOVE = 3


def draw_vectors(
    table: Table, ranges: Mapping[str, Interval], *, caption: str, alt: str
) -> Picture:
    """Draw each vector as a thin line over the years, with the range of each year.

    Parameters
    ----------
    table : Table
        A column a year and a row a vector, as ``bemodels.audit.counts_over_vectors``
        returns it.
    ranges : mapping of str to Interval
        The range of each column that is to be marked.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        Lines on an axis from 0; a bar a range, with its ends above it.
    """
    with drawing_style():
        figure, axes = _frame(table)
        for row in table.rows:
            axes.plot(
                range(len(row)), row, color=BLUE, linewidth=LINE_WIDTH, alpha=OPACITY
            )
        for place, year in enumerate(table.columns):
            if year in ranges:
                _mark(axes, place, ranges[year])
        axes.set_ylim(bottom=0)
    return finish(figure, caption=caption, alt=alt)


def _frame(table: Table) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(WIDTH, HEIGHT), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xticks(range(len(table.columns)), [literal(one) for one in table.columns])
    axes.set_xlim(-0.4, len(table.columns) - 0.6)
    axes.set_xlabel("year")
    axes.set_ylabel("incidents")
    axes.grid(axis="y", alpha=0.25)
    return figure, axes


def _mark(axes: Axes, place: int, interval: Interval) -> None:
    axes.vlines(
        place, interval.low, interval.high, color=ORANGE, linewidth=4, alpha=0.7
    )
    axes.annotate(
        " to ".join(map(format_number, (interval.low, interval.high))),
        (place, interval.high),
        xytext=(0, ABOVE),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=8,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
    )
