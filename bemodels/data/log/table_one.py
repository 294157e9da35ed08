"""What a log holds, column by column: the first table of a paper."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bemodels.data.log.columns import (
    COLUMNS,
    INCIDENT_KINDS,
    REQUIRED,
    SEVERAL,
    TIMES,
    LogColumn,
)
from bemodels.data.log.counted import incidents_of, placements_of
from bemodels.data.log.times import PARTS
from bemodels.data.log.written_codebook import may_hold_several
from bemodels.errors import InvalidDataError
from bemodels.result import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.result import Cell

HEADINGS = ("unit", "column", "value", "count", "of", "percent")
NONE, ANY, MISSING = "none", "1 or more", "(missing)"
RANGE = "range an incident"
NOTE = (
    "Every percentage is of all the units in the column of, missing ones included. "
    "Where a cell may hold several values, an incident counts in each of them. Plots "
    "are no incidents."
)
Row = tuple["Cell", ...]


def incident_table(log: IncidentLog) -> Table:
    """Describe a log column by column: counts with denominators, and what is missing.

    Parameters
    ----------
    log : IncidentLog
        The log.

    Returns
    -------
    Table
        A row a category: its unit, the log's column, the category, the count, the
        units that it is a share of, and the percentage. Kinds come first, then the
        other columns of the codebook; places count placements, numbers of persons
        have total, median and range, and plots stand apart at the end. Columns beyond
        the codebook are left out.

    Raises
    ------
    InvalidDataError
        If the log holds no incident.
    """
    frame = log.frame
    incidents = incidents_of(frame).rows
    if incidents.empty:
        raise InvalidDataError("the log holds no incident to describe, only plots")
    rows = [*_closed(incidents["kind"], INCIDENT_KINDS), *_years(incidents, log)]
    for column in COLUMNS:
        if column.name in frame and column.name not in ("incident_id", "kind", *TIMES):
            rows += _rows_of(column, incidents)
    plots = int((frame["kind"] == "plot").sum())
    rows.append(("plots", "kind", "plot", plots, "", ""))
    span = f", {log.window.start} to {log.window.end}" if log.window else ""
    return Table(
        name=f"Recorded incidents (n = {len(incidents)}){span}",
        columns=HEADINGS,
        rows=tuple(rows),
        note=NOTE,
    )


def _rows_of(column: LogColumn, incidents: pd.DataFrame) -> Iterator[Row]:
    cells = incidents[column.name]
    if column.holds == "places":
        yield from _places(column.name, incidents)
    elif column.holds == "count":
        yield from _persons(cells)
    elif column.values and not may_hold_several(column):
        yield from _closed(cells, column.values)
    else:
        yield from _open(column, cells)


def _closed(cells: pd.Series, values: Sequence[str]) -> Iterator[Row]:
    name = str(cells.name)
    counts = {value: int((cells == value).sum()) for value in values}
    if name not in (*REQUIRED, "date_precision"):
        counts[MISSING] = int(cells.isna().sum())
    yield from _block("incidents", name, counts, len(cells))


def _years(incidents: pd.DataFrame, log: IncidentLog) -> Iterator[Row]:
    years = incidents[log.time_column].str.slice(0, PARTS["year"])
    found = Counter(years.tolist())
    listed = map(str, log.window.calendar_years) if log.window else sorted(found)
    counts = {year: found[year] for year in listed}
    yield from _block("incidents", "year", counts, len(years))


def _open(column: LogColumn, cells: pd.Series) -> Iterator[Row]:
    """Count values of which an incident may have several, the most frequent first."""
    texts = cells.fillna("").tolist()
    several = may_hold_several(column)
    found = Counter(
        one
        for text in texts
        for one in (text.split(SEVERAL) if several else [text])
        if one
    )
    ranked = sorted(found, key=lambda one: (-found[one], one))
    counts = {one: found[one] for one in column.values or ranked}
    counts[MISSING] = texts.count("")
    yield from _block("incidents", column.name, counts, len(cells))


def _places(name: str, incidents: pd.DataFrame) -> Iterator[Row]:
    places = placements_of(incidents).rows[name].fillna("").tolist()
    found = Counter(places)
    ranked = sorted(found.keys() - {""}, key=lambda one: (-found[one], one))
    counts = {one: found[one] for one in ranked}
    if name not in REQUIRED:
        counts[MISSING] = found[""]
    yield from _block("placements", name, counts, len(places))


def _persons(cells: pd.Series) -> Iterator[Row]:
    known = cells.dropna()
    some = int((known > 0).sum())
    counts = {NONE: len(known) - some, ANY: some, MISSING: len(cells) - len(known)}
    yield from _block("incidents", str(cells.name), counts, len(cells))
    if len(known):
        of = "persons", str(cells.name)
        yield (*of, "total", int(known.sum()), "", "")
        yield (*of, "median an incident", float(known.median()), "", "")
        yield (*of, RANGE, f"{known.min()} to {known.max()}", "", "")


def _block(unit: str, column: str, counts: Mapping[str, int], of: int) -> Iterator[Row]:
    for value, count in counts.items():
        yield (unit, column, value, count, of, f"{100 * count / of:.1f}")
