"""Figures of posterior draws, by ArviZ: distributions and ranks chain by chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bemodels.report.figures_picture import Picture, drawing_style, finish
from bemodels.result import Posterior

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_ranks(
    posterior: Posterior, names: Sequence[str], *, caption: str, alt: str
) -> Picture:
    """Draw densities and rank plots of some variables, a line a chain.

    Parameters
    ----------
    posterior : Posterior
        Draws that passed the gate.
    names : sequence of str
        Variables of the posterior group without further dimensions.
    caption, alt : str
        What the figure shows.

    Returns
    -------
    Picture
        A row a variable: its density, and how its ranks differ between chains.

    References
    ----------
    .. [1] Säilynoja T, Bürkner PC, Vehtari A (2022). Graphical test for discrete
       uniformity and its applications in goodness-of-fit evaluation and multiple
       sample comparison. Statistics and Computing 32, 32.
    """
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    backend = mpl.get_backend()
    plt.switch_backend("agg")
    try:
        import arviz_plots
        import arviz_stats

        # The test of equal ranks takes draws for independent, so they are thinned.
        thinned = arviz_stats.thin(posterior.draws, var_names=list(names))
        size = {"figsize": (6.7, 2.1 * len(names)), "layout": "constrained"}
        with drawing_style():
            plots = arviz_plots.plot_rank_dist(
                thinned,
                var_names=list(names),
                backend="matplotlib",
                figure_kwargs=size,
            )
            figure = plots.viz["figure"].item()
            _remove_p_values(figure)
            picture = finish(figure, caption=caption, alt=alt)
        plt.close(figure)
    finally:
        plt.switch_backend(backend)
    return picture


def _remove_p_values(figure: Figure) -> None:
    # ArviZ writes them without a word, and rounds them to its threshold's digits. Where
    # the test fails, it marks the points as well.
    for axes in figure.axes:
        for text in tuple(axes.texts):
            text.remove()
