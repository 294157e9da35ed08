"""One section an analysis, for the report's appendix and for that of a log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.report.analysis import Analysis
from bemodels.report.appendix_run_tables import settings_table, summary_tables
from bemodels.report.appendix_tables import estimate_table
from bemodels.report.figures import draw_classes
from bemodels.report.figures_draws import draw_ranks
from bemodels.report.figures_shrinkage import draw_shrinkage, places_of
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from bemodels.report.figures_picture import Picture
    from bemodels.result import Posterior, Result, Table

SAMPLED = ("log_mean_rate", "heterogeneity")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFits:
    """What was computed of annual rates by place.

    Attributes
    ----------
    exact : Result
        Each place alone.
    fit : Posterior
        Partially pooled.
    places_at_risk : int
        The stated number of places.
    summary : Table
        Of the draws.
    sensitivity : tuple of Table
        Other places at risk, priors and readings.
    drawn : tuple of str
        Labels of the places in the figure.
    """

    exact: Result
    fit: Posterior
    places_at_risk: int
    summary: Table
    sensitivity: tuple[Table, ...]
    drawn: tuple[str, ...]


def place_section(fits: PlaceFits) -> Analysis:
    """Return the section on annual rates by place.

    Parameters
    ----------
    fits : PlaceFits
        What was computed.

    Returns
    -------
    Analysis
        The section.
    """
    name, result = "Annual rates by place", fits.fit.result()
    posterior, convergence = summary_tables(name, fits.summary)
    classes = result.table("Places by number of incidents")
    return Analysis(
        name=name,
        question="How many incidents a year does each place see, and a place at risk "
        "in the mean?",
        result=result,
        summary=(posterior,),
        prior_predictive=(result.table("Prior predictive check"),),
        computation=(settings_table(name, fits.fit), convergence, _ranks(fits.fit)),
        posterior=(
            _shrinkage(result, fits),
            estimate_table("Each place alone, no pooling", fits.exact),
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


def _shrinkage(pooled: Result, fits: PlaceFits) -> Picture:
    named = {f"annual_rate_exact[{one}]" for one in fits.drawn}
    alone = replace(
        fits.exact,
        estimates=tuple(one for one in fits.exact.estimates if one.estimand in named),
    )
    return draw_shrinkage(
        alone,
        pooled,
        x_label="incidents per year",
        caption="Annual rates (incidents per year, axis of square roots) of named "
        "places, with 95% intervals. Each place alone: exact Poisson confidence "
        f"interval. Partially pooled over {fits.places_at_risk} places at risk: "
        "posterior median and equal-tailed credible interval. The arrow shows how far "
        "pooling moves a rate: most where there are few incidents.",
        alt="Two intervals a place; pooled ones are a little shorter. From alone to "
        "pooled: " + _spelled(alone, pooled),
    )


def _spelled(alone: Result, pooled: Result) -> str:
    moves = (
        f"{place} {format_number(own.value)} to {format_number(shared.value)}"
        for place, (own, shared) in places_of(alone, pooled).items()
    )
    return f"{', '.join(moves)}."


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
