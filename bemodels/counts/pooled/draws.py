"""Groups of draws that follow from mean and phi: rates, prior, replicated data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.pooled.model import PARAMETERS
from bemodels.counts.pooled.places_at_risk import Places
from bemodels.counts.pooled.predictive import draw_prior, replicate_counts
from bemodels.counts.pooled.priors import PooledPriors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xarray as xr

PRIOR_DRAWS = 4000
SAMPLE = ("chain", "draw")


def add_groups(
    tree: xr.DataTree,
    places: Places,
    priors: PooledPriors,
    *,
    seeds: Sequence[np.random.SeedSequence],
) -> None:
    """Add rates to the posterior, and the groups for predictive checks beside it.

    Parameters
    ----------
    tree : xarray.DataTree
        Draws of the sampled model; its posterior is replaced by one with every
        parameter of the card, and prior, prior_predictive, posterior_predictive and
        observed_data are added.
    places : Places
        The places at risk.
    priors : PooledPriors
        The priors in force.
    seeds : sequence of numpy.random.SeedSequence, length 3
        Of the rates, the prior and the replicated data.
    """
    rates, before, after = map(np.random.default_rng, seeds)
    _add_rates(tree, places, rng=rates)
    _add_prior(tree, places, priors, rng=before)
    _add_predictive(tree, places, rng=after)


def _add_rates(tree: xr.DataTree, places: Places, *, rng: np.random.Generator) -> None:
    """Draw each rate from its exact posterior given mu and phi."""
    posterior = tree["posterior"].to_dataset()
    mean, phi = (posterior[name].to_numpy() for name in ("mean_rate", "phi"))
    shape = phi[..., None] + places.listed_counts
    rate = (phi / mean)[..., None] + places.listed_years
    posterior = posterior.assign_coords(place=list(places.labels)).assign(
        annual_rate=((*SAMPLE, "place"), rng.gamma(shape) / rate),
        new_place_rate=(SAMPLE, rng.gamma(phi) * mean / phi),
    )
    tree["posterior"] = posterior[[one.name for one in PARAMETERS]]


def _add_prior(
    tree: xr.DataTree,
    places: Places,
    priors: PooledPriors,
    *,
    rng: np.random.Generator,
) -> None:
    import xarray as xr

    prior = draw_prior(priors, rng=rng, draws=PRIOR_DRAWS)
    counts = replicate_counts(prior["mean_rate"], prior["phi"], places.years, rng=rng)
    tree["prior"] = xr.DataTree(
        xr.Dataset({name: (SAMPLE, values[None]) for name, values in prior.items()})
    )
    tree["prior_predictive"] = xr.DataTree(
        xr.Dataset({"incidents": ((*SAMPLE, "place_at_risk"), counts[None])})
    )


def _add_predictive(
    tree: xr.DataTree, places: Places, *, rng: np.random.Generator
) -> None:
    import xarray as xr

    posterior = tree["posterior"]
    mean, phi = (posterior[name].to_numpy() for name in ("mean_rate", "phi"))
    counts = replicate_counts(mean, phi, places.years, rng=rng)
    tree["posterior_predictive"] = xr.DataTree(
        xr.Dataset({"incidents": ((*SAMPLE, "place_at_risk"), counts)})
    )
    tree["observed_data"] = xr.DataTree(
        xr.Dataset({"incidents": (("place_at_risk",), places.counts)})
    )
