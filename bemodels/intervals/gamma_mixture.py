"""Quantiles of a mixture of gamma distributions, such as one a posterior draw."""

from __future__ import annotations

import numpy as np
from scipy.special import gammainc

from bemodels.intervals.roots import solve_increasing


def gamma_mixture_quantile(
    shapes: np.ndarray,
    rates: np.ndarray,
    probability: float,
    *,
    weights: np.ndarray | None = None,
) -> float:
    """Return a quantile of a mixture of gamma distributions.

    A rate whose posterior given each draw of the hyperparameters is a gamma has this
    mixture as its posterior: averaging the distribution functions [1]_ leaves out the
    Monte Carlo error of drawing the rate itself, and gives the same answer to places
    with the same data.

    Parameters
    ----------
    shapes, rates : numpy.ndarray, any one shape
        Of each distribution, above 0.
    probability : float
        In (0, 1).
    weights : numpy.ndarray of the same shape, optional
        Of each distribution, 0 or more; all the same if none are given.

    Returns
    -------
    float
        The quantile, 0 or more.

    References
    ----------
    .. [1] Gelfand AE, Smith AFM (1990). Sampling-based approaches to calculating
       marginal densities. Journal of the American Statistical Association 85, 398-409.

    Examples
    --------
    >>> round(gamma_mixture_quantile(np.array([1.0]), np.array([2.0]), 0.5), 6)
    0.346574
    """
    shapes, rates = np.ravel(shapes), np.ravel(rates)
    weights = None if weights is None else np.ravel(weights)

    def excess(log_rate: float) -> float:
        below = gammainc(shapes, np.exp(log_rate) * rates)
        return float(np.average(below, weights=weights)) - probability

    start = float(np.log(np.median(shapes / rates)))
    return float(np.exp(solve_increasing(excess, start=start)))
