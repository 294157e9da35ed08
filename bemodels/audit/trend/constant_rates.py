"""Every outcome of yearly counts that one constant rate gives, with its probability.

Given their total, independent Poisson counts of one rate are multinomial. Where the
variance is c times the mean (negative binomial counts with one probability, whose sum
is negative binomial too) they are Dirichlet-multinomial with parameters proportional to
the months [1]_. Both are enumerated: nothing is drawn.

References
----------
.. [1] Johnson NL, Kotz S, Balakrishnan N (1997). Discrete Multivariate Distributions,
   chapters 35 and 36. Wiley.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import comb

import numpy as np
from scipy.special import gammaln, xlogy

from bemodels.errors import NotEstimableError

MOST_OUTCOMES = 5_000_000


def outcomes(total: int, years: int) -> np.ndarray:
    """List every way to share a total among years.

    Parameters
    ----------
    total : int
        Incidents in all, 0 or more.
    years : int
        1 or more.

    Returns
    -------
    numpy.ndarray of int, shape (outcomes, years)
        One a row.

    Raises
    ------
    NotEstimableError
        If there are more than five million.

    Examples
    --------
    >>> outcomes(2, 2).tolist()
    [[0, 2], [1, 1], [2, 0]]
    """
    number = comb(total + years - 1, years - 1)
    if number > MOST_OUTCOMES:
        raise NotEstimableError(
            f"chances under constant rates are not computed: {total} incidents in "
            f"{years} years have {number} outcomes, more than {MOST_OUTCOMES}"
        )
    first = np.arange(total + 1)[:, None]
    if years == 1:
        return first[-1:]
    listed = reduce(
        lambda found, _: _with_one_more(found, total), range(years - 2), first
    )
    return np.column_stack([listed, total - listed.sum(axis=1)])


def _with_one_more(found: np.ndarray, total: int) -> np.ndarray:
    """Add a year that holds anything of what is left."""
    left = total - found.sum(axis=1)
    repeated = np.repeat(found, left + 1, axis=0)
    starts = np.repeat(np.cumsum(left + 1) - (left + 1), left + 1)
    return np.column_stack([repeated, np.arange(len(repeated)) - starts])


def chances_of(listed: np.ndarray, months: Sequence[int], factor: float) -> np.ndarray:
    """Return the probability of each outcome, the rate being the same all through.

    Parameters
    ----------
    listed : numpy.ndarray of int, shape (outcomes, years)
        As from `outcomes`; every row has the same sum.
    months : sequence of int
        Observed of each year.
    factor : float
        Variance over mean of a year's count, 1 or more.

    Returns
    -------
    numpy.ndarray of float, shape (outcomes,)
        They sum to 1.

    Examples
    --------
    >>> chances_of(outcomes(2, 2), [12, 12], 1).round(12).tolist()
    [0.25, 0.5, 0.25]
    """
    shares = np.array(months, dtype=float) / sum(months)
    if factor == 1:
        logs = (xlogy(listed, shares) - gammaln(listed + 1)).sum(axis=1)
    else:
        sizes = shares * listed[0].sum() / (factor - 1)
        logs = (gammaln(listed + sizes) - gammaln(sizes) - gammaln(listed + 1)).sum(
            axis=1
        )
    chances = np.exp(logs - logs.max())
    return np.asarray(chances / chances.sum())
