r"""One step in a Poisson rate: where it is, and whether there is one, in closed form.

With gamma priors the two rates integrate out. For counts that sum to S over E years,
and to S_1 over E_1 up to the end of period k, a step there has the Bayes factor

    (b/(b+E))^a B(a+S_1, a+S_2)/B(a+S, a) q_1^{-(a+S_1)} q_2^{-(a+S_2)}

against none, where q_i = (b+E_i)/(b+E). Written with beta functions, no two large
logarithms of gamma functions cancel.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log

import numpy as np
from scipy.special import betaln, expit, logsumexp

from bemodels.data import CountTable
from bemodels.result.rules import check_number

# Probabilities that differ by less, relative to their size, are tied.
_NEARLY_EQUAL = 1e-9
# A level counts as reached within this.
_REACHED = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPrior:
    """What is supposed before the counts are seen.

    Attributes
    ----------
    shape, rate : float
        Of the gamma distribution of the annual rate before a step, after it, and
        where there is none; above 0. Its mean is shape/rate.
    no_change : float
        Probability that there is no step, in (0, 1); the rest is spread evenly over
        the boundaries between periods.

    Raises
    ------
    InvalidDataError
        If a number lies outside its range.
    """

    shape: float
    rate: float
    no_change: float

    def __post_init__(self) -> None:
        """Refuse what is no gamma distribution or no probability."""
        check_number("shape", self.shape, low=0.0, high=inf)
        check_number("rate", self.rate, low=0.0, high=inf)
        check_number("no_change", self.no_change, low=0.0, high=1.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StepPosterior:
    """What is known of a step after the counts are seen.

    Attributes
    ----------
    no_change : float
        Probability that there is none.
    log_factor : float
        Logarithm of the Bayes factor of a step, wherever it is, against none.
    boundaries : numpy.ndarray, shape (T - 1,)
        Probability, given a step, that period 1, ..., T - 1 is the last before it.
    shapes, rates : numpy.ndarray, shape (2, T - 1)
        Of the gamma distribution of the annual rate before (first row) and after a
        step at each boundary.
    """

    no_change: float
    log_factor: float
    boundaries: np.ndarray
    shapes: np.ndarray
    rates: np.ndarray

    @property
    def mode(self) -> int:
        """The most probable last period of the first regime; of ties the earliest."""
        tied = self.boundaries >= self.boundaries.max() * (1 - _NEARLY_EQUAL)
        return int(np.argmax(tied)) + 1

    def credible_set(self, level: float) -> np.ndarray:
        """Return the fewest boundaries that hold a probability, with all that tie.

        Parameters
        ----------
        level : float
            In (0, 1).

        Returns
        -------
        numpy.ndarray of int
            Last periods of the first regime, counted from 1, ascending; none outside
            is more probable than one inside.
        """
        falling = np.sort(self.boundaries)[::-1]
        needed = int(np.searchsorted(np.cumsum(falling), level - _REACHED))
        least = falling[min(needed, len(falling) - 1)] * (1 - _NEARLY_EQUAL)
        return np.flatnonzero(self.boundaries >= least) + 1


def step_posterior(table: CountTable, prior: StepPrior) -> StepPosterior:
    """Return the posterior of a step.

    Parameters
    ----------
    table : CountTable
        Of `read_series`: one row a period.
    prior : StepPrior
        What is supposed.

    Returns
    -------
    StepPosterior
        Exact but for rounding.
    """
    events = _before_and_after(np.array(table.counts, dtype=float))
    years = _before_and_after(np.array(table.years))
    log_factors = _log_factors(prior, events, years)
    log_factor = float(logsumexp(log_factors)) - log(len(log_factors))
    prior_log_odds = log(prior.no_change) - log(1 - prior.no_change)
    return StepPosterior(
        no_change=float(expit(prior_log_odds - log_factor)),
        log_factor=log_factor,
        boundaries=np.exp(log_factors - logsumexp(log_factors)),
        shapes=prior.shape + events,
        rates=prior.rate + years,
    )


def _before_and_after(values: np.ndarray) -> np.ndarray:
    """Return sums up to each boundary and from it on, neither as a difference."""
    before, after = np.cumsum(values)[:-1], np.cumsum(values[::-1])[-2::-1]
    return np.stack((before, after))


def _log_factors(prior: StepPrior, events: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Return the log Bayes factor of a step at each boundary against none."""
    a, b = prior.shape, prior.rate
    shapes, whole = a + events, b + float(years[:, 0].sum())
    log_shares = np.log((b + years) / whole)
    return np.asarray(
        betaln(*shapes)
        - betaln(a + float(events[:, 0].sum()), a)
        + a * log(b / whole)
        - (shapes * log_shares).sum(axis=0)
    )
