"""How many cells have each count, beside how many replicates of them have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.diagnostics.count_classes import (
    Classes,
    class_check,
    class_curves,
    class_labels,
    class_table,
)
from bemodels.counts.diagnostics.replicated_counts import (
    ReplicatedCounts,
    replicated_counts,
)

if TYPE_CHECKING:
    from bemodels.result import Posterior, Result

MOST_CLASSES = 40


def replicated_rootogram(posterior: Posterior, level: float) -> Result:
    """Compare how many cells have each count with how many replicates of them have.

    Parameters
    ----------
    posterior : Posterior
        As `fit_hierarchical` returns it.
    level : float
        Probability of each class's band.

    Returns
    -------
    Result
        Table and curves under the names that `rootogram` gives those of a fit.
    """
    found = replicated_counts(posterior)
    classes = _classes(found, level)
    return found.result(
        title=f"Rootogram of {found.unit}",
        method="Posterior predictive numbers of rows with each count",
        checks=(class_check(classes, level),),
        curves=class_curves(classes, found.unit, level),
        tables=(class_table(classes, found.unit, level),),
    )


def _classes(found: ReplicatedCounts, level: float) -> Classes:
    """Sort counts into classes; the last pools what one row in 100 reaches or fewer."""
    ordered = np.sort(found.replicates, axis=None)
    common, rare = (int(ordered[int(p * (ordered.size - 1))]) for p in (0.9, 0.99))
    width = -(-(common + 1) // MOST_CLASSES)
    last = min(rare // width + 1, MOST_CLASSES)
    first = width * np.arange(last + 1)
    rows = np.array([_rows_of(one, width, last) for one in found.replicates])
    tails = ((1 - level) / 2, (1 + level) / 2)
    low, high = np.quantile(rows, tails, axis=0, method="inverted_cdf")
    middle = first + (width - 1) / 2
    middle[-1] = first[-1]
    return Classes(
        middle,
        class_labels(first, width),
        _rows_of(found.observed, width, last),
        rows.mean(axis=0),
        low,
        high,
    )


def _rows_of(counts: np.ndarray, width: int, last: int) -> np.ndarray:
    place = np.minimum(counts // width, last)
    return np.bincount(place, minlength=last + 1)
