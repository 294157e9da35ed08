"""The effects of cities given everything else: summed over, or drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logsumexp

from bemodels.counts.fits.stable_sums import log1p_ratio, rising_sums
from bemodels.counts.many_cells.marginal_data import city_patterns, log_weights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.counts.many_cells.city_cells import CityCells


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hyperparameters:
    """What a city's counts depend on beside its own effect.

    Attributes
    ----------
    log_rates : ndarray, shape (T,)
        Of the periods, in a city of effect 0.
    city_sd : float
        Standard deviation of city effects.
    alpha : float
        Dispersion, 0 or more.
    """

    log_rates: np.ndarray
    city_sd: float
    alpha: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CitySums:
    """Cities laid out for sums over their effects.

    Attributes
    ----------
    period_of_kind, log_years : ndarray, shape (K,)
        Of each distinct pair of period and exposure.
    rows : ndarray, shape (C, 2 K)
        A row a city: its counts by kind, then its cells by kind.
    """

    period_of_kind: np.ndarray
    log_years: np.ndarray
    rows: np.ndarray

    def at_nodes(self, given: Hyperparameters, nodes: np.ndarray) -> np.ndarray:
        """Return the log density of each city's counts and effect at every node.

        Parameters
        ----------
        given : Hyperparameters
            Everything else.
        nodes : ndarray, shape (Q,)
            Evenly spaced effects, in standard deviations.

        Returns
        -------
        ndarray, shape (C, Q)
            Without the factors that hold no mean; with the weight of the node.
        """
        log_mean = (self.log_years + given.log_rates[self.period_of_kind])[:, None]
        log_mean = log_mean + given.city_sd * nodes
        x = given.alpha * np.exp(log_mean)
        kernels = np.vstack(
            [log_mean - np.log1p(x), -np.exp(log_mean) * log1p_ratio(x)]
        )
        at_nodes: np.ndarray = self.rows @ kernels + log_weights_of(nodes)
        return at_nodes

    def sums(self, given: Hyperparameters, nodes: np.ndarray) -> np.ndarray:
        """Return the log of the sum over the effect of each city.

        Parameters
        ----------
        given : Hyperparameters
            Everything else.
        nodes : ndarray, shape (Q,)
            Evenly spaced effects, in standard deviations.

        Returns
        -------
        ndarray, shape (C,)
            Without the factors that hold no mean.
        """
        logs: np.ndarray = logsumexp(self.at_nodes(given, nodes), axis=1)
        return logs

    def draw(
        self, given: Hyperparameters, nodes: np.ndarray, *, rng: np.random.Generator
    ) -> np.ndarray:
        """Draw the effect of each city.

        Parameters
        ----------
        given : Hyperparameters
            Everything else.
        nodes : ndarray, shape (Q,)
            Dense enough for the density to be even around each.
        rng : numpy.random.Generator
            The source of chance.

        Returns
        -------
        ndarray, shape (C,)
            On the log scale: a node by its weight, then a place around it.
        """
        logs = self.at_nodes(given, nodes)
        below = np.cumsum(np.exp(logs - logs.max(axis=1, keepdims=True)), axis=1)
        cities = len(logs)
        aim = rng.random(cities)[:, None] * below[:, -1:]
        drawn = nodes[np.minimum((below < aim).sum(axis=1), len(nodes) - 1)]
        around = (rng.random(cities) - 1 / 2) * (nodes[1] - nodes[0])
        effects: np.ndarray = given.city_sd * (drawn + around)
        return effects


def city_sums(cells: CityCells, places: Sequence[int]) -> CitySums:
    """Lay some cities out for sums over their effects.

    Parameters
    ----------
    cells : CityCells
        The data.
    places : sequence of int
        Of the cities.

    Returns
    -------
    CitySums
        A row for each of them.
    """
    period_of_kind, log_years, rows = city_patterns(cells)
    return CitySums(
        period_of_kind=period_of_kind,
        log_years=log_years,
        rows=rows[np.asarray(places)],
    )


def rising_total(counts: np.ndarray, alpha: float) -> float:
    """Return the sum over cells and j < y of log(1 + alpha j).

    Parameters
    ----------
    counts : ndarray of int, shape (n,)
        0 or more.
    alpha : float
        0 or more.

    Returns
    -------
    float
        What the sums of cities leave out beside the factorials.
    """
    distinct, times = np.unique(counts, return_counts=True)
    return float(times @ rising_sums(distinct, np.full(len(distinct), alpha))[0])
