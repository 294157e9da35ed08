"""Figures of estimates, tables and curves: they need no model and no draws."""

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
from bemodels.result import Curve, Table
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def draw_curve(curve: Curve, *, caption: str, alt: str) -> Picture:
    """Draw a curve with its band on logarithmic axes.

    Parameters
    ----------
    curve : Curve
        All values above 0.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        Line and band.
    """
    with drawing_style():
        figure, axes = _empty(3.4)
        axes.plot(curve.x, curve.y, color=BLUE, label="median")
        if curve.low:
            label = f"{format_level(curve.level)} {curve.kind}"
            axes.fill_between(
                curve.x, curve.low, curve.high, color=BLUE, alpha=0.2, label=label
            )
        axes.set_xscale("log")
        axes.set_yscale("log")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter("{x:g}")
        axes.set_xlabel(literal(curve.x_label))
        axes.set_ylabel(literal(curve.y_label))
        axes.grid(alpha=0.25)
        axes.legend()
    return finish(figure, caption=caption, alt=alt)


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
