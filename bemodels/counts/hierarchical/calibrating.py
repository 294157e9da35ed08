"""Simulation-based calibration of the hierarchical model, on the cells of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes import (
    Replicate,
    SamplerSettings,
    by_label,
    calibrate_fits,
    compile_once,
)
from bemodels.counts.hierarchical.card import card_of
from bemodels.counts.hierarchical.cells import Cells, cells_of
from bemodels.counts.hierarchical.log_probabilities import log_likelihood
from bemodels.counts.hierarchical.model import SPREADS, builder, model_data
from bemodels.counts.hierarchical.priors import CityYearPriors
from bemodels.counts.hierarchical.simulated import draw_prior, replicate_counts
from bemodels.data import CountTable
from bemodels.result import Result, check_type

if TYPE_CHECKING:
    import xarray as xr

SETTINGS = SamplerSettings(draws=1000, tune=300, target_accept=0.95)
RANKED = ("intercept", *SPREADS, "city_effect", "year_effect")


def calibrate_hierarchical(
    table: CountTable,
    *,
    priors: CityYearPriors,
    replicates: int,
    seed: int,
    settings: SamplerSettings = SETTINGS,
) -> Result:
    """Check that the hierarchical fit of tables like this one is calibrated.

    Parameters
    ----------
    table : CountTable
        As `fit_hierarchical` takes it; its cells and exposures are used, its counts
        are not.
    priors : CityYearPriors
        From which truths are drawn, and under which they are fitted.
    replicates : int
        Truths, 20 or more; a hundred find gross faults, a thousand small ones.
    seed : int
        Fixes every truth and every draw; 0 or more.
    settings : SamplerSettings, optional
        Of each fit: by default 4 chains of 1000 draws after 300 for adaptation.

    Returns
    -------
    Result
        For the level, each standard deviation, each effect and the log likelihood of
        the counts: a test of uniform ranks, a check against the simultaneous band at
        99.9%, and a curve; and how many replicates failed the convergence gate.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, or the table does not
        have two keys, two places and at most 5,000 rows.

    Notes
    -----
    It says whether the sampler and the density agree with the model from which truths
    and counts were drawn. It says nothing about whether that model fits the counts of
    the table. At 99.9% for each of q quantities, a sound sampler leaves some band with
    a probability of up to q/1000.

    References
    ----------
    .. [1] Talts S, Betancourt M, Simpson D, Vehtari A, Gelman A (2018). Validating
       Bayesian inference algorithms with simulation-based calibration.
       arXiv:1804.06788.
    .. [2] Säilynoja T, Bürkner PC, Vehtari A (2022). Graphical test for discrete
       uniformity and its applications in goodness-of-fit evaluation and multiple
       sample comparison. Statistics and Computing 32, 32.
    """
    cells = cells_of(table)
    check_type("priors", priors, CityYearPriors)
    check_type("settings", settings, SamplerSettings)
    result = calibrate_fits(
        compile_once(builder(len(cells.places), len(cells.periods))),
        simulator(cells, priors, fitted=priors),
        replicates=replicates,
        settings=settings,
        seed=seed,
    )
    return replace(result, card=card_of(priors, table.unit))


def simulator(
    cells: Cells, priors: CityYearPriors, *, fitted: CityYearPriors
) -> Callable[[np.random.Generator], Replicate]:
    """Return the function that draws a truth and its data.

    Parameters
    ----------
    cells : Cells
        Which cells there are, and their exposures.
    priors : CityYearPriors
        From which truths are drawn.
    fitted : CityYearPriors
        Under which they are fitted: the same, unless a fault is to be seen.

    Returns
    -------
    callable
        Takes a ``numpy.random.Generator``, returns a `Replicate`.
    """

    def simulate(rng: np.random.Generator) -> Replicate:
        truth = draw_prior(priors, cells, size=1, rng=rng)
        counts = replicate_counts(truth, cells, rng=rng)[0, 0]
        simulated = replace(cells, counts=counts.astype(np.int64))
        return Replicate.of(
            truth,
            data=model_data(simulated, fitted),
            quantities=partial(ranked_quantities, cells=simulated, priors=fitted),
        )

    return simulate


def ranked_quantities(
    draws: xr.Dataset, *, cells: Cells, priors: CityYearPriors
) -> dict[str, np.ndarray]:
    """Return what is ranked: every parameter, and the log likelihood of the counts.

    Parameters
    ----------
    draws : xarray.Dataset
        Of the sampled model, or a truth.
    cells : Cells
        The counts.
    priors : CityYearPriors
        Under which they are fitted: what these leave out is not ranked.

    Returns
    -------
    dict of str to numpy.ndarray, shape (chains, draws)
        Effects are named by their label.
    """
    there = {one.name for one in card_of(priors, "incidents").parameters}
    labels = {"city_effect": cells.places, "year_effect": cells.periods}
    found: dict[str, np.ndarray] = {}
    for name in (one for one in RANKED if one in there):
        if name in labels:
            found |= by_label(draws, {name: labels[name]})
        else:
            values = draws[name].to_numpy()
            found[name] = np.abs(values) if name in SPREADS else values
    return {**found, "log_likelihood": log_likelihood(draws, cells)}
