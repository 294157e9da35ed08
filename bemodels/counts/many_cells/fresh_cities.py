"""Counts of fresh cities, to see whether the model makes tables like the observed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from bemodels.result import Check, Table

if TYPE_CHECKING:
    from bemodels.counts.many_cells.city_cells import CityCells
    from bemodels.counts.many_cells.city_sums import Hyperparameters

CENTRAL = (0.025, 0.975)
_LARGEST_MEAN = 1e12
_SMALLEST_ALPHA = 1e-12


def compare_fresh_cities(
    cells: CityCells, given: Sequence[Hyperparameters], *, rng: np.random.Generator
) -> tuple[tuple[Check, ...], Table]:
    """Replicate the table with fresh cities, one replicate at a time.

    Parameters
    ----------
    cells : CityCells
        The data; replicates have its cells and exposures.
    given : sequence of Hyperparameters
        Draws, one a replicate.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    tuple of tuple of Check and Table
        A check a statistic, passed where the observed value has a mid-rank between 2.5
        and 97.5% among the replicates. Only one replicate is held at a time.
    """
    seen = _statistics(cells, cells.counts)
    replicates = [
        _statistics(cells, counts) for counts in _replicates(cells, given, rng)
    ]
    rows, checks = [], []
    for name, observed in seen.items():
        values = np.array([one[name] for one in replicates])
        rank = float(np.mean((values < observed) + (values == observed) / 2))
        low, middle, high = np.quantile(values, (CENTRAL[0], 0.5, CENTRAL[1]))
        rows.append((name, observed, float(middle), float(low), float(high), rank))
        checks.append(
            Check(
                name=f"posterior predictive: {name}",
                passed=CENTRAL[0] <= rank <= CENTRAL[1],
                detail=f"observed {observed:.4g}, replicated {low:.4g} to {high:.4g} "
                f"(95%), rank {rank:.3f}",
            )
        )
    table = Table(
        name="Posterior predictive check",
        columns=("statistic", "observed", "median", "2.5%", "97.5%", "rank"),
        rows=tuple(rows),
        note=f"{len(replicates)} replicates of all cells with fresh cities. Rank: "
        "share of replicates below the observed value, ties counted half.",
    )
    return tuple(checks), table


def _replicates(
    cells: CityCells, given: Sequence[Hyperparameters], rng: np.random.Generator
) -> Iterator[np.ndarray]:
    for one in given:
        effects = one.city_sd * rng.normal(size=len(cells.cities))
        log_mean = one.log_rates[cells.period] + effects[cells.city]
        mean = np.minimum(cells.years * np.exp(log_mean), _LARGEST_MEAN)
        if one.alpha > _SMALLEST_ALPHA:
            mean = mean * rng.gamma(1 / one.alpha, one.alpha, len(mean))
        yield rng.poisson(np.minimum(mean, _LARGEST_MEAN))


def _statistics(cells: CityCells, counts: np.ndarray) -> dict[str, float]:
    city = cells.table.keys[0]
    totals = cells.over_cities(counts)
    return {
        "total": float(counts.sum()),
        "share of cells without a count": float((counts == 0).mean()),
        "share of cells with exactly one": float((counts == 1).mean()),
        "largest count of a cell": float(counts.max()),
        f"share of {city} without a count": float((totals == 0).mean()),
        f"largest total of a {city}": float(totals.max()),
    }
