"""What each of the report's analyses gives to the appendix, and in which words."""

from __future__ import annotations

from bemodels.cli.belgium_data_tables import data_tables
from bemodels.cli.belgium_fits import BelgiumFits
from bemodels.cli.defaults import PLACES_AT_RISK
from bemodels.report.analysis import Analysis, Appendix
from bemodels.report.appendix_run_tables import (
    settings_table,
    summary_tables,
    version_table,
)
from bemodels.report.appendix_tables import estimate_table
from bemodels.report.figures import Series, draw_classes, draw_curve, draw_forest
from bemodels.report.figures_draws import draw_ranks
from bemodels.report.figures_picture import Picture
from bemodels.report.machine import machine_facts
from bemodels.result import Curve, Estimate, Posterior, Result, Table, join_results
from bemodels.result.display import format_number

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
        data=data_tables(report),
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
        caption="Attack rate and odds of attack of inspired incidents relative to "
        "linked ones (ratios, without unit) with 95% intervals. Jeffreys: posterior "
        "median and equal-tailed interval; exact: conditional estimate and interval. "
        "All exclude 1; none says how large the ratio is.",
        alt="Three horizontal intervals on a logarithmic axis, from about 2 to above "
        "1000, all to the right of 1.",
    )


def _rates_by_place(fits: BelgiumFits) -> Analysis:
    fit, name = fits.rates_by_place, "Annual rates by place"
    result = fit.result()
    posterior, convergence = summary_tables(name, fits.summary)
    classes = result.table("Places by number of incidents")
    return Analysis(
        name=name,
        question="How many incidents a year does each place see, and a place at risk "
        "in the mean?",
        result=result,
        summary=(posterior,),
        prior_predictive=(result.table("Prior predictive check"),),
        computation=(settings_table(name, fit), convergence, _ranks(fit)),
        posterior=(
            _place_forest(result, fits.exact_rates),
            estimate_table("Each place alone, no pooling", fits.exact_rates),
        ),
        posterior_predictive=(
            result.table("Posterior predictive check"),
            classes,
            _class_picture(classes),
        ),
        sensitivity=fits.sensitivity,
    )


def _ranks(fit: Posterior) -> Picture:
    return draw_ranks(
        fit,
        SAMPLED,
        caption="The two sampled parameters, a line a chain, thinned to nearly "
        "independent draws. Left: densities; chains that agree overlap. Right: by how "
        "much the share of a chain's draws below each rank differs from the rank "
        "itself; chains that agree stay near 0. Marked points would show where a "
        "test of equal chains fails at the 1% level.",
        alt="Four overlapping density curves for each of two parameters, and four "
        "rank curves without trend.",
    )


def _place_forest(pooled: Result, exact: Result) -> Picture:
    alone = tuple(filter(_is_named, exact.estimates))
    labels = tuple(one.estimand.partition("[")[2].removesuffix("]") for one in alone)
    together = tuple(pooled.estimate(f"annual_rate[{label}]") for label in labels)
    return draw_forest(
        labels,
        (
            Series(name="exact, each place alone", estimates=alone),
            Series(name="partially pooled", estimates=together),
        ),
        x_label="incidents per year",
        caption="Annual rates (incidents per year, logarithmic axis) of the places "
        "that the report names, with 95% intervals. Each place alone: exact Poisson "
        f"confidence interval. Partially pooled over {PLACES_AT_RISK} places at risk: "
        "posterior median and equal-tailed credible interval.",
        alt="Two intervals a place; pooled ones are a little shorter and lie slightly "
        "to the left. " + _spelled(labels, together),
    )


def _is_named(estimate: Estimate) -> bool:
    return "[other place" not in estimate.estimand


def _spelled(labels: tuple[str, ...], estimates: tuple[Estimate, ...]) -> str:
    values = (
        f"{label} {format_number(one.value)}"
        for label, one in zip(labels, estimates, strict=True)
    )
    return f"Pooled medians: {', '.join(values)}."


def _class_picture(classes: Table) -> Picture:
    return draw_classes(
        classes,
        y_label="places",
        caption="Number of places by their number of incidents: observed (dots), and "
        "what the fitted model predicts for fresh places (line: median, bar: central "
        "95% of replicated data).",
        alt="Observed places in each class beside predicted ranges; most places have "
        "no incident.",
    )


def _undercount(fits: BelgiumFits) -> Analysis:
    result = join_results(
        (fits.fates, fits.scenarios),
        title="Undercount",
        method="Identified odds of fates, and scenarios of the inspired population",
    )
    return Analysis(
        name="Undercount",
        question="What do recorded fates say of inspired actors who were never seen, "
        "and what can they not say?",
        result=result,
        posterior=fits.scenarios.tables,
        sensitivity=tuple(map(_curve_picture, result.curves)),
    )


def _curve_picture(curve: Curve) -> Picture:
    first, last = (
        f"{format_number(curve.y[at])} at {format_number(curve.x[at])}"
        for at in (0, -1)
    )
    return draw_curve(
        curve,
        caption=f"{curve.name}: median, with the {100 * curve.level:g}% {curve.kind} "
        "interval. Both axes are logarithmic.",
        alt=f"A line with a band, {curve.y_label} by {curve.x_label}: from {first} to "
        f"{last}.",
    )
