"""Annual rates of years, those that were observed in part marked as such."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bemodels.result import Estimate

HEIGHT = 3.1
COLOURS, MARKERS = (BLUE, ORANGE, GREY), ("o", "s", "D")
# Days of a common year are 0.9993 years: what is written as 1.00 is a full one.
FULL = 0.995
APART = 0.16
# More labels than these are turned, to stand beside one another.
MOST_UPRIGHT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Estimates by one method, one a year.

    Attributes
    ----------
    name : str
        The method, for the legend.
    estimates : tuple of Estimate
        In the order of the years.
    """

    name: str
    estimates: tuple[Estimate, ...]


def draw_years(
    labels: Sequence[str],
    series: Sequence[Series],
    years: Sequence[float],
    *,
    y_label: str,
    caption: str,
    alt: str,
) -> Picture:
    """Draw the annual rate of each year with its interval.

    Parameters
    ----------
    labels : sequence of str
        The years, in order.
    series : sequence of Series
        Up to three methods, side by side in each year.
    years : sequence of float
        How much of each was observed, in years.
    y_label : str
        Name and unit of the axis of rates.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        Points with intervals on an axis from 0. A year that was observed in part has
        an open marker, and the share that was observed below its label. An interval
        without an upper end is an arrow at the edge.

    Raises
    ------
    InvalidDataError
        If a series, or `years`, has another length than `labels`.
    """
    _check_lengths(labels, series, years)
    full = [share >= FULL for share in years]
    with drawing_style():
        figure, axes = _frame(labels, years, y_label)
        top = _top(series)
        axes.set_ylim(0, top)
        for number, one in enumerate(series):
            shift = (number - (len(series) - 1) / 2) * APART
            _draw(axes, one, full, number=number, shift=shift)
        _legend(axes, series, full)
    return finish(figure, caption=caption, alt=alt)


def _check_lengths(
    labels: Sequence[str], series: Sequence[Series], years: Sequence[float]
) -> None:
    lengths = {f"series {one.name!r}": len(one.estimates) for one in series}
    for name, length in {"years": len(years), **lengths}.items():
        if length != len(labels):
            raise InvalidDataError(f"{name}: {length} values for {len(labels)} labels")


def _frame(
    labels: Sequence[str], years: Sequence[float], y_label: str
) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(WIDTH, HEIGHT), layout="constrained")
    axes = figure.add_subplot()
    turned = 90 if len(labels) > MOST_UPRIGHT else 0
    axes.set_xticks(range(len(labels)), _tick_labels(labels, years), rotation=turned)
    axes.yaxis.set_major_formatter("{x:g}")
    axes.set_xlim(-0.6, len(labels) - 0.4)
    axes.set_ylabel(literal(y_label))
    axes.grid(axis="y", alpha=0.25)
    return figure, axes


def _top(series: Sequence[Series]) -> float:
    """Return the end of the axis: a little above every finite number."""
    numbers = (
        number
        for one in series
        for estimate in one.estimates
        for number in (estimate.value, estimate.interval.high)
        if isfinite(number)
    )
    return 1.05 * max(numbers, default=1.0) or 1.0


def _draw(
    axes: Axes, series: Series, full: Sequence[bool], *, number: int, shift: float
) -> None:
    colour, top = COLOURS[number], axes.get_ylim()[1]
    for place, (one, whole) in enumerate(zip(series.estimates, full, strict=True)):
        at, interval = place + shift, one.interval
        axes.vlines(at, interval.low, min(interval.high, top), color=colour, lw=1.4)
        if interval.high > top:
            axes.plot(at, top, "^", color=colour, markersize=5, clip_on=False)
        axes.plot(
            *(at, one.value, MARKERS[number]),
            color=colour,
            markerfacecolor=colour if whole else "white",
            markersize=6,
            clip_on=False,
        )


def _tick_labels(labels: Sequence[str], years: Sequence[float]) -> list[str]:
    return [
        literal(label if share >= FULL else f"{label}\n{share:.2f} years")
        for label, share in zip(labels, years, strict=True)
    ]


def _legend(axes: Axes, series: Sequence[Series], full: Sequence[bool]) -> None:
    for number, one in enumerate(series):
        marker, colour = MARKERS[number], COLOURS[number]
        axes.plot([], [], marker, color=colour, label=literal(one.name))
    if not all(full):
        axes.plot(
            *([], [], MARKERS[0]),
            color="black",
            markerfacecolor="white",
            label="observed in part",
        )
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4)
