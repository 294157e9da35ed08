"""The report's three analyses, and what each gives to the appendix."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bemodels import counts, rates, undercount
from bemodels.bayes import summarise_draws
from bemodels.cli.defaults import OTHER_PLACES_AT_RISK, PLACES_AT_RISK
from bemodels.data import BelgiumReport, belgium
from bemodels.report.appendix import Analysis, Appendix
from bemodels.report.appendix_tables import summary_tables, version_table
from bemodels.report.figures import Series, draw_classes, draw_curve, draw_forest
from bemodels.report.figures_draws import draw_ranks
from bemodels.report.figures_picture import Picture
from bemodels.report.machine import machine_facts
from bemodels.result import Posterior, Result, Table, join_results

SAMPLED = ("log_mean_rate", "heterogeneity")
OPENING = (
    "Every number stands with its uncertainty, its unit and its method. An incident is "
    "an arrest action or an attack recorded in the report; an attack rate is the share "
    "of attacks among recorded incidents. Where the data do not touch a number it is "
    "called a scenario: it follows from an assumption, which is named beside it."
)
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


def compose_appendix(fits: BelgiumFits, *, command: str) -> Appendix:
    """Say what the appendix prints, and in which order.

    Parameters
    ----------
    fits : BelgiumFits
        What was computed.
    command : str
        The command that makes it again.

    Returns
    -------
    Appendix
        For ``bemodels.report.appendix.build_document``.
    """
    report = fits.report
    return Appendix(
        title="Posterior summary appendix",
        subtitle="Recorded incidents in Belgium, June 2014 to October 2017, from "
        "“Beyond the Caliphate: Belgium” (Combating Terrorism Center, 2018)",
        opening=OPENING,
        data=(
            report.groups.to_table(),
            report.cities.to_table(),
            report.window_source.to_table(),
        ),
        provenance=report.provenance,
        analyses=(_attack_rates(fits), _rates_by_place(fits), _undercount(fits)),
        versions=version_table(machine_facts()),
        command=command,
    )


def _attack_rates(fits: BelgiumFits) -> Analysis:
    return Analysis(
        name="Attack rates",
        question="How far does the attack rate of inspired incidents lie from that of "
        "linked ones?",
        result=fits.attack_rates,
        posterior=(_attack_rate_forest(fits.attack_rates),),
    )


def _attack_rate_forest(result: Result) -> Picture:
    names = ("risk_ratio", "odds_ratio", "odds_ratio_posterior")
    return draw_forest(
        ("risk ratio, Jeffreys", "odds ratio, exact", "odds ratio, Jeffreys"),
        (Series(name="", estimates=tuple(map(result.estimate, names))),),
        x_label="inspired relative to linked (ratio)",
        caption="Ratios of attack rates and of odds, inspired to linked, with 95% "
        "intervals. All exclude 1; none says how large the ratio is.",
        alt="Three horizontal intervals on a logarithmic axis, from about 2 to above "
        "1000, all to the right of 1.",
    )


def _rates_by_place(fits: BelgiumFits) -> Analysis:
    fit = fits.rates_by_place
    before, after, classes = fit.tables
    posterior, convergence = summary_tables("Annual rates by place", fits.summary)
    settings = Table(
        name="Annual rates by place: settings of the run",
        columns=("setting", "value"),
        rows=(*fit.computation, ("seed", ", ".join(map(str, fit.seeds)))),
    )
    return Analysis(
        name="Annual rates by place",
        question="How many incidents a year does each place see, and a place at risk "
        "in the mean?",
        result=fit.result(),
        prior_predictive=(before,),
        computation=(settings, convergence, _ranks(fit)),
        posterior=(posterior, _place_forest(fits)),
        posterior_predictive=(after, _class_picture(classes)),
        sensitivity=(
            fits.places_sensitivity,
            fits.prior_sensitivity,
            fits.reading_sensitivity,
        ),
    )


def _ranks(fit: Posterior) -> Picture:
    return draw_ranks(
        fit,
        SAMPLED,
        caption="Densities (left) and differences of ranks between chains (right) of "
        "the two sampled parameters, a line a chain. Chains that agree overlap and "
        "stay near the middle.",
        alt="Four overlapping density curves for each of two parameters, and four "
        "rank curves without trend.",
    )


def _place_forest(fits: BelgiumFits) -> Picture:
    pooled = fits.rates_by_place.result()
    exact = tuple(
        one
        for one in fits.exact_rates.estimates
        if not one.estimand.startswith("annual_rate_exact[other place")
    )
    labels = tuple(one.estimand.partition("[")[2].removesuffix("]") for one in exact)
    return draw_forest(
        labels,
        (
            Series(name="exact, each place alone", estimates=exact),
            Series(
                name="partially pooled",
                estimates=tuple(
                    pooled.estimate(f"annual_rate[{label}]") for label in labels
                ),
            ),
        ),
        x_label="incidents per year",
        caption="Annual rates of the places that the report names, with 95% intervals: "
        "each place alone, and partially pooled over 100 places at risk.",
        alt="Two intervals a city; pooled ones are a little shorter and lie slightly "
        "to the left. Brussels lies near 18, Charleroi near 4, the others near 1.",
    )


def _class_picture(classes: Table) -> Picture:
    return draw_classes(
        classes,
        y_label="places",
        caption="Places by number of incidents: observed (dots), and what the fitted "
        "model predicts for fresh places (median and 95% range).",
        alt="Observed places in each class beside predicted ranges; most places have "
        "no incident.",
    )


def _undercount(fits: BelgiumFits) -> Analysis:
    result = join_results(
        (fits.fates, fits.scenarios),
        title="Undercount",
        method="Identified odds of fates, and scenarios of the inspired population",
    )
    (curve,) = fits.scenarios.curves
    (scenarios,) = fits.scenarios.tables
    return Analysis(
        name="Undercount",
        question="What do recorded fates say of inspired actors who were never seen, "
        "and what can they not say?",
        result=result,
        sensitivity=(
            scenarios,
            draw_curve(
                curve,
                caption="Scenarios of the inspired population behind 12 recorded "
                "actors, by the stated share that surfaced: median and 95% interval.",
                alt="A falling line on logarithmic axes, from about 600 actors at a "
                "share of 0.02 to 12 at a share of 1.",
            ),
        ),
    )
