"""Nodes of what a propensity to attack is a product of: a share and a spread."""

from __future__ import annotations

import numpy as np
from scipy.special import log_expit

from bemodels.intervals import Beta
from bemodels.intervals.beta_quadrature import tanh_sinh

_WIDEST, _REACH = 0.45, 8.5


def share_nodes(
    share: Beta, tops: np.ndarray, level: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return nodes of a share up to each of some tops.

    Parameters
    ----------
    share : Beta
        Its distribution.
    tops : numpy.ndarray, shape (J,)
        Logits; beyond the range of the share nothing is cut off.
    level : int
        As for `tanh_sinh`.

    Returns
    -------
    logits, log_shares, masses : numpy.ndarray, shape (J, K)
        Logits of the share, its logarithms, and probabilities, of which a row without
        a cut sums to 1.
    """
    low, high = share.logit_range()
    # Rows from which nothing is cut off are one row.
    edges, row = np.unique(np.clip(tops, low, high), return_inverse=True)
    unit, unit_weight = tanh_sinh(level)
    half = (np.append(edges, high) - low)[:, None] / 2
    distance = low - share.peak + half * (1 + unit)
    mass = half * unit_weight * share.density(distance)
    logits = share.peak + distance[:-1]
    return logits[row], log_expit(logits)[row], mass[row] / mass[-1].sum()


def normal_nodes(log_sd: float, halvings: int) -> tuple[np.ndarray, np.ndarray]:
    """Return evenly spaced standard normal nodes, or 0 alone where nothing varies.

    Parameters
    ----------
    log_sd : float
        Of what the nodes are multiplied by, 0 or more; the wider, the closer they lie.
    halvings : int
        Of the widest step.

    Returns
    -------
    nodes, weights : numpy.ndarray, shape (J,)
        The weights sum to 1.
    """
    if log_sd == 0:
        return np.zeros(1), np.ones(1)
    step = _WIDEST * 0.5**halvings / max(1.0, log_sd)
    z = np.arange(-_REACH, _REACH + step / 2, step)
    weight = np.exp(-(z**2) / 2)
    return z, weight / weight.sum()


def logit_of_log(log_share: np.ndarray) -> np.ndarray:
    """Return the logit of a share from its logarithm.

    Parameters
    ----------
    log_share : numpy.ndarray, shape (J,)
        Natural logarithms.

    Returns
    -------
    numpy.ndarray, shape (J,)
        Infinity for a share of 1 or more.
    """
    inside = log_share < 0
    safe = np.where(inside, log_share, -1.0)
    return np.where(inside, safe - np.log(-np.expm1(safe)), np.inf)
