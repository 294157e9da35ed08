"""The vectors of yearly counts that the report on Belgium leaves possible."""

from __future__ import annotations

from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.years.belgium_years import belgium_year_constraints
from bemodels.audit.years.inequalities import MONTHS_IN_YEAR
from bemodels.data import belgium


def belgium_possible_counts() -> PossibleCounts:
    """Return every vector that the report on Belgium allows, with its months.

    Returns
    -------
    PossibleCounts
        By the base rules, as `belgium_year_constraints` gives them.

    Examples
    --------
    >>> belgium_possible_counts()
    PossibleCounts: 240 vectors of 2014, 2015, 2016, 2017 (7, 12, 12, 10 months)
    """
    exposure = belgium().window.exposure_by_month()
    return PossibleCounts.from_rules(
        belgium_year_constraints(),
        months={year: round(MONTHS_IN_YEAR * part) for year, part in exposure.items()},
    )
