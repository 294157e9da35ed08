"""Roots of monotone functions on the whole real line."""

from __future__ import annotations

from collections.abc import Callable

from scipy.optimize import brentq


def solve_increasing(function: Callable[[float], float], start: float = 0.0) -> float:
    """Find where an increasing function crosses zero.

    Parameters
    ----------
    function : callable
        Increasing; negative far to the left and positive far to the right.
    start : float, default 0
        A guess, from which a bracket grows by doubling.

    Returns
    -------
    float
        The root, to about 1e-13 of its size.

    Examples
    --------
    >>> round(solve_increasing(lambda x: x**3 - 8), 12)
    2.0
    """
    low, high = start - 1, start + 1
    while function(low) > 0:
        low, high = start + 2 * (low - start), low
    while function(high) < 0:
        low, high = high, start + 2 * (high - start)
    return float(brentq(function, low, high, xtol=1e-14, rtol=1e-14))
