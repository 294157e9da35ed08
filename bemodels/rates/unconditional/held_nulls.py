"""Which tables' exact unconditional intervals hold a value, for all tables at once.

Tables share their order under a null value, and those that it does not reject are all
but the first in that order: one search gives them for every table. An interval holds
what lies inward of an accepted value, so that the null values at which one table's
limits are looked for are looked at here for all of them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bemodels.rates.score.null_rates import Counts
from bemodels.rates.unconditional.binomial_tables import every_table
from bemodels.rates.unconditional.inversion import ExactInversion
from bemodels.rates.unconditional.orderings import ROUNDING, Sizes, ranks_of
from bemodels.rates.unconditional.supremum import largest_event_within


def held_by_inversion(
    inversion: ExactInversion, sizes: Sizes, level: float
) -> Callable[[float], np.ndarray]:
    """Return which tables' intervals hold a value.

    Parameters
    ----------
    inversion : ExactInversion
        Whose intervals, without the modification by Berger and Boos.
    sizes : tuple of int
        Incidents of the group and of the reference.
    level : float
        Coverage that is guaranteed, in (0, 1).

    Returns
    -------
    callable
        From a value of the contrast to a mask over all tables.
    """
    low, high = (_Side(inversion, sizes, level, side) for side in (-1, 1))
    return lambda value: low.reaches(value) & high.reaches(value)


class _Side:
    """How far one of the limits of every table lies outward."""

    def __init__(
        self, inversion: ExactInversion, sizes: Sizes, level: float, side: int
    ) -> None:
        self._inversion, self._sizes, self._side = inversion, sizes, side
        self._limit = (1 - level) / inversion.tails
        x, y = every_table(sizes)
        tables = Counts.of(x, sizes[0], y, sizes[1])
        self._at_end = inversion.is_at_end(tables, side)
        self._nulls = np.array(inversion.scan[::-side])
        accepted = np.array([self._accepted(one) for one in self._nulls.tolist()])
        self._reached = np.logical_or.accumulate(accepted, axis=0)

    def reaches(self, value: float) -> np.ndarray:
        """Return which tables' limit is this value, or lies outward of it."""
        outward = int(np.sum(self._side * (self._nulls - value) >= 0))
        farther = self._reached[outward - 1] if outward else self._at_end
        return np.asarray(self._at_end | farther | self._accepted(value))

    def _accepted(self, null: float) -> np.ndarray:
        ranks = ranks_of(self._inversion.order(self._sizes, null, self._side), ROUNDING)
        return ~largest_event_within(ranks, self._inversion.line(null), self._limit)
