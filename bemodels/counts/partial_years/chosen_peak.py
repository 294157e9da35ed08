"""How often a decline from the highest rate is found where no rate ever changed.

Given their total, counts under one rate are multinomial. Whether the last period lies
significantly below the highest earlier one is added up over all outcomes, one period
after the other: nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import ceil, floor

import numpy as np
from scipy.special import bdtr, gammaln, xlogy

_NEGLIGIBLE = 1e-18


def chances_of_a_decline(
    total: int, years: Sequence[Fraction], *, tails: Sequence[float]
) -> tuple[float, ...]:
    """Return how often the last period is found below the peak, all rates being equal.

    Parameters
    ----------
    total : int
        Incidents of all periods together, 1 or more.
    years : sequence of Fraction
        Exposure of each period; two or more.
    tails : sequence of float
        Half of what the level of each mid-P interval leaves, in (0, 1/2).

    Returns
    -------
    tuple of float
        Of each tail: the probability that the interval of last over peak lies below 1,
        the peak being the highest rate before the last, the earliest of ties.

    Examples
    --------
    With one earlier period there is nothing to choose, and a central 95% interval errs
    on one side in about 2.5%:

    >>> years = [Fraction(1), Fraction(1)]
    >>> round(chances_of_a_decline(80, years, tails=[0.025])[0], 4)
    0.0283
    """
    means = [float(total * one / sum(years)) for one in years]
    chances = [_poisson(np.arange(total + 1), mean) for mean in means]
    found = sum(
        _with_peak(place, total, years, chances, np.array(tails))
        for place in range(len(years) - 1)
    )
    given = _poisson(np.array([total]), float(total))
    return tuple((found / given).tolist())


def _with_peak(
    place: int,
    total: int,
    years: Sequence[Fraction],
    chances: Sequence[np.ndarray],
    tails: np.ndarray,
) -> np.ndarray:
    """Add up the outcomes whose peak is one period and whose last is found below."""
    share = float(years[-1] / (years[-1] + years[place]))
    mass = np.zeros(len(tails))
    for peak in np.flatnonzero(chances[place] > _NEGLIGIBLE).tolist():
        if not peak:
            continue
        others = _others_below(place, peak, years, chances)
        lasts = np.arange(max(0, total - peak + 1 - len(others)), total - peak + 1)
        own = chances[place][peak] * chances[-1][lasts] * others[total - peak - lasts]
        mass += (_lower_tail(lasts, peak, share) < tails[:, None]) @ own
    return mass


def _others_below(
    place: int, peak: int, years: Sequence[Fraction], chances: Sequence[np.ndarray]
) -> np.ndarray:
    """Return the chances of the sum of the other earlier counts, none the peak."""
    parts = [np.ones(1)]
    for other in range(len(years) - 1):
        if other == place:
            continue
        reached = peak * years[other] / years[place]
        # Of equal rates the earliest is the peak.
        most = ceil(reached) - 1 if other < place else floor(reached)
        parts.append(chances[other][: most + 1])
    return reduce(np.convolve, parts)


def _lower_tail(count: np.ndarray, peak: int, share: float) -> np.ndarray:
    """Return the mid-P tail of the last count, given its sum with the peak's."""
    total = count + peak
    below = np.where(count > 0, bdtr(np.maximum(count - 1, 0), total, share), 0.0)
    tail: np.ndarray = (below + bdtr(count, total, share)) / 2
    return tail


def _poisson(counts: np.ndarray, mean: float) -> np.ndarray:
    chances: np.ndarray = np.exp(xlogy(counts, mean) - mean - gammaln(counts + 1.0))
    return chances
