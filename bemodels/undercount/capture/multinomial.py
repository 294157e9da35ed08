r"""The profile likelihood of a population's size, when cells are multinomial.

Of N units r were seen, in cells :math:`y`, and :math:`h = N - r` were not. Let
:math:`D(h)` be half the deviance of the best fit to all cells, that of :math:`h` among
them. Up to a constant the profile log likelihood [1]_ is

.. math::
    \ell(N) = S(N) - S(N - r) - D(N - r), \qquad
    S(x) = \log \Gamma(x + 1) - x \log x + x

References
----------
.. [1] Cormack RM (1992). Interval estimation for mark-recapture studies of closed
   populations. Biometrics 48, 567-576.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import expm1, inf, lgamma, log, log1p, pi

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import chdtri, xlogy

_STIRLING_FROM = 20.0
_SERIES_BELOW = 0.1
# of ((1 + d) log(1 + d) - d) / d^2, the highest power first
_SERIES = tuple((-1) ** k / (k * (k - 1)) for k in range(17, 1, -1))
_NEARLY_NOBODY = 1e-9
_FEW = 1e-6
_FARTHEST = 1e15
_LOG_STEP = 2.0
_LEVEL_GROUND = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfiledPopulation:
    """Where the profile likelihood of a population is high.

    Attributes
    ----------
    mode : float
        The population of the largest likelihood; infinite if it rises for ever.
    low, high : float
        Limits; `low` is the number seen if no smaller one is refused, `high` infinite
        if no population is too large.
    """

    mode: float
    low: float
    high: float


def stirling_rest(x: float) -> float:
    r"""Return what Stirling's formula leaves out of a log factorial.

    Parameters
    ----------
    x : float
        0 or more.

    Returns
    -------
    float
        :math:`\log \Gamma(x + 1) - x \log x + x`; 0 at 0.

    Notes
    -----
    From 20 on by its asymptotic series, because the two large terms would cancel.

    Examples
    --------
    >>> round(stirling_rest(1.0), 12), round(stirling_rest(1e12), 9)
    (1.0, 14.734449091)
    """
    if x < _STIRLING_FROM:
        return lgamma(x + 1) - (x * log(x) if x > 0 else 0.0) + x
    z = 1 / (x * x)
    series = 1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))
    return log(2 * pi * x) / 2 + series / x


def half_deviance(counts: np.ndarray, means: np.ndarray) -> float:
    """Return half the Poisson deviance of counts from their means.

    Parameters
    ----------
    counts : ndarray, shape (n,)
        0 or more, fractions allowed.
    means : ndarray, shape (n,)
        Above 0; 0 only where the count is 0.

    Returns
    -------
    float
        Sum of ``y log(y / m) - y + m``, without cancellation where they nearly agree.

    Examples
    --------
    >>> round(half_deviance(np.array([3.0, 0.0]), np.array([2.0, 1.0])), 6)
    1.216395
    """
    kept = means > 0
    y, m = counts[kept].astype(float), means[kept].astype(float)
    d = (y - m) / m
    near = np.abs(d) < _SERIES_BELOW
    small = np.where(near, d, 0.0)
    series = small * small * np.polyval(_SERIES, small)
    far = xlogy(1 + d, np.where(near, 1.0, y / m)) - d
    return float(m @ np.where(near, series, far))


def profile_population(
    seen: float,
    deviance: Callable[[float], float],
    *,
    start: float,
    level: float,
) -> ProfiledPopulation:
    """Find the population's profile likelihood interval.

    Parameters
    ----------
    seen : float
        Units seen, above 0; need not be whole.
    deviance : callable
        Half the deviance of the best fit, as a function of the units not seen, above 0.
    start : float
        A guess of the units not seen, 0 or more.
    level : float
        Coverage, in (0, 1).

    Returns
    -------
    ProfiledPopulation
        Its limits cut off populations of less than the largest likelihood by half a
        chi-square quantile of one degree.

    Notes
    -----
    The log of the units not seen is searched, from 1e-9 times `seen`, or
    1e-6 if that is less, to 1e15 times `seen`. The
    likelihood must have one hill, as that of a loglinear model in its intercept has.
    """
    nobody = min(seen * _NEARLY_NOBODY, _FEW)

    @cache
    def likelihood(place: float) -> float:
        # The place is log(1 + hidden / seen), which is 0 if everyone was seen.
        hidden = max(seen * expm1(place), nobody)
        rest = stirling_rest(seen + hidden) - stirling_rest(hidden)
        return rest - deviance(hidden)

    top, best = _highest(likelihood, log1p(start / seen))
    endless = likelihood(log(_FARTHEST)) > best - _LEVEL_GROUND
    floor = best - float(chdtri(1, 1 - level)) / 2

    def excess(place: float) -> float:
        return likelihood(place) - floor

    low = 0.0 if excess(0.0) >= 0 else _crossing(excess, 0.0, top)
    far = inf if endless else _beyond(excess, top)
    high = inf if far == inf else _crossing(excess, top, far)
    return ProfiledPopulation(
        mode=inf if endless else _population(seen, top),
        low=_population(seen, low),
        high=_population(seen, high),
    )


def _population(seen: float, place: float) -> float:
    return inf if place == inf else seen + seen * expm1(place)


def _highest(likelihood: Callable[[float], float], start: float) -> tuple[float, float]:
    """Return the top of the hill and its height; infinite if it has no top."""
    width = max(start, 0.01)
    right = start + width
    while likelihood(right) > likelihood(right - width / 2):
        width *= _LOG_STEP
        right += width
        if right > log(_FARTHEST):
            return log(_FARTHEST), likelihood(log(_FARTHEST))
    found = minimize_scalar(
        lambda place: -likelihood(place),
        bounds=(0.0, right),
        method="bounded",
        options={"xatol": 1e-10},
    )
    at_zero = likelihood(0.0)
    if at_zero >= -found.fun:
        return 0.0, at_zero
    return float(found.x), -float(found.fun)


def _beyond(excess: Callable[[float], float], top: float) -> float:
    """Return a place to the right that is refused; infinity if none is."""
    step = max(top, 0.01)
    while excess(top + step) >= 0:
        step *= _LOG_STEP
        if top + step > log(_FARTHEST):
            return inf
    return top + step


def _crossing(excess: Callable[[float], float], left: float, right: float) -> float:
    return float(brentq(excess, left, right, xtol=1e-14, rtol=1e-12))
