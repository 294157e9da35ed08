"""Roots of monotone functions on the whole real line."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from scipy.optimize import brentq

from bemodels.errors import NotEstimableError

_DOUBLINGS = 64


def solve_increasing(
    function: Callable[[float], float],
    *,
    start: float = 0.0,
    step: float = 1.0,
    tolerance: float = 1e-14,
) -> float:
    """Find where an increasing function crosses zero.

    Parameters
    ----------
    function : callable
        Increasing; negative far to the left and positive far to the right.
    start : float, default 0
        A guess.
    step : float, default 1
        How far from the guess to look first, above 0; doubled until the root is passed.
    tolerance : float, default 1e-14
        How near the root, as a distance and as a share of it.

    Returns
    -------
    float
        The root.

    Raises
    ------
    NotEstimableError
        If the function does not cross zero within 64 doublings.

    Examples
    --------
    >>> round(solve_increasing(lambda x: x**3 - 8), 12)
    2.0
    """
    # Brent's method would ask again for the two ends.
    known = cache(function)
    low, high = _bracket(known, start, step)
    return float(brentq(known, low, high, xtol=tolerance, rtol=tolerance))


def _bracket(
    function: Callable[[float], float], start: float, step: float
) -> tuple[float, float]:
    """Walk from the start towards the root until it is passed."""
    sign = 1 if function(start) < 0 else -1
    near, far = start, start + sign * step
    for _ in range(_DOUBLINGS):
        if sign * function(far) >= 0:
            return min(near, far), max(near, far)
        near, far = far, start + 2 * (far - start)
    raise NotEstimableError(
        f"a root is not estimable: none lies between {start:g} and {near:g}"
    )
