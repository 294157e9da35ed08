"""Figures of estimates, tables and curves: they need no model and no draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
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
from bemodels.result import Curve, Estimate, Table
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW_HEIGHT = 0.24
COLOURS = (BLUE, ORANGE, GREY)
MARKERS = ("o", "s", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Estimates of one method, one a row of a forest.

    Attributes
    ----------
    name : str
        The method, for the legend.
    estimates : tuple of Estimate
        In the order of the rows.
    """

    name: str
    estimates: tuple[Estimate, ...]


def draw_forest(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    x_label: str,
    caption: str,
    alt: str,
) -> Picture:
    """Draw estimates with their intervals, a row a label, on a logarithmic axis.

    Parameters
    ----------
    labels : sequence of str
        Row names, from top to bottom.
    series : sequence of Series
        Up to three methods, drawn one below the other in each row.
    x_label : str
        Name and unit of the axis.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        The forest. A limit of 0 or infinity is drawn to the edge of the axis.

    Raises
    ------
    InvalidDataError
        If a series has another number of estimates than there are labels.
    """
    for one in series:
        if len(one.estimates) != len(labels):
            raise InvalidDataError(
                f"series {one.name!r}: {len(one.estimates)} estimates for "
                f"{len(labels)} labels"
            )
    with drawing_style():
        figure, axes = _empty(0.9 + ROW_HEIGHT * len(labels) * len(series) ** 0.5)
        left, right = _log_range(series)
        for number, one in enumerate(series):
            shift = (number - (len(series) - 1) / 2) * 0.3
            _draw_rows(axes, one, number, shift, (left, right))
        axes.set_xscale("log")
        axes.set_xlim(left, right)
        axes.xaxis.set_major_formatter("{x:g}")
        axes.set_yticks(range(len(labels)), [literal(text) for text in labels])
        axes.set_ylim(len(labels) - 0.4, -0.6)
        axes.set_xlabel(literal(x_label))
        axes.grid(axis="x", alpha=0.25)
        if len(series) > 1:
            axes.legend(loc="lower right")
    return finish(figure, caption=caption, alt=alt)


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


def _log_range(series: Sequence[Series]) -> tuple[float, float]:
    """Return an axis that holds every estimate and every limit that is above 0."""
    values = [
        value
        for one in series
        for estimate in one.estimates
        for value in (estimate.interval.low, estimate.value, estimate.interval.high)
        if 0 < value < inf
    ]
    return min(values) / 1.3, max(values) * 1.3


def _draw_rows(
    axes: Axes, series: Series, number: int, shift: float, edges: tuple[float, float]
) -> None:
    colour, rows = COLOURS[number], [i + shift for i in range(len(series.estimates))]
    low = [max(one.interval.low, edges[0]) for one in series.estimates]
    high = [min(one.interval.high, edges[1]) for one in series.estimates]
    axes.hlines(rows, low, high, color=colour, linewidth=1.4)
    points = [
        (one.value, row)
        for one, row in zip(series.estimates, rows, strict=True)
        if isfinite(one.value) and one.value > 0
    ]
    axes.plot(
        [x for x, _ in points],
        [y for _, y in points],
        MARKERS[number],
        color=colour,
        markersize=4,
        label=literal(series.name),
    )
