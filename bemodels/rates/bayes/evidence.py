"""How probable the counts are under a dependent prior, with and without a difference.

References
----------
.. [1] Kass RE, Vaidyanathan SK (1992). Approximate Bayes factors and orthogonal
   parameters, with application to testing equality of two binomial proportions.
   Journal of the Royal Statistical Society B 54, 129-144.
.. [2] Gronau QF, Raj KNA, Wagenmakers EJ (2021). Informed Bayesian inference for the
   A/B test. Journal of Statistical Software 100(17), 1-39.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log, pi

import numpy as np
from scipy.special import log_ndtr

from bemodels.rates.bayes.dependent_prior import DependentPrior
from bemodels.rates.bayes.nested import Axes, NestedPosterior
from bemodels.rates.bayes.panels import still
from bemodels.rates.group import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFactors:
    """Logarithms of the Bayes factors of two rates against one.

    Attributes
    ----------
    different : float
        Any difference against none.
    greater, smaller : float
        The group's rate being the larger one, or the smaller one, against none.
    """

    different: float
    greater: float
    smaller: float


def dependent_log_factors(
    group: Group, reference: Group, prior: DependentPrior
) -> LogFactors:
    """Return the log Bayes factors under a dependent prior.

    Parameters
    ----------
    group, reference : Group
        The counts.
    prior : DependentPrior
        With a difference; without one the log odds ratio is 0 and the rest the same.
        One-sided hypotheses cut the prior of the log odds ratio at 0.

    Returns
    -------
    LogFactors
        Natural logarithms.

    Raises
    ------
    NotEstimableError
        If an integral does not stand still.
    """
    posterior, scaled = _posterior(group, reference, prior), _scaled(prior)
    none = still(lambda panels: float(posterior.log_marginal(np.zeros(1), panels)[0]))
    # The line at 0 carries the prior density of a log odds ratio of 0.
    none += log(2 * pi) / 2 + log(prior.log_odds_ratio_width) + scaled**2 / 2
    above, below = posterior.log_mass(0, inf) - none, posterior.log_mass(-inf, 0) - none
    return LogFactors(
        different=float(np.logaddexp(above, below)),
        greater=above - float(log_ndtr(scaled)),
        smaller=below - float(log_ndtr(-scaled)),
    )


def probability_greater_dependent(
    group: Group, reference: Group, prior: DependentPrior
) -> float:
    """Return the posterior probability that the group's rate is the larger one.

    Parameters
    ----------
    group, reference : Group
        The counts.
    prior : DependentPrior
        Of the two rates.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    NotEstimableError
        If an integral does not stand still.
    """
    posterior = _posterior(group, reference, prior)
    above, below = posterior.log_mass(0, inf), posterior.log_mass(-inf, 0)
    return float(np.exp(above - np.logaddexp(above, below)))


def _scaled(prior: DependentPrior) -> float:
    return prior.log_odds_ratio / prior.log_odds_ratio_width


def _posterior(
    group: Group, reference: Group, prior: DependentPrior
) -> NestedPosterior:
    """Return the posterior with the log odds ratio outside, the grand log odds inside.

    Under the prior they are independent.
    """
    return NestedPosterior(
        group=group,
        reference=reference,
        axes=Axes(
            outer=(0.5, -0.5),
            inner=(1.0, 1.0),
            mean=(prior.log_odds_ratio, prior.base_log_odds),
            covariance=(prior.log_odds_ratio_width**2, 0.0, prior.base_width**2),
        ),
    )
