"""P-values of a 2 x 2 table, conditional on its margins: Fisher's family.

Three two-sided forms that answer differently: by the probability of the table, by the
smaller tail doubled (which belongs to the exact interval), and its mid-P version.
"""

from __future__ import annotations

from math import comb

import numpy as np

from bemodels.intervals.conditional import TwoByTwo

# Below this distance of log probabilities, rounding could decide; integers do instead.
_NEARLY_EQUAL = 1e-7


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
    weights, here = table.log_weights, int(table.successes - table.support[0])
    counted = weights < weights[here] - _NEARLY_EQUAL
    for i in np.flatnonzero(np.abs(weights - weights[here]) <= _NEARLY_EQUAL).tolist():
        counted[i] = i == here or _tables(table, i) <= _tables(table, here)
    return min(1.0, float(table.probabilities(0.0)[counted].sum()))


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
    return min(1.0, 2 * min(table.at_most(0.0), table.at_least(0.0)))


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
    smaller = min(table.at_most(0.0), table.at_least(0.0))
    return min(1.0, 2 * smaller - table.observed_probability)


def _tables(table: TwoByTwo, position: int) -> int:
    """Count the tables at one place of the support, as an exact integer."""
    k = int(table.support[position])
    others = table.successes + table.reference_successes - k
    return comb(table.trials, k) * comb(table.reference_trials, others)
