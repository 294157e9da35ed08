"""What the hierarchical model expects to see, before the data and after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.pooled.predictive import (
    Statistics,
    predictive_checks,
    predictive_table,
)

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.counts.hierarchical.cells import Cells
    from bemodels.result import Check, Table

SAME_RATES = "Counts of the same cities and years are replicated."


def judge_predictions(
    tree: xr.DataTree, cells: Cells
) -> tuple[tuple[Check, ...], tuple[Table, ...]]:
    """Compare the observed counts with replicated ones.

    Parameters
    ----------
    tree : xarray.DataTree
        With the groups prior_predictive and posterior_predictive.
    cells : Cells
        The counts.

    Returns
    -------
    tuple of tuple of Check and tuple of Table
        A check a statistic, passed where the observed value has a mid-rank between 2.5
        and 97.5% among the posterior's replicates; and the tables of both groups,
        total and share of zeros first.
    """
    statistics = _statistics(cells)
    tables, ranks = [], {}
    for group in ("prior", "posterior"):
        counts = tree[f"{group}_predictive/incidents"].to_numpy()
        ranks = {
            name: _mid_ranks(statistic(cells.counts), statistic(counts))
            for name, statistic in statistics.items()
        }
        tables.append(
            predictive_table(
                f"{group.capitalize()} predictive check",
                cells.counts,
                counts,
                ranks,
                statistics=statistics,
                note=SAME_RATES,
            )
        )
    checks = predictive_checks(cells.counts, ranks, statistics=statistics)
    return checks, tuple(tables)


def _statistics(cells: Cells) -> Statistics:
    place, period = cells.keys
    of_place = _indicator(cells.place, len(cells.places))
    of_period = _indicator(cells.period, len(cells.periods))
    return {
        "total": lambda y: y.sum(axis=-1),
        "share of rows without a count": lambda y: (y == 0).mean(axis=-1),
        "rows with exactly one": lambda y: (y == 1).sum(axis=-1),
        "largest count of a row": lambda y: y.max(axis=-1),
        f"levels of {place} without a count": lambda y: (y @ of_place == 0).sum(-1),
        f"largest total of a {place}": lambda y: (y @ of_place).max(axis=-1),
        f"largest total of a {period}": lambda y: (y @ of_period).max(axis=-1),
    }


def _indicator(of_cell: np.ndarray, number: int) -> np.ndarray:
    """Return the matrix that sums cells, shape (n, number)."""
    indicator: np.ndarray = (of_cell[:, None] == np.arange(number)).astype(float)
    return indicator


def _mid_ranks(observed: np.ndarray, replicated: np.ndarray) -> np.ndarray:
    """Return 0, 1/2 or 1 a draw: whether its replicate is smaller, ties being half."""
    below, equal = replicated < observed, replicated == observed
    ranks: np.ndarray = np.where(below, 1.0, np.where(equal, 0.5, 0.0))
    return ranks
