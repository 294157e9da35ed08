"""The section on the table that the report does not print: years, tables, the trend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.report import pictures_of
from bemodels.report.analysis import Analysis
from bemodels.result import join_results

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.report import Picture
    from bemodels.result import Result, Table

OPEN_SECTION = "What the unpublished table can be"
EXACT = (
    "Complete enumeration in whole numbers and closed forms: no draws, so nothing that "
    "could fail to converge."
)
# In reading order; tables of single counts stand under sensitivity.
FOUND = (
    "Counts by year under each reading",
    "Ends of the interval over the vectors",
    "Two parts of the uncertainty",
    "Vectors at which the drop is significant",
    "Ends of the interval by variance factor",
    "P(the interval shows a decline), rates being constant",
    "Vectors at which a change is shown",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenYearFits:
    """What was computed of counts by year that are not printed.

    Attributes
    ----------
    readings : Result
        How many vectors each reading leaves.
    vectors : Result
        Every vector of the base rules.
    tables : Table
        How many tables of places and years single vectors leave.
    trend : tuple of Result
        The decline over the vectors, then what else is asked of it.
    """

    readings: Result
    vectors: Result
    tables: Table
    trend: tuple[Result, ...]


def open_years_section(fits: OpenYearFits) -> Analysis:
    """Return the section on the table that the report does not print.

    Parameters
    ----------
    fits : OpenYearFits
        What was computed.

    Returns
    -------
    Analysis
        The section.
    """
    parts = (fits.readings, _ranges(fits.vectors), *_told_once(fits.trend))
    whole = join_results(
        parts,
        title=OPEN_SECTION,
        method="Enumeration of every vector of counts by year that what is printed "
        "allows; exact conditional intervals of the ratio of two rates at each",
    )
    tables = {one.name: one for one in whole.tables}
    readings, *found = (tables[name] for name in FOUND)
    return Analysis(
        name=OPEN_SECTION,
        question="The report prints no counts by year and no table of places by years. "
        "Which could they be, and what holds of the trend whichever they are?",
        result=whole,
        parts=parts,
        findings=tuple(one.conclusion for one in parts),
        without_draws=EXACT,
        posterior=(readings, fits.tables, *_pictures(fits), *found),
    )


def _ranges(vectors: Result) -> Result:
    """Leave the vectors to their picture: hundreds of rows are not read."""
    return replace(vectors, conclusion="", tables=())


def _told_once(results: tuple[Result, ...]) -> Iterator[Result]:
    """Leave out what was told before: the same estimate, asked in another question."""
    names: set[str] = set()
    for result in results:
        fresh = tuple(one for one in result.estimates if one.estimand not in names)
        again = len(fresh) < len(result.estimates)
        names |= {one.estimand for one in fresh}
        conclusion = "" if again else result.conclusion
        yield replace(result, estimates=fresh, conclusion=conclusion)


def _pictures(fits: OpenYearFits) -> tuple[Picture, ...]:
    return tuple(
        picture for one in (fits.vectors, *fits.trend) for picture in pictures_of(one)
    )
