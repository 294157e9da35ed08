"""Simulation-based calibration of the pooled model: no answer needed, only the prior.

Talts S, Betancourt M, Simpson D, Vehtari A, Gelman A (2018). Validating Bayesian
inference algorithms with simulation-based calibration. arXiv:1804.06788.
"""

import numpy as np
import pytest
from scipy.stats import kstest

from bemodels.bayes import SamplerSettings, compile_once, draw_posterior
from bemodels.counts.pooled.draws import add_groups
from bemodels.counts.pooled.model import build_pooled_model, model_data
from bemodels.counts.pooled.places_at_risk import Places
from bemodels.counts.pooled.predictive import draw_prior
from bemodels.counts.pooled.priors import PLACE_PRIORS

REPLICATES = 100
THINNED = 10
YEARS = np.repeat([0.5, 2.0, 6.0], 10)
QUANTITIES = ("log_mean_rate", "heterogeneity", "annual_rate")


def rank_of_truth(rng, seed):
    """Draw truth from the prior, data from it, and rank it among its posterior."""
    truth = draw_prior(PLACE_PRIORS, rng=rng, draws=1)
    phi, mean = truth["phi"][0], truth["mean_rate"][0]
    rates = rng.gamma(phi, mean / phi, len(YEARS))
    counts = rng.poisson(rates * YEARS)
    places = Places(
        labels=tuple(map(str, range(len(YEARS)))),
        listed_counts=counts,
        listed_years=YEARS,
        filled=0,
    )
    tree = draw_posterior(
        compile_once(build_pooled_model),
        model_data(counts, YEARS, PLACE_PRIORS),
        seed=seed,
        settings=SamplerSettings(draws=300, tune=500),
    )
    add_groups(tree, places, PLACE_PRIORS, seeds=seed.spawn(3))
    posterior = tree["posterior"].to_dataset().isel(draw=slice(None, None, THINNED))
    truths = {**truth, "annual_rate": rates[0]}
    draws = {**posterior, "annual_rate": posterior["annual_rate"].isel(place=0)}
    return [float((draws[name] < truths[name]).mean()) for name in QUANTITIES]


@pytest.mark.sampling
def test_truths_from_the_prior_have_uniform_ranks_in_their_posteriors():
    """100 truths, 120 thinned draws each; a p of 1 in 1000 a quantity is an alarm."""
    rng = np.random.default_rng(20180201)
    seeds = np.random.SeedSequence(1).spawn(REPLICATES)
    ranks = np.array([rank_of_truth(rng, seed) for seed in seeds])

    for name, column in zip(QUANTITIES, ranks.T, strict=True):
        assert kstest(column, "uniform").pvalue > 0.001, name
