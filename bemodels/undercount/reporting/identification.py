"""What each posterior comes from: how far counts and validation narrowed its prior."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import pi
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_expit

from bemodels.bayes.spreads import NoSpread
from bemodels.result import Table
from bemodels.undercount.contraction import (
    LEAST_CONTRACTION,
    Narrowing,
    contraction_table,
)
from bemodels.undercount.reporting.simulated_reports import logit_detection

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.result.values import Identified
    from bemodels.undercount.reporting.reporting_design import ReportingDesign
    from bemodels.undercount.reporting.reporting_priors import ReportingPriors

# Beyond this the prior is of no account: its variance is a hundred times larger.
OF_DATA = 0.99
# A coefficient of the rate that follows detection for half its variance or more is
# known no better than detection is.
FOLLOWS = 0.5
# Of the logarithm of a half-normal variable.
LOG_HALF_NORMAL = pi**2 / 8
NOTE = (
    "Contraction is 1 - var(posterior)/var(prior), detection on the logit scale: 0 "
    "where counts and validation say nothing. Under 0.1 the word is scenario, and so "
    "it is for every rate and number of hidden events that rests on such a detection."
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Identification:
    """What each quantity comes from, and the table that shows it.

    Attributes
    ----------
    of : dict of str to {"data", "prior", "both"}
        By estimand.
    table : Table
        Prior and posterior standard deviations.
    """

    of: dict[str, Identified]
    table: Table


def identify(
    posterior: xr.Dataset,
    design: ReportingDesign,
    priors: ReportingPriors,
    answer: np.ndarray,
) -> Identification:
    """Say what each posterior comes from.

    Parameters
    ----------
    posterior : xarray.Dataset
        Draws of what is reported.
    design : ReportingDesign
        The data.
    priors : ReportingPriors
        The priors in force.
    answer : numpy.ndarray, shape (K, n)
        By how much each coefficient of the rate falls as log detection rises.

    Returns
    -------
    Identification
        Of coefficients and detection by their own contraction; rates and hidden events
        are scenarios where a detection that they rest on is one.
    """
    narrowings = _narrowings(posterior, design, priors)
    found = {one.quantity: _word(one) for one in narrowings}
    levels = design.levels.index
    from_prior = np.array([found[f"detection[{one}]"] == "prior" for one in levels])
    scenario = from_prior[design.level]
    if scenario.any():
        follows = _following(posterior, design, answer)
        for term in np.array(design.rate.terms)[follows]:
            found[f"rate_coefficient[{term}]"] = "prior"
        found |= {f"annual_rate[{one}]": "prior" for one in _rates_of(design, scenario)}
        found |= dict.fromkeys(("expected_events", "hidden", "population"), "prior")
    table = contraction_table(*narrowings)
    return Identification(of=found, table=replace(table, note=NOTE))


def _word(one: Narrowing) -> Identified:
    if one.contraction < LEAST_CONTRACTION:
        return "prior"
    return "data" if one.contraction >= OF_DATA else "both"


def _narrowings(
    posterior: xr.Dataset, design: ReportingDesign, priors: ReportingPriors
) -> list[Narrowing]:
    scales = {
        "rate_coefficient": priors.rate.numbers(design.rate.terms)[1],
        "detection_coefficient": priors.detection.numbers(design.detection_terms)[1],
    }
    before = {name: scale**2 for name, scale in scales.items()}
    rows = design.levels.to_numpy(float)
    before["detection"] = rows**2 @ before["detection_coefficient"]
    labels = {
        "rate_coefficient": design.rate.terms,
        "detection_coefficient": design.detection_terms,
        "detection": tuple(design.levels.index),
    }
    after = {name: posterior[name].to_numpy() for name in scales}
    after["detection"] = logit_detection(posterior, rows)
    found = [
        Narrowing(
            quantity=f"{name}[{label}]",
            scale="logit" if name == "detection" else "log",
            prior_variance=float(before[name][place]),
            posterior_variance=float(after[name][..., place].var()),
        )
        for name, named in labels.items()
        for place, label in enumerate(named)
    ]
    if not isinstance(priors.places, NoSpread):
        found.append(
            Narrowing(
                quantity="place_sd",
                scale="log",
                prior_variance=LOG_HALF_NORMAL,
                posterior_variance=float(np.log(posterior["place_sd"]).var()),
            )
        )
    return found


def _following(
    posterior: xr.Dataset, design: ReportingDesign, answer: np.ndarray
) -> np.ndarray:
    """Tell which coefficients of the rate follow detection."""
    logs = log_expit(logit_detection(posterior, design.detection))
    followed = (logs @ answer.T).var(axis=(0, 1))
    whole = posterior["rate_coefficient"].to_numpy().var(axis=(0, 1))
    follows: np.ndarray = followed >= FOLLOWS * whole
    return follows


def _rates_of(design: ReportingDesign, scenario: np.ndarray) -> list[str]:
    """Return the rates of which a row rests on a detection that is a scenario."""
    return [
        label
        for number, label in enumerate(design.rates)
        if scenario[design.rate_of == number].any()
    ]
