"""A binomial count, of which its odds alone decide."""

from __future__ import annotations

from math import ceil, log, sqrt

import numpy as np
from scipy.special import expit

from bemodels.intervals.chances import Chances, chances_from_steps
from bemodels.intervals.conditional_count import ConditionalCount

# exp(-745) is the smallest positive float.
_DEEPEST = 750.0


def binomial_count(
    successes: int, trials: int, *, log_unit: float = 0.0
) -> ConditionalCount:
    """Return a binomial count whose parameter is the odds of a success.

    Parameters
    ----------
    successes, trials : int
        0 <= successes <= trials.
    log_unit : float, default 0
        Logarithm of the odds that the parameter is counted in.

    Returns
    -------
    ConditionalCount
        Of the successes.

    Examples
    --------
    >>> binomial_count(1, 4).chances(0.0).probabilities.round(12).tolist()
    [0.0625, 0.25, 0.375, 0.25, 0.0625]
    """
    counts = successes + 0.5, trials - successes + 0.5
    return ConditionalCount(
        observed=successes,
        support=range(trials + 1),
        chances=lambda log_odds: _chances(trials, log_odds + log_unit),
        start=log(counts[0]) - log(counts[1]) - log_unit,
        step=sqrt(1 / counts[0] + 1 / counts[1]),
    )


def _chances(trials: int, log_odds: float) -> Chances:
    """Return the binomial distribution, no further than a float can hold it.

    Hoeffding's inequality bounds how far that is.
    """
    mode = min(trials, int((trials + 1) * expit(log_odds)))
    reach = ceil(sqrt(_DEEPEST * trials / 2)) + 1
    counts = np.arange(max(0, mode - reach), min(trials, mode + reach) + 1)
    log_steps = np.log((trials - counts[:-1]) / (counts[:-1] + 1)) + log_odds
    return chances_from_steps(counts, log_steps, mode)
