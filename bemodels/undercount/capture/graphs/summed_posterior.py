"""The joint posterior of the graph and of N, summed outward.

Panels are added outward until a bound of what remains is below 1e-9 of the total.

References
----------
.. [1] Madigan D, York JC (1997). Bayesian methods for estimation of the size of a
   closed population. Biometrika 84:19-31.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import logsumexp

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.graphs.marginal_likelihood import GraphLikelihood
from bemodels.undercount.capture.graphs.outward_sum import (
    DENSE,
    Numbers,
    Panel,
    Values,
    log_sum,
    nodes_of,
    panel_sums,
    quantile_within,
    settle,
)
from bemodels.undercount.capture.graphs.population_prior import LogPrior
from bemodels.undercount.capture.graphs.tail_bound import (
    Tail,
    log_joint,
    refuse_improper,
    refuse_unsteady,
    tail_beyond,
)
from bemodels.undercount.population import LARGEST_POPULATION

REMAINING_TAIL = 1e-9
_ROUNDING = 1e-12
_POINTS_AT_ONCE = 256
POWERS = (-2, -1, 0, 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class GraphPosterior:
    """The summed joint posterior.

    Attributes
    ----------
    likelihood : GraphLikelihood
        Of every graph.
    log_prior : callable
        Of N, checked.
    panels : tuple of Panel
        Of hidden units, settled, in order.
    tail : Tail
        What lies beyond them.
    """

    likelihood: GraphLikelihood
    log_prior: LogPrior
    panels: tuple[Panel, ...]
    tail: Tail

    def log_mass(self, hidden: Numbers) -> Values:
        """Return the log density of hidden units, graphs summed over.

        Parameters
        ----------
        hidden : ndarray of int, shape (points,)
            Hidden units.

        Returns
        -------
        ndarray, shape (points,)
            Up to a constant.
        """
        return _log_mass(self.likelihood, self.log_prior, hidden)

    def log_moment(self, power: int) -> Values:
        """Return the log of the sum of N**power times the joint density.

        Parameters
        ----------
        power : int
            From -2 to 1; 0 for the probability of each graph.

        Returns
        -------
        ndarray, shape (graphs,)
            Infinite where it does not sum.
        """
        return self._moments[power]

    @property
    def log_total(self) -> float:
        """Log of the sum over graphs and N."""
        return float(logsumexp(self.log_moment(0)))

    @cached_property
    def _moments(self) -> dict[int, Values]:
        """Sum every panel once, for all powers and graphs."""
        nodes, weights = nodes_of(list(self.panels))
        logs = {power: [self.tail.log_moment(power)] for power in POWERS}
        for at in range(0, len(nodes), _POINTS_AT_ONCE):
            hidden = nodes[at : at + _POINTS_AT_ONCE]
            joint = log_joint(self.likelihood, self.log_prior, hidden)
            highest = joint.max(axis=0)
            highest[highest == -np.inf] = 0.0
            terms = np.exp(joint - highest)
            population = (hidden + self.likelihood.recorded).astype(float)
            for power in POWERS:
                scaled = weights[at : at + _POINTS_AT_ONCE] * population**power
                with np.errstate(divide="ignore"):
                    logs[power].append(np.log(scaled @ terms) + highest)
        return {
            power: np.asarray(logsumexp(np.stack(one), axis=0))
            for power, one in logs.items()
        }

    @cached_property
    def _panel_probabilities(self) -> Values:
        return panel_sums(self.log_mass, list(self.panels), self.log_total)

    @property
    def summed(self) -> float:
        """Probability of the populations that were summed one by one."""
        return float(self._panel_probabilities.sum())

    def quantiles(self, probabilities: tuple[float, ...]) -> tuple[int, ...]:
        """Return the smallest hidden units whose cumulative probability reaches levels.

        Parameters
        ----------
        probabilities : tuple of float
            In (0, 1).

        Returns
        -------
        tuple of int
            As many.

        Raises
        ------
        NotEstimableError
            If one lies beyond what was summed.
        """
        return tuple(map(self._quantile, probabilities))

    def mode(self) -> int:
        """Return the hidden units of the highest posterior probability.

        Returns
        -------
        int
            0 or more.
        """
        nodes, _ = nodes_of(list(self.panels))
        while True:
            place = int(self.log_mass(nodes).argmax())
            low = int(nodes[max(place - 1, 0)])
            high = int(nodes[min(place + 1, len(nodes) - 1)])
            if high - low <= DENSE:
                around = np.arange(low, high + 1)
                return int(around[self.log_mass(around).argmax()])
            nodes = np.unique(np.linspace(low, high, DENSE + 1).astype(np.int64))

    def _quantile(self, probability: float) -> int:
        target = probability - _ROUNDING
        cumulative = np.cumsum(self._panel_probabilities)
        place = int(np.searchsorted(cumulative, target))
        if place == len(cumulative):
            raise NotEstimableError(
                f"the {probability:g} quantile of the population lies above 2**53: "
                "the prior leaves the number open; take a larger delta, or a log_prior "
                "that falls faster"
            )
        within = target - cumulative[place] + self._panel_probabilities[place]
        return quantile_within(
            self.log_mass, self.panels[place], within, self.log_total
        )


def sum_posterior(
    likelihood: GraphLikelihood, log_prior: LogPrior, *, least: int
) -> GraphPosterior:
    """Sum the joint posterior outward until what remains does not matter.

    Parameters
    ----------
    likelihood : GraphLikelihood
        Of every graph.
    log_prior : callable
        Of N, checked.
    least : int
        The smallest number of hidden units, 0 or more.

    Returns
    -------
    GraphPosterior
        Its tail is bounded below 1e-9 of the total or, if it falls too slowly for
        that below 2**53, follows a power law there.

    Raises
    ------
    NotEstimableError
        If the posterior does not sum, or no N is possible.
    """

    def log_mass(hidden: Numbers) -> Values:
        return _log_mass(likelihood, log_prior, hidden)

    # Rounding of terms as large as n: finer agreement cannot be had.
    tolerance = max(1e-13, 1e-15 * likelihood.recorded)
    panels = [
        Panel(start=least, length=DENSE),
        Panel(start=least + DENSE, length=DENSE),
    ]
    length = 2 * DENSE
    log_total = log_sum(log_mass, panels)
    while True:
        tail = tail_beyond(likelihood, log_prior, least, length)
        far = tail.start + length > LARGEST_POPULATION
        remaining = float(logsumexp(tail.log_bound)) - log_total
        if far or (log_total > -np.inf and remaining < np.log(REMAINING_TAIL)):
            break
        added = settle(
            log_mass,
            Panel(start=least + length, length=length),
            log_total=log_total,
            tolerance=tolerance,
        )
        panels += added
        log_total = float(np.logaddexp(log_total, log_sum(log_mass, added)))
        length *= 2
    refuse_improper(log_total, tail)
    if remaining >= np.log(REMAINING_TAIL):
        refuse_unsteady(tail)
    return GraphPosterior(
        likelihood=likelihood, log_prior=log_prior, panels=tuple(panels), tail=tail
    )


def _log_mass(
    likelihood: GraphLikelihood, log_prior: LogPrior, hidden: Numbers
) -> Values:
    found = np.empty(len(hidden))
    for at in range(0, len(hidden), _POINTS_AT_ONCE):
        part = slice(at, at + _POINTS_AT_ONCE)
        logs = likelihood.log_likelihood(hidden[part])
        highest = logs.max(axis=1)
        logs -= highest[:, None]
        found[part] = np.log(np.exp(logs, out=logs).sum(axis=1)) + highest
    return found + log_prior(hidden + likelihood.recorded)
