"""The outermost value that a test does not reject.

An exact p-value jumps, and is not monotone in the null value: the accepted values may
have gaps. The limit is that of their outer hull, sought from the outside in, so that
an interval may hold a rejected value but never leaves out an accepted one that the
scan can see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from bemodels.errors import NotEstimableError

_PLACES = 256
_HALVINGS = 60
_STRIDES = 60
_IN_A_ROW = 3
_CLOSE = 1e-11


def outermost_accepted(
    is_accepted: Callable[[float], bool],
    *,
    start: float,
    step: float,
    side: int,
    scan: Iterable[float] = (),
) -> float:
    """Return where, seen from the outside, acceptance begins.

    Parameters
    ----------
    is_accepted : callable
        A place on the real line; accepted somewhere inward of the start, rejected far
        outside.
    start : float
        A guess.
    step : float
        How far from the guess to look first, above 0. A gap that is narrower than
        about a fiftieth of it may be overlooked.
    side : {-1, 1}
        Which way is outside.
    scan : iterable of float, default ()
        Places to look at beyond the start, from the outside in: islands of accepted
        values may lie anywhere.

    Returns
    -------
    float
        Right to about 1e-11, of its size above 1.

    Examples
    --------
    >>> def is_accepted(place: float) -> bool:
    ...     return abs(place) <= 2
    >>> round(outermost_accepted(is_accepted, start=1.0, step=0.5, side=1), 9)
    2.0
    """
    islands = (one for one in scan if side * (one - start) > 0 and is_accepted(one))
    start = next(islands, start)
    outside = _outside(is_accepted, start, side * step)
    inside = _inside(is_accepted, outside, -side * step)
    places = np.linspace(outside, inside, _PLACES + 1).tolist()
    first = next(i for i, one in enumerate(places) if i and is_accepted(one))
    outside, inside = places[first - 1], places[first]
    for _ in range(_HALVINGS):
        if abs(outside - inside) <= _CLOSE * max(1.0, abs(inside)):
            break
        middle = (outside + inside) / 2
        if is_accepted(middle):
            inside = middle
        else:
            outside = middle
    return float(inside)


def _outside(is_accepted: Callable[[float], bool], start: float, step: float) -> float:
    """Step outward, ever wider, until several places in a row are rejected."""
    place, rejected = start, 0
    for _ in range(_STRIDES):
        rejected = 0 if is_accepted(place) else rejected + 1
        if rejected == _IN_A_ROW:
            return place
        place, step = place + step, 1.5 * step
    raise NotEstimableError(f"no value beyond {start:g} is rejected on the scale used")


def _inside(is_accepted: Callable[[float], bool], start: float, step: float) -> float:
    """Step inward, ever wider, to a place that is accepted."""
    place = start
    for _ in range(_STRIDES):
        place, step = place + step, 1.5 * step
        if is_accepted(place):
            return place
    raise NotEstimableError(f"no value within {start:g} is accepted on the scale used")
