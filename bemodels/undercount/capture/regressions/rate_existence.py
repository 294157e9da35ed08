r"""Whether rates that a formula describes have a finite maximum.

The likelihood rises for ever along a direction g of the coefficients that lowers the
rates of units seen as seldom as possible, raises those of units seen as often as
possible, and leaves all others alone. A linear programme finds it exactly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bemodels.data.designs.orthonormal import Coordinates, orthonormalise
from bemodels.data.designs.separation import find_separation
from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.regressions.seen_units import SeenUnits

Array = NDArray[np.float64]
_MOST_NAMED = 4


def rates_above_zero(seen: SeenUnits) -> Coordinates:
    """Find a basis in which the zero-truncated likelihood has a finite maximum.

    Parameters
    ----------
    seen : SeenUnits
        The data.

    Returns
    -------
    Coordinates
        Of all patterns.

    Raises
    ------
    NotEstimableError
        If a term is not estimable, or a rate goes to 0.
    """
    basis = orthonormalise(seen.matrix, seen.terms)
    again = seen.sightings - seen.units
    lost = find_separation(basis.columns, again).rows
    if lost.any():
        raise NotEstimableError(
            f"{_named(seen, lost)}: no unit was seen more than once, and the terms can "
            "tell these units from all others; their rate goes to 0 and the population "
            "to infinity. Leave out a term or join its levels"
        )
    return basis


def rates_once_or_twice(seen: SeenUnits) -> Coordinates:
    """Find a basis in which the likelihood of 2 versus 1 has a finite maximum.

    Parameters
    ----------
    seen : SeenUnits
        The data.

    Returns
    -------
    Coordinates
        Of the patterns with units seen once or twice.

    Raises
    ------
    NotEstimableError
        If a term is not estimable, or a rate goes to 0 or infinity.
    """
    used = seen.once + seen.twice > 0
    try:
        basis = orthonormalise(seen.matrix[used], seen.terms)
    except NotEstimableError as error:
        raise NotEstimableError(f"among units seen once or twice, {error}") from error
    once, twice = seen.once[used], seen.twice[used]
    # Where all were seen twice a direction may raise the rate, and none lower it.
    turned = np.where(once > 0, 1.0, -1.0)
    lost = find_separation(
        turned[:, np.newaxis] * basis.columns, np.minimum(once, twice)
    ).rows
    if lost.any():
        whole = np.zeros(len(used), dtype=bool)
        whole[np.flatnonzero(used)[lost]] = True
        raise NotEstimableError(
            f"{_named(seen, whole)}: of the units seen once or twice all were seen "
            "once, or all twice, and the terms can tell these units from all others; "
            "their rate goes to 0 or to infinity. Leave out a term or join its levels"
        )
    return basis


def _named(seen: SeenUnits, lost: NDArray[np.bool_]) -> str:
    named = [seen.patterns[place] for place in np.flatnonzero(lost)]
    more = len(named) - _MOST_NAMED
    return "; ".join(named[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
