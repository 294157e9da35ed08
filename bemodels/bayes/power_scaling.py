"""How a posterior moves when a prior, or the likelihood, is made a little stronger."""

from __future__ import annotations

import numpy as np

from bemodels.bayes.diagnostics import AXES

# Powers just below and above 1, between which the slope is taken.
POWERS = (0.99, 1.01)


def power_scaled(log_density: np.ndarray, draws: np.ndarray) -> float:
    """Return how far a quantity's posterior moves as a density is raised to a power.

    Parameters
    ----------
    log_density : numpy.ndarray, shape (chains, draws)
        Log of the density that is raised to a power close to 1, under every draw: a
        prior, or the likelihood.
    draws : numpy.ndarray, shape (chains, draws)
        The quantity.

    Returns
    -------
    float
        Slope, against the binary logarithm of the power, of the cumulative
        Jensen-Shannon distance between the posterior and the changed one: above 0.05
        is called sensitive [1]_.

    References
    ----------
    .. [1] Kallioinen N, Paananen T, Bürkner PC, Vehtari A (2024). Detecting and
       diagnosing prior and likelihood sensitivity with power-scaling. Statistics and
       Computing 34, 57.
    """
    from arviz_stats.base import array_stats

    lower, upper = (
        np.exp(array_stats.power_scale_lw(log_density, alpha=power, axis=(0, 1)))
        for power in POWERS
    )
    return float(array_stats.power_scale_sense(draws, lower, upper, *POWERS, **AXES))
