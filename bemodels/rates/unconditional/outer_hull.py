"""The outermost value that a test does not reject.

An exact p-value jumps, and is not monotone in the null value: the accepted values may
have gaps. The limit is that of their outer hull, sought from the outside in. A stretch
is passed over only if no value on it can be accepted; any other is halved until one is
found, or until nothing is left of it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from bemodels.errors import NotEstimableError

# From one place to another and a share of what is rejected: whether the p-value of a
# value between them may exceed it. For one place and itself the answer is certain.
MayExceed = Callable[[float, float, float], bool]

_STRETCHES = 64
_STRIDES = 60
_IN_A_ROW = 3
_CLOSE = 1e-11
# Where the p-value is this small a part of what is rejected, it does not come back.
_FAR_BELOW = 0.1


def outermost_accepted(
    may_exceed: MayExceed, *, start: float, step: float, accepted: float
) -> float:
    """Return where, seen from the outside, acceptance begins.

    Parameters
    ----------
    may_exceed : callable
        Two places on the real line, the outer first, and a share. It says whether a
        p-value between them may exceed that share of what is rejected, and says so
        exactly where both are one place. Far outside none does.
    start : float
        A guess.
    step : float
        How far outward from the guess to look first, below 0 for a lower limit.
    accepted : float
        A place within, which is not rejected.

    Returns
    -------
    float
        Right to about 1e-11, of its size above 1.

    Raises
    ------
    NotEstimableError
        If nothing is rejected far outside.

    Examples
    --------
    >>> def may_exceed(outer: float, inner: float, share: float) -> bool:
    ...     return min(abs(outer), abs(inner)) <= 2
    >>> round(outermost_accepted(may_exceed, start=1.0, step=0.5, accepted=0.0), 9)
    2.0
    """
    outside = _outside(may_exceed, start, step)
    inside = _inside(may_exceed, outside, -step, accepted)
    for outer, inner in _stretches(outside, inside):
        found = _first_within(may_exceed, outer, inner)
        if found is not None:
            return found
    return inside


def _outside(may_exceed: MayExceed, start: float, step: float) -> float:
    """Step outward, ever wider, until several places in a row are far from accepted."""
    place, rejected = start, 0
    for _ in range(_STRIDES):
        rejected = 0 if may_exceed(place, place, _FAR_BELOW) else rejected + 1
        if rejected == _IN_A_ROW:
            return place
        place, step = place + step, 1.5 * step
    raise NotEstimableError(f"no value beyond {start:g} is rejected on the scale used")


def _inside(may_exceed: MayExceed, start: float, step: float, accepted: float) -> float:
    """Step inward, ever wider, to a place that is accepted."""
    place = start
    while True:
        place, step = place + step, 1.5 * step
        if (accepted - place) * step <= 0:
            return accepted
        if may_exceed(place, place, 1.0):
            return place


def _stretches(outside: float, inside: float) -> list[tuple[float, float]]:
    """Cut the way in, and cut it at 0: two equal rates tie tables as no others do."""
    places = np.linspace(outside, inside, _STRETCHES + 1)
    if min(outside, inside) < 0 < max(outside, inside):
        places = np.unique(np.append(places, 0.0))[:: 1 if outside < inside else -1]
    ends: list[float] = places.tolist()
    return list(pairwise(ends))


def _first_within(may_exceed: MayExceed, outer: float, inner: float) -> float | None:
    """Return the outermost accepted place of a stretch, or nothing."""
    if not may_exceed(outer, inner, 1.0):
        return None
    if abs(outer - inner) <= _CLOSE * max(1.0, abs(inner)):
        return inner if may_exceed(inner, inner, 1.0) else None
    middle = (outer + inner) / 2
    found = _first_within(may_exceed, outer, middle)
    return _first_within(may_exceed, middle, inner) if found is None else found
