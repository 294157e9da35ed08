"""Intervals of one quantity, a row a statement, with their numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    scale_by_roots,
)
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bemodels.result import Cell, Table

ROW_HEIGHT = 0.32
MARGIN = 1.6
PARTS = {"sampling": BLUE, "ignorance": ORANGE, "both": GREY}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row: its label, its interval, the number in it, and their colour."""

    label: str
    limits: tuple[float, ...] = ()
    middle: tuple[float, ...] = ()
    colour: str = BLUE
    beside: str = ""


def draw_influence(table: Table, *, caption: str, alt: str) -> Picture:
    """Draw the odds of fates with each attack left out, or of the other group.

    Parameters
    ----------
    table : Table
        As ``bemodels.undercount.attack_influence`` returns it.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        A row a change on a logarithmic axis, with a line at the value as recorded.
    """
    rows = [_influence_row(place, row) for place, row in enumerate(table.rows)]
    finite = [one for row in rows for one in row.limits]
    edges = min(finite) / MARGIN, max(1.0, *finite) * MARGIN
    with drawing_style():
        figure, axes = _frame(len(rows))
        axes.set_xscale("log")
        axes.set_xlim(*edges)
        label_decades(axes.xaxis, *edges)
        axes.axvline(1, color="black", linewidth=0.8, linestyle="--")
        axes.axvline(rows[0].middle[0], color=BLUE, linewidth=0.8, linestyle=":")
        _draw(axes, rows)
        axes.set_xlabel(literal(f"{table.columns[4]} (inspired relative to linked)"))
    return finish(figure, caption=caption, alt=alt)


def draw_two_parts(table: Table, *, caption: str, alt: str) -> Picture:
    """Draw an interval in two parts: sampling at a fixed value, and ignorance of it.

    Parameters
    ----------
    table : Table
        As ``bemodels.undercount.hidden_over_surfacing_range`` returns it.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        A row a part on an axis of square roots, coloured by what the part is.
    """
    rows = [_part_row(row) for row in table.rows]
    with drawing_style():
        figure, axes = _frame(len(rows))
        scale_by_roots(axes, max(one for row in rows for one in row.limits))
        _draw(axes, rows)
        axes.set_xlabel("hidden (actors)")
    return finish(figure, caption=caption, alt=alt)


def _influence_row(place: int, row: tuple[Cell, ...]) -> _Row:
    many = f" (each of {row[1]})" if place and row[1] != 1 else ""
    label, colour = f"{row[0]}{many}", GREY if place else BLUE
    numbers = [cell for cell in row[4:7] if not isinstance(cell, str)]
    if len(numbers) < len(row[4:7]):
        return _Row(label=label, colour=colour, beside=str(row[4]))
    middle, low, high = map(float, numbers)
    written = " to ".join(map(format_number, (low, high)))
    return _Row(
        label=label,
        limits=(low, high),
        middle=(middle,),
        colour=colour,
        beside=f"{format_number(middle)} ({written})",
    )


def _part_row(row: tuple[Cell, ...]) -> _Row:
    low, high = float(row[2]), float(row[3])
    return _Row(
        label=f"{row[0]}, if {row[1]} surface",
        limits=(low, high),
        colour=PARTS[str(row[0]).partition(",")[0]],
        beside=" to ".join(map(format_number, (low, high))),
    )


def _frame(rows: int) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(WIDTH, 0.7 + ROW_HEIGHT * rows), layout="constrained")
    axes = figure.add_subplot()
    axes.set_ylim(rows - 0.4, -0.6)
    axes.grid(axis="x", alpha=0.25)
    axes.tick_params(axis="y", length=0)
    return figure, axes


def _draw(axes: Axes, rows: Sequence[_Row]) -> None:
    for place, row in enumerate(rows):
        if row.limits:
            axes.hlines(place, *row.limits, color=row.colour, linewidth=3, alpha=0.6)
        axes.plot(
            row.middle, [place] * len(row.middle), "o", color=row.colour, markersize=5
        )
        axes.text(
            1.02,
            place,
            literal(row.beside),
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=8,
        )
    axes.set_yticks(range(len(rows)), [literal(row.label) for row in rows])
