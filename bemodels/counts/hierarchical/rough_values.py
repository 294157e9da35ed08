"""Rough values of the effects, which decide how well chains move, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from bemodels.counts.hierarchical.cells import Cells

ROUGH_OF_PLACES = ("place_cells", "place_mean", "place_log_rate")
ROUGH_OF_PERIODS = ("period_cells", "period_mean", "period_rough", "period_share")
# A count of 0 has a logarithm, too.
HALF = 0.5


def rough_values(
    cells: Cells, axes: np.ndarray, scales: np.ndarray
) -> dict[str, np.ndarray]:
    """Return how much counts tell of each effect, and roughly what.

    Parameters
    ----------
    cells : Cells
        The counts.
    axes : numpy.ndarray, shape (T, T)
        Those of the effects of periods, a column each, the mean first.
    scales : numpy.ndarray, shape (T,)
        Standard deviations along them, over that of the effects.

    Returns
    -------
    dict of str to numpy.ndarray
        Numbers of cells, mean counts and log rates by place; the same of the axes of
        the periods, of which the mean is left without information; the shares of the
        periods in all counts; and how small a standard deviation between places,
        between periods and within cells may be to be told from 0.
    """
    places = _of_labels(cells, cells.place, len(cells.places))
    periods = _of_labels(cells, cells.period, len(cells.periods))
    weights = axes**2
    known = weights.T @ periods["cells"]
    known[0] = 0.0
    counts = periods["mean"] * periods["cells"]
    of_periods = known * (weights.T @ periods["mean"]) * scales**2
    resolutions = (
        _resolution(places["cells"] * places["mean"]),
        _resolution(of_periods[1:]),
        # Alpha shows where its square times that of the means, summed over cells, is 2.
        (2 / (places["cells"] @ places["mean"] ** 2)) ** 0.25,
    )
    return {
        **{f"place_{name}": values for name, values in places.items()},
        "period_cells": known,
        "period_mean": weights.T @ periods["mean"],
        "period_rough": axes.T @ periods["log_rate"],
        "period_share": counts / counts.sum(),
        "resolutions": np.array(resolutions),
    }


def _resolution(known: np.ndarray) -> float:
    """Return the standard error of an effect of usual information."""
    return float(known.mean() ** -0.5) if known.sum() > 0 else 1.0


def _of_labels(cells: Cells, label: np.ndarray, number: int) -> dict[str, np.ndarray]:
    rows = np.bincount(label, minlength=number)
    counts = np.bincount(label, cells.counts, minlength=number) + HALF
    # A place may be without a row, where it is left out of a table.
    years = np.where(rows, np.bincount(label, cells.years, minlength=number), 1.0)
    return {
        "cells": rows.astype(float),
        "mean": counts / np.maximum(rows, 1),
        "log_rate": np.log(counts / years),
    }


def information(cells: Any, mean: Any, alpha: Any) -> Any:  # noqa: ANN401
    """Return what counts tell of a log rate, were it the only one unknown.

    Parameters
    ----------
    cells, mean : array or tensor, shape (n,)
        How many counts each has, and their mean.
    alpha : scalar
        Dispersion.

    Returns
    -------
    array or tensor, shape (n,)
        0 where there is no count.
    """
    return cells * mean / (1 + alpha * mean)
