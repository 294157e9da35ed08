"""Roots of sums over many nodes, sought on a few of them first."""

from __future__ import annotations

from collections.abc import Callable

from bemodels.intervals import solve_increasing

# Sums over a few nodes are wrong by about 1e-8, and no sum is finer than 1e-12.
_NEAR, _SOLVED = 1e-6, 1e-12

type Increasing = Callable[[float], float]


def refined_root(
    rough: Increasing, fine: Increasing, *, start: float, step: float
) -> float:
    """Return where an increasing function is 0, beside the root of a cheaper one.

    Parameters
    ----------
    rough : callable
        Nearly the same function, cheap; it decides only where to begin.
    fine : callable
        The function.
    start : float
        A guess.
    step : float
        How far from it to look first, above 0.

    Returns
    -------
    float
        The root of `fine`, to 1e-12.

    Raises
    ------
    NotEstimableError
        If a function does not cross zero.

    Examples
    --------
    >>> root = refined_root(lambda x: x - 2.001, lambda x: x - 2, start=0, step=1)
    >>> round(root, 9)
    2.0
    """
    near = solve_increasing(rough, start=start, step=step, tolerance=_NEAR / 100)
    return solve_increasing(fine, start=near, step=_NEAR, tolerance=_SOLVED)
