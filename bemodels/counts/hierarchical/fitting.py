"""Fit the hierarchical model of counts by city and year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
from bemodels.counts.hierarchical.cells import Cells, cells_of
from bemodels.counts.hierarchical.groups import add_groups
from bemodels.counts.hierarchical.model import builder, model_data
from bemodels.counts.hierarchical.new_place import new_place_quantiles
from bemodels.counts.hierarchical.predictive import judge_predictions
from bemodels.counts.hierarchical.priors import CityYearPriors
from bemodels.data import CountTable, notice_tables
from bemodels.result import Assumption, Posterior, check_type

if TYPE_CHECKING:
    import xarray as xr

EXCHANGEABLE = Assumption(
    statement="Log rates of cities are exchangeable draws from one normal "
    "distribution: the rate of a city without incident, and of a new one, hangs on "
    "this most.",
    support="not checkable from these data",
)
NO_INTERACTION = Assumption(
    statement="Every year raises or lowers the rate of all cities by the same factor; "
    "what a city and year have beyond that is dispersion.",
    support="not checkable from these data",
)
SHARED_SHOCK = Assumption(
    statement="What raises or lowers a city and year beyond its mean lasts as long as "
    "it was observed: phi is the same in a partial year.",
    support="not checkable from these data",
)
INDEPENDENT = Assumption(
    statement="Given the rates, incidents are independent of one another; waves "
    "across cities make the true uncertainty wider.",
    support="not checkable from these data",
)
TARGET_ACCEPT = 0.95


def fit_hierarchical(
    table: CountTable,
    *,
    priors: CityYearPriors,
    seed: int,
    draws: int = 1000,
    chains: int = 4,
) -> Posterior:
    """Draw from the posterior of annual rates by city and year, partially pooled.

    Parameters
    ----------
    table : CountTable
        Two keys: the first tells places apart, the second periods. Up to 5,000 rows;
        a cell that was not observed has none.
    priors : CityYearPriors
        Such as ``CITY_YEAR_PRIORS``; there is no default. They also say whether the
        effects of years are independent or a random walk, and whether the model is
        negative binomial or Poisson.
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
        the annual rate of every city and of a new one, that of every year over all
        cities, and the predictive checks. The functions of estimands accept it.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, or the table does not
        have two keys, two places and at most 5,000 rows.
    NotConvergedError
        If the chains do not agree on every reported quantity.

    Notes
    -----
    The density stands in the docstring of ``bemodels.counts.hierarchical.model``. A
    model is compiled once a process for a number of cities and years; other counts,
    exposures and priors compile nothing.

    References
    ----------
    .. [1] Gelman A, Carlin JB, Stern HS, Dunson DB, Vehtari A, Rubin DB (2013).
       Bayesian Data Analysis, 3rd edition, chapters 5 and 16. CRC Press.

    Examples
    --------
    >>> import bemodels
    >>> from bemodels.counts import CITY_YEAR_PRIORS
    >>> exposure = {2014: 0.5, 2015: 1.0, 2016: 1.0, 2017: 0.8}
    >>> counts = {"A": (3, 9, 16, 6), "B": (0, 2, 1, 1)}
    >>> rows = tuple(
    ...     (city, year, count, exposure[year])
    ...     for city, row in counts.items()
    ...     for year, count in zip(exposure, row)
    ... )
    >>> table = bemodels.CountTable(keys=("city", "year"), rows=rows)
    >>> fit = fit_hierarchical(table, priors=CITY_YEAR_PRIORS, seed=1)
    >>> for rate in fit.result().estimates:
    ...     if rate.estimand.startswith("annual_rate"):
    ...         print(f"{rate.estimand} {rate.value:.0f} {rate.unit}")
    annual_rate[A] 9 incidents per year
    annual_rate[B] 1 incidents per year
    """
    cells = cells_of(table)
    check_type("priors", priors, CityYearPriors)
    settings = SamplerSettings(draws=draws, chains=chains, target_accept=TARGET_ACCEPT)
    seeds = spawn_seeds(seed, streams=4)
    spawned = seeds.spawned
    model = compile_once(builder(len(cells.places), len(cells.periods)))
    data = model_data(cells, priors)
    card = card_of(priors, table.unit)
    tree, settings = draw_carefully(model, data, seed=spawned[0], settings=settings)
    add_groups(tree, cells, priors, card, seeds=spawned[1:])
    unjudged = Posterior(
        title=f"Annual rates of {table.unit} by {table.keys[0]} and {table.keys[1]}, "
        "partially pooled",
        method=_method(priors),
        draws=tree,
        card=card,
        checks=(),
        seeds=seeds.numbers,
        settings=settings.lines(),
        fingerprint=fingerprint_lines(model, data),
        quantile_functions=new_place_quantiles(tree["posterior"].to_dataset()),
        assumptions=_assumptions(priors),
        tables=notice_tables(table.notices),
        provenance=table.provenance,
    )
    return _judged(unjudged, cells, settings)


def _method(priors: CityYearPriors) -> str:
    poisson = isinstance(priors.dispersion, NoSpread)
    return (
        f"Hierarchical {'Poisson' if poisson else 'negative binomial'} model, NUTS; "
        f"{priors.label}"
    )


def _assumptions(priors: CityYearPriors) -> tuple[Assumption, ...]:
    poisson = isinstance(priors.dispersion, NoSpread)
    shock = () if poisson else (SHARED_SHOCK,)
    return (EXCHANGEABLE, NO_INTERACTION, *shock, INDEPENDENT)


def _judged(unjudged: Posterior, cells: Cells, settings: SamplerSettings) -> Posterior:
    """Pass the gate, and add what the predictive draws say."""
    tree: xr.DataTree = unjudged.draws
    gate = pass_gate(
        tree["sample_stats"].to_dataset(), unjudged.all_quantities(), settings=settings
    )
    checks, tables = judge_predictions(tree, cells)
    return replace(
        unjudged, checks=(*gate, *checks), tables=(*tables, *unjudged.tables)
    )
