"""Bands along a stated number, with reference lines and a stated prior as a rug."""

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
)
from bemodels.result.display import format_level, format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bemodels.result import Curve, Table

RUG_HEIGHT = 0.05
RUGS = (ORANGE, GREY)
STYLES = ("--", ":", "-.")
# Opacity of the widest band and of the one within it.
OPACITIES = (0.18, 0.32)


def draw_scenarios(
    curves: Sequence[Curve],
    *,
    lines: Sequence[Table] = (),
    priors: Sequence[Curve] = (),
    caption: str,
    alt: str,
) -> Picture:
    """Draw a line with one or two bands on logarithmic axes, and what it is held to.

    Parameters
    ----------
    curves : sequence of Curve
        The same line with bands of other levels, the widest first; all above 0.
    lines : sequence of Table, default ()
        Reference lines: the name of an axis, a value on it, and what it means, a row
        each. A line along no axis of the curves is not drawn.
    priors : sequence of Curve, default ()
        Equally probable values of stated priors as `y`, along the lower axis.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        Line, bands, reference lines with their meaning, and a tick a value of a prior
        at the bottom.
    """
    with drawing_style():
        figure, axes = _frame(curves[0])
        _bands(axes, curves)
        for place, row in enumerate(row for table in lines for row in table.rows):
            _line(axes, curves[0], row, STYLES[place % len(STYLES)])
        for place, prior in enumerate(priors):
            _rug(axes, prior, RUGS[place % len(RUGS)])
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=1)
    return finish(figure, caption=caption, alt=alt)


def _frame(curve: Curve) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(WIDTH, 4.2), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xscale("log")
    axes.set_yscale("log")
    low, high = min(curve.x), max(curve.x)
    axes.set_xlim(low, high)
    bottom, top = _ends((*curve.y, *curve.low, *curve.high))
    axes.set_ylim(bottom, top)
    label_decades(axes.xaxis, low, high)
    label_decades(axes.yaxis, bottom, top)
    axes.set_xlabel(literal(curve.x_label))
    axes.set_ylabel(literal(curve.y_label))
    axes.grid(alpha=0.25)
    return figure, axes


def _ends(values: Sequence[float]) -> tuple[float, float]:
    finite = [value for value in values if 0 < value < inf]
    # Room below for a rug.
    return min(finite) / 1.6, max(finite) * 1.2


def _bands(axes: Axes, curves: Sequence[Curve]) -> None:
    first = curves[0]
    axes.plot(first.x, first.y, color=BLUE, linewidth=1.4, label="median")
    for curve, opacity in zip(curves, OPACITIES, strict=False):
        if curve.low:
            axes.fill_between(
                curve.x,
                curve.low,
                curve.high,
                color=BLUE,
                alpha=opacity,
                linewidth=0,
                label=f"{format_level(curve.level)} {curve.kind} interval",
            )


def _line(axes: Axes, curve: Curve, row: tuple[object, ...], style: str) -> None:
    along, value, meaning = str(row[0]), float(str(row[1])), str(row[2])
    label = literal(f"{format_number(value)}: {meaning}")
    if along == curve.x_label:
        axes.axvline(value, color="black", linewidth=0.9, linestyle=style, label=label)
    elif along == curve.y_label:
        axes.axhline(value, color="black", linewidth=0.9, linestyle=style, label=label)


def _rug(axes: Axes, prior: Curve, colour: str) -> None:
    axes.vlines(
        prior.y,
        0,
        RUG_HEIGHT,
        transform=axes.get_xaxis_transform(),
        color=colour,
        linewidth=0.6,
        label=literal(prior.name[0].lower() + prior.name[1:]),
    )
