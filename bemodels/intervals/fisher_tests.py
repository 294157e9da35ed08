"""P-values of a 2 x 2 table, conditional on its margins: Fisher's family.

Three two-sided forms that answer differently: by the probability of the table, by the
smaller tail doubled (which belongs to the exact interval), and its mid-P version.
"""

from __future__ import annotations

from math import perm, ulp

import numpy as np

from bemodels.intervals.two_by_two import TwoByTwo

# Below this distance of log probabilities, rounding could decide; integers do instead.
_NEARLY_EQUAL = 1e-9


def fisher_p_value(table: TwoByTwo) -> float:
    """Return Fisher's exact p-value: all tables at most as probable as this one.

    Parameters
    ----------
    table : TwoByTwo
        The counts.

    Returns
    -------
    float
        In (0, 1].

    References
    ----------
    .. [1] Fisher RA (1935). The logic of inductive inference. Journal of the Royal
       Statistical Society 98, 39-82.

    Examples
    --------
    >>> table = TwoByTwo(
    ...     successes=3, trials=12, reference_successes=1, reference_trials=95
    ... )
    >>> round(fisher_p_value(table), 6)
    0.004146
    """
    chances, here = table.null_chances, table.successes
    if not chances.counts[0] <= here <= chances.counts[-1]:
        return _p_value(0.0)
    above = chances.log_weights - chances.log_weights[here - chances.counts[0]]
    counted = above < -_NEARLY_EQUAL
    for place in np.flatnonzero(np.abs(above) <= _NEARLY_EQUAL).tolist():
        counted[place] = _is_no_more_probable(table, int(chances.counts[place]))
    if counted.all():
        return 1.0
    return _p_value(float(chances.probabilities[counted].sum()))


def fisher_central_p_value(table: TwoByTwo) -> float:
    """Return twice the smaller one-sided p-value: the exact interval's own test.

    Parameters
    ----------
    table : TwoByTwo
        The counts.

    Returns
    -------
    float
        In (0, 1].

    References
    ----------
    .. [1] Fay MP (2010). Two-sided exact tests and matching confidence intervals for
       discrete data. R Journal 2(1), 53-58.

    Examples
    --------
    >>> table = TwoByTwo(
    ...     successes=3, trials=12, reference_successes=1, reference_trials=95
    ... )
    >>> round(fisher_central_p_value(table), 6)
    0.008292
    """
    chances, here = table.null_chances, table.successes
    return _p_value(2 * min(chances.at_most(here), chances.at_least(here)))


def fisher_midp_p_value(table: TwoByTwo) -> float:
    """Return the central mid-P value, which counts the observed table half.

    Parameters
    ----------
    table : TwoByTwo
        The counts.

    Returns
    -------
    float
        In (0, 1].

    Notes
    -----
    Twice the smaller one-sided p-value, less the probability of the table [1]_.

    References
    ----------
    .. [1] Lancaster HO (1961). Significance tests in discrete distributions. Journal
       of the American Statistical Association 56, 223-234.

    Examples
    --------
    >>> table = TwoByTwo(
    ...     successes=3, trials=12, reference_successes=1, reference_trials=95
    ... )
    >>> round(fisher_midp_p_value(table), 6)
    0.004242
    """
    chances, here = table.null_chances, table.successes
    beyond = min(chances.at_most(here - 1), chances.at_least(here + 1))
    return _p_value(2 * beyond + chances.of(here))


def _p_value(probability: float) -> float:
    """Keep a p-value that is too small for a float above 0, and a sum within 1."""
    return min(1.0, max(probability, ulp(0.0)))


def _is_no_more_probable(table: TwoByTwo, count: int) -> bool:
    """Tell whether a count has at most as many tables as the observed one, exactly."""
    here = table.successes
    if count == here or count in _mirrors(table):
        return True
    low, high = sorted((count, here))
    others, steps = table.total - low, high - low
    more = perm(table.trials - low, steps) * perm(others, steps)
    spare = table.reference_trials - others
    fewer = perm(high, steps) * perm(spare + steps, steps)
    return more <= fewer if count == high else fewer <= more


def _mirrors(table: TwoByTwo) -> tuple[int, ...]:
    """Return the counts that have as many tables as the observed one by symmetry.

    Two groups of one size can be swapped, and so can successes and failures where
    there are as many of each.
    """
    mirrors: tuple[int, ...] = ()
    if table.trials == table.reference_trials:
        mirrors += (table.total - table.successes,)
    if 2 * table.total == table.trials + table.reference_trials:
        mirrors += (table.trials - table.successes,)
    return mirrors
