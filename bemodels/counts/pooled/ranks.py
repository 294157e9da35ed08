"""Where the observed data lie among replicated ones, given each draw of mean and phi.

A rank from one replicate a draw is a share of zeros and ones, and near the line of a
check its Monte Carlo error decides. Given mean and phi the distribution of each
statistic is known where all places have the same exposure: the total is negative
binomial with n phi, the number of places with a given count is binomial, and the
largest count lies below a number if all do. So the rank is computed for each draw and
then averaged (Rao-Blackwell), which leaves the draws' own error alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bemodels.counts.pooled.places_at_risk import Places
from bemodels.counts.pooled.predictive import LARGEST, ONES, STATISTICS, TOTAL, ZEROS

Ranks = dict[str, np.ndarray]


def ranks_by_draw(
    places: Places, mean_rate: np.ndarray, phi: np.ndarray, replicated: np.ndarray
) -> Ranks:
    """Return the mid-rank of each observed statistic, draw by draw.

    Parameters
    ----------
    places : Places
        What was observed.
    mean_rate, phi : numpy.ndarray, shape S
        Draws.
    replicated : numpy.ndarray of int, shape S + (places,)
        One replicate a draw, used where exposures differ.

    Returns
    -------
    dict of str to numpy.ndarray, shape S
        By statistic: the probability of a smaller value, and half of that of the same
        value; where exposures differ 0, 1/2 or 1, from the draw's replicate.
    """
    years = places.years
    if (years == years[0]).all():
        return exact_ranks(places.counts, mean_rate * years[0], phi)
    return replicated_ranks(places.counts, replicated)


def exact_ranks(observed: np.ndarray, expected: np.ndarray, phi: np.ndarray) -> Ranks:
    """Return the exact mid-ranks among negative binomial counts of one expectation.

    Parameters
    ----------
    observed : numpy.ndarray of int, shape (places,)
        Counts.
    expected : numpy.ndarray, shape S
        Expected count of every place.
    phi : numpy.ndarray, shape S
        Negative binomial phi: variance mu + mu^2/phi, alpha = 1/phi.

    Returns
    -------
    dict of str to numpy.ndarray, shape S
        By statistic, each in [0, 1].

    Examples
    --------
    With phi 1 and expectation 1 a count k has probability 2**-(k + 1), so a total below
    2 in two places has 1/2, one of 2 has 3/16, and the mid-rank of 2 is 19/32:

    >>> float(exact_ranks(np.array([0, 2]), np.float64(1), np.float64(1))[TOTAL] * 32)
    19.0
    """
    from scipy.stats import binom, nbinom

    places, success = len(observed), phi / (phi + expected)
    zero = np.exp(-phi * np.log1p(expected / phi))
    one = zero * expected * success
    largest = observed.max()
    below, not_above = (
        nbinom.cdf(count, phi, success) ** places for count in (largest - 1, largest)
    )
    return {
        TOTAL: _mid_rank(nbinom(places * phi, success), observed.sum()),
        ZEROS: _mid_rank(binom(places, zero), (observed == 0).sum()),
        ONES: _mid_rank(binom(places, one), (observed == 1).sum()),
        LARGEST: (below + not_above) / 2,
    }


def replicated_ranks(observed: np.ndarray, replicated: np.ndarray) -> Ranks:
    """Return 0, 1/2 or 1 as each replicate lies above, at or below what was observed.

    Parameters
    ----------
    observed : numpy.ndarray of int, shape (places,)
        Counts.
    replicated : numpy.ndarray of int, shape S + (places,)
        Replicated counts.

    Returns
    -------
    dict of str to numpy.ndarray, shape S
        By statistic.
    """
    return {
        name: np.heaviside(statistic(observed) - statistic(replicated), 0.5)
        for name, statistic in STATISTICS.items()
    }


def _mid_rank(distribution: Any, here: int) -> np.ndarray:  # noqa: ANN401 (SciPy's)
    """Return the probability of less, and half of that of the same."""
    return np.asarray(distribution.cdf(here) - distribution.pmf(here) / 2)
