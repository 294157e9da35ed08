"""Fit the partially pooled model of annual rates by place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes import (
    SamplerSettings,
    compile_once,
    draw_carefully,
    fingerprint_lines,
    pass_gate,
)
from bemodels.bayes.seeds import spawn_seeds
from bemodels.counts.exact_rates import POISSON_WITHIN, labels_of, listing_of
from bemodels.counts.pooled.draws import add_groups
from bemodels.counts.pooled.model import build_pooled_model, card_of, model_data
from bemodels.counts.pooled.places_at_risk import Places, fill_places
from bemodels.counts.pooled.predictive import (
    FRESH_RATES,
    STATISTICS,
    count_classes,
    predictive_checks,
    predictive_table,
)
from bemodels.counts.pooled.priors import PooledPriors
from bemodels.counts.pooled.quantiles import rate_quantiles
from bemodels.counts.pooled.ranks import Ranks, ranks_by_draw
from bemodels.data import CountTable, notice_tables
from bemodels.errors import InvalidDataError
from bemodels.result import Assumption, Posterior
from bemodels.result.rules import shown

if TYPE_CHECKING:
    import xarray as xr

ONE_SPREAD = Assumption(
    statement="Rates of places are exchangeable draws from one gamma distribution; one "
    "count a place cannot tell spread between places from bursts within them. The "
    "rate of a place without incident, or of a new one, hangs on this most.",
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
        One row a place; its one key names them.
    places_at_risk : int
        How many places could have had an incident; from the rows of `table` to 10,000.
        Zeros are filled up to it. A stated input: the data do not hold it.
    priors : PooledPriors
        Such as ``PLACE_PRIORS``; there is no default.
    seed : int
        Fixes every draw; 0 or more.
    draws : int, default 1000
        Kept draws a chain, 100 or more; so few will hardly pass the gate.
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
        If an argument is of another type or out of its range, the table has several
        keys, or exposures differ while places are to be filled in.
    NotConvergedError
        If the chains do not agree on every reported quantity.

    Notes
    -----
    The density stands in the docstring of ``bemodels.counts.pooled.model``.

    References
    ----------
    .. [1] Gelman A, Carlin JB, Stern HS, Dunson DB, Vehtari A, Rubin DB (2013).
       Bayesian Data Analysis, 3rd edition, chapter 5. CRC Press.
    """
    _check_types(table, priors)
    places = fill_places(table, labels_of(table), places_at_risk)
    settings = SamplerSettings(draws=draws, chains=chains)
    seeds = spawn_seeds(seed, streams=4)
    spawned = seeds.spawned
    model = compile_once(build_pooled_model)
    data = model_data(places.counts, places.years, priors)
    tree, settings = draw_carefully(model, data, seed=spawned[0], settings=settings)
    add_groups(tree, places, priors, seeds=spawned[1:])
    unjudged = Posterior(
        title=f"Annual incident rates, partially pooled over {places_at_risk} places",
        method="Gamma-Poisson hierarchy: NUTS for mean and phi, exact rates given them",
        draws=tree,
        card=card_of(priors),
        checks=(),
        seeds=seeds.numbers,
        settings=settings.lines(),
        fingerprint=fingerprint_lines(model, data),
        quantile_functions=rate_quantiles(tree, places),
        assumptions=(
            places.assumption,
            *listing_of(table),
            ONE_SPREAD,
            POISSON_WITHIN,
        ),
        tables=notice_tables(table.notices),
        provenance=table.provenance,
    )
    return _judged(unjudged, places, settings)


def _check_types(table: CountTable, priors: PooledPriors) -> None:
    if not isinstance(table, CountTable):
        raise InvalidDataError(f"table must be a CountTable, got {shown(table)}")
    if len(table.keys) != 1:
        raise InvalidDataError(
            f"a pooled fit needs one key, whose labels are the places, got "
            f"{len(table.keys)}: {', '.join(table.keys)}"
        )
    if not isinstance(priors, PooledPriors):
        raise InvalidDataError(f"priors must be PooledPriors, got {shown(priors)}")


def _judged(
    unjudged: Posterior, places: Places, settings: SamplerSettings
) -> Posterior:
    """Pass the gate, and add what the predictive draws say."""
    tree, seen = unjudged.draws, places.counts
    gate = pass_gate(
        tree["sample_stats"].to_dataset(),
        unjudged.all_quantities(),
        settings=settings,
    )
    before, ranks_before = _replicates(tree, places, "prior")
    after, ranks_after = _replicates(tree, places, "posterior")
    table = partial(predictive_table, statistics=STATISTICS, note=FRESH_RATES)
    checks = predictive_checks(seen, ranks_after, statistics=STATISTICS)
    return replace(
        unjudged,
        checks=(*gate, *checks),
        tables=(
            table("Prior predictive check", seen, before, ranks_before),
            table("Posterior predictive check", seen, after, ranks_after),
            count_classes(seen, after),
            *unjudged.tables,
        ),
    )


def _replicates(
    tree: xr.DataTree, places: Places, group: str
) -> tuple[np.ndarray, Ranks]:
    mean, phi = (tree[f"{group}/{name}"].to_numpy() for name in ("mean_rate", "phi"))
    counts = tree[f"{group}_predictive/incidents"].to_numpy()
    return counts, ranks_by_draw(places, mean, phi, counts)
