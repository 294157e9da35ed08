"""Moments of the counts of many cities: where nodes and coordinates are put.

The model does not rest on them: they only decide how finely the effects of cities are
summed over, which is checked afterwards, and how periods are scaled for the sampler.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.counts.many_cells.city_cells import CityCells

_SMALLEST_SD = 0.3
_LARGEST_SD = 5.0
# Nodes a posterior standard deviation of the city that is known best; the error of the
# trapezoidal rule is exp(-2 (pi * this)^2) for a normal integrand.
_NODES_A_SD = 1.25
_REACH = 6.5
_DOUBT = 5.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pilot:
    """Rough estimates by moments.

    Attributes
    ----------
    log_rates : ndarray, shape (T,)
        Log annual rates of the periods in a city of effect 0.
    variances : ndarray, shape (T,)
        Their squared standard errors, spread and overdispersion of cities allowed for.
    city_sd : float
        Standard deviation of city effects, from 0.3 to 5.
    alpha : float
        Dispersion within cities, 0 or more.
    """

    log_rates: np.ndarray
    variances: np.ndarray
    city_sd: float
    alpha: float


def pilot_of(cells: CityCells) -> Pilot:
    """Estimate by moments.

    Parameters
    ----------
    cells : CityCells
        With at least one count.

    Returns
    -------
    Pilot
        Finite whatever the counts are: half a count is added to every period.
    """
    half = cells.period_totals + 1 / 2
    rates = half / cells.over_periods(cells.years)
    mean = cells.years * rates[cells.period]
    within = cells.over_periods((cells.counts - mean) ** 2)
    # Products of two counts of a city have mean mu mu' exp(sd^2), squares of one less
    # the count itself mu^2 exp(sd^2) (1 + alpha).
    counts = cells.counts.astype(float)
    together = _products(cells, counts) / max(_products(cells, mean), 1e-300)
    alone = (counts * (counts - 1)).sum() / (mean**2).sum()
    city_sd = float(np.clip(_root_log(together), _SMALLEST_SD, _LARGEST_SD))
    return Pilot(
        log_rates=np.log(rates) - city_sd**2 / 2,
        variances=np.maximum(within / half**2, 1 / half),
        city_sd=city_sd,
        alpha=max(alone / np.exp(city_sd**2) - 1, 0.0),
    )


def nodes_for(cells: CityCells, pilot: Pilot) -> np.ndarray:
    """Place the nodes of the city effects, in standard deviations.

    Parameters
    ----------
    cells : CityCells
        The data.
    pilot : Pilot
        Its moments.

    Returns
    -------
    ndarray, shape (Q,)
        Evenly spaced; wide enough for the normal tails and for the city that lies
        farthest out, dense enough for the one that is known best.
    """
    mean = cells.years * np.exp(pilot.log_rates)[cells.period]
    largest = np.maximum(cells.counts, mean)
    information = cells.over_cities(largest / (1 + pilot.alpha * largest)).max()
    width = 1 / np.sqrt(1 + information * pilot.city_sd**2)
    apart = np.log((cells.city_totals + 1 / 2) / cells.over_cities(mean))
    reach = max(_REACH, np.abs(apart).max() / pilot.city_sd + 3 * width)
    # With few cities the standard deviation may be far from its moment estimate.
    unsure = 1 + _DOUBT / np.sqrt(len(cells.cities))
    half = int(np.ceil(reach * _NODES_A_SD * unsure / width))
    return np.linspace(-reach, reach, 2 * half + 1)


def _products(cells: CityCells, values: np.ndarray) -> float:
    """Sum the products of two different cells of a city."""
    return float((cells.over_cities(values) ** 2).sum() - (values**2).sum())


def _root_log(ratio: float) -> float:
    return float(np.sqrt(np.log(ratio))) if ratio > 1 else 0.0
