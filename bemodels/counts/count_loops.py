r"""The negative binomial density with its slopes, in loops, down to the Poisson limit.

With :math:`x = \alpha\mu`, the slope of a count's log probability in :math:`\log\mu`
is :math:`(y - \mu) / (1 + x)`, and that in :math:`\alpha`, less that of the sum which
holds no mean,

.. math::
    \mu^2 g(x) - \frac{y\mu}{1 + x}, \qquad
    g(x) = \frac{\log(1 + x) - x / (1 + x)}{x^2} = \frac12 - \frac23 x + \frac34 x^2 -
    \dots

whose terms of the size of :math:`1/\alpha` cancel in the series.
"""

from __future__ import annotations

from math import exp, log1p

import numpy as np

from bemodels.bayes.written_slopes import loops
from bemodels.counts.sampled_density import SMALLEST_ALPHA, WRITTEN_OUT

# Below this argument eight terms of a series are exact to the last digit.
SERIES_BELOW = 1e-2
SERIES_TERMS = 8


@loops
def count_density(
    log_means: np.ndarray,
    alpha: float,
    counts: np.ndarray,
    above: np.ndarray,
    beyond: np.ndarray,
) -> tuple[float, np.ndarray, float]:
    """Return the sum of the log probabilities of counts, and its slopes.

    Parameters
    ----------
    log_means : array of float, shape (n,)
        Logarithms of the means of the counts.
    alpha : float
        Dispersion; below 1e-20 it is taken for that.
    counts, above, beyond : array of float
        As `bemodels.counts.sampled_density.count_data` gives them.

    Returns
    -------
    tuple
        The sum, without the factorials; its slopes in `log_means`, shape (n,), and in
        `alpha`.
    """
    alpha = max(alpha, SMALLEST_ALPHA)
    total, of_alpha = rising_sum(alpha, above, beyond)
    of_means = np.empty(len(counts))
    for i in range(len(counts)):
        mean = exp(log_means[i])
        x = alpha * mean
        log = log1p(x)
        total += counts[i] * log_means[i] - (counts[i] + 1 / alpha) * log
        of_means[i] = (counts[i] - mean) / (1 + x)
        of_alpha += mean**2 * _curvature(x, log) - counts[i] * mean / (1 + x)
    return total, of_means, of_alpha


@loops
def rising_sum(
    alpha: float,
    above: np.ndarray,
    beyond: np.ndarray,
) -> tuple[float, float]:
    """Return the sum over counts and j < y of log(1 + alpha j), and its slope.

    Parameters
    ----------
    alpha : float
        Dispersion, above 0.
    above, beyond : array of float
        As `bemodels.counts.sampled_density.count_data` gives them.

    Returns
    -------
    tuple of float
        The sum, and its slope in `alpha`.
    """
    total = slope = 0.0
    for j in range(WRITTEN_OUT):
        if above[j] == 0:
            break
        total += above[j] * log1p(alpha * j)
        slope += above[j] * j / (1 + alpha * j)
    if len(beyond):
        at, slope_at = _antidifference(float(WRITTEN_OUT), alpha)
        total -= len(beyond) * at
        slope -= len(beyond) * slope_at
    for count in beyond:
        at, slope_at = _antidifference(count, alpha)
        total += at
        slope += slope_at
    return total, slope


@loops
def count_density_node(
    log_means: np.ndarray,
    alpha: np.ndarray,
    counts: np.ndarray,
    above: np.ndarray,
    beyond: np.ndarray,
) -> tuple[float, np.ndarray, np.ndarray]:
    """Return `count_density`, alpha and its slope having shape (1,).

    Parameters
    ----------
    log_means, alpha, counts, above, beyond : array of float
        As for `count_density`.

    Returns
    -------
    tuple
        The sum and its slopes.
    """
    total, of_means, of_alpha = count_density(
        log_means, alpha[0], counts, above, beyond
    )
    return total, of_means, np.array([of_alpha])


@loops
def rising_sum_node(
    alpha: np.ndarray,
    above: np.ndarray,
    beyond: np.ndarray,
) -> tuple[float, np.ndarray]:
    """Return `rising_sum`, alpha and its slope having shape (1,).

    Parameters
    ----------
    alpha, above, beyond : array of float
        As for `rising_sum`.

    Returns
    -------
    tuple
        The sum and its slope.
    """
    total, slope = rising_sum(alpha[0], above, beyond)
    return total, np.array([slope])


@loops
def _antidifference(
    x: float,
    alpha: float,
) -> tuple[float, float]:
    """Return the Euler-Maclaurin antidifference of log(1 + alpha x), and its slope.

    Its differences are sums of the logarithm: integral, half a step back, and the
    first and third derivative with their Bernoulli numbers.
    """
    t = alpha * x
    log = log1p(t)
    if t < SERIES_BELOW:
        integral = of_integral = 0.0
        for k in range(SERIES_TERMS - 1, -1, -1):
            sign = 1 - 2 * (k % 2)
            integral = (integral + sign / ((k + 1) * (k + 2))) * t
            of_integral = of_integral * t + sign / (k + 2)
    else:
        integral = ((1 + t) * log - t) / t
        of_integral = (t - log) / t**2
    step = alpha / (1 + t)
    value = x * integral - log / 2 + step / 12 - step**3 / 360
    of_step = (1 / 12 - step**2 / 120) / (1 + t) ** 2
    return value, x**2 * of_integral - x / (2 * (1 + t)) + of_step


@loops
def _curvature(
    x: float,
    log: float,
) -> float:
    """Return g(x) of the module's docstring, `log` being that of 1 + x."""
    if x >= SERIES_BELOW:
        return (log - x / (1 + x)) / x**2
    total = 0.0
    for n in range(SERIES_TERMS + 1, 1, -1):
        total = (n - 1) / n - total * x
    return total
