"""Orders of all tables of two groups under a null value of their contrast."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bemodels.rates.score.contrasts import Contrast
from bemodels.rates.score.null_rates import Counts
from bemodels.rates.score.statistics import score_statistics
from bemodels.rates.unconditional.binomial_tables import every_table
from bemodels.rates.unconditional.orderings import Sizes, raw_difference


def score_order(contrast: Contrast) -> Callable[[Sizes, float], np.ndarray]:
    """Return the order of the tables by the score statistic of a contrast.

    Parameters
    ----------
    contrast : callable
        Its moments under a null value.

    Returns
    -------
    callable
        Of sizes and null value.
    """

    def statistic(sizes: Sizes, null: float) -> np.ndarray:
        x, y = every_table(sizes)
        return score_statistics(contrast, Counts.of(x, sizes[0], y, sizes[1]), null)

    return statistic


def raw_order(sizes: Sizes, null: float) -> np.ndarray:
    """Return the order of the tables by the raw difference, whatever the null value.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the two groups.
    null : float
        Moves no table.

    Returns
    -------
    numpy.ndarray
        Of every table.
    """
    del null
    return raw_difference(sizes)
