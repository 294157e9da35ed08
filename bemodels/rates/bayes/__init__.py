"""Posteriors of two attack rates by quadrature, and what priors do to them."""

from bemodels.rates.bayes.beta_prior import JEFFREYS, UNIFORM, BetaPrior
from bemodels.rates.bayes.dependent_prior import DependentPrior, prior_at_pooled_rate
from bemodels.rates.bayes.dependent_result import dependent_posterior
from bemodels.rates.bayes.factors import bayes_factors
from bemodels.rates.bayes.gunel_dickey import GunelDickeyPrior
from bemodels.rates.bayes.independent_result import beta_posterior
from bemodels.rates.bayes.jeffreys_intervals import (
    METHODS,
    odds_ratio_jeffreys,
    risk_difference_jeffreys,
    risk_ratio_jeffreys,
)

__all__ = [
    "JEFFREYS",
    "METHODS",
    "UNIFORM",
    "BetaPrior",
    "DependentPrior",
    "GunelDickeyPrior",
    "bayes_factors",
    "beta_posterior",
    "dependent_posterior",
    "odds_ratio_jeffreys",
    "prior_at_pooled_rate",
    "risk_difference_jeffreys",
    "risk_ratio_jeffreys",
]
