"""Gauss-Legendre panels on log odds, each as wide as a likelihood lets it be.

Beside log odds x, a likelihood of n trials has at most the information n p (1 - p),
which is that of outcomes told without error. Panels of equal length in its root, which
counts standard errors, are narrow where many trials speak and wide in the tails.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from bemodels.rates.bayes.panels import Array

NODES = 20
_TRACED = 4001


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Panels:
    """Panels on log odds with their nodes.

    Attributes
    ----------
    edges : numpy.ndarray, shape (P + 1,)
        Increasing.
    nodes, weights : numpy.ndarray, shape (20 P,)
        Of all panels; the weights sum to the length of the range.
    """

    edges: Array
    nodes: Array
    weights: Array

    @property
    def widths(self) -> Array:
        """Width of each panel."""
        return np.diff(self.edges)


def panels_between(
    low: float, high: float, trials: float, *, slowest: float, step: float
) -> Panels:
    """Return panels on a range of log odds.

    Parameters
    ----------
    low, high : float
        The range.
    trials : float
        How many speak of the log odds at most, what a prior weighs among them.
    slowest : float
        What one log odds counts as, in standard errors, where no trial speaks.
    step : float
        Standard errors to a panel, at most.

    Returns
    -------
    Panels
        One or more.
    """
    places, length = _standard_errors(low, high, trials, slowest)
    count = int(np.ceil(length[-1] / step))
    edges = np.interp(np.linspace(0, length[-1], count + 1), length, places)
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    starts, widths = edges[:-1, None], np.diff(edges)[:, None]
    return Panels(
        edges=edges,
        nodes=(starts + widths * (1 + nodes) / 2).ravel(),
        weights=(widths * weights / 2).ravel(),
    )


def places_between(
    low: float, high: float, trials: float, *, slowest: float, apart: float
) -> Array:
    """Return places on a range of log odds, as many standard errors apart.

    Parameters
    ----------
    low, high : float
        The range.
    trials, slowest : float
        As for `panels_between`.
    apart : float
        Standard errors, at most.

    Returns
    -------
    numpy.ndarray
        From the lower end to the upper one.
    """
    places, length = _standard_errors(low, high, trials, slowest)
    count = int(np.ceil(length[-1] / apart))
    return np.asarray(np.interp(np.linspace(0, length[-1], count + 1), length, places))


def _standard_errors(
    low: float, high: float, trials: float, slowest: float
) -> tuple[Array, Array]:
    """Return places from low to high, and how many standard errors lie below each."""
    places = np.linspace(low, high, _TRACED)
    pace = np.sqrt(slowest**2 + trials * expit(places) * expit(-places))
    parts = (pace[1:] + pace[:-1]) / 2 * np.diff(places)
    return places, np.concatenate([[0.0], np.cumsum(parts)])
