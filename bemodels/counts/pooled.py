"""Fit the partially pooled model of annual rates by place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes import (
    COMPILE_FLAGS,
    CompiledModel,
    SamplerSettings,
    compile_once,
    draw_posterior,
    fingerprint,
    pass_gate,
)
from bemodels.counts.exact_rates import (
    LISTED_BECAUSE_COUNTED,
    POISSON_WITHIN,
    labels_of,
)
from bemodels.counts.places_at_risk import Places, fill_places
from bemodels.counts.pooled_model import (
    PARAMETERS,
    build_pooled_model,
    card_of,
    model_data,
)
from bemodels.counts.pooled_predictive import (
    count_classes,
    draw_prior,
    predictive_checks,
    predictive_table,
    replicate_counts,
)
from bemodels.counts.pooled_priors import PooledPriors
from bemodels.data import CountTable
from bemodels.result import Assumption, Posterior

if TYPE_CHECKING:
    import xarray as xr

PRIOR_DRAWS = 4000
ONE_SPREAD = Assumption(
    statement="Rates of places are exchangeable draws from one gamma distribution; one "
    "count a place cannot tell spread between places from bursts within them.",
    support="not checkable from these data",
)


def fit_pooled(
    table: CountTable,
    *,
    places_at_risk: int,
    priors: PooledPriors,
    seed: int,
    draws: int = 1000,
    chains: int = 4,
) -> Posterior:
    """Draw from the posterior of annual rates, partially pooled over places at risk.

    Parameters
    ----------
    table : CountTable
        One row a place.
    places_at_risk : int
        How many places could have had an incident; at least the rows of `table`.
        Zeros are filled up to it. A stated input: the data do not hold it.
    priors : PooledPriors
        Such as ``PLACE_PRIORS``; there is no default.
    seed : int
        Fixes every draw.
    draws : int, default 1000
        Kept draws a chain.
    chains : int, default 4
        Chains, 4 or more.

    Returns
    -------
    Posterior
        Draws that passed the convergence gate; its ``result()`` holds every parameter,
        the annual rate of every place and of a new one, and the predictive checks.

    Raises
    ------
    InvalidDataError
        If `places_at_risk` is below the rows of the table, or exposures differ while
        places are to be filled in.
    NotConvergedError
        If the chains do not agree on every reported quantity.

    Notes
    -----
    The density stands in the docstring of ``bemodels.counts.pooled_model``.

    References
    ----------
    .. [1] Gelman A, Carlin JB, Stern HS, Dunson DB, Vehtari A, Rubin DB (2013).
       Bayesian Data Analysis, 3rd edition, chapter 5. CRC Press.
    """
    places = fill_places(table, labels_of(table), places_at_risk)
    settings = SamplerSettings(draws=draws, chains=chains)
    spawned = np.random.SeedSequence(seed).spawn(4)
    sampling, rates, before, after = spawned
    model = compile_once(build_pooled_model)
    data = model_data(places.counts, places.years, priors)
    tree = draw_posterior(model, data, seed=sampling, settings=settings)
    _add_rates(tree, places, rng=np.random.default_rng(rates))
    _add_prior(tree, places, priors, rng=np.random.default_rng(before))
    _add_predictive(tree, places, rng=np.random.default_rng(after))
    unjudged = Posterior(
        title=f"Annual incident rates, partially pooled over {places_at_risk} places",
        method="Gamma-Poisson hierarchy: NUTS for mean and phi, exact rates given them",
        draws=tree,
        card=card_of(priors),
        checks=(),
        seeds=(seed, *(int(child.generate_state(1)[0]) for child in spawned)),
        computation=(*settings.lines(), *_compilation(model, fingerprint(model, data))),
        provenance=table.provenance,
    )
    return _judged(unjudged, places, settings)


def _add_rates(tree: xr.DataTree, places: Places, *, rng: np.random.Generator) -> None:
    """Draw each rate from its exact posterior given mu and phi."""
    posterior = tree["posterior"].to_dataset()
    mean, phi = (posterior[name].to_numpy() for name in ("mean_rate", "phi"))
    shape = phi[..., None] + places.listed_counts
    rate = (phi / mean)[..., None] + places.listed_years
    dims = ("chain", "draw")
    posterior = posterior.assign_coords(place=list(places.labels)).assign(
        annual_rate=((*dims, "place"), rng.gamma(shape) / rate),
        new_place_rate=(dims, rng.gamma(phi) * mean / phi),
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
    dims = ("chain", "draw")
    tree["prior"] = xr.DataTree(
        xr.Dataset({name: (dims, values[None]) for name, values in prior.items()})
    )
    tree["prior_predictive"] = xr.DataTree(
        xr.Dataset({"incidents": ((*dims, "place_at_risk"), counts[None])})
    )


def _add_predictive(
    tree: xr.DataTree, places: Places, *, rng: np.random.Generator
) -> None:
    import xarray as xr

    posterior = tree["posterior"]
    mean, phi = (posterior[name].to_numpy() for name in ("mean_rate", "phi"))
    counts = replicate_counts(mean, phi, places.years, rng=rng)
    dims = ("chain", "draw", "place_at_risk")
    tree["posterior_predictive"] = xr.DataTree(
        xr.Dataset({"incidents": (dims, counts)})
    )
    tree["observed_data"] = xr.DataTree(
        xr.Dataset({"incidents": (dims[2:], places.counts)})
    )


def _compilation(
    model: CompiledModel, densities: tuple[float, ...]
) -> tuple[tuple[str, str], ...]:
    flags = ", ".join(f"{name}={value}" for name, value in COMPILE_FLAGS.items())
    return (
        ("model", model.name),
        ("log density at -0.5, 0, 0.5", ", ".join(f"{x:.10g}" for x in densities)),
        ("PyTensor flags", flags),
    )


def _judged(
    unjudged: Posterior, places: Places, settings: SamplerSettings
) -> Posterior:
    """Pass the gate, and add what the predictive draws say."""
    tree, seen = unjudged.draws, places.counts
    before = tree["prior_predictive/incidents"].to_numpy()
    after = tree["posterior_predictive/incidents"].to_numpy()
    gate = pass_gate(
        tree["sample_stats"].to_dataset(),
        unjudged.all_quantities(),
        settings=settings,
    )
    return replace(
        unjudged,
        checks=(*gate, *predictive_checks(seen, after)),
        assumptions=(
            places.assumption,
            LISTED_BECAUSE_COUNTED,
            ONE_SPREAD,
            POISSON_WITHIN,
        ),
        tables=(
            predictive_table("Prior predictive check", seen, before),
            predictive_table("Posterior predictive check", seen, after),
            count_classes(seen, after),
        ),
    )
