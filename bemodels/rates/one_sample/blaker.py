"""Blaker's limit of a proportion, from jump to jump of its p-value.

Below the sample proportion the p-value is the upper tail of the count and the largest
lower tail that does not exceed it [1]_. It jumps where one more count enters the lower
tail, and between two jumps it falls and then rises at most once.

References
----------
.. [1] Blaker H (2000). Confidence curves and improved exact confidence intervals for
   discrete distributions. Canadian Journal of Statistics 28, 783-798.
"""

from __future__ import annotations

from scipy.optimize import brentq
from scipy.special import bdtr, bdtrc, betaincinv

_DIGITS = {"xtol": 1e-15, "rtol": 1e-14}


def blaker_lower(successes: int, trials: int, rejected: float) -> float:
    """Return the smallest proportion that Blaker's test does not reject.

    Parameters
    ----------
    successes, trials : int
        1 <= successes <= trials.
    rejected : float
        A proportion is rejected if its p-value lies below this, in (0, 1).

    Returns
    -------
    float
        Above 0, at most the sample proportion.

    Examples
    --------
    >>> round(blaker_lower(1, 100, 0.05), 6)
    0.000513
    """
    others = trials - successes + 1
    # The p-value lies between the upper tail and twice that.
    start, last = (
        float(betaincinv(successes, others, tail)) for tail in (rejected / 2, rejected)
    )
    last = min(last, successes / trials)
    for lower in range(_added(successes, trials, start), successes):
        end = min(_jump(lower + 1, successes, trials, last), last)
        if _excess(start, lower, successes, trials, rejected) >= 0:
            return start
        if _excess(end, lower, successes, trials, rejected) >= 0:
            which = (lower, successes, trials, rejected)
            return float(brentq(_excess, start, end, which, **_DIGITS))
        start = end
    return last


def blaker_p_value(successes: int, trials: int, proportion: float) -> float:
    """Return Blaker's two-sided p-value of a proportion.

    Parameters
    ----------
    successes, trials : int
        0 <= successes <= trials.
    proportion : float
        In (0, 1).

    Returns
    -------
    float
        In (0, 1].

    Examples
    --------
    >>> round(blaker_p_value(0, 2, 0.5), 6)
    0.5
    """
    upper = float(bdtrc(successes - 1, trials, proportion)) if successes else 1.0
    if upper > float(bdtr(successes, trials, proportion)):
        return blaker_p_value(trials - successes, trials, 1 - proportion)
    added = _added(successes, trials, proportion)
    return min(1.0, upper + _at_most(added, trials, proportion))


def _at_most(count: int, trials: int, proportion: float) -> float:
    return float(bdtr(count, trials, proportion)) if count >= 0 else 0.0


def _added(successes: int, trials: int, proportion: float) -> int:
    """Return the largest count whose lower tail is no larger than the upper one."""
    upper = float(bdtrc(successes - 1, trials, proportion))
    low, high = -1, successes
    while high - low > 1:
        middle = (low + high) // 2
        if _at_most(middle, trials, proportion) <= upper * (1 + 1e-12):
            low = middle
        else:
            high = middle
    return low


def _jump(count: int, successes: int, trials: int, last: float) -> float:
    """Return the proportion at which a count enters the lower tail, or the last."""

    def excess(proportion: float) -> float:
        upper = float(bdtrc(successes - 1, trials, proportion))
        return upper - _at_most(count, trials, proportion)

    if count >= successes or excess(last) <= 0:
        return last
    return float(brentq(excess, 0.0, last, **_DIGITS))


def _excess(
    proportion: float, lower: int, successes: int, trials: int, rejected: float
) -> float:
    """Return by how much the two tails, the lower up to a count, are not rejected."""
    upper = float(bdtrc(successes - 1, trials, proportion))
    return upper + _at_most(lower, trials, proportion) - rejected
