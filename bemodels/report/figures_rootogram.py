"""A hanging rootogram: how often each count was seen beside how often it should be."""

from __future__ import annotations

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
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bemodels.result import Curve, Result

HEIGHT = 3.2
OBSERVED, EXPECTED = "rootogram: observed", "rootogram: expected"


def draw_rootogram(result: Result, *, caption: str, alt: str) -> Picture:
    """Draw observed frequencies hanging from expected ones.

    Parameters
    ----------
    result : Result
        With the curves ``"rootogram: observed"`` and ``"rootogram: expected"`` over
        the same counts, both as square roots of frequencies, as
        ``bemodels.counts.rootogram`` returns them. The band of the second is that of
        the observed frequency under the model.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        A bar a count, hanging from the expected frequency: it misses the line at 0 by
        as much as the observed frequency differs. The range that the model allows for
        is drawn around 0.

    Raises
    ------
    InvalidDataError
        If a curve is missing, or they do not have the same counts.

    References
    ----------
    .. [1] Kleiber C, Zeileis A (2016). Visualizing count data regressions using
       rootograms. American Statistician 70, 296-303.
    """
    observed, expected = (_curve(result, name) for name in (OBSERVED, EXPECTED))
    if observed.x != expected.x:
        raise InvalidDataError(
            "the curves of a rootogram must have the same counts, got "
            f"{len(observed.x)} and {len(expected.x)}"
        )
    with drawing_style():
        from matplotlib.figure import Figure
        from matplotlib.ticker import MaxNLocator

        figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
        axes = figure.add_subplot()
        _bars(axes, observed, expected)
        _band(axes, expected)
        axes.plot(
            *(expected.x, expected.y, "o-"),
            color=ORANGE,
            markersize=3.5,
            linewidth=1.2,
            label="expected",
        )
        axes.use_sticky_edges = False
        axes.axhline(0, color="black", linewidth=0.8)
        axes.yaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(literal(expected.x_label))
        axes.set_ylabel(literal(expected.y_label))
        axes.legend(loc="upper right")
    return finish(figure, caption=caption, alt=alt)


def _curve(result: Result, name: str) -> Curve:
    for curve in result.curves:
        if curve.name == name:
            return curve
    known = ", ".join(repr(curve.name) for curve in result.curves) or "none"
    raise InvalidDataError(
        f"a rootogram needs the curve {name!r}; this result holds {known}"
    )


def _bars(axes: Axes, observed: Curve, expected: Curve) -> None:
    axes.bar(
        observed.x,
        observed.y,
        bottom=[one - other for one, other in zip(expected.y, observed.y, strict=True)],
        width=0.8,
        color=GREY,
        alpha=0.45,
        label="observed, hanging",
    )


def _band(axes: Axes, expected: Curve) -> None:
    """Draw where the end of each bar lies with the probability of the band."""
    if not expected.low:
        return
    axes.vlines(
        expected.x,
        [one - high for one, high in zip(expected.y, expected.high, strict=True)],
        [one - low for one, low in zip(expected.y, expected.low, strict=True)],
        color=BLUE,
        linewidth=2.2,
        label=f"{format_level(expected.level)} of bar ends under the model",
    )
