"""The months of a log beside its counts by place and year, and why there are none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.counts.city_years.month_parts import FLAT
from bemodels.counts.city_years.totals import totals_alike
from bemodels.errors import BemodelsError

if TYPE_CHECKING:
    from bemodels.counts import CityYears
    from bemodels.data import CountTable, IncidentLog

MONTH = "year_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMonths:
    """Counts of all places together by month, or why there are none.

    Attributes
    ----------
    table : CountTable or None
        By ``year_month``.
    reason : str
        Why there is no table; empty where the file is no log either.
    """

    table: CountTable | None = None
    reason: str = ""

    def explain(self, found: CityYears) -> CityYears:
        """Say in an analysis why it does without the months of the log.

        Parameters
        ----------
        found : CityYears
            The analysis.

        Returns
        -------
        CityYears
            The same where there is nothing to say.
        """
        if not self.reason:
            return found
        rows = (
            (name, self.reason if name == FLAT else reason)
            for name, reason in found.left_out.rows
        )
        return replace(found, left_out=replace(found.left_out, rows=tuple(rows)))


def months_of(
    log: IncidentLog, table: CountTable, places: tuple[str, ...]
) -> LogMonths:
    """Count by month the incidents of a table by place and year.

    Parameters
    ----------
    log : IncidentLog
        With its window.
    table : CountTable
        Counted from it, by a place and ``year``.
    places : tuple of str
        Those that it was counted over, if they were named.

    Returns
    -------
    LogMonths
        A reason in place of the months where incidents are dated no finer than the
        year, places were not watched alike, or exposure goes by no month.
    """
    (key,) = (one for one in table.keys if one != "year")
    try:
        months = totals_alike(log.count_incidents([key, MONTH], places=places), MONTH)
    except BemodelsError as error:
        return LogMonths(reason=str(error))
    if undated := table.total - months.total:
        return LogMonths(
            reason=f"{undated} of {table.total} {table.unit} are dated no finer than "
            "the year"
        )
    return LogMonths(table=months)
