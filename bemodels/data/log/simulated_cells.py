"""City-years in which actors are simulated: expected actors, exposure and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.exposure import years_of_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.data.log.simulated_actors import LateRecording
    from bemodels.data.window import ObservationWindow


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedCells:
    """The city-years of a simulation, K of them in the order of their labels.

    Attributes
    ----------
    labels : tuple of (str, int), length K
        City and year.
    years : numpy.ndarray of float, shape (K,)
        Exposure in years.
    actors : numpy.ndarray of float, shape (K,)
        Expected actors.
    first : numpy.ndarray of int, shape (K,)
        First day in the window, as an ordinal.
    days : numpy.ndarray of int, shape (K,)
        Days in the window.
    """

    labels: tuple[tuple[str, int], ...]
    years: np.ndarray
    actors: np.ndarray
    first: np.ndarray
    days: np.ndarray


def cells_of(
    window: ObservationWindow, rates: Mapping[str, float], effects: Mapping[int, float]
) -> SimulatedCells:
    """Lay out the city-years of a window with their expected actors.

    Parameters
    ----------
    window : ObservationWindow
        The window.
    rates : mapping of str to float
        By city: actors a year.
    effects : mapping of int to float
        By year: what the rates are multiplied by; 1 where it is not named.

    Returns
    -------
    SimulatedCells
        All cities in all years of the window.
    """
    labels = tuple(product(sorted(rates), window.calendar_years))
    years = np.array(years_of_cells(window, None, ("city", "year"), labels))
    mean = [rates[city] * effects.get(year, 1) for city, year in labels]
    first = [max(window.start, date(year, 1, 1)).toordinal() for _, year in labels]
    last = [min(window.end, date(year, 12, 31)).toordinal() for _, year in labels]
    return SimulatedCells(
        labels=labels,
        years=years,
        actors=years * mean,
        first=np.array(first),
        days=np.subtract(last, first) + 1,
    )


def share_in_time(
    cells: SimulatedCells, window: ObservationWindow, late: LateRecording
) -> np.ndarray:
    """Return the mean probability of being recorded in time over each cell's days.

    Parameters
    ----------
    cells : SimulatedCells
        The cells.
    window : ObservationWindow
        The window.
    late : LateRecording
        How incidents near its end are missed.

    Returns
    -------
    numpy.ndarray of float, shape (K,)
        In [0, 1].
    """
    ages = [
        window.end.toordinal() - np.arange(first, first + days)
        for first, days in zip(cells.first.tolist(), cells.days.tolist(), strict=True)
    ]
    return np.array([1 - late.probability(age).mean() for age in ages])
