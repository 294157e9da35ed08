r"""The joint density of N and graph far out, where it is a power of N.

Every graph's likelihood is bounded by its limit :math:`K_G N^{-e_G}` (or by its value
at the first number not summed, if larger, in the same power), and the prior by the
power law through the last two numbers that it was asked for:

.. math::
    \sum_{N \ge T} N^{-s} \le T^{-s} + T^{1 - s} / (s - 1)

References
----------
.. [1] Madigan D, York JC (1997). Bayesian methods for estimation of the size of a
   closed population. Biometrika 84:19-31.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.graphs.marginal_likelihood import GraphLikelihood
from bemodels.undercount.capture.graphs.population_prior import LogPrior

_STEADY = 1e-3
POWER_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What lies at and beyond a population T, by graph.

    Attributes
    ----------
    start : int
        T.
    log_at_start : ndarray, shape (graphs,)
        Log of the joint density at T.
    log_bound : ndarray, shape (graphs,)
        Log of a bound of the sum; infinite where it does not sum.
    exponents : ndarray, shape (graphs,)
        s: the joint density falls like N**-s.
    prior_exponents : tuple of float, length 2
        Of the prior alone, over the last doubling and the one before.
    """

    start: int
    log_at_start: NDArray[np.float64]
    log_bound: NDArray[np.float64]
    exponents: NDArray[np.float64]
    prior_exponents: tuple[float, float]

    def log_moment(self, power: int) -> NDArray[np.float64]:
        """Return the log of the sum of N**power, by the power law at T.

        Parameters
        ----------
        power : int
            0 for the probability.

        Returns
        -------
        ndarray, shape (graphs,)
            Infinite where it does not sum.
        """
        excess = self.exponents - 1 - power
        with np.errstate(divide="ignore"):
            logs = self.log_at_start + (1 + power) * np.log(self.start)
            return np.where(
                excess > POWER_ROUNDING, logs - np.log(np.maximum(excess, 0)), np.inf
            )


def log_joint(
    likelihood: GraphLikelihood, log_prior: LogPrior, hidden: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the log joint density of hidden units and graph.

    Parameters
    ----------
    likelihood : GraphLikelihood
        Of every graph.
    log_prior : callable
        Of N, checked.
    hidden : ndarray of int, shape (points,)
        Hidden units.

    Returns
    -------
    ndarray, shape (points, graphs)
        Up to a constant.
    """
    prior = log_prior(hidden + likelihood.recorded)
    return likelihood.log_likelihood(hidden) + prior[:, None]


def tail_beyond(
    likelihood: GraphLikelihood, log_prior: LogPrior, least: int, length: int
) -> Tail:
    """Bound what lies beyond the numbers that were summed.

    Parameters
    ----------
    likelihood : GraphLikelihood
        Of every graph.
    log_prior : callable
        Of N, checked.
    least : int
        The smallest number of hidden units.
    length : int
        How many numbers were summed.

    Returns
    -------
    Tail
        From the first number that was not.
    """
    hidden = least + np.array([length // 4, length // 2, length])
    population = hidden + likelihood.recorded
    before, falls = _prior_exponents(log_prior(population), population)
    last = log_prior(population[2:])
    exponents = likelihood.tail_exponents + falls
    at_start = log_joint(likelihood, log_prior, hidden[2:])[0]
    in_the_limit = likelihood.log_constants + last
    in_the_limit -= likelihood.tail_exponents * np.log(population[2])
    excess = np.where(exponents > 1 + POWER_ROUNDING, exponents - 1, np.nan)
    beyond = np.nan_to_num(np.log1p(population[2] / excess), nan=np.inf)
    bound = np.maximum(at_start, in_the_limit) + beyond
    return Tail(
        start=int(population[2]),
        log_at_start=at_start,
        log_bound=np.where(last == -np.inf, -np.inf, bound),
        exponents=exponents,
        prior_exponents=(before, falls),
    )


def _prior_exponents(
    prior: NDArray[np.float64], population: NDArray[np.int64]
) -> tuple[float, float]:
    """Return by which powers the prior falls.

    Infinite where the later N is ruled out, minus infinite where the sooner alone is.
    """
    first, second = (
        np.inf
        if later == -np.inf
        else float(sooner - later) / float(np.log(above / below))
        for sooner, later, below, above in zip(
            prior, prior[1:], population, population[1:], strict=False
        )
    )
    return first, second


def refuse_improper(log_total: float, tail: Tail) -> None:
    """Refuse a posterior that does not sum, or sums to nothing.

    Parameters
    ----------
    log_total : float
        Log of what was summed.
    tail : Tail
        What lies beyond.

    Raises
    ------
    NotEstimableError
        If the tail does not sum or begins where the sum ends, or nothing is possible.
    """
    falls = tail.prior_exponents[1]
    if falls == -np.inf:
        raise NotEstimableError(
            f"log_prior allows N = {tail.start} and rules out about half as many, so "
            "that nothing tells how it goes on; beyond 128 hidden units it must be "
            "smooth"
        )
    if log_total == -np.inf:
        raise NotEstimableError(
            "log_prior rules out every population that was asked for; beyond 128 "
            "hidden units it must be smooth"
        )
    slowest = float(tail.exponents.min())
    if slowest <= 1 + POWER_ROUNDING:
        raise NotEstimableError(
            "the posterior does not sum: the likelihood of the saturated graph falls "
            f"like N**{falls - slowest:.4g} (delta (2**k - 1)), the prior goes like "
            f"N**{0 - falls:.4g}, and together they must fall faster than 1/N: take a "
            "larger delta, or a log_prior that falls faster"
        )


def refuse_unsteady(tail: Tail) -> None:
    """Refuse a tail that matters and follows no power law.

    Parameters
    ----------
    tail : Tail
        What lies beyond 2**53.

    Raises
    ------
    NotEstimableError
        If the prior falls by other powers over the last two doublings.
    """
    before, falls = tail.prior_exponents
    if not abs(before - falls) < _STEADY:
        raise NotEstimableError(
            "the tail beyond 2**53 matters, and log_prior follows no power law there: "
            f"it goes like N**{0 - before:.4g}, then like N**{0 - falls:.4g}"
        )
