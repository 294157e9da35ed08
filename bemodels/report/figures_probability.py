"""A probability over two stated numbers, as areas with the line of one half."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bemodels.report.figures_picture import (
    WIDTH,
    Picture,
    drawing_style,
    finish,
    label_decades,
    literal,
)

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bemodels.result import Curve, Table

LEVELS = (0.0, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 1.0)
# Purple for improbable, orange for probable: told apart by every kind of sight.
COLOURS = "PuOr_r"
BLANK = "#DDDDDD"


def draw_probability(
    table: Table, *, lines: Sequence[Curve] = (), caption: str, alt: str
) -> Picture:
    """Draw a probability over a grid of two stated numbers.

    Parameters
    ----------
    table : Table
        A row a cell: both numbers, above 0, and the probability, or a text where there
        is none. The rows make up a full grid.
    lines : sequence of Curve, default ()
        Where the probability is one half.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        Areas between levels of probability on logarithmic axes, grey where there is
        none; a black line at one half.
    """
    x, y, values = _grid(table)
    with drawing_style():
        figure, axes = _frame(table, x, y)
        areas = axes.contourf(x, y, values, levels=LEVELS, cmap=COLOURS)
        for curve in lines:
            axes.plot(
                curve.x,
                curve.y,
                color="black",
                linewidth=1.8,
                label=literal(f"one half: {curve.name[0].lower()}{curve.name[1:]}"),
            )
        bar = figure.colorbar(areas, ax=axes, ticks=LEVELS, format="{x:g}")
        bar.set_label(literal(table.columns[2]))
        if lines:
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1))
    return finish(figure, caption=caption, alt=alt)


def _grid(table: Table) -> tuple[list[float], list[float], np.ma.MaskedArray]:
    import numpy as np

    cells = {(row[0], row[1]): row[2] for row in table.rows}
    x, y = (sorted({float(row[at]) for row in table.rows}) for at in (0, 1))
    found = [[cells[one, other] for one in x] for other in y]
    numbers = [[np.nan if isinstance(c, str) else float(c) for c in r] for r in found]
    return x, y, np.ma.masked_invalid(np.array(numbers))


def _frame(table: Table, x: list[float], y: list[float]) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure

    # Placed by hand, so that it is the same to the last digit whenever it is drawn.
    figure = NewFigure(figsize=(WIDTH, 4.2))
    axes = figure.add_subplot()
    axes.set_facecolor(BLANK)
    for axis, values in ((axes.xaxis, x), (axes.yaxis, y)):
        axis.set_label_text(literal(table.columns[0 if axis is axes.xaxis else 1]))
        axis.axes.set(**{f"{axis.axis_name}scale": "log"})
        axis.axes.set(**{f"{axis.axis_name}lim": (values[0], values[-1])})
        label_decades(axis, values[0], values[-1])
    return figure, axes
