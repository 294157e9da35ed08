"""The data of the hierarchical model of many cells, each distinct city once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.counts.many_cells.pilot import nodes_for, pilot_of
from bemodels.counts.sampled_density import WRITTEN_OUT, count_data
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from bemodels.counts.hierarchical.priors import CityYearPriors
    from bemodels.counts.many_cells.city_cells import CityCells

# A row of patterns has two numbers for each of them, and there is a row a city.
MOST_KINDS = 500
MOST_NODES = 2000
# What the model is compiled with; ranks count, lengths do not.
EXAMPLE_DATA = {
    "patterns": np.ones((1, 2)),
    "times": np.ones(1),
    "nodes": np.zeros(1),
    "log_weights": np.zeros(1),
    "period_of_kind": np.zeros(1, dtype=np.int64),
    "log_years": np.zeros(1),
    "counts_above": np.zeros(WRITTEN_OUT),
    "counts_beyond": np.zeros(0),
    "log_factorials": np.array(0.0),
    "year_estimates": np.zeros(1),
    "year_variances": np.ones(1),
    "level": np.array([0.0, 1.0]),
    "spreads": np.array([[0.5, 0.0, 0.0, 1.0]] * 3),
}


def marginal_data(cells: CityCells, priors: CityYearPriors) -> dict[str, Any]:
    """Return the values of the model's data variables.

    Parameters
    ----------
    cells : CityCells
        The data.
    priors : CityYearPriors
        The priors' numbers, which are data too: another prior compiles nothing.

    Returns
    -------
    dict
        By name of the ``pymc.Data``. A kind is a distinct pair of period and exposure;
        ``patterns`` holds a distinct city's counts by kind, then its cells by kind, and
        ``times`` how many cities are so.

    Raises
    ------
    InvalidDataError
        If there are more than 500 kinds, or a city has so many incidents that more
        than 2,000 nodes are needed.
    """
    period_of_kind, log_years, every_city = city_patterns(cells)
    patterns, times = np.unique(every_city, axis=0, return_counts=True)
    spreads = (priors.cities, priors.years.spread, priors.dispersion)
    pilot = pilot_of(cells)
    nodes = nodes_for(cells, pilot)
    _refuse_many_nodes(nodes)
    # Counts enter by their patterns; cell by cell they are not needed.
    of_counts = count_data(cells.counts)
    del of_counts["incidents"]
    return {
        **of_counts,
        "patterns": patterns,
        "times": times.astype(float),
        "nodes": nodes,
        "log_weights": log_weights_of(nodes),
        "period_of_kind": period_of_kind,
        "log_years": log_years,
        "year_estimates": pilot.log_rates,
        "year_variances": pilot.variances,
        "level": np.array([priors.intercept_location, priors.intercept_scale]),
        "spreads": np.array([one.numbers for one in spreads]),
    }


def city_patterns(cells: CityCells) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lay counts and cells of every city out by kind.

    Parameters
    ----------
    cells : CityCells
        The data.

    Returns
    -------
    tuple of ndarray, shapes (K,), (K,) and (C, 2 K)
        Period and log exposure of each kind; a row a city, counts and then cells.

    Raises
    ------
    InvalidDataError
        If there are more than 500 kinds.
    """
    pairs = np.column_stack([cells.period, cells.years])
    kinds, kind = np.unique(pairs, axis=0, return_inverse=True)
    if len(kinds) > MOST_KINDS:
        raise InvalidDataError(
            f"at most {MOST_KINDS} distinct pairs of period and exposure can be "
            f"summed over together, got {len(kinds)}; exposures rounded to months are "
            "fewer"
        )
    rows = np.zeros((len(cells.cities), 2 * len(kinds)))
    rows[cells.city, kind] = cells.counts
    rows[cells.city, len(kinds) + kind] = 1
    return kinds[:, 0].astype(np.int64), np.log(kinds[:, 1]), rows


def log_weights_of(nodes: np.ndarray) -> np.ndarray:
    """Return the logarithms of the weights that sum over a standard normal.

    Parameters
    ----------
    nodes : ndarray, shape (Q,)
        Evenly spaced.

    Returns
    -------
    ndarray, shape (Q,)
        By the trapezoidal rule.
    """
    logs: np.ndarray = (
        np.log(nodes[1] - nodes[0]) - nodes**2 / 2 - np.log(2 * np.pi) / 2
    )
    return logs


def _refuse_many_nodes(nodes: np.ndarray) -> None:
    if len(nodes) > MOST_NODES:
        raise InvalidDataError(
            f"a city is known so well that {len(nodes)} nodes are needed to sum over "
            f"its effect, more than {MOST_NODES}; fit_hierarchical draws every city's "
            "effect instead"
        )
