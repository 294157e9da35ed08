"""The figure of frequencies by class: it needs no model and no draws."""

from __future__ import annotations

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
from bemodels.result import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def draw_classes(table: Table, *, y_label: str, caption: str, alt: str) -> Picture:
    """Draw observed frequencies beside predicted ones, class by class.

    Parameters
    ----------
    table : Table
        Columns class, observed, predicted, low, high.
    y_label : str
        What is counted.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        Dots for the observed, bars for the predicted.
    """
    names, observed, middle, low, high = zip(*table.rows, strict=True)
    with drawing_style():
        figure, axes = _empty(3.0)
        x = range(len(names))
        axes.vlines(x, low, high, color=BLUE, linewidth=9, alpha=0.25)
        axes.plot(x, middle, "_", color=BLUE, markersize=10, label="predicted, 95%")
        axes.plot(x, observed, "o", color=ORANGE, markersize=5, label="observed")
        axes.set_xticks(list(x), [literal(str(name)) for name in names])
        axes.set_xlabel(literal(table.columns[0]))
        axes.set_ylabel(literal(y_label))
        axes.legend()
    return finish(figure, caption=caption, alt=alt)


def _empty(height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.add_subplot()
