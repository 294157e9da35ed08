"""Which tables' intervals hold a value: evaluated for all tables at once, no roots.

An interval that inverts a test holds a value if the test does not reject it there, so
that coverage needs p-values at the true contrast alone.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from bemodels.intervals.normal import normal_quantile
from bemodels.rates.design.enumeration import Holds
from bemodels.rates.group import Group
from bemodels.rates.score.inversion import ScoreMethod
from bemodels.rates.score.null_rates import Counts
from bemodels.rates.unconditional.binomial_tables import every_table
from bemodels.rates.unconditional.orderings import Sizes


def held_by_score(method: ScoreMethod[Group], sizes: Sizes, level: float) -> Holds:
    """Return which tables' score intervals hold a value.

    Parameters
    ----------
    method : ScoreMethod
        Of proportions.
    sizes : tuple of int
        Incidents of the group and of the reference.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    callable
        From a value of the contrast to a mask over all tables.
    """
    x, y = every_table(sizes)
    counts = Counts.of(x, sizes[0], y, sizes[1])
    quantile = normal_quantile(level)
    return lambda value: np.asarray(np.abs(method.z(counts, value)) <= quantile)


def held_by_wald(sizes: Sizes, level: float) -> Holds:
    """Return which tables' Wald intervals of the risk difference hold a value.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    callable
        From a risk difference to a mask over all tables.
    """
    (x, y), (n, m) = every_table(sizes), sizes
    error = np.sqrt(x * (n - x) / n**3 + y * (m - y) / m**3)
    reach = normal_quantile(level) * error
    return lambda value: np.asarray(np.abs(x / n - y / m - value) <= reach)


def held_by_mid_p(sizes: Sizes, level: float) -> Holds:
    """Return which tables' central mid-P intervals of the odds ratio hold a value.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    callable
        From an odds ratio to a mask over all tables.
    """
    return lambda value: mid_p_values(sizes, value) >= 1 - level


def mid_p_values(sizes: Sizes, odds_ratio: float) -> np.ndarray:
    """Return the central mid-P value of every table, given its margins.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.
    odds_ratio : float
        The null value, above 0 and finite.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        In [0, 1].

    Examples
    --------
    >>> round(float(mid_p_values((12, 95), 1.0)[3, 1]), 6)
    0.004242
    """
    logs = _log_weights(sizes, odds_ratio)
    y = np.arange(logs.shape[1]) - np.arange(logs.shape[0])[:, None]
    possible = (y >= 0) & (y <= sizes[1])
    logs = np.where(possible, logs, -np.inf)
    weights = np.exp(logs - logs.max(axis=0))
    weights /= weights.sum(axis=0)
    upto = np.cumsum(weights, axis=0)
    beyond = np.cumsum(weights[::-1], axis=0)[::-1]
    p_values = 2 * np.minimum(upto, beyond) - weights
    found = np.empty((sizes[0] + 1, sizes[1] + 1))
    x, total = np.nonzero(possible)
    found[x, total - x] = np.clip(p_values[possible], 0, 1)
    return found


def _log_weights(sizes: Sizes, odds_ratio: float) -> np.ndarray:
    """Return the weight of a count, a row, for each total, a column."""
    n, m = sizes
    x, total = np.indices((n + 1, n + m + 1)).astype(float)
    y = np.clip(total - x, 0, m)
    ways = gammaln(x + 1) + gammaln(n - x + 1) + gammaln(y + 1) + gammaln(m - y + 1)
    return np.asarray(x * np.log(odds_ratio) - ways)
