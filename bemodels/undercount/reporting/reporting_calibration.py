"""Simulation-based calibration of the reporting regression, on the rows of data."""

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
from bemodels.result import Result, check_type
from bemodels.undercount.reporting.reporting_assumptions import check_identified
from bemodels.undercount.reporting.reporting_card import card_of
from bemodels.undercount.reporting.reporting_design import (
    ReportingDesign,
    read_reporting,
)
from bemodels.undercount.reporting.reporting_fit import shape_of
from bemodels.undercount.reporting.reporting_model import builder, model_data
from bemodels.undercount.reporting.reporting_priors import ReportingPriors
from bemodels.undercount.reporting.simulated_reports import (
    draw_prior,
    log_likelihood,
    replicate,
)

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from bemodels.data import CountTable

SETTINGS = SamplerSettings(draws=2000, tune=500, target_accept=0.95)


def calibrate_reporting(
    formula_rate: str,
    formula_detection: str,
    data: pd.DataFrame | CountTable,
    *,
    exposure: str,
    validation: pd.DataFrame | None,
    priors: ReportingPriors,
    replicates: int,
    seed: int,
    pooled: str | None = None,
    settings: SamplerSettings = SETTINGS,
) -> Result:
    """Check that the reporting regression of data like these is calibrated.

    Parameters
    ----------
    formula_rate, formula_detection, data, exposure, validation
        As `fit_reporting` takes them; rows, exposures, covariates and known events are
        used, recorded and found counts are not.
    priors : ReportingPriors
        From which truths are drawn, and under which they are fitted.
    replicates : int
        Truths, 20 or more; a hundred find gross faults, a thousand small ones.
    seed : int
        Fixes every truth and every draw; 0 or more.
    pooled : str, optional
        The column of places whose log rates are partially pooled.
    settings : SamplerSettings, optional
        Of each fit: by default 4 chains of 2000 draws after 500 for adaptation.

    Returns
    -------
    Result
        For each coefficient, the spread and the effects of places, and the log
        likelihood: a test of uniform ranks, a check against the simultaneous band at
        99.9%, and a curve; and how many replicates failed the convergence gate.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, or a cell breaks a rule.
    NotEstimableError
        If there is neither validation nor a stated prior of detection.

    References
    ----------
    .. [1] Talts S, Betancourt M, Simpson D, Vehtari A, Gelman A (2018). Validating
       Bayesian inference algorithms with simulation-based calibration.
       arXiv:1804.06788.
    """
    check_type("priors", priors, ReportingPriors)
    check_type("settings", settings, SamplerSettings)
    design = read_reporting(
        formula_rate,
        formula_detection,
        data,
        exposure=exposure,
        validation=validation,
        pooled=pooled,
    )
    check_identified(design, priors)
    result = calibrate_fits(
        compile_once(builder(*shape_of(design))),
        simulator(design, priors, fitted=priors),
        replicates=replicates,
        settings=settings,
        seed=seed,
    )
    return replace(result, card=card_of(design, priors))


def simulator(
    design: ReportingDesign, priors: ReportingPriors, *, fitted: ReportingPriors
) -> Callable[[np.random.Generator], Replicate]:
    """Return the function that draws a truth and its data.

    Parameters
    ----------
    design : ReportingDesign
        Rows, exposures and known events.
    priors : ReportingPriors
        From which truths are drawn.
    fitted : ReportingPriors
        Under which they are fitted: the same, unless a fault is to be seen.

    Returns
    -------
    callable
        Takes a ``numpy.random.Generator``, returns a `Replicate`.
    """

    def simulate(rng: np.random.Generator) -> Replicate:
        truth = draw_prior(design, priors, size=1, rng=rng)
        counts, found = (one[0, 0] for one in replicate(truth, design, rng=rng))
        simulated = design.with_counts(counts.astype(np.int64), found)
        return Replicate.of(
            truth,
            data=model_data(simulated, fitted),
            quantities=partial(ranked_quantities, design=simulated),
        )

    return simulate


def ranked_quantities(
    draws: xr.Dataset, *, design: ReportingDesign
) -> dict[str, np.ndarray]:
    """Return what is ranked: every parameter, and the log likelihood.

    Parameters
    ----------
    draws : xarray.Dataset
        Of the sampled model, or a truth.
    design : ReportingDesign
        The counts.

    Returns
    -------
    dict of str to numpy.ndarray, shape (chains, draws)
        By the names of the fit.
    """
    labels = {
        "rate_coefficient": design.rate.terms,
        "detection_coefficient": design.detection_terms,
        "place_effect": design.places if design.pooled else (),
    }
    found = by_label(draws, labels)
    if design.pooled:
        found["place_sd"] = np.abs(draws["place_sd"].to_numpy())
    return {**found, "log_likelihood": log_likelihood(draws, design)}
