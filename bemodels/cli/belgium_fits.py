"""The report's three analyses, run once for the appendix."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bemodels import counts, rates, undercount
from bemodels.bayes import summarise_draws
from bemodels.cli.defaults import OTHER_PLACES_AT_RISK, PLACES_AT_RISK
from bemodels.data import BelgiumReport, belgium
from bemodels.result import Posterior, Result, Table

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BelgiumFits:
    """Everything that was computed for the appendix.

    Attributes
    ----------
    report : BelgiumReport
        The data.
    attack_rates, exact_rates, fates, scenarios : Result
        Closed forms.
    rates_by_place : Posterior
        The sampled model.
    summary, places_sensitivity, prior_sensitivity, reading_sensitivity : Table
        Of the sampled model.
    """

    report: BelgiumReport
    attack_rates: Result
    exact_rates: Result
    fates: Result
    scenarios: Result
    rates_by_place: Posterior
    summary: Table
    places_sensitivity: Table
    prior_sensitivity: Table
    reading_sensitivity: Table

    @property
    def results(self) -> tuple[Result, ...]:
        """The results whose models the appendix states."""
        return (
            self.attack_rates,
            self.rates_by_place.result(),
            self.fates,
            self.scenarios,
        )


def run_analyses(*, seed: int, draws: int) -> BelgiumFits:
    """Run the three analyses on the report's counts.

    Parameters
    ----------
    seed : int
        Fixes every draw.
    draws : int
        Kept draws a chain.

    Returns
    -------
    BelgiumFits
        What was found.

    Raises
    ------
    NotConvergedError
        If a fit does not pass the convergence gate.
    """
    report = belgium()
    source = (report.groups.provenance,)
    places, priors = report.place_counts(), counts.PLACE_PRIORS
    inspired, linked = undercount.fates_of_report(report)
    logger.info("comparing attack rates")
    attack_rates = rates.compare_attack_rates(
        *rates.groups_of_report(report), provenance=source
    )
    fit = counts.fit_pooled(
        places, places_at_risk=PLACES_AT_RISK, priors=priors, seed=seed, draws=draws
    )
    logger.info("refitting under other places at risk and other priors")
    return BelgiumFits(
        report=report,
        attack_rates=attack_rates,
        exact_rates=counts.exact_annual_rates(places),
        fates=undercount.fate_odds(inspired, linked, provenance=source),
        scenarios=undercount.surfacing_scenarios(inspired, provenance=source),
        rates_by_place=fit,
        summary=summarise_draws(fit, ci_prob=0.95, ci_kind="eti"),
        places_sensitivity=counts.sensitivity_to_places(
            places,
            places_at_risk=OTHER_PLACES_AT_RISK,
            priors=priors,
            seed=seed,
            draws=draws,
        ),
        prior_sensitivity=counts.sensitivity_to_priors(
            places,
            places_at_risk=PLACES_AT_RISK,
            priors=(priors, counts.WIDER_PLACE_PRIORS, counts.TIGHTER_PLACE_PRIORS),
            seed=seed,
            draws=draws,
        ),
        reading_sensitivity=counts.sensitivity_to_tables(
            {
                "Zaventem 5 arrest actions": places,
                "Zaventem 4 and the attack": report.place_counts_attack_in_zaventem(),
            },
            places_at_risk=PLACES_AT_RISK,
            priors=priors,
            seed=seed,
            draws=draws,
        ),
    )
