"""ACLED: its columns, hazards and coverage, and its rows as an incident log."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA, read_raw_table
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.times import coarsened
from bemodels.data.problems import refuse_file
from bemodels.data.sources.acled_coverage import coverage, unwatched_before
from bemodels.data.sources.city_names import UNKNOWN, city_of, remark_on_city
from bemodels.data.sources.event_log import log_of_events
from bemodels.data.sources.event_rows import (
    DATED,
    count_of,
    dated,
    derived,
    derived_columns,
    in_window,
    plain_number,
    remarks,
)
from bemodels.data.sources.event_source import (
    EventSource,
    closest,
    noticed,
    source_rows,
)
from bemodels.data.sources.month_names import MONTH_OF
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from bemodels.data.files.raw_table import RawColumn, RawTable
    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.sources.event_rows import Rule
    from bemodels.data.window import ObservationWindow

# The 31 columns of the current export, then those that older ones had beside them.
_HEADER = """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type
    actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction
    civilian_targeting iso region country admin1 admin2 admin3 location latitude
    longitude geo_precision source source_scale notes fatalities tags timestamp
"""
_OLDER = "data_id event_id_no_cnty iso3"
ACLED_COLUMNS = tuple(_HEADER.split())
ACLED = EventSource(
    name="ACLED",
    columns=(*ACLED_COLUMNS, *_OLDER.split()),
    needed=(
        "event_id_cnty",
        "event_date",
        "time_precision",
        "event_type",
        "sub_event_type",
        "country",
        "location",
    ),
    identifier="event_id_cnty",
    country="country",
)
ADMIN = ("admin1", "admin2", "admin3")
KINDS = {
    "Battles": "attack",
    "Explosions/Remote violence": "attack",
    "Violence against civilians": "attack",
    "Protests": "",
    "Riots": "",
    "Strategic developments": "",
}
ARRESTS = ("Strategic developments", "Arrests")
# 1 the actual date; 2 a week or weekend, of which the middle is given; 3 a month, of
# which the middle, or the first or last day is given (ACLED Codebook, time precision).
PRECISION = {"1": "day", "2": "month", "3": "month"}
WEEK = "2"
HALF_A_WEEK = timedelta(days=3)
SCOPE = (
    "ACLED's battles, explosions and violence against civilians are attacks, its "
    "arrests arrest actions; who did them and why is not read, so every link is "
    "unknown, and killed holds every fatality, perpetrators among them"
)
CAPITAL = (
    "are located in a region alone (geo_precision = 3), its capital standing for it: "
    "their city is unknown"
)
DAY = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"|(?P<d>[0-9]{2})-(?P<m>[0-9]{2})-(?P<y>[0-9]{4})"
    r"|(?P<dd>[0-9]{1,2}) (?P<name>[A-Za-z]+) (?P<yy>[0-9]{4})"
)


def read_acled(
    path: str | PathLike[str],
    *,
    window: ObservationWindow | None = None,
    countries: Sequence[str] = (),
    municipality: str = "",
    keep: Sequence[str] = (),
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> IncidentLog:
    r"""Read an export of ACLED as a log of attacks and arrest actions.

    Any subset of the 31 columns of the current export is read, and of the older one's
    with ``data_id``, ``event_id_no_cnty`` and ``iso3``, that holds ``event_id_cnty``,
    ``event_date``, ``time_precision``, ``event_type``, ``sub_event_type``, ``country``
    and ``location``. Actors and notes are left out unless kept; coordinates are never
    read.

    Parameters
    ----------
    path : str or path-like
        The file.
    window : ObservationWindow, optional
        The days to read; other rows are left out, and a notice tells how many.
    countries : sequence of str, default ()
        Countries to read, as the export writes them; all of them if empty.
    municipality : {"", "admin1", "admin2", "admin3"}, default ""
        The administrative unit that is taken for the municipality, if any.
    keep : sequence of str, default ()
        Columns of the file to keep as they stand, such as ``("notes",)``.
    encoding : str, default "utf-8"
        Of a text file.
    delimiter : str, default ","
        Of a text file; some exports have ``";"``.
    max_bytes : int, default 200,000,000
        The largest file that is read.
    sheet : str, optional
        Of an Excel workbook; it must be named where several hold cells.

    Returns
    -------
    IncidentLog
        Battles, explosions, remote violence and violence against civilians as
        attacks, arrests as arrest actions; protests, riots and other strategic
        developments are left out, and a notice tells how many.

    Raises
    ------
    InvalidDataError
        If the file is not of the database, a cell breaks its rules, rows of one
        ``event_id_cnty`` differ, or no row is left.

    Notes
    -----
    Days are written ``2016-03-22``, ``22-03-2016`` or ``22 March 2016``. A
    ``time_precision`` of 2 (a week) or 3 (a month) is dated to the month, a week that
    lies in two months to the year. A country is covered from a year of its own
    (Belgium, France, Germany and the Netherlands from 2020): a notice tells of a window
    that begins before it, or of countries whose first year is not known here. A
    fatality of 0 may also be one that nobody reported.

    The terms forbid redistributing raw rows; what is published names ACLED, the day of
    access and the filters.

    Examples
    --------
    A synthetic file of one row:

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> header = ",".join(ACLED.needed)
    >>> row = "BEL1,22 March 2021,1,Strategic developments,Arrests,Belgium,Ghent"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "synthetic.csv")
    ...     _ = path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    ...     log = read_acled(path, countries=["Belgium"])
    >>> log.frame[["date", "kind"]].to_numpy().tolist()
    [['2021-03-22', 'arrest action']]
    """
    raw = read_raw_table(
        path,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
    )
    _refuse_municipality(raw, municipality)
    rows = _incidents(source_rows(raw, ACLED, countries=countries, keep=keep))
    rows = dated(rows, ("event_date", "time_precision", "year"), _time)
    covered = coverage(rows, window, countries)
    rows = in_window(rows, window, hint="; ".join(covered))
    told = remarks(noticed(rows, SCOPE, *covered), HAZARDS)
    log = log_of_events(told, _columns(rows, municipality), window=window, keep=keep)
    # However a window was stated, nothing is counted while the source was not looking.
    return replace(log, unwatched=unwatched_before(rows))


def _refuse_municipality(raw: RawTable, municipality: str) -> None:
    if municipality and municipality not in ADMIN:
        raise InvalidDataError(
            f"municipality must be one of {', '.join(ADMIN)}, got {shown(municipality)}"
        )
    if municipality and municipality not in raw.columns:
        refuse_file(raw.source, f"the column {municipality!r} is missing")


def _time(text: str, precision: str, year: str = "") -> str | Fault:
    found = DAY.fullmatch(text)
    parts = [one for one in found.groups() if one] if found else []
    if found and not found["year"]:
        parts.reverse()
    try:
        day = date(*(MONTH_OF.get(one) or int(one) for one in parts))
    except (TypeError, ValueError):
        return Fault(
            rule="a day such as 2016-03-22, 22-03-2016 or 22 March 2016 is needed"
        )
    code = plain_number(precision)
    known = PRECISION.get(code)
    if known is None:
        return Fault(rule="a time_precision of 1, 2 or 3 is needed")
    if year and plain_number(year) != str(day.year):
        return Fault(rule="the year is not that of the day")
    if code == WEEK and (day - HALF_A_WEEK).month != (day + HALF_A_WEEK).month:
        known = "year"
    return coarsened(day.isoformat(), known)


def _kind(event: str, sub_event: str) -> str | Fault:
    if event not in KINDS:
        hint = closest(event, KINDS) or "exports before 2019 had other types"
        return Fault(rule=f"one of {', '.join(KINDS)} is needed", hint=hint)
    return "arrest action" if (event, sub_event) == ARRESTS else KINDS[event]


def _incidents(raw: RawTable) -> RawTable:
    """Leave out the events that are neither attacks nor arrests."""
    findings = Findings(raw.source, raw.lines)
    kinds = derived(raw, ("event_type", "sub_event_type"), _kind, findings)
    findings.refuse()
    kept = raw.select(np.flatnonzero(np.array(kinds.texts)[kinds.codes] != ""))
    if not len(kept):
        refuse_file(raw.source, "no row is an attack or an arrest")
    left = len(raw) - len(kept)
    told = (
        f"{left} of {len(raw)} rows are protests, riots or strategic developments "
        "other than arrests, and are left out"
    )
    return noticed(kept, told) if left else kept


HAZARDS = (
    (("date_precision",), DATED.get),
    (("geo_precision",), {"3": CAPITAL}.get),
    (("location",), remark_on_city),
)


def _columns(raw: RawTable, municipality: str) -> dict[str, RawColumn]:
    rules: dict[str, tuple[tuple[str, ...], Rule]] = {
        "incident_id": (("event_id_cnty",), str),
        "kind": (("event_type", "sub_event_type"), _kind),
        "city": (("location", "geo_precision"), _located),
        "country": (("country",), str),
        "killed": (("fatalities",), count_of),
        "municipality": ((municipality, "geo_precision"), _unit),
    }
    return derived_columns(raw, rules)


def _located(location: str, precision: str = "") -> str | Fault:
    return UNKNOWN if plain_number(precision) == "3" else city_of(location)


def _unit(admin: str, precision: str = "") -> str:
    return "" if plain_number(precision) == "3" else admin
