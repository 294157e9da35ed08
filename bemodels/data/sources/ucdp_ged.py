"""The UCDP Georeferenced Event Dataset: columns, hazards, and its rows as a log."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA
from bemodels.data.log.faults import Fault
from bemodels.data.log.times import PARTS
from bemodels.data.sources.city_names import UNKNOWN, city_of
from bemodels.data.sources.event_log import log_of_events
from bemodels.data.sources.event_rows import (
    count_of,
    dated,
    derived_columns,
    everywhere,
    in_window,
    plain_number,
    remarks,
)
from bemodels.data.sources.event_source import EventSource, noticed, source_rows
from bemodels.data.sources.headerless import read_named_columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from bemodels.data.files.raw_table import RawColumn, RawTable
    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.sources.event_rows import Rule
    from bemodels.data.window import ObservationWindow

# The 49 columns of version 25; the 42 of version 19.1 are among them.
_HEADER = """
    id relid year active_year code_status type_of_violence conflict_dset_id
    conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id
    side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec
    where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt
    priogrid_gid country country_id region event_clarity date_prec date_start date_end
    deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
UCDP_GED_COLUMNS = tuple(_HEADER.split())
UCDP_GED = EventSource(
    name="UCDP GED",
    columns=UCDP_GED_COLUMNS,
    needed=(
        "id",
        "date_prec",
        "date_start",
        "date_end",
        "where_prec",
        "where_coordinates",
        "country",
        "best",
    ),
    identifier="id",
    country="country",
)
# Days, then within a week, a week, a month, a year: no finer than these may be claimed
# where the range of days is narrower than what is known.
FINEST = {"1": "day", "2": "month", "3": "month", "4": "month", "5": "year"}
# 1 the place itself, 2 a limited area around it, 3 a district, 4 a province, 5 parts of
# one, 6 the country, 7 waters or the air (UCDP GED Codebook, where_prec).
TOWN = ("1", "2")
WHERE_PREC = tuple("1234567")
DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})([ T]00:00:00(\.0+)?)?")
SCOPE = (
    "UCDP GED holds events in which somebody died, and neither plots nor arrests: "
    "every row is an attack, its link unknown; killed is the best estimate of all "
    "deaths, those of the sides among them"
)


