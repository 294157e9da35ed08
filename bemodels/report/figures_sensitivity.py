"""What a comparison would say along a supposition: p-values and the odds ratio."""

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
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bemodels.result import Curve

HEIGHT = 2.5
STYLES = ((BLUE, "-"), (GREY, "--"), (ORANGE, "-."))
# Room above and below the outermost numbers, as a factor.
MARGIN = 1.5
ALPHA = 0.05


def draw_supposition(
    curves: Sequence[Curve], *, x_label: str, caption: str, alt: str
) -> Picture:
    """Draw p-values over a count with the line at .05, and the odds ratio with 1.

    Parameters
    ----------
    curves : sequence of Curve
        Those of a supposition, as ``bemodels.rates.unseen_non_attacks`` returns them.
        Up to three p-values are drawn, and the odds ratio if there is one.
    x_label : str
        What is counted.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        Two panels with one axis of counts; both others are logarithmic. A limit of 0
        or infinity runs to the edge.
    """
    p_values, bands = _labelled(curves, "p-value"), _labelled(curves, "odds ratio")
    panels = 1 + len(bands)
    with drawing_style():
        from matplotlib.figure import Figure
        from matplotlib.ticker import MaxNLocator

        figure = Figure(figsize=(WIDTH, HEIGHT * panels), layout="constrained")
        axes = figure.subplots(panels, sharex=True, squeeze=False)[:, 0]
        _p_values(axes[0], p_values)
        for panel, band in zip(axes[1:], bands, strict=True):
            _band(panel, band)
        axes[-1].set_xlabel(literal(x_label))
        axes[-1].xaxis.set_major_locator(MaxNLocator(integer=True))
    return finish(figure, caption=caption, alt=alt)


def _labelled(curves: Sequence[Curve], label: str) -> tuple[Curve, ...]:
    return tuple(one for one in curves if one.y_label == label)


def _p_values(axes: Axes, curves: Sequence[Curve]) -> None:
    for curve, (colour, line) in zip(curves, STYLES, strict=False):
        axes.plot(
            curve.x,
            curve.y,
            line,
            color=colour,
            linewidth=1.4,
            label=literal(curve.name),
        )
    axes.axhline(ALPHA, color="black", linewidth=0.8, label=f"{ALPHA:g}")
    _logarithmic(axes, [ALPHA, 1, *(y for curve in curves for y in curve.y)])
    axes.set_ylabel("p-value")
    _legend(axes)


def _band(axes: Axes, curve: Curve) -> None:
    numbers = (1, *curve.y, *curve.low, *curve.high)
    bottom, top = _logarithmic(axes, numbers)
    axes.plot(curve.x, curve.y, color=BLUE, linewidth=1.4, label="estimate")
    axes.fill_between(
        curve.x,
        [max(low, bottom) for low in curve.low],
        [min(high, top) for high in curve.high],
        color=BLUE,
        alpha=0.2,
        linewidth=0,
        label=f"{format_level(curve.level)} {curve.kind} interval",
    )
    axes.axhline(1, color="black", linewidth=0.8, linestyle="--")
    axes.set_ylabel(literal(curve.y_label))
    _legend(axes)


def _legend(axes: Axes) -> None:
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)


def _logarithmic(axes: Axes, values: Sequence[float]) -> tuple[float, float]:
    """Scale an axis to the numbers above 0, and return its ends."""
    finite = [value for value in values if 0 < value < inf]
    bottom, top = min(finite) / MARGIN, max(finite) * MARGIN
    axes.set_yscale("log")
    axes.set_ylim(bottom, top)
    label_decades(axes.yaxis, bottom, top)
    axes.grid(alpha=0.25)
    return bottom, top
