"""What each of the report's analyses gives to the appendix, and in which words."""

from __future__ import annotations

from bemodels.cli.belgium_fits import BelgiumFits
from bemodels.report.appendix import Analysis, Appendix
from bemodels.report.appendix_tables import (
    estimate_table,
    summary_tables,
    version_table,
)
from bemodels.report.figures import Series, draw_classes, draw_curve, draw_forest
from bemodels.report.figures_draws import draw_ranks
from bemodels.report.figures_picture import Picture
from bemodels.report.machine import machine_facts
from bemodels.result import Check, Posterior, Result, Table, join_results

SAMPLED = ("log_mean_rate", "heterogeneity")
OPENING = (
    "Every number stands with its uncertainty, its unit and its method. An incident is "
    "an arrest action or an attack recorded in the report; an attack rate is the share "
    "of attacks among recorded incidents. Where the data do not touch a number it is "
    "called a scenario: it follows from an assumption, which is named beside it."
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
        convergence=fits.attack_rates.checks,
        posterior=(_attack_rate_forest(fits.attack_rates),),
        sensitivity=fits.attack_rates.tables,
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
        rows=(
            *fit.settings,
            *fit.fingerprint,
            ("seed", str(fit.seeds[0])),
            ("seeds spawned from it", ", ".join(map(str, fit.seeds[1:]))),
        ),
    )
    return Analysis(
        name="Annual rates by place",
        question="How many incidents a year does each place see, and a place at risk "
        "in the mean?",
        result=fit.result(),
        summary=(posterior,),
        convergence=tuple(one for one in fit.checks if not _is_predictive(one)),
        fit=tuple(filter(_is_predictive, fit.checks)),
        prior_predictive=(before,),
        computation=(settings, convergence, _ranks(fit)),
        posterior=(
            estimate_table("Each place alone, no pooling", fits.exact_rates.estimates),
            _place_forest(fits),
        ),
        posterior_predictive=(after, _class_picture(classes)),
        sensitivity=fits.sensitivity,
    )


def _is_predictive(check: Check) -> bool:
    return check.name.startswith("posterior predictive")


def _ranks(fit: Posterior) -> Picture:
    return draw_ranks(
        fit,
        SAMPLED,
        caption="Densities (left) and differences of ranks between chains (right) of "
        "the two sampled parameters, a line a chain, thinned to nearly independent "
        "draws. Chains that agree overlap and stay near the middle.",
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
            *fits.fates.tables,
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