def read_ucdp_ged(
    path: str | PathLike[str],
    *,
    window: ObservationWindow | None = None,
    countries: Sequence[str] = (),
    columns: Sequence[str] = (),
    keep: Sequence[str] = (),
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> IncidentLog:
    r"""Read a release of the UCDP Georeferenced Event Dataset as a log of attacks.

    Any subset of its 49 columns is read that holds ``id``, ``date_prec``,
    ``date_start``, ``date_end``, ``where_prec``, ``where_coordinates``, ``country``
    and ``best``. Sides, sources and descriptions are left out unless kept; coordinates
    are never read.

    Parameters
    ----------
    path : str or path-like
        The file.
    window : ObservationWindow, optional
        The days to read; other rows are left out, and a notice tells how many.
    countries : sequence of str, default ()
        Countries to read, as the release writes them; all of them if empty.
    columns : sequence of str, default ()
        The columns in their order, for a release that came without a header, such as
        some Candidate releases; `UCDP_GED_COLUMNS` are those of version 25.
    keep : sequence of str, default ()
        Columns of the file to keep as they stand, such as ``("dyad_name",)``.
    encoding : str, default "utf-8"
        Of a text file.
    delimiter : str, default ","
        Of a text file.
    max_bytes : int, default 200,000,000
        The largest file that is read.
    sheet : str, optional
        Of an Excel workbook; it must be named where several hold cells.

    Returns
    -------
    IncidentLog
        One attack a row; ``killed`` is the best estimate of deaths.

    Raises
    ------
    InvalidDataError
        If the file is not of the database or has no header, a cell breaks its rules,
        rows of one ``id`` differ, or no row is left.

    Notes
    -----
    A date is a range: it is dated to the day, month or year that holds it, and no
    finer than ``date_prec`` allows. A place known no finer than its district
    (``where_prec`` of 3 and more) has no city. Notices tell of these, of ranges over
    several years (dated to the first), of events whose best estimate is 0 and whose
    high one is not, and of an unknown ``number_of_sources`` (-1).

    The statements about the licence conflict (CC BY 4.0, or academic use): post no
    rows before you have looked.

    Examples
    --------
    A synthetic file of one row:

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> header = ",".join(UCDP_GED.needed)
    >>> row = "385918.0,4,2016-03-01,2016-03-31,1,Ghent,Belgium,4"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "synthetic.csv")
    ...     _ = path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    ...     log = read_ucdp_ged(path)
    >>> log.frame[["incident_id", "date", "killed"]].to_numpy().tolist()
    [['385918', '2016-03', 4]]
    """
    raw = read_named_columns(
        path,
        columns=columns,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
    )
    rows = source_rows(raw, UCDP_GED, countries=countries, keep=keep)
    rows = in_window(
        dated(rows, ("date_start", "date_end", "date_prec"), _time), window
    )
    told = remarks(noticed(rows, SCOPE), HAZARDS)
    return log_of_events(told, _columns(rows), window=window, keep=keep)


def _time(start: str, end: str, precision: str) -> str | Fault:
    days = [_day(one) for one in (start, end)]
    if "" in days:
        return Fault(rule="days written YYYY-MM-DD are needed")
    if days[1] < days[0]:
        return Fault(rule="the range ends before it starts")
    finest = FINEST.get(plain_number(precision))
    if finest is None:
        return Fault(rule="a date_prec from 1 to 5 is needed")
    for length in (PARTS["day"], PARTS["month"]):
        if length <= PARTS[finest] and days[0][:length] == days[1][:length]:
            return days[0][:length]
    return days[0][: PARTS["year"]]


def _day(text: str) -> str:
    found = DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1]).isoformat() if found else ""
    except ValueError:
        return ""


def _remark_on_range(start: str, end: str, precision: str) -> str:
    if start[:4] != end[:4]:
        return "have a range over several years and are dated to the first of them"
    length = len(str(_time(start, end, precision)))
    if length == PARTS["day"]:
        return ""
    what = "month" if length == PARTS["month"] else "year"
    return f"have a range of days, or a day not known well, and are dated to the {what}"


def _remark_on_deaths(best: str, high: str = "0") -> str:
    if best == "0" and high not in ("", "0"):
        return "have a best estimate of 0 deaths and a high one above 0"
    if best.isdecimal() and high.isdecimal() and int(best) > int(high):
        return "have a best estimate of deaths above the high one"
    return ""


def _remark_on_place(precision: str, place: str) -> str:
    if precision not in TOWN or not place:
        return (
            "are located no finer than a district (where_prec): their city is unknown"
        )
    return ""


HAZARDS = (
    (("date_start", "date_end", "date_prec"), _remark_on_range),
    (("where_prec", "where_coordinates"), _remark_on_place),
    (("best", "high"), _remark_on_deaths),
    (("number_of_sources",), {"-1": "have an unknown number of sources"}.get),
)


def _columns(raw: RawTable) -> dict[str, RawColumn]:
    rules: dict[str, tuple[tuple[str, ...], Rule]] = {
        "incident_id": (("id",), plain_number),
        "city": (("where_prec", "where_coordinates"), _city),
        "country": (("country",), str),
        "killed": (("best",), count_of),
    }
    return {**derived_columns(raw, rules), "kind": everywhere(raw, "attack")}


def _city(precision: str, place: str) -> str | Fault:
    known = plain_number(precision)
    if known not in WHERE_PREC:
        return Fault(rule="a where_prec from 1 to 7 is needed")
    return city_of(place) if known in TOWN else UNKNOWN
