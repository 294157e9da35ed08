"""P-values of every table by tests that stand here as a comparison or a warning."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import chdtrc

from bemodels.rates.unconditional.binomial_tables import every_table
from bemodels.rates.unconditional.orderings import (
    Sizes,
    fisher_minlike,
    likelihood_ratio,
    pooled_z,
)


def rejected_by(
    p_values: Callable[[Sizes], np.ndarray],
) -> Callable[[Sizes, float], np.ndarray]:
    """Return which tables a test rejects.

    Parameters
    ----------
    p_values : callable
        From the sizes of the two groups to the p-value of every table.

    Returns
    -------
    callable
        From sizes and level to a mask over all tables.
    """
    return lambda sizes, level: np.asarray(p_values(sizes) <= 1 - level)


def fisher_p_values(sizes: Sizes) -> np.ndarray:
    """Return Fisher's two-sided p-value, by the probability of the table.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        In [0, 1].
    """
    return np.asarray(np.exp(-fisher_minlike(sizes)))


def pearson_p_values(sizes: Sizes) -> np.ndarray:
    """Return Pearson's chi-square p-value.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        In [0, 1]; 1 where no proportion can vary.
    """
    n, m = sizes
    return np.asarray(chdtrc(1, np.abs(pooled_z(sizes)) * (n + m) / (n * m)))


def yates_p_values(sizes: Sizes) -> np.ndarray:
    """Return the chi-square p-value with Yates' correction.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        In [0, 1]; 1 where no proportion can vary.
    """
    (x, y), (n, m) = every_table(sizes), sizes
    total = x + y
    spread = n * m * total * (n + m - total)
    gap = np.maximum(np.abs(x * m - y * n) - (n + m) / 2, 0)
    squared = np.divide(
        (n + m) * gap**2, spread, out=np.zeros_like(spread), where=spread > 0
    )
    return np.asarray(chdtrc(1, squared))


def likelihood_ratio_p_values(sizes: Sizes) -> np.ndarray:
    """Return the p-value of the likelihood ratio (G) by the chi-square distribution.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        In [0, 1].
    """
    return np.asarray(chdtrc(1, 2 * likelihood_ratio(sizes)))
