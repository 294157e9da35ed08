"""What the report on Belgium says about its counts by year, as rules.

Its bars by year are not in its text. The text prints 4 attacks and 103 arrest
actions, 107 incidents, from June 2014 to October 2017, which rose to 2015, had their
peak in 2016 and fell in 2017, by 70% once ten months are made a year; and that 72% of
18 plots were disrupted in 2016.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.audit.years.closeness import CloseCounts, CloseRates
from bemodels.audit.years.printed_changes import RoundedChange, TruncatedChange
from bemodels.audit.years.readings import YearReading, compare_year_readings
from bemodels.audit.years.vectors import YearConstraint, year_vectors
from bemodels.audit.years.year_order import Below, BelowBy, NotAbove
from bemodels.audit.years.year_rules import AtLeast, Total
from bemodels.data import belgium
from bemodels.result import Result, Table

if TYPE_CHECKING:
    import numpy as np

FIRST, SECOND, PEAK, LAST = 2014, 2015, 2016, 2017
STRICT = (Below(FIRST, SECOND), Below(SECOND, PEAK), Below(LAST, PEAK))
NON_STRICT = (NotAbove(FIRST, SECOND), NotAbove(SECOND, PEAK), NotAbove(LAST, PEAK))
# 2016 less one attack or more still exceeds 2015, in which there was no attack.
ARREST_ACTIONS = (Below(FIRST, SECOND), BelowBy(SECOND, PEAK, 2), Below(LAST, PEAK))
LEVEL_TABLE = "2017 back to the level of 2014"
# The text prints no tolerance for the level of 2014: the table has others.
_WITHIN = 5
_TOLERANCES = range(11)


def belgium_year_constraints() -> tuple[YearConstraint, ...]:
    """Return what the report on Belgium prints about its counts by year, as rules.

    Returns
    -------
    tuple of YearConstraint
        The total; an incident or more in each year; strictly more in 2015 than in 2014,
        and in 2016 than in 2015 and in 2017; in 2016 no fewer than the plots disrupted
        then; the printed decrease, made annual and rounded half up.

    Examples
    --------
    >>> vectors = year_vectors(belgium_year_constraints())
    >>> vectors.shape, vectors.min(axis=0).tolist(), vectors.max(axis=0).tolist()
    ((240, 4), [1, 2, 36, 9], [30, 46, 83, 21])
    """
    return _rules(belgium().total_incidents, STRICT, _rounded(_months_of(LAST)))


def belgium_year_readings() -> tuple[YearReading, ...]:
    """Return the readings of the report on Belgium that change its counts by year.

    Returns
    -------
    tuple of YearReading
        The base rules first, as by `belgium_year_constraints`; then each altered one.

    Examples
    --------
    >>> [reading.name for reading in belgium_year_readings()][:3]
    ['base', 'truncated', 'not annualised']
    """
    base = YearReading(
        name="base",
        meaning="All incidents, strictly rising to 2016 and fewer in 2017; the "
        "decrease is that of annual rates, rounded half up.",
        constraints=belgium_year_constraints(),
    )
    return (base, *_altered(), *_back_to_first(base.constraints))


def belgium_year_variants() -> dict[str, np.ndarray]:
    """List the vectors of each reading of the report on Belgium.

    Returns
    -------
    dict of str to numpy.ndarray of int64, shape (vectors, 4)
        Name of the reading to its vectors of counts in 2014, 2015, 2016 and 2017.

    Examples
    --------
    >>> for name, vectors in belgium_year_variants().items():
    ...     print(len(vectors), name)
    240 base
    342 truncated
    295 not annualised
    250 total 108
    256 non-strict
    237 own wording
    60 back to 2014 by count
    53 back to 2014 by annual rate
    """
    return {one.name: year_vectors(one.constraints) for one in belgium_year_readings()}


def belgium_year_counts() -> Result:
    """Say what the report on Belgium leaves open of its counts by year.

    Returns
    -------
    Result
        As `compare_year_readings`, with a table of how many vectors put 2017 back to
        the level of 2014 at other tolerances.

    Examples
    --------
    >>> print(belgium_year_counts().conclusion)
    What the report prints leaves 240 vectors of counts by year: 1 to 30 in 2014, \
