"""The cell of a 2 x 2 table that gives it an odds ratio at its margins."""

from __future__ import annotations

import numpy as np


def count_at_odds_ratio(
    odds_ratio: np.ndarray | float,
    trials: np.ndarray | float,
    reference_trials: np.ndarray | float,
    total: np.ndarray | float,
) -> np.ndarray:
    """Return the successes of a group, no whole number, that have an odds ratio.

    Parameters
    ----------
    odds_ratio : numpy.ndarray or float
        Above 0 and finite.
    trials, reference_trials : numpy.ndarray or float
        Of the group and of its reference, above 0.
    total : numpy.ndarray or float
        Successes of both, above 0 and below all trials.

    Returns
    -------
    numpy.ndarray
        Above 0, and right to its own last digits however small it is.

    Notes
    -----
    The root of a quadratic, in the form that subtracts nothing, its discriminant a sum
    of what is never negative. Where its slope is negative, the odds ratio lies below 1
    and its bend is above 0.

    Examples
    --------
    >>> float(count_at_odds_ratio(1.0, 10, 30, 8))
    2.0
    """
    bend, product = 1 - np.asarray(odds_ratio), odds_ratio * trials * total
    excess = reference_trials - total
    slope = excess + odds_ratio * (trials + total)
    mixed = trials * reference_trials + total * (trials + excess)
    square = (odds_ratio * (trials - total)) ** 2 + 2 * odds_ratio * mixed
    root = np.sqrt(excess**2 + square)
    rising = slope >= 0
    steep = 2 * product / np.where(rising, slope + root, 1.0)
    shallow = (root - slope) / (2 * np.where(rising, 1.0, bend))
    return np.asarray(np.where(rising, steep, shallow))
