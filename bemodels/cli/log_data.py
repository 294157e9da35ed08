"""The data of a log as an appendix prints them, whole or with small counts hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bemodels.cli.count_commands import counts_table
from bemodels.cli.leaving import holds_hidden, leaving_groups, leaving_log
from bemodels.counts.city_years.whole_analysis import MOST_ROWS
from bemodels.data import (
    incident_table,
    mask_notices,
    notice_tables,
    suppress_counts,
    suppress_incident_table,
)
from bemodels.data.log.counted import incidents_of
from bemodels.data.log.links import group_notices
from bemodels.data.log.suppressed_table_one import RELATED
from bemodels.errors import BemodelsError, InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.data import CountTable, IncidentLog
    from bemodels.result import Table

PLACES, GROUPS = "annual rates by place", "attack rates and undercount"
CITY_YEARS = "counts by city and year"
COMPARED = 2
# Of these other tables of the appendix speak, or they add up to what those hide.
ELSEWHERE = ("kind", "link", "city", *RELATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogData:
    """What an appendix prints of a log, and what it may be asked.

    Attributes
    ----------
    log : IncidentLog
        The log, for the questions that are not withheld.
    counts : CountTable
        By city.
    tables : tuple of Table
        The data section.
    withheld : mapping of str to str
        Questions, and why they are not answered.
    """

    log: IncidentLog
    counts: CountTable
    tables: tuple[Table, ...]
    withheld: Mapping[str, str]


def whole_data(log: IncidentLog, counts: CountTable) -> LogData:
    """Print everything.

    Parameters
    ----------
    log : IncidentLog
        The log.
    counts : CountTable
        Its incidents by city.

    Returns
    -------
    LogData
        Table 1, counts with exposure, and notices.
    """
    tables = (
        incident_table(log),
        counts_table(counts),
        *notice_tables(_told(log, counts)),
    )
    return LogData(log=log, counts=counts, tables=tables, withheld={})


def leaving_data(log: IncidentLog, counts: CountTable, *, below: int) -> LogData:
    """Print nothing from which a small count follows.

    Parameters
    ----------
    log : IncidentLog
        The log.
    counts : CountTable
        Its incidents by city.
    below : int
        As --suppress states it.

    Returns
    -------
    LogData
        Table 1 without what other tables hold, counts by city and by link and kind,
        and masked notices. A question is withheld if a count that it rests on is
        hidden, and a table if it cannot be protected.

    Raises
    ------
    InvalidDataError
        If the log holds fewer incidents than `below`.
    """
    tables, withheld = [_described(log, below)], {}
    for question, table_of in (
        (PLACES, partial(_places, log, counts, below)),
        (GROUPS, partial(leaving_groups, log, below)),
    ):
        try:
            tables.append(table_of())
        except BemodelsError as error:
            withheld[question] = str(error)
        else:
            if holds_hidden(tables[-1]):
                withheld[question] = (
                    f"withheld: they follow from counts that --suppress {below} hides"
                )
    told = mask_notices(_told(log, counts), below=below)
    return LogData(
        log=leaving_log(log, below),
        counts=replace(counts, notices=told, provenance=()),
        tables=(*tables, *notice_tables(told)),
        withheld=withheld,
    )


def without_years(
    log: IncidentLog, counts: CountTable, below: int | None
) -> dict[str, str]:
    """Say why a log has no answer by city and year, if it has none.

    Parameters
    ----------
    log : IncidentLog
        With its window.
    counts : CountTable
        Its incidents by city.
    below : int or None
        As --suppress states it, under which nothing by city and year is printed: it
        would add up to counts that are hidden elsewhere.

    Returns
    -------
    dict of str to str
        The question and the reason; empty where it is answered.
    """
    if below is not None:
        reason = f"withheld: hardly any such count is printed under --suppress {below}"
    elif len(counts) < COMPARED:
        reason = f"one city only: {counts.rows[0][0]}"
    elif log.window is None or len(log.window.calendar_years) < COMPARED:
        reason = f"one calendar year only: {log.window}"
    elif len(counts) * len(log.window.calendar_years) > MOST_ROWS:
        reason = f"more than {MOST_ROWS} cities and years: {len(counts)} cities"
    else:
        return {}
    return {CITY_YEARS: reason}


def _described(log: IncidentLog, below: int) -> Table:
    whole = incident_table(log)
    kept = (row for row in whole.rows if row[1] not in ELSEWHERE or row[0] == "plots")
    return suppress_incident_table(replace(whole, rows=tuple(kept)), below=below)


def _places(log: IncidentLog, counts: CountTable, below: int) -> Table:
    """Hide small counts by city, and the table if its total tells of a small rest."""
    in_no_cell = sum(incidents_of(log.rows).weights) - counts.total
    if 0 < in_no_cell < below:
        raise InvalidDataError(
            f"withheld: fewer than {below} incidents are in no city's count, and would "
            "follow from the total"
        )
    table = suppress_counts(counts, below=below)
    return table if holds_hidden(table) else counts_table(counts)


def _told(log: IncidentLog, counts: CountTable) -> tuple[str, ...]:
    """Return what must be told of the counts, and of the groups if there are any."""
    of_groups = group_notices(log.rows) if "link" in log.rows else ()
    return tuple(dict.fromkeys((*counts.notices, *of_groups)))
