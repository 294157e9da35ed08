"""Rough values of the effects, which decide how well chains move, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bemodels.counts.hierarchical.cells import Cells

# A count of 0 has a logarithm, too.
HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoughValues:
    """How much counts tell of each effect, and roughly what.

    Attributes
    ----------
    places : numpy.ndarray, shape (3, C)
        Numbers of cells, mean counts and log rates by place.
    periods : numpy.ndarray, shape (5, T)
        The same of the axes of the periods, of which the mean is left without
        information; the scales of the axes; and the shares of the periods in all
        counts.
    resolutions : numpy.ndarray, shape (3,)
        How small a standard deviation between places, between periods and within cells
        may be to be told from 0.
    """

    places: np.ndarray
    periods: np.ndarray
    resolutions: np.ndarray


def rough_values(cells: Cells, axes: np.ndarray, scales: np.ndarray) -> RoughValues:
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
    RoughValues
        By places and periods.
    """
    places = _of_labels(cells, cells.place, len(cells.places))
    rows, means, log_rates = _of_labels(cells, cells.period, len(cells.periods))
    weights = axes**2
    known = weights.T @ rows
    known[0] = 0.0
    of_periods = known * (weights.T @ means) * scales**2
    resolutions = (
        _resolution(places[0] * places[1]),
        _resolution(of_periods[1:]),
        # Alpha shows where its square times that of the means, summed over cells, is 2.
        (2 / (places[0] @ places[1] ** 2)) ** 0.25,
    )
    shares = rows * means / (rows @ means)
    return RoughValues(
        places=places,
        periods=np.array(
            [known, weights.T @ means, axes.T @ log_rates, scales, shares]
        ),
        resolutions=np.array(resolutions),
    )


def _resolution(known: np.ndarray) -> float:
    """Return the standard error of an effect of usual information."""
    return float(known.mean() ** -0.5) if known.sum() > 0 else 1.0


def _of_labels(cells: Cells, label: np.ndarray, number: int) -> np.ndarray:
    """Return numbers of cells, mean counts and log rates of every label."""
    rows = np.bincount(label, minlength=number)
    counts = np.bincount(label, cells.counts, minlength=number) + HALF
    # A place may be without a row, where it is left out of a table.
    years = np.where(rows, np.bincount(label, cells.years, minlength=number), 1.0)
    return np.array([rows, counts / np.maximum(rows, 1), np.log(counts / years)])
