"""Quantiles of the hidden events of a window, averaged over the draws."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import pdtr

if TYPE_CHECKING:
    from collections.abc import Callable


def hidden_quantiles(
    expected: np.ndarray, recorded: int
) -> dict[str, Callable[[float], float]]:
    """Return the quantile functions of hidden events and of all events.

    Given the parameters, hidden events are Poisson and independent of the recorded
    ones; their distribution is the mixture of these over the draws.

    Parameters
    ----------
    expected : numpy.ndarray
        Draws of the expected number of hidden events.
    recorded : int
        Events recorded.

    Returns
    -------
    dict of str to callable
        ``hidden`` and ``population``, from a probability to a number of events.
    """
    means = np.ravel(expected)

    @cache
    def hidden(probability: float) -> float:
        return poisson_mixture_quantile(means, probability)

    return {
        "hidden": hidden,
        "population": lambda probability: recorded + hidden(probability),
    }


def poisson_mixture_quantile(means: np.ndarray, probability: float) -> float:
    """Return the smallest count whose cumulative probability reaches a probability.

    Parameters
    ----------
    means : numpy.ndarray, shape (draws,)
        Of the Poisson distributions, each of one weight.
    probability : float
        In (0, 1).

    Returns
    -------
    float
        A whole number.

    Examples
    --------
    >>> poisson_mixture_quantile(np.array([3.0]), 0.975)
    7.0
    """
    low, high = -1.0, 1.0
    while pdtr(high, means).mean() < probability:
        low, high = high, 2 * high
    while high - low > 1:
        middle = np.floor((low + high) / 2)
        if pdtr(middle, means).mean() < probability:
            low = middle
        else:
            high = middle
    return float(high)
