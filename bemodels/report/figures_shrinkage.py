"""Annual rates of places, each alone and partially pooled, with the way between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.report.figures_picture import (
    BLUE,
    GREY,
    WIDTH,
    Picture,
    drawing_style,
    finish,
    literal,
    scale_by_roots,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bemodels.result import Estimate, Result

ROW_HEIGHT = 0.27
# How far above and below the middle of its row each of the two rates is drawn.
APART = 0.2
ALONE = "annual_rate_exact["
# Of a year like the mean one, or the mean over the years that were observed.
POOLED = ("annual_rate[", "standardised_annual_rate[")


def draw_shrinkage(
    alone: Result, pooled: Result, *, x_label: str, caption: str, alt: str
) -> Picture:
    """Draw how far partial pooling moves each place's annual rate.

    Parameters
    ----------
    alone : Result
        As ``bemodels.counts.exact_annual_rates`` returns it.
    pooled : Result
        With ``annual_rate[PLACE]``, as the result of a pooled fit holds it, or else
        ``standardised_annual_rate[PLACE]``. Places that only one of the two holds are
        left out.
    x_label : str
        Name and unit of the axis.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        A row a place, the highest rate on top: above its own rate and interval, below
        the pooled ones, an arrow from the one to the other. The axis is that of square
        roots, which has room for 0.

    Raises
    ------
    InvalidDataError
        If the two have no place in common.
    """
    moved = places_of(alone, pooled)
    if not moved:
        raise InvalidDataError(
            f"no place has both {ALONE}...] and {POOLED[0]}...], so none can be drawn"
        )
    own, shared = zip(*moved.values(), strict=True)
    with drawing_style():
        figure, axes = _frame(len(moved), x_label)
        _rates(axes, own, -APART, GREY, "each place alone")
        _rates(axes, shared, APART, BLUE, "partially pooled")
        _arrows(axes, [(one.value, other.value) for one, other in moved.values()])
        axes.set_yticks(range(len(moved)), [literal(name) for name in moved])
        scale_by_roots(axes, max(one.interval.high for one in (*own, *shared)))
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    return finish(figure, caption=caption, alt=alt)


def places_of(alone: Result, pooled: Result) -> dict[str, tuple[Estimate, Estimate]]:
    """Return the places that have both rates, the highest rate first.

    Parameters
    ----------
    alone, pooled : Result
        As `draw_shrinkage` takes them; may be the same.

    Returns
    -------
    dict of str to tuple
        By place: alone, and pooled.
    """
    one = _by_place(alone, ALONE)
    found = (_by_place(pooled, prefix) for prefix in POOLED)
    other = next((rates for rates in found if one.keys() & rates.keys()), {})
    places = sorted(
        one.keys() & other.keys(), key=lambda name: (-one[name].value, name)
    )
    return {name: (one[name], other[name]) for name in places}


def _by_place(result: Result, prefix: str) -> dict[str, Estimate]:
    return {
        estimate.estimand.removeprefix(prefix).removesuffix("]"): estimate
        for estimate in result.estimates
        if estimate.estimand.startswith(prefix)
    }


def _frame(rows: int, x_label: str) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(WIDTH, 0.95 + ROW_HEIGHT * rows), layout="constrained")
    axes = figure.add_subplot()
    axes.set_ylim(rows - 0.45, -0.55)
    axes.set_xlabel(literal(x_label))
    axes.grid(axis="x", alpha=0.25)
    axes.tick_params(axis="y", length=0)
    return figure, axes


def _rates(
    axes: Axes, rates: Sequence[Estimate], shift: float, colour: str, name: str
) -> None:
    rows = [row + shift for row in range(len(rates))]
    low, high = zip(
        *((one.interval.low, one.interval.high) for one in rates), strict=True
    )
    axes.hlines(rows, low, high, color=colour, linewidth=1, alpha=0.5)
    axes.plot(
        [one.value for one in rates],
        rows,
        "o",
        color=colour,
        markersize=3.5,
        clip_on=False,
        label=name,
    )


def _arrows(axes: Axes, moves: Sequence[tuple[float, float]]) -> None:
    for row, (start, end) in enumerate(moves):
        axes.annotate(
            "",
            xy=(end, row + APART),
            xytext=(start, row - APART),
            arrowprops={"arrowstyle": "->", "color": "black", "linewidth": 0.7},
        )
