"""Prior and posterior of each parameter one above the other, with the contraction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bemodels.report.figures_picture import (
    BLUE,
    GREY,
    WIDTH,
    Picture,
    drawing_style,
    finish,
    label_decades,
    literal,
    scale_by_roots,
)
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bemodels.result import Cell, Table

    type Row = tuple[Cell, ...]

ROW_HEIGHT = 0.4
# How far above and below the middle of its row each of the two is drawn.
APART = 0.16
MARGIN = 1.6
# From one end to the other, as a factor: beyond it every other decade is labelled.
_LONG = 1e5
AXES = {
    "actors": "expected number (actors)",
    "ratio": "ratio",
    "probability": "probability",
}


def draw_prior_to_posterior(table: Table, *, caption: str, alt: str) -> Picture:
    """Draw what each parameter was before the data and is after them.

    Parameters
    ----------
    table : Table
        As ``bemodels.undercount.prior_to_posterior`` returns it.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        A panel a unit and a row a parameter: above the prior, below the posterior, the
        contraction beside them. Numbers of actors are on an axis of square roots,
        ratios on a logarithmic one. An improper prior has no interval.
    """
    units = {
        unit: [row for row in table.rows if row[1] == unit]
        for unit in dict.fromkeys(str(row[1]) for row in table.rows)
    }
    with drawing_style():
        from matplotlib.figure import Figure

        lines = [len(rows) + 0.9 for rows in units.values()]
        # Placed by hand: the layout engine moves three panels by a rounding error from
        # one drawing to the next, and names in the file follow from their places.
        height = 0.5 + ROW_HEIGHT * sum(lines)
        figure = Figure(figsize=(WIDTH, height))
        panels = figure.subplots(
            len(units),
            squeeze=False,
            height_ratios=lines,
            gridspec_kw={"left": 0.28, "right": 0.74, "hspace": 0.6},
        )[:, 0]
        for axes, (unit, rows) in zip(panels, units.items(), strict=True):
            _scale(axes, unit, rows)
            _rows(axes, rows)
        _legend(panels[0], table)
    return finish(figure, caption=caption, alt=alt)


def _numbers(cells: Sequence[Cell]) -> list[float]:
    return [float(cell) for cell in cells if not isinstance(cell, str)]


def _scale(axes: Axes, unit: str, rows: Sequence[Row]) -> None:
    from matplotlib.ticker import LogLocator

    values = [number for row in rows for number in _numbers(row[2:8])]
    if unit == "probability":
        axes.set_xlim(0, 1)
    elif unit == "ratio":
        edges = min(values) / MARGIN, max(values) * MARGIN
        axes.set_xscale("log")
        axes.set_xlim(*edges)
        label_decades(axes.xaxis, *edges)
        if edges[1] > _LONG * edges[0]:
            axes.xaxis.set_major_locator(LogLocator(base=100))
    else:
        scale_by_roots(axes, max(values))
    axes.set_ylim(len(rows) - 0.45, -0.55)
    axes.set_yticks(range(len(rows)), [literal(str(row[0])) for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", alpha=0.25)
    axes.set_xlabel(AXES[unit])


def _rows(axes: Axes, rows: Sequence[Row]) -> None:
    for place, row in enumerate(rows):
        _interval(axes, place - APART, _numbers(row[2:5]), GREY)
        _interval(axes, place + APART, _numbers(row[5:8]), BLUE)
        axes.text(
            1.02,
            place,
            literal(_beside(row)),
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=8,
        )


def _interval(axes: Axes, place: float, limits: Sequence[float], colour: str) -> None:
    if limits:
        low, middle, high = limits
        axes.hlines(place, low, high, color=colour, linewidth=2.5, alpha=0.6)
        axes.plot([middle], [place], "o", color=colour, markersize=4, clip_on=False)


def _beside(row: Row) -> str:
    if isinstance(row[8], str):
        return "improper prior, no contraction"
    return f"contraction {format_number(round(row[8], 2))}: {row[9]}"


def _legend(axes: Axes, table: Table) -> None:
    interval = table.columns[2].removeprefix("prior ").removesuffix(" low")
    for colour, name in ((GREY, "prior"), (BLUE, "posterior")):
        axes.plot([], [], "o-", color=colour, markersize=4, label=f"{name}, {interval}")
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
