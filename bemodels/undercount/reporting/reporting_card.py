"""The reporting regression on one page, with the quantities that it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.result import ModelCard, Parameter

if TYPE_CHECKING:
    from bemodels.undercount.reporting.reporting_design import ReportingDesign
    from bemodels.undercount.reporting.reporting_priors import ReportingPriors

COUNTS = r"y_i \sim \operatorname{Poisson}(E_i \mu_i p_i)"
RATE = r"\log \mu_i = x_i^\top \beta"
POOLED = r"c_k \sim \operatorname{Normal}(0, \sigma)"
DETECTION = r"\operatorname{logit} p_i = w_i^\top \alpha"
VALIDATION = r"v_j \sim \operatorname{Binomial}(m_j, p_j)"


def card_of(design: ReportingDesign, priors: ReportingPriors) -> ModelCard:
    """Return the model with the given priors, and what is reported of it.

    Parameters
    ----------
    design : ReportingDesign
        Terms and places.
    priors : ReportingPriors
        The priors in force.

    Returns
    -------
    ModelCard
        Places and validation are left out where they are not in the model.
    """
    pooled = bool(design.pooled)
    return ModelCard(
        equations=(
            COUNTS,
            RATE + " + c_{k(i)}" * pooled,
            *([POOLED] if pooled else []),
            DETECTION,
            *([VALIDATION] if len(design.known) else []),
        ),
        priors=priors.statements(design.rate.terms, design.detection_terms),
        parameters=_parameters(design),
    )


def _parameters(design: ReportingDesign) -> tuple[Parameter, ...]:
    unit = design.rate.unit
    of_places = (
        ("place_sd", r"\sigma", "sd of log rates between places", "none"),
        (
            "place_effect",
            "c_k",
            "log rate of a place less mean",
            "none",
        ),
    )
    rows = (
        ("rate_coefficient", r"\beta", "coefficient of the log annual rate", "none"),
        (
            "detection_coefficient",
            r"\alpha",
            "coefficient of the logit of detection",
            "none",
        ),
        *(of_places if design.pooled else ()),
        ("detection", "p", "probability that an event is recorded", "probability"),
        ("annual_rate", r"\mu", "annual rate of events", design.rate.rate_unit),
        ("expected_events", r"\sum_i E_i \mu_i", "expected events of the window", unit),
        (
            "hidden",
            "h",
            "events of the window that were not recorded, Poisson with mean "
            "the sum of E mu (1 - p)",
            unit,
        ),
        ("population", "N", "events of the window: recorded and hidden", unit),
    )
    return tuple(
        Parameter(name=name, symbol=symbol, meaning=meaning, unit=unit_of)
        for name, symbol, meaning, unit_of in rows
    )
