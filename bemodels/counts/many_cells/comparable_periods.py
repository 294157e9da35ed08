"""Whether the effects of periods have finite estimates, found without any fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import connected_components

from bemodels.errors import NotEstimableError

if TYPE_CHECKING:
    from bemodels.counts.many_cells.city_cells import CityCells


def refuse_empty_periods(cells: CityCells) -> None:
    """Refuse periods whose effect would be minus infinity.

    Parameters
    ----------
    cells : CityCells
        Any cells.

    Raises
    ------
    NotEstimableError
        If a period has no count.
    """
    empty = np.flatnonzero(cells.period_totals == 0)
    if empty.size:
        names = ", ".join(str(cells.periods[place]) for place in empty)
        raise NotEstimableError(
            f"{cells.table.keys[1]} without a count: {names}; the estimate of such a "
            "rate is 0 and its logarithm is not finite; without these rows the other "
            "estimates are the same"
        )


def refuse_separated_periods(cells: CityCells) -> None:
    """Refuse periods that no city compares in both directions.

    Within a city a period with a count holds its own against every other period that
    the city was seen in. All ratios of periods are finite if and only if each period
    holds its own, over some chain of cities, against each other one [1]_.

    Parameters
    ----------
    cells : CityCells
        Any cells.

    Raises
    ------
    NotEstimableError
        If some ratio of periods is 0, infinite or open.

    References
    ----------
    .. [1] Ford LR (1957). Solution of a ranking problem from binary comparisons.
       American Mathematical Monthly 64(8), 28-33.
    """
    seen = cells.spread(np.ones(len(cells.counts)))
    counted = cells.spread((cells.counts > 0).astype(float))
    groups, member = connected_components(counted.T @ seen, connection="strong")
    if groups > 1:
        apart = np.flatnonzero(member != member[0])
        names = ", ".join(str(cells.periods[place]) for place in apart)
        raise NotEstimableError(
            f"{cells.table.keys[1]} {names} and {cells.periods[0]} are not compared in "
            "both directions by any chain of cities with counts in one and exposure "
            "in the other; their rate ratio has no finite estimate"
        )
