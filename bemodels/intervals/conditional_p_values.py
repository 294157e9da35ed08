"""P-values of a conditional count, for any value of its one parameter.

Two-sided forms that answer differently: the smaller tail doubled (central), all counts
that are no more probable (minimum likelihood), and the smaller tail with as much of the
other one as does not exceed it (Blaker [1]_); the first two also in the mid-P manner,
which counts half of what is as extreme as the observed count [2]_.

References
----------
.. [1] Blaker H (2000). Confidence curves and improved exact confidence intervals for
   discrete distributions. Canadian Journal of Statistics 28, 783-798.
.. [2] Lancaster HO (1961). Significance tests in discrete distributions. Journal of the
   American Statistical Association 56, 223-234.
"""

from __future__ import annotations

from math import ulp

import numpy as np

from bemodels.intervals.chances import Chances
from bemodels.intervals.conditional_count import ConditionalCount

# Nearer than this, logarithms of probabilities and of tails are taken as tied: true
# ties differ by the rounding of their sums, and others hardly ever come so near.
_NEARLY_EQUAL = 1e-9


def greater_p_value(count: ConditionalCount, log_parameter: float) -> float:
    """Return the chance of the observed count or more.

    Parameters
    ----------
    count : ConditionalCount
        With the observed count.
    log_parameter : float
        The null value's logarithm.

    Returns
    -------
    float
        In (0, 1].
    """
    return as_p_value(count.chances(log_parameter).at_least(count.observed))


def central_p_value(count: ConditionalCount, log_parameter: float) -> float:
    """Return twice the smaller tail.

    Parameters
    ----------
    count : ConditionalCount
        With the observed count.
    log_parameter : float
        The null value's logarithm.

    Returns
    -------
    float
        In (0, 1].
    """
    chances, here = count.chances(log_parameter), count.observed
    return as_p_value(2 * min(chances.at_most(here), chances.at_least(here)))


def midp_p_value(count: ConditionalCount, log_parameter: float) -> float:
    """Return twice the smaller tail, of which the observed count is counted half.

    Parameters
    ----------
    count : ConditionalCount
        With the observed count.
    log_parameter : float
        The null value's logarithm.

    Returns
    -------
    float
        In (0, 1].
    """
    chances, here = count.chances(log_parameter), count.observed
    beyond = min(chances.at_most(here - 1), chances.at_least(here + 1))
    return as_p_value(2 * beyond + chances.of(here))


def minlike_p_value(count: ConditionalCount, log_parameter: float) -> float:
    """Return the chance of all counts that are no more probable than the observed one.

    Parameters
    ----------
    count : ConditionalCount
        With the observed count.
    log_parameter : float
        The null value's logarithm.

    Returns
    -------
    float
        In (0, 1].
    """
    less, tied = _less_and_equally_probable(count.chances(log_parameter), count)
    return as_p_value(less + tied)


def minlike_midp_p_value(count: ConditionalCount, log_parameter: float) -> float:
    """Return the same, with what is as probable as the observed count counted half.

    Parameters
    ----------
    count : ConditionalCount
        With the observed count.
    log_parameter : float
        The null value's logarithm.

    Returns
    -------
    float
        In (0, 1]; 1 where no other count was possible.
    """
    if count.says_nothing:
        return 1.0
    less, tied = _less_and_equally_probable(count.chances(log_parameter), count)
    return as_p_value(less + tied / 2)


def blaker_p_value(count: ConditionalCount, log_parameter: float) -> float:
    """Return the smaller tail with the largest other one that does not exceed it.

    Parameters
    ----------
    count : ConditionalCount
        With the observed count.
    log_parameter : float
        The null value's logarithm.

    Returns
    -------
    float
        In (0, 1].
    """
    chances, here = count.chances(log_parameter), count.observed
    below, above = chances.at_most(here), chances.at_least(here)
    if below < above:
        return as_p_value(below + _largest_tail(chances.mirrored(), below))
    return as_p_value(above + _largest_tail(chances, above))


def as_p_value(probability: float) -> float:
    """Keep a p-value that is too small for a float above 0, and a sum within 1.

    Parameters
    ----------
    probability : float
        A sum of probabilities.

    Returns
    -------
    float
        In (0, 1].
    """
    return min(1.0, max(probability, ulp(0.0)))


def _less_and_equally_probable(
    chances: Chances, count: ConditionalCount
) -> tuple[float, float]:
    """Return the chance of less probable counts, and of those tied with the observed.

    Both are 0 where the observed count is too improbable for a float.
    """
    here = count.observed
    if not chances.counts[0] <= here <= chances.counts[-1]:
        return 0.0, 0.0
    above = chances.log_weights - chances.log_weights[here - chances.counts[0]]
    tied = float(chances.probabilities[np.abs(above) <= _NEARLY_EQUAL].sum())
    less = above < -_NEARLY_EQUAL
    if (above <= _NEARLY_EQUAL).all():
        return 1.0 - tied, tied
    return float(chances.probabilities[less].sum()), tied


def _largest_tail(chances: Chances, limit: float) -> float:
    """Return the largest lower tail that does not exceed a limit, ties included."""
    tails = np.cumsum(chances.probabilities)
    within = tails[tails <= limit * (1 + _NEARLY_EQUAL)]
    return float(within[-1]) if len(within) else 0.0
