"""A drawing as SVG and PNG, in the same bytes whenever it is the same drawing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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
