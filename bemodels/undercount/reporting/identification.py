"""What each posterior comes from: how far counts and validation narrowed its prior."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import pi
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes.spreads import NoSpread
from bemodels.result import Table
from bemodels.undercount.contraction import (
    LEAST_CONTRACTION,
    Narrowing,
    contraction_table,
)
from bemodels.undercount.reporting.informed_rows import (
    informed_detection,
    inside,
    places_beside,
    rates_beside,
)
from bemodels.undercount.reporting.simulated_reports import logit_detection

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.result.values import Identified
    from bemodels.undercount.reporting.reporting_design import ReportingDesign
    from bemodels.undercount.reporting.reporting_priors import ReportingPriors

# Beyond this the prior is of no account: its variance is a hundred times larger.
OF_DATA = 0.99
# Of the logarithm of a half-normal variable.
LOG_HALF_NORMAL = pi**2 / 8
NOTE = (
    "Contraction is 1 - var(posterior)/var(prior), detection on the logit scale: 0 "
    "where counts and validation say nothing. Under 0.1 the word is scenario. So it is "
    "for every detection that no validation informs, however much it contracts: counts "
    "tell of rate times detection, so that what moves it is the prior of the rate. And "
    "so it is for each rate and number of hidden events that rests on such a detection."
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
    posterior: xr.Dataset, design: ReportingDesign, priors: ReportingPriors
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

    Returns
    -------
    Identification
        Detection that no validation informs is a scenario by the designs, other
        detection and coefficients where they contract under 0.1; rates and hidden
        events are scenarios where a detection that they rest on is one.
    """
    narrowings = _narrowings(posterior, design, priors)
    found = {one.quantity: _word(one) for one in narrowings}
    found |= dict.fromkeys(_uninformed(design), "prior")
    levels = design.levels.index
    unknown = np.array([found[f"detection[{one}]"] == "prior" for one in levels])
    if unknown[design.level].any():
        found |= dict.fromkeys(_resting_on(design, unknown), "prior")
    table = contraction_table(*narrowings)
    called = tuple(
        (*row[:-1], "scenario" if found[one.quantity] == "prior" else row[-1])
        for row, one in zip(table.rows, narrowings, strict=True)
    )
    return Identification(of=found, table=replace(table, rows=called, note=NOTE))


def _uninformed(design: ReportingDesign) -> list[str]:
    """Name the detections and their coefficients that no validation informs."""
    span = informed_detection(design)
    rows = design.levels.to_numpy(float)
    single = np.eye(rows.shape[1])
    return [
        f"{name}[{label}]"
        for name, labels, asked in (
            ("detection", design.levels.index, rows),
            ("detection_coefficient", design.detection_terms, single),
        )
        for label, told in zip(labels, inside(asked, span), strict=True)
        if not told
    ]


def _resting_on(design: ReportingDesign, unknown: np.ndarray) -> list[str]:
    """Name what rests on a detection that is a scenario."""
    names = ["expected_events", "hidden", "population"]
    fixed = rates_beside(design, unknown)
    names += [
        f"rate_coefficient[{term}]"
        for term, known in zip(design.rate.terms, fixed, strict=True)
        if not known
    ]
    names += [f"annual_rate[{one}]" for one in _rates_of(design, unknown[design.level])]
    if design.pooled and not places_beside(design, unknown):
        names += ["place_sd", *(f"place_effect[{one}]" for one in design.places)]
    return names


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


def _rates_of(design: ReportingDesign, scenario: np.ndarray) -> list[str]:
    """Return the rates of which a row rests on a detection that is a scenario."""
    return [
        label
        for number, label in enumerate(design.rates)
        if scenario[design.rate_of == number].any()
    ]
