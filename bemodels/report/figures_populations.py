"""The forest of populations, a row a method: how far apart methods stand."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
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
    label_decades,
    literal,
    write_beside,
)
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bemodels.result import Estimate, Result

ROW_HEIGHT = 0.23
PREFIX = "population["
# What a population is known from decides its colour and its mark.
MARKS = {
    "data": (BLUE, "o", "the histories, under the method's assumption"),
    "both": (ORANGE, "D", "the histories and a stated number"),
    "prior": (GREY, "s", "a prior alone"),
}
# Room beside the outermost numbers, as a factor.
MARGIN = 1.25


def draw_populations(
    result: Result, *, recorded: int, caption: str, alt: str
) -> Picture:
    """Draw the populations of several methods on a logarithmic axis.

    Parameters
    ----------
    result : Result
        With estimates ``population[method]``, as `compare_methods` of
        ``bemodels.undercount.capture`` returns it.
    recorded : int
        Incidents that were seen: the line below which no population can lie.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        A row an estimate, in their order, the numbers beside it; an infinite limit is
        an arrow at the edge.

    Raises
    ------
    InvalidDataError
        If the result has no such estimate.
    """
    found = tuple(one for one in result.estimates if one.estimand.startswith(PREFIX))
    if not found:
        raise InvalidDataError(
            f"a forest needs estimates population[method], got none in {result.title!r}"
        )
    edges = _edges(found, recorded)
    with drawing_style():
        from matplotlib.figure import Figure

        figure = Figure(
            figsize=(WIDTH, 1 + ROW_HEIGHT * len(found)), layout="constrained"
        )
        axes = figure.add_subplot()
        _frame(axes, found, edges)
        axes.axvline(recorded, color="black", linewidth=0.8, linestyle="--")
        for line, one in enumerate(found):
            _interval(axes, line, one, edges)
        _legend(axes, found)
    return finish(figure, caption=caption, alt=alt)


def _edges(found: Sequence[Estimate], recorded: int) -> tuple[float, float]:
    numbers = [
        number
        for one in found
        for number in (one.value, one.interval.low, one.interval.high)
        if 0 < number < inf
    ]
    return min(recorded, *numbers) / MARGIN, max(recorded, *numbers) * MARGIN


def _frame(axes: Axes, found: Sequence[Estimate], edges: tuple[float, float]) -> None:
    axes.set_xscale("log")
    axes.set_xlim(*edges)
    axes.set_ylim(len(found) - 0.4, -1.4)
    label_decades(axes.xaxis, *edges)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_xlabel("population; the dashed line is what was recorded")
    axes.grid(axis="x", alpha=0.25)
    axes.tick_params(axis="y", length=0, pad=8)
    names = [one.estimand.removeprefix(PREFIX).removesuffix("]") for one in found]
    axes.set_yticks(range(len(found)), [literal(name) for name in names])
    write_beside(axes, -1, "estimate (interval)")


def _interval(axes: Axes, line: int, one: Estimate, edges: tuple[float, float]) -> None:
    """Draw a row's line, point and arrow, and write its numbers."""
    colour, marker, _ = MARKS[one.identified]
    low, high = one.interval.low, one.interval.high
    axes.hlines(
        line, max(low, edges[0]), min(high, edges[1]), color=colour, linewidth=1.4
    )
    if high == inf:
        axes.plot(edges[1], line, ">", color=colour, markersize=5, clip_on=False)
    axes.plot(one.value, line, marker, color=colour, markersize=4)
    until = "∞" if high == inf else f"{high:,.0f}"
    level = format_level(one.interval.level)
    write_beside(axes, line, f"{one.value:,.0f} ({level} {low:,.0f} to {until})")


def _legend(axes: Axes, found: Sequence[Estimate]) -> None:
    known = {one.identified for one in found}
    for name, (colour, marker, meaning) in MARKS.items():
        if name in known:
            axes.plot([], [], marker, color=colour, markersize=4, label=meaning)
    axes.legend(
        loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, title="known from"
    )
