"""The report's five analyses, run once for the appendix."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from bemodels import audit, counts, rates
from bemodels.bayes import summarise_draws
from bemodels.cli.analysis_sections import PlaceFits
from bemodels.cli.attack_rate_section import AttackRateFits, fit_attack_rates
from bemodels.cli.belgium_audit import (
    fit_open_years,
    fit_printed,
)
from bemodels.cli.belgium_undercount import fit_belgium
from bemodels.cli.defaults import (
    OTHER_PLACES_AT_RISK,
    PLACES_AT_RISK,
    PLACES_REASON,
)
from bemodels.cli.open_years_section import OpenYearFits
from bemodels.cli.place_fits import Setting, compare_places, fit_each, vary_places
from bemodels.cli.printed_section import PrintedFits
from bemodels.cli.undercount_section import UndercountFits
from bemodels.data import BelgiumReport, belgium
from bemodels.rates.group import BY_LINK
from bemodels.result import Posterior, Result, Table

PRIORS = (
    counts.PLACE_PRIORS,
    counts.WIDER_PLACE_PRIORS,
    counts.TIGHTER_PLACE_PRIORS,
)
PRIORS_REASON = "The priors in force, both scales doubled, and both halved."
READINGS_REASON = (
    "The report's sentence on Zaventem can be read in two ways: its 5 do not hold the "
    "attack that is coded in two places, or they do and one unnamed place more has an "
    "arrest action."
)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BelgiumFits:
    """Everything that was computed for the appendix.

    Attributes
    ----------
    report : BelgiumReport
        The data.
    attack_rates : AttackRateFits
        Closed forms and quadrature.
    undercount : UndercountFits
        Closed forms and quadrature.
    places : PlaceFits
        Annual rates by place, exact and partially pooled.
    printed : PrintedFits
        Whole numbers and closed forms.
    open_years : OpenYearFits
        Enumerated.
    """

    report: BelgiumReport
    attack_rates: AttackRateFits
    undercount: UndercountFits
    places: PlaceFits
    printed: PrintedFits
    open_years: OpenYearFits

    @property
    def results(self) -> tuple[Result, ...]:
        """The results whose models the appendix states."""
        return (
            self.attack_rates.compared,
            self.places.fit.result(),
            self.undercount.ladder,
        )


def run_analyses(*, seed: int, draws: int) -> BelgiumFits:
    """Run the five analyses on the report's counts.

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
    places = report.place_counts()
    logger.info("comparing attack rates")
    groups = rates.groups_of_report(report)
    attack_rates = fit_attack_rates(
        rates.compare_attack_rates(*groups, names=BY_LINK, provenance=source), *groups
    )
    base = Setting(
        table=places, places_at_risk=PLACES_AT_RISK, priors=counts.PLACE_PRIORS
    )
    possible = audit.belgium_possible_counts()
    fit, sensitivity = _fit_places(report, base, seed=seed, draws=draws)
    return BelgiumFits(
        report=report,
        attack_rates=attack_rates,
        undercount=fit_belgium(report),
        places=PlaceFits(
            exact=counts.exact_annual_rates(places),
            fit=fit,
            places_at_risk=PLACES_AT_RISK,
            summary=summarise_draws(fit, ci_prob=0.95, ci_kind="eti"),
            sensitivity=sensitivity,
            drawn=tuple(sorted(report.cities.texts("place"))),
        ),
        printed=fit_printed(report, possible),
        open_years=fit_open_years(report, possible),
    )


def _fit_places(
    report: BelgiumReport, base: Setting, *, seed: int, draws: int
) -> tuple[Posterior, tuple[Table, ...]]:
    """Fit the base once, and every other statement beside it."""
    priors = {one.label: replace(base, priors=one) for one in PRIORS}
    readings = {
        "Zaventem 5 arrest actions": base,
        "Zaventem 4 and the attack": replace(
            base, table=report.place_counts_attack_in_zaventem()
        ),
    }
    varied = vary_places(base, OTHER_PLACES_AT_RISK)
    settings = (base, *varied.values(), *priors.values(), *readings.values())
    fits = fit_each(settings, seed=seed, draws=draws)
    return fits[base], (
        *compare_places(fits, varied, reason=PLACES_REASON),
        *counts.compare_fits(
            {label: fits[one] for label, one in priors.items()},
            name="Sensitivity to the priors",
            heading="priors of log mean and 1/sqrt(phi)",
            reason=PRIORS_REASON,
        ),
        *counts.compare_fits(
            {label: fits[one] for label, one in readings.items()},
            name="Sensitivity to the reading of the report",
            heading="reading",
            reason=READINGS_REASON,
        ),
    )
