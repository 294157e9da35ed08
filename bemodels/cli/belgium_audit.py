"""The audit of the report for its appendix: what it prints, and what it leaves open."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bemodels import audit
from bemodels.cli.open_years_section import OpenYearFits
from bemodels.cli.printed_section import PrintedFits
from bemodels.data.belgium_places import incidents_of_named_places
from bemodels.result import Table

if TYPE_CHECKING:
    from bemodels.data import BelgiumReport

BEFORE, AFTER = 2016, 2017
COMPARED = ((2014, 2015), (2014, 2016), (2015, 2016), (2014, 2017))
OTHERS = "other places"
# What the text dates: an attack in Brussels in 2016, arrests in Verviers in 2015.
DATED = (("Brussels", 2016, 1), ("Verviers", 2015, 1))
# One of the vectors, between those with fewest and with most incidents in 2016.
BETWEEN = (12, 35, 48, 12)
TABLES = "Tables of places and years with the sums of one vector"
logger = logging.getLogger(__name__)


def fit_printed(report: BelgiumReport, possible: audit.PossibleCounts) -> PrintedFits:
    """Audit what the report prints.

    Parameters
    ----------
    report : BelgiumReport
        The data.
    possible : PossibleCounts
        The vectors of counts by year that it allows.

    Returns
    -------
    PrintedFits
        Exact, or closed forms.
    """
    logger.info("auditing printed figures")
    peak = possible.of(BEFORE)
    return PrintedFits(
        audit=audit.audit_ledger(report.ledger).worst_first(),
        overlaps=audit.belgium_overlaps(report),
        missing=audit.belgium_missing_bounds(report),
        claims=audit.belgium_claims(
            report, incidents_2016=(int(peak.min()), int(peak.max()))
        ),
    )


def fit_open_years(
    report: BelgiumReport, possible: audit.PossibleCounts
) -> OpenYearFits:
    """Ask every vector of counts by year that the report allows.

    Parameters
    ----------
    report : BelgiumReport
        The data.
    possible : PossibleCounts
        As from `belgium_possible_counts`.

    Returns
    -------
    OpenYearFits
        Enumerated, or closed forms.
    """
    logger.info("enumerating counts by year")
    readings = audit.belgium_year_counts()
    sources = readings.provenance
    trend = (
        audit.decline_over_vectors,
        audit.decline_by_variance_factor,
        audit.claimed_drop,
        audit.decline_by_selection,
        audit.late_incidents_over_vectors,
    )
    return OpenYearFits(
        readings=readings,
        vectors=audit.counts_over_vectors(possible, provenance=sources),
        tables=_tables(report, possible),
        trend=(
            *(
                ask(possible, before=BEFORE, after=AFTER, provenance=sources)
                for ask in trend
            ),
            audit.changes_over_vectors(possible, COMPARED, provenance=sources),
        ),
    )


def _tables(report: BelgiumReport, possible: audit.PossibleCounts) -> Table:
    """Count the tables of the vectors with fewest and most at the peak, and between."""
    named = incidents_of_named_places(report)
    places = named | {OTHERS: report.total_incidents - sum(named.values())}
    names, sums = tuple(places), tuple(places.values())
    lower = tuple(
        (names.index(place), possible.years.index(year), least)
        for place, year, least in DATED
    )
    vectors = [tuple(row) for row in possible.vectors.tolist()]
    peak = possible.years.index(BEFORE)
    shown = (
        min(vectors, key=lambda one: one[peak]),
        BETWEEN,
        max(vectors, key=lambda one: one[peak]),
    )
    dated = " and ".join(f"{place} {year}" for place, year, _ in DATED)
    return Table(
        name=TABLES,
        columns=(*map(str, possible.years), "tables", "with what the text dates"),
        rows=tuple(
            (
                *vector,
                audit.count_tables(sums, vector),
                audit.count_tables(sums, vector, lower=lower),
            )
            for vector in shown
        ),
        note=f"Exact. Places: {', '.join(f'{a} {b}' for a, b in places.items())}, the "
        f"last taken as one. Dated by the text: one incident or more in {dated}. No "
        "cell of these tables was printed or counted.",
    )
