"""Gauss-Legendre panels, doubled until an integral stands still."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from bemodels.errors import NotEstimableError

Array = np.ndarray
_PANELS = (2, 4, 8, 16, 32)
_NODES = 20
# The sum that is returned is far nearer than it last moved.
_WANTED, _ACCEPTED = 1e-9, 1e-7


def still(total: Callable[[int], float]) -> float:
    """Return what a sum comes to when its panels are doubled until it stands still.

    Parameters
    ----------
    total : callable
        The sum at a number of panels; its own error is of the order of its change.

    Returns
    -------
    float
        The last sum.

    Raises
    ------
    NotEstimableError
        If it still moves by more than 1e-7 at the most panels.
    """
    last = total(_PANELS[0])
    for panels in _PANELS[1:]:
        value = total(panels)
        moved = abs(value - last)
        if moved <= _WANTED * max(1.0, abs(value)):
            return value
        last = value
    if moved <= _ACCEPTED * max(1.0, abs(value)):
        return value
    raise NotEstimableError(
        f"an integral over both rates is not estimable: it still moves by {moved:.1g} "
        f"at {_PANELS[-1]} panels"
    )


@cache
def unit_rule(panels: int) -> tuple[Array, Array]:
    """Return Gauss-Legendre nodes and weights on (0, 1), in panels of 20.

    Parameters
    ----------
    panels : int
        How many of equal width.

    Returns
    -------
    nodes, weights : numpy.ndarray, shape (20 * panels,)
        The weights sum to 1.
    """
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    starts = np.arange(panels)[:, None]
    return (
        ((starts + (1 + nodes) / 2) / panels).ravel(),
        np.tile(weights / 2 / panels, panels),
    )


def graded_rule(
    low: float, kink: float, high: float, panels: int
) -> tuple[Array, Array]:
    """Return nodes and weights of a range, graded towards its ends and a kink.

    Parameters
    ----------
    low, kink, high : float
        In this order; a kink at an end is none.
    panels : int
        On each side of the kink.

    Returns
    -------
    nodes, weights : numpy.ndarray
        The weights sum to the length of the range.
    """
    nodes, weights = unit_rule(panels)
    # A smooth step, flat at both ends to the third power.
    places = nodes**3 * (10 - 15 * nodes + 6 * nodes**2)
    slopes = 30 * (nodes * (1 - nodes)) ** 2
    sides = [(start, end) for start, end in ((low, kink), (kink, high)) if start < end]
    return (
        np.concatenate([start + (end - start) * places for start, end in sides]),
        np.concatenate([(end - start) * weights * slopes for start, end in sides]),
    )
