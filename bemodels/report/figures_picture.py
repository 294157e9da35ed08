"""A drawing as SVG and PNG, in the same bytes whenever it is the same drawing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import floor, log10, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

WIDTH = 6.7  # inches, that of a page's text
PNG_DOTS_PER_INCH = 200
STYLE = {
    # Ids in the SVG are hashed with this salt, not with a random one.
    "svg.hashsalt": "bemodels",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "axes.labelsize": 9,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
}
# A logarithmic axis whose ends lie nearer is labelled within decades, too.
_SHORT = 100
# The least distance of two labels, as a share of a scale of square roots.
_ROOM = 0.08
# Okabe and Ito's colours, told apart by readers with colour vision deficiency.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#555555"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One drawing in two formats, with what must be said of it.

    Attributes
    ----------
    caption : str
        What it shows and how to read it.
    alt : str
        What a reader who cannot see it must know.
    svg, png : bytes
        The same drawing.
    """

    caption: str
    alt: str
    svg: bytes
    png: bytes


@contextmanager
def drawing_style() -> Iterator[None]:
    """Apply the house's style to what is drawn within a block.

    Yields
    ------
    None
        The block draws; the style of the caller's own figures is not touched.
    """
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        yield


def finish(figure: Figure, *, caption: str, alt: str) -> Picture:
    """Render a figure to both formats.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The finished drawing.
    caption, alt : str
        What it shows, for readers who see it and for those who do not.

    Returns
    -------
    Picture
        The same figure gives the same bytes.
    """
    svg, png = BytesIO(), BytesIO()
    with drawing_style():
        figure.savefig(svg, format="svg", bbox_inches="tight", metadata={"Date": None})
        figure.savefig(
            png,
            format="png",
            dpi=PNG_DOTS_PER_INCH,
            bbox_inches="tight",
            metadata={"Software": None},
        )
    return Picture(caption=caption, alt=alt, svg=svg.getvalue(), png=png.getvalue())


def write_beside(axes: Axes, line: float, text: str) -> None:
    """Write to the right of a row of a forest.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Whose rows are its whole numbers of y.
    line : float
        The row.
    text : str
        What is written; a text, never markup.
    """
    axes.text(
        *(1.02, line, literal(text)),
        transform=axes.get_yaxis_transform(),
        va="center",
        fontsize=8,
    )


def label_decades(axis: Axis, low: float, high: float) -> None:
    """Label a logarithmic axis by plain numbers, more closely where it is short.

    Parameters
    ----------
    axis : matplotlib.axis.Axis
        Of logarithmic scale.
    low, high : float
        Its ends.
    """
    from matplotlib.ticker import LogLocator, NullFormatter

    if high < _SHORT * low:
        axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())


def scale_by_roots(axes: Axes, high: float) -> None:
    """Give the lower axis the scale of square roots, from 0, with plain numbers.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Drawn or empty.
    high : float
        The largest number that it is to hold, above 0 and finite.
    """
    import numpy as np

    def root(values: np.ndarray) -> np.ndarray:
        roots: np.ndarray = np.sqrt(np.maximum(values, 0))
        return roots

    axes.set_xlim(0, 1.03 * high)
    axes.set_xscale("function", functions=(root, np.square))
    axes.set_xticks(root_ticks(high))
    axes.xaxis.set_major_formatter("{x:g}")


def root_ticks(high: float) -> tuple[float, ...]:
    """Return 0 and round numbers that a scale of square roots has room for.

    Parameters
    ----------
    high : float
        The end of the scale, above 0.

    Returns
    -------
    tuple of float
        Of 1, 2 and 5 times powers of ten.

    Examples
    --------
    >>> root_ticks(30)
    (0.0, 0.2, 1.0, 5.0, 10.0, 20.0)
    """
    least = floor(log10(high)) - 4
    ticks = [0.0]
    for power in range(least, least + 5):
        for first in (1, 2, 5):
            tick = first * 10.0**power
            if tick <= high and sqrt(tick) - sqrt(ticks[-1]) >= _ROOM * sqrt(high):
                ticks.append(tick)
    return tuple(ticks)


def literal(text: str) -> str:
    r"""Keep matplotlib from reading dollars as mathematics.

    Parameters
    ----------
    text : str
        Any label.

    Returns
    -------
    str
        The same text, to be drawn as it is.

    Examples
    --------
    >>> print(literal("5 $"))
    5 \$
    """
    return text.replace("$", r"\$")
