"""Simulation-based calibration of the regression behind labels, on rows of data."""

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
from bemodels.undercount.mislabelled.label_card import card_of
from bemodels.undercount.mislabelled.label_draws import (
    COEFFICIENTS,
    draw_prior,
    labelled_means,
    log_likelihood,
)
from bemodels.undercount.mislabelled.label_model import builder, model_data
from bemodels.undercount.mislabelled.labelled_counts import (
    GROUPS,
    LabelledCounts,
    read_labelled,
)
from bemodels.undercount.mislabelled.rate_priors import (
    MislabelledPriors,
    check_identified,
)
from bemodels.undercount.mislabelled.validation import LabelValidation

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

SETTINGS = SamplerSettings(draws=2000, tune=500, target_accept=0.95)


def calibrate_mislabelled(
    formula: str,
    data: pd.DataFrame,
    *,
    linked: str,
    exposure: str,
    validation: LabelValidation,
    priors: MislabelledPriors,
    replicates: int,
    seed: int,
    settings: SamplerSettings = SETTINGS,
) -> Result:
    """Check that `fit_mislabelled` of data like these is calibrated.

    Parameters
    ----------
    formula, data, linked, exposure
        As `fit_mislabelled` takes them; terms and exposures are used, counts are not.
    validation : LabelValidation
        How many of each group are validated; how many were right is drawn anew.
    priors : MislabelledPriors
        From which truths are drawn, and under which they are fitted.
    replicates : int
        Truths, 20 or more; a hundred find gross faults, a thousand small ones.
    seed : int
        Fixes every truth and every draw; 0 or more.
    settings : SamplerSettings, optional
        Of each fit: by default 4 chains of 2000 draws after 500 for adaptation.

    Returns
    -------
    Result
        For each coefficient, each share labelled right and the log likelihood: a test
        of uniform ranks, a check against the simultaneous band at 99.9%, and a curve;
        and how many replicates failed the convergence gate.

    Raises
    ------
    InvalidDataError
        If an argument, the formula or a cell breaks a rule.
    NotEstimableError
        As `fit_mislabelled`.

    References
    ----------
    .. [1] Talts S, Betancourt M, Simpson D, Vehtari A, Gelman A (2018). Validating
       Bayesian inference algorithms with simulation-based calibration.
       arXiv:1804.06788.
    """
    check_type("validation", validation, LabelValidation)
    check_type("priors", priors, MislabelledPriors)
    check_type("settings", settings, SamplerSettings)
    check_identified(priors.labels, validation)
    labelled, _ = read_labelled(formula, data, linked=linked, exposure=exposure)
    result = calibrate_fits(
        compile_once(builder(len(labelled.terms))),
        simulator(labelled, validation, priors, fitted=priors),
        replicates=replicates,
        settings=settings,
        seed=seed,
    )
    return replace(result, card=card_of(priors, "incidents per year"))


def simulator(
    labelled: LabelledCounts,
    validation: LabelValidation,
    priors: MislabelledPriors,
    *,
    fitted: MislabelledPriors,
) -> Callable[[np.random.Generator], Replicate]:
    """Return the function that draws a truth and its data.

    Parameters
    ----------
    labelled : LabelledCounts
        Terms and exposures.
    validation : LabelValidation
        How many of each group are validated.
    priors : MislabelledPriors
        From which truths are drawn.
    fitted : MislabelledPriors
        Under which they are fitted: the same, unless a fault is to be seen.

    Returns
    -------
    callable
        Takes a ``numpy.random.Generator``, returns a `Replicate`.
    """

    def simulate(rng: np.random.Generator) -> Replicate:
        truth = draw_prior(priors, labelled.terms, size=1, rng=rng)
        counts = rng.poisson(labelled_means(truth, labelled)[0, 0])
        simulated = replace(labelled, counts=counts)
        right = truth["labelled_right"].to_numpy()[0, 0]
        validated = LabelValidation(
            inspired=validation.inspired,
            inspired_right=int(rng.binomial(validation.inspired, right[0])),
            linked=validation.linked,
            linked_right=int(rng.binomial(validation.linked, right[1])),
        )
        return Replicate.of(
            truth,
            data=model_data(simulated, validated, fitted),
            quantities=partial(ranked_quantities, labelled=simulated),
        )

    return simulate


def ranked_quantities(
    draws: xr.Dataset, *, labelled: LabelledCounts
) -> dict[str, np.ndarray]:
    """Return what is ranked: every parameter, and the log likelihood of the counts.

    Parameters
    ----------
    draws : xarray.Dataset
        Of the sampled model, or a truth.
    labelled : LabelledCounts
        The counts.

    Returns
    -------
    dict of str to numpy.ndarray, shape (chains, draws)
        Coefficients are named by their term.
    """
    labels = dict.fromkeys(COEFFICIENTS, labelled.terms) | {"labelled_right": GROUPS}
    found = by_label(draws, labels)
    return {**found, "log_likelihood": log_likelihood(draws, labelled)}
