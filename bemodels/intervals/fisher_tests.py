"""P-values of a 2 x 2 table, conditional on its margins: Fisher's family.

Three two-sided forms that answer differently: by the probability of the table, by the
smaller tail doubled (which belongs to the exact interval), and its mid-P version.
"""

from __future__ import annotations

from math import perm

import numpy as np

from bemodels.intervals.conditional_p_values import (
    as_p_value,
    central_p_value,
    midp_p_value,
)
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
    return as_p_value(sum(_less_and_equally_probable(table)))


def fisher_minlike_midp_p_value(table: TwoByTwo) -> float:
    """Return Fisher's p-value with equally probable tables counted half.

    Parameters
    ----------
    table : TwoByTwo
        The counts.

    Returns
    -------
    float
        In (0, 1]; 1 where the margins allow this table only.

    References
    ----------
    .. [1] Lancaster HO (1961). Significance tests in discrete distributions. Journal
       of the American Statistical Association 56, 223-234.

    Examples
    --------
    >>> table = TwoByTwo(
    ...     successes=3, trials=12, reference_successes=1, reference_trials=95
    ... )
    >>> round(fisher_minlike_midp_p_value(table), 6)
    0.002121
    """
    if len(table.support) == 1:
        return 1.0
    less, tied = _less_and_equally_probable(table)
    return as_p_value(less + tied / 2)


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
    return central_p_value(table.conditional, 0.0)


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
    return midp_p_value(table.conditional, 0.0)


def _less_and_equally_probable(table: TwoByTwo) -> tuple[float, float]:
    """Return the chance of less probable tables, and of those tied with this one.

    Both are 0 where this table is too improbable for a float.
    """
    chances, here = table.null_chances, table.successes
    if not chances.counts[0] <= here <= chances.counts[-1]:
        return 0.0, 0.0
    above = chances.log_weights - chances.log_weights[here - chances.counts[0]]
    less, tied = above < -_NEARLY_EQUAL, np.zeros(len(above), dtype=bool)
    for place in np.flatnonzero(np.abs(above) <= _NEARLY_EQUAL).tolist():
        excess = _excess_of_tables(table, int(chances.counts[place]))
        less[place], tied[place] = excess < 0, excess == 0
    equal = float(chances.probabilities[tied].sum())
    if (less | tied).all():
        return 1.0 - equal, equal
    return float(chances.probabilities[less].sum()), equal


def _excess_of_tables(table: TwoByTwo, count: int) -> int:
    """Return a number with the sign of how many more tables a count has, exactly."""
    here = table.successes
    if count == here or count in _mirrors(table):
        return 0
    low, high = sorted((count, here))
    others, steps = table.total - low, high - low
    more = perm(table.trials - low, steps) * perm(others, steps)
    spare = table.reference_trials - others
    fewer = perm(high, steps) * perm(spare + steps, steps)
    return more - fewer if count == high else fewer - more


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
