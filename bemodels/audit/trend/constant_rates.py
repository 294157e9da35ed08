r"""How likely yearly counts are under one constant rate, as a product over years.

Given their total, independent Poisson counts of one rate are multinomial. Where the
variance is c times the mean (negative binomial counts with one probability, whose sum
is negative binomial too) they are Dirichlet-multinomial with parameters proportional to
the months [1]_. Either way the probability of an outcome is proportional to a product
of one weight a year,

.. math:: w(n) = \prod_{k=0}^{n-1} \frac{\mu + k (c - 1)}{c (k + 1)},

:math:`\mu` being the share of the total that the year has by its months.

References
----------
.. [1] Johnson NL, Kotz S, Balakrishnan N (1997). Discrete Multivariate Distributions,
   chapters 35 and 36. Wiley.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def count_weights(total: int, months: Sequence[int], factor: float) -> np.ndarray:
    """Return the weight of every count of every year, the rate being the same.

    Parameters
    ----------
    total : int
        Incidents in all, 0 or more.
    months : sequence of int
        Observed of each year.
    factor : float
        Variance over mean of a year's count, 1 or more.

    Returns
    -------
    numpy.ndarray of float, shape (years, total + 1)
        The largest of each year is 1. Outcomes of this total have probabilities that
        are proportional to the products of their weights.

    Examples
    --------
    Two incidents in two equal years are 2 + 0, 1 + 1 and 0 + 2 with probabilities of
    1/4, 1/2 and 1/4:

    >>> weights = count_weights(2, [12, 12], 1)
    >>> (weights[0] * weights[1][::-1]).round(12).tolist()
    [0.5, 1.0, 0.5]
    """
    means = total * np.array(months, dtype=float) / sum(months)
    earlier = np.arange(total)
    steps = np.log(means[:, None] + earlier * (factor - 1)) - np.log(
        factor * (earlier + 1)
    )
    logs = np.hstack([np.zeros((len(means), 1)), steps.cumsum(axis=1)])
    return np.asarray(np.exp(logs - logs.max(axis=1, keepdims=True)))
