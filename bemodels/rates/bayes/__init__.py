"""Posteriors of two attack rates by quadrature, and what priors do to them."""

from bemodels.rates.bayes.beta_prior import JEFFREYS, UNIFORM, BetaPrior
from bemodels.rates.bayes.independent_result import beta_posterior

__all__ = ["JEFFREYS", "UNIFORM", "BetaPrior", "beta_posterior"]
