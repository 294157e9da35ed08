"""Whether the nodes that city effects were summed over are dense and wide enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.many_cells.city_sums import city_sums
from bemodels.errors import NotConvergedError
from bemodels.result import Check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.counts.many_cells.city_cells import CityCells
    from bemodels.counts.many_cells.city_sums import Hyperparameters

MOST_ERROR = 0.01
_WIDER = 2.0
_DENSER = 2


def finer_nodes(nodes: np.ndarray) -> np.ndarray:
    """Return nodes that reach farther and lie closer.

    Parameters
    ----------
    nodes : ndarray, shape (Q,)
        Evenly spaced around 0.

    Returns
    -------
    ndarray
        At most half as far apart, two standard deviations farther on either side.
    """
    reach, spacing = nodes[-1] + _WIDER, (nodes[1] - nodes[0]) / _DENSER
    half = int(np.ceil(reach / spacing))
    return np.linspace(-reach, reach, 2 * half + 1)


def check_nodes(
    cells: CityCells, given: Sequence[Hyperparameters], nodes: np.ndarray
) -> Check:
    """Sum over city effects anew, with nodes that reach farther and lie closer.

    Parameters
    ----------
    cells : CityCells
        The data.
    given : sequence of Hyperparameters
        Draws at which the sums are compared.
    nodes : ndarray, shape (Q,)
        Those that were drawn with.

    Returns
    -------
    Check
        The largest difference of the log likelihood of the whole table.

    Raises
    ------
    NotConvergedError
        If it exceeds 0.01.
    """
    sums, finer = city_sums(cells, range(len(cells.cities))), finer_nodes(nodes)
    error = max(
        abs(float((sums.sums(one, finer) - sums.sums(one, nodes)).sum()))
        for one in given
    )
    if not error <= MOST_ERROR:
        raise NotConvergedError(
            f"with {len(nodes)} nodes the sum over city effects is off by {error:.2g} "
            f"in the log likelihood (at most {MOST_ERROR}); fit_hierarchical draws "
            "every city's effect instead"
        )
    return Check(
        name="sum over city effects",
        passed=True,
        detail=f"{len(nodes)} nodes; with {len(finer)} that reach farther the log "
        f"likelihood differs by {error:.1g} or less at {len(given)} draws, at most "
        f"{MOST_ERROR}",
    )