2 to 46 in 2015, 36 to 83 in 2016, 9 to 21 in 2017. Read in 7 other ways it leaves \
53 to 342.
    """
    report = belgium()
    tables = (report.totals, report.double_placements, report.plots, report.ledger)
    result = compare_year_readings(
        belgium_year_readings(),
        provenance=tuple(one.provenance for one in (*tables, report.window_source)),
    )
    return replace(result, tables=(*result.tables, _level_table()))


def _rules(
    total: int, order: tuple[YearConstraint, ...], change: YearConstraint
) -> tuple[YearConstraint, ...]:
    some = tuple(AtLeast(year, 1) for year in (FIRST, SECOND, PEAK, LAST))
    return (Total(total), *some, *order, AtLeast(PEAK, _plots_of_peak()), change)


def _altered() -> tuple[YearReading, ...]:
    incidents, months = belgium().total_incidents, _months_of(LAST)
    placements = incidents + sum(belgium().double_placements.integers("incidents"))
    cut_off = TruncatedChange(PEAK, LAST, _printed_change(), _months_of(PEAK), months)
    return (
        YearReading(
            name="truncated",
            meaning="The decimals of the decrease are cut off.",
            constraints=_rules(incidents, STRICT, cut_off),
        ),
        YearReading(
            name="not annualised",
            meaning="The decrease is that of the counts as they stand, ten months of "
            "2017 against twelve of 2016.",
            constraints=_rules(incidents, STRICT, _rounded(_months_of(PEAK))),
        ),
        YearReading(
            name=f"total {placements}",
            meaning="The bars count placements: the attack coded in two places twice.",
            constraints=_rules(placements, STRICT, _rounded(months)),
        ),
        YearReading(
            name="non-strict",
            meaning="Where counts rise to the peak and fall, two years may be equal.",
            constraints=_rules(incidents, NON_STRICT, _rounded(months)),
        ),
        YearReading(
            name="own wording",
            meaning="It is arrest actions that rise and peak, and attacks first appear "
            "in 2016: less one attack or more, 2016 still exceeds 2015.",
            constraints=_rules(incidents, ARREST_ACTIONS, _rounded(months)),
        ),
    )


def _back_to_first(base: tuple[YearConstraint, ...]) -> tuple[YearReading, ...]:
    return (
        YearReading(
            name=f"back to {FIRST} by count",
            meaning=f"The base rules, and 2017 within {_WITHIN} incidents of 2014.",
            constraints=(*base, CloseCounts(LAST, FIRST, _WITHIN)),
        ),
        YearReading(
            name=f"back to {FIRST} by annual rate",
            meaning=f"The base rules, and 2017 within {_WITHIN} incidents a year of "
            "2014: ten months against seven.",
            constraints=(*base, _close_rates(_WITHIN)),
        ),
    )


def _level_table() -> Table:
    base = belgium_year_constraints()
    return Table(
        name=LEVEL_TABLE,
        columns=(
            "tolerance (incidents, or incidents a year)",
            "vectors by count",
            "vectors by annual rate",
        ),
        rows=tuple(
            (
                within,
                len(year_vectors((*base, CloseCounts(LAST, FIRST, within)))),
                len(year_vectors((*base, _close_rates(within)))),
            )
            for within in _TOLERANCES
        ),
        note=f"Of the {len(year_vectors(base))} vectors of the base rules, how many "
        "have 2017 within the tolerance of 2014, either way. The report speaks of a "
        "reduction to the level of 2014 and prints no tolerance.",
    )


def _close_rates(within: int) -> CloseRates:
    return CloseRates(LAST, FIRST, within, _months_of(LAST), _months_of(FIRST))


def _rounded(months_of_last: int) -> RoundedChange:
    return RoundedChange(
        PEAK, LAST, _printed_change(), _months_of(PEAK), months_of_last
    )


def _months_of(year: int) -> int:
    return sum(month[:4] == str(year) for month in belgium().window.calendar_months)


def _printed_change() -> int:
    """Return the change that statement S13 prints, in percent; it is a decrease."""
    return -int(str(belgium().ledger.row(id="S13")["printed"]).removesuffix("%"))


def _plots_of_peak() -> int:
    """Return the fewest plots whose share, rounded half up, is the printed one."""
    plots = belgium().plots.integer("plots")
    percent = belgium().plots.integer("percent_in_2016")
    return min(
        count
        for count in range(plots + 1)
        if (200 * count + plots) // (2 * plots) == percent
    )
