"""Fit the hierarchical model to very many cells, city effects integrated out."""

from __future__ import annotations

from dataclasses import replace
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
from bemodels.bayes.spreads import NoSpread
from bemodels.counts.hierarchical.card import card_of
from bemodels.counts.hierarchical.priors import CityYearPriors
from bemodels.counts.hierarchical.year_effects import IndependentYears
from bemodels.counts.many_cells.city_cells import read_city_cells
from bemodels.counts.many_cells.fresh_cities import compare_fresh_cities
from bemodels.counts.many_cells.many_groups import (
    derived_draws,
    hyperparameters,
    some_of,
)
from bemodels.counts.many_cells.marginal_data import marginal_data
from bemodels.counts.many_cells.marginal_model import marginal_model_of
from bemodels.counts.many_cells.quadrature_check import check_nodes
from bemodels.data import CountTable, notice_tables
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Assumption, ModelCard, Posterior, check_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.counts.many_cells.city_cells import CityCells
    from bemodels.counts.many_cells.city_sums import Hyperparameters

CITIES_REPORTED = 100
REPLICATES = 400
DRAWS_COMPARED = 8
NOT_REPORTED = ("city_effect", "annual_total")
EXCHANGEABLE = Assumption(
    statement="Log rates of cities are exchangeable draws from one normal "
    "distribution, and periods multiply the rates of all cities by the same factor.",
    support="not checkable from these data",
)
SHARED_SHOCK = Assumption(
    statement="What raises or lowers a cell beyond its mean lasts as long as it was "
    "observed: phi is the same in a partial year.",
    support="not checkable from these data",
)


def fit_hierarchical_many(
    table: CountTable,
    *,
    priors: CityYearPriors,
    seed: int,
    draws: int = 1000,
    chains: int = 4,
) -> Posterior:
    """Draw from the posterior of counts of very many cities by period.

    Parameters
    ----------
    table : CountTable
        Its first key names cities, its second periods; cells may be missing and
        exposures may differ.
    priors : CityYearPriors
        Such as ``CITY_YEAR_PRIORS``; cities and independent years are in the model.
    seed : int
        Fixes every draw, and which cities are reported; 0 or more.
    draws : int, default 1000
        Kept draws a chain, 100 or more; so few will hardly pass the gate.
    chains : int, default 4
        Chains, 4 or more.

    Returns
    -------
    Posterior
        Draws that passed the convergence gate. Its ``result()`` holds every parameter,
        the effect of every period, the annual rate of 100 cities chosen at random (of
        all, if there are no more) and of a new one.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, or the table has not
        two keys or is one that city effects cannot be summed over together.
    NotEstimableError
        If every count is 0.
    NotConvergedError
        If the chains do not agree on every reported quantity, or the sum over city
        effects is not exact enough.

    Notes
    -----
    The density stands in the docstring of
    ``bemodels.counts.many_cells.marginal_model``. It is that of `fit_hierarchical`
    with the effects of cities summed over [1]_, so that chains move in one dimension a
    period and four more; the effects of cities are then drawn given each draw.

    References
    ----------
    .. [1] Liu JS (1994). The collapsed Gibbs sampler in Bayesian computations with
       applications to a gene regulation problem. Journal of the American Statistical
       Association 89, 958-966.
    """
    cells = _checked(table, priors)
    settings = SamplerSettings(draws=draws, chains=chains)
    seeds = spawn_seeds(seed, streams=4)
    spawned = seeds.spawned
    model = compile_once(marginal_model_of(len(cells.periods)))
    data = marginal_data(cells, priors)
    tree, settings = draw_carefully(model, data, seed=spawned[0], settings=settings)
    sampled, card = tree["posterior"].to_dataset(), _card(priors, table.unit)
    derived = derived_draws(
        sampled,
        cells,
        _reported(cells, rng=np.random.default_rng(spawned[1])),
        data["nodes"],
        rng=np.random.default_rng(spawned[2]),
    )
    tree["posterior"] = derived[[one.name for one in card.parameters]]
    unjudged = Posterior(
        title=_title(cells),
        method="Hierarchical model, city effects summed over, NUTS for the rest; "
        f"{priors.label}",
        draws=tree,
        card=card,
        checks=(),
        seeds=seeds.numbers,
        settings=settings.lines(),
        fingerprint=fingerprint_lines(model, data),
        assumptions=(EXCHANGEABLE, SHARED_SHOCK),
        tables=notice_tables(table.notices),
        provenance=table.provenance,
    )
    gate = pass_gate(
        tree["sample_stats"].to_dataset(), unjudged.all_quantities(), settings=settings
    )
    return _judged(
        replace(unjudged, checks=gate),
        cells,
        hyperparameters(sampled),
        nodes=data["nodes"],
        seed=spawned[3],
    )


def _judged(
    unjudged: Posterior,
    cells: CityCells,
    given: Sequence[Hyperparameters],
    *,
    nodes: np.ndarray,
    seed: np.random.SeedSequence,
) -> Posterior:
    """Check the sums over city effects, and compare the data with replicates."""
    sums = check_nodes(cells, some_of(given, number=DRAWS_COMPARED), nodes)
    thinned = given[:: max(1, len(given) // REPLICATES)]
    checks, table = compare_fresh_cities(
        cells, thinned, rng=np.random.default_rng(seed)
    )
    return replace(
        unjudged,
        checks=(*unjudged.checks, sums, *checks),
        tables=(table, *unjudged.tables),
    )


def _title(cells: CityCells) -> str:
    table = cells.table
    return (
        f"Annual rates of {table.unit} in {len(cells.cities)} of {table.keys[0]} by "
        f"{table.keys[1]}, partially pooled"
    )


def _checked(table: CountTable, priors: CityYearPriors) -> CityCells:
    check_type("priors", priors, CityYearPriors)
    if not isinstance(priors.years, IndependentYears):
        raise InvalidDataError(
            "priors of very many cells need independent years; fit_hierarchical takes "
            "a random walk"
        )
    spreads = (
        ("cities", priors.cities),
        ("years", priors.years.spread),
        ("counts", priors.dispersion),
    )
    for name, spread in spreads:
        if isinstance(spread, NoSpread):
            raise InvalidDataError(
                f"priors of very many cells need a spread of {name}; fit_hierarchical "
                "leaves it out"
            )
    cells = read_city_cells(table)
    if table.total == 0:
        raise NotEstimableError(
            f"all {len(table)} counts are 0: fit_hierarchical answers with what the "
            "priors leave"
        )
    return cells


def _reported(cells: CityCells, *, rng: np.random.Generator) -> list[int]:
    number = min(CITIES_REPORTED, len(cells.cities))
    chosen = rng.choice(len(cells.cities), size=number, replace=False)
    return sorted(int(place) for place in chosen)


def _card(priors: CityYearPriors, unit: str) -> ModelCard:
    card = card_of(priors, unit)
    parameters = tuple(one for one in card.parameters if one.name not in NOT_REPORTED)
    return replace(card, parameters=parameters)
