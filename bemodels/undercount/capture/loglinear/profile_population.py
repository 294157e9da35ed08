r"""Multinomial profile likelihood of a population of which some were never seen.

With :math:`n_0 = N - n` hidden incidents in the cell of zeros, and :math:`D(n_0)` the
deviance of the Poisson model fitted to that table, the profile of the multinomial log
likelihood is, up to a constant [1]_,

.. math::
    \ell(N) = -D(N - n) / 2 + s(N) - s(N - n), \qquad
    s(x) = \log x! - x \log x + x.

References
----------
.. [1] Cormack RM (1992). Interval estimation for mark-recapture studies of closed
   populations. Biometrics 48, 567-576.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log, pi

from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln
from scipy.stats import chi2

STIRLING_FROM = 100.0
DOUBLINGS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileLimits:
    """Where a profile likelihood is largest, and where it has fallen too far.

    Attributes
    ----------
    hidden : float
        Its maximum, in incidents that no list saw.
    low, high : float
        Limits of the interval, likewise; `low` is 0 where it has not fallen so far.
    """

    hidden: float
    low: float
    high: float


def stirling_rest(count: float) -> float:
    """Return log count! - count log count + count, exact to the last digits.

    Parameters
    ----------
    count : float
        0 or more.

    Returns
    -------
    float
        0 for 0; near log(2 pi count) / 2 for large ones.

    Examples
    --------
    >>> stirling_rest(0), round(stirling_rest(1), 12)
    (0.0, 1.0)
    """
    if count == 0:
        return 0.0
    if count < STIRLING_FROM:
        return float(gammaln(count + 1)) - count * log(count) + count
    return log(2 * pi * count) / 2 + 1 / (12 * count) - 1 / (360 * count**3)


def profile_limits(
    profile: Callable[[float], float], guess: float, *, level: float
) -> ProfileLimits:
    """Find the maximum of a profile likelihood and its likelihood-ratio limits.

    Parameters
    ----------
    profile : callable
        Log likelihood of a number of hidden incidents, with one maximum.
    guess : float
        Hidden incidents near the maximum, 0 or more.
    level : float
        Coverage, in (0, 1).

    Returns
    -------
    ProfileLimits
        The maximum and both limits.

    Examples
    --------
    >>> found = profile_limits(lambda x: -((x - 10) ** 2) / 2, 9.0, level=0.95)
    >>> round(found.hidden, 4), round(found.low, 2), round(found.high, 2)
    (10.0, 8.04, 11.96)
    """
    at = lru_cache(maxsize=None)(profile)
    most = _above(at, max(guess, 1.0))
    best = minimize_scalar(
        lambda hidden: -at(hidden),
        bounds=(0.0, most),
        method="bounded",
        options={"xatol": 1e-9 * max(1.0, most)},
    )
    top = float(best.x) if -best.fun > at(0.0) else 0.0
    fall = at(top) - float(chi2.ppf(level, 1)) / 2
    return ProfileLimits(
        hidden=top,
        low=0.0 if at(0.0) >= fall else _crossing(at, fall, 0.0, top),
        high=_upper(at, fall, top),
    )


def _above(profile: Callable[[float], float], start: float) -> float:
    """Return a number beyond the maximum."""
    far = start
    for _ in range(DOUBLINGS):
        if profile(2 * far) < profile(far):
            return 2 * far
        far *= 2
    return far


def _upper(profile: Callable[[float], float], fall: float, top: float) -> float:
    near, far = top, max(2 * top, 1.0)
    for _ in range(DOUBLINGS):
        if profile(far) < fall:
            return _crossing(profile, fall, near, far)
        near, far = far, 2 * far
    return inf


def _crossing(
    profile: Callable[[float], float], fall: float, low: float, high: float
) -> float:
    return float(brentq(lambda one: profile(one) - fall, low, high, rtol=1e-12))
