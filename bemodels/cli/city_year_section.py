"""The section on counts by place and year of the appendix of a log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.bayes import summarise_draws
from bemodels.counts import CITY_YEAR_PRIORS, analyse_city_years
from bemodels.report import pictures_of
from bemodels.report.analysis import Analysis
from bemodels.report.appendix_run_tables import settings_table, summary_tables
from bemodels.report.figures_draws import draw_ranks

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from bemodels.cli.log_months import LogMonths
    from bemodels.counts import CityYears
    from bemodels.data import CountTable
    from bemodels.report import Picture
    from bemodels.result import Posterior, Result, Table

CITY_YEAR_SECTION = "Counts by city and year"
# A figure of more places than these is taller than a page.
MOST_DRAWN = 25
ALONE, POOLED = "annual_rate_exact[", "standardised_annual_rate["
SAMPLED = ("intercept", "city_sd", "year_sd", "heterogeneity")
# Where the tables of the parts stand; those of others stand under sensitivity.
FOUND = (
    *("What was counted", "Fits", "Annual rates by place", "Annual rates by year"),
    *("Each year beside the one before", "Flat within the year"),
    *("Complete counts of partial years", "Decline from the peak", "Trend"),
)
JUDGED = (
    *("Hierarchical model", "Each count predicted from the others"),
    *("Zeros", "Rootogram", "Dispersion"),
)
BY_MODEL = "The last year by every model"
QUESTIONED = ("Models by prediction", "What the priors decide")
BEFORE = "Prior predictive check"


@dataclass(frozen=True, slots=True, kw_only=True)
class CityYearFits:
    """What was computed of counts by place and year.

    Attributes
    ----------
    found : CityYears
        The analysis.
    summaries : tuple of Table
        Of the draws of its hierarchical fit; none where that is left out.
    """

    found: CityYears
    summaries: tuple[Table, ...]


def fit_city_years(
    table: CountTable, months: LogMonths, options: Namespace
) -> CityYearFits:
    """Run the analysis for an appendix.

    Parameters
    ----------
    table : CountTable
        By city and year.
    months : LogMonths
        The same incidents by month.
    options : argparse.Namespace
        With seed and draws.

    Returns
    -------
    CityYearFits
        What was found.
    """
    found = analyse_city_years(
        table,
        priors=CITY_YEAR_PRIORS,
        seed=options.seed,
        months=months.table,
        draws=options.draws,
    )
    return CityYearFits(
        found=months.explain(found),
        summaries=tuple(
            summarise_draws(fit, ci_prob=0.95, ci_kind="eti")
            for fit in found.posteriors
        ),
    )


def city_year_section(fits: CityYearFits) -> Analysis:
    """Return the section on counts by place and year.

    Parameters
    ----------
    fits : CityYearFits
        What was computed.

    Returns
    -------
    Analysis
        The section.
    """
    found = fits.found
    whole = found.result()
    return Analysis(
        name=CITY_YEAR_SECTION,
        question="How many incidents a year does each city see, what changed from year "
        "to year, and what do partial years, few counts and dependence leave of it?",
        result=whole,
        prior_predictive=tuple(one for one in whole.tables if one.name == BEFORE),
        computation=tuple(_computation(fits)),
        posterior=tuple(_shown(found, FOUND)),
        posterior_predictive=tuple(_shown(found, JUDGED)),
        sensitivity=(
            *(
                picture
                for part in found.parts
                if part.name == BY_MODEL
                for picture in pictures_of(part.result)
            ),
            *_shown(found, QUESTIONED),
        ),
    )


def _computation(fits: CityYearFits) -> Iterator[Table | Picture]:
    for fit, summary in zip(fits.found.posteriors, fits.summaries, strict=True):
        _, convergence = summary_tables(CITY_YEAR_SECTION, summary)
        yield settings_table(CITY_YEAR_SECTION, fit)
        yield convergence
        yield _ranks(fit)


def _ranks(fit: Posterior) -> Picture:
    return draw_ranks(
        fit,
        SAMPLED,
        caption="The parameters that all cities and years share, a line a chain, "
        "thinned to nearly independent draws. Left: densities; chains that agree "
        "overlap. Right: by how much the share of a chain's draws below each rank "
        "differs from the rank itself; chains that agree stay near 0. Marked points "
        "would show where a test of equal chains fails at the 1% level.",
        alt="Four overlapping density curves for each of four parameters, and four "
        "rank curves without trend.",
    )


def _shown(found: CityYears, names: tuple[str, ...]) -> Iterator[Table | Picture]:
    for one in found.parts:
        if one.name in names:
            yield from (table for table in one.result.tables if table.name != BEFORE)
            yield from pictures_of(_highest(one.result))


def _highest(part: Result) -> Result:
    """Return a part with the rates of so many places as a figure holds."""
    pooled = {
        estimate.estimand.removeprefix(POOLED)
        for estimate in part.estimates
        if estimate.estimand.startswith(POOLED)
    }
    alone = [
        (-estimate.value, estimate.estimand.removeprefix(ALONE))
        for estimate in part.estimates
        if estimate.estimand.removeprefix(ALONE) in pooled
    ]
    left_out = {
        f"{prefix}{label}"
        for _, label in sorted(alone)[MOST_DRAWN:]
        for prefix in (ALONE, POOLED)
    }
    kept = (one for one in part.estimates if one.estimand not in left_out)
    return replace(part, estimates=tuple(kept))
