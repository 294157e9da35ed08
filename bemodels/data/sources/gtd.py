"""The Global Terrorism Database: columns, hazards, and its rows as an incident log."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA, read_raw_table
from bemodels.data.log.faults import Fault
from bemodels.data.sources.city_names import city_of, remark_on_city
from bemodels.data.sources.event_log import log_of_events
from bemodels.data.sources.event_rows import (
    DATED,
    count_of,
    dated,
    derived_columns,
    everywhere,
    in_window,
    plain_number,
    remarks,
    span_of,
)
from bemodels.data.sources.event_source import EventSource, noticed, source_rows
from bemodels.data.sources.gtd_dates import NOT_KNOWN, known_date, written_date
from bemodels.data.window import ObservationWindow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from bemodels.data.files.raw_table import RawColumn, RawTable
    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.sources.event_rows import Rule

_HEADER = """
    eventid iyear imonth iday approxdate extended resolution country country_txt region
    region_txt provstate city latitude longitude specificity vicinity location summary
    crit1 crit2 crit3 doubtterr alternative alternative_txt multiple success suicide
    attacktype1 attacktype1_txt attacktype2 attacktype2_txt attacktype3 attacktype3_txt
    targtype1 targtype1_txt targsubtype1 targsubtype1_txt corp1 target1 natlty1
    natlty1_txt targtype2 targtype2_txt targsubtype2 targsubtype2_txt corp2 target2
    natlty2 natlty2_txt targtype3 targtype3_txt targsubtype3 targsubtype3_txt corp3
    target3 natlty3 natlty3_txt gname gsubname gname2 gsubname2 gname3 gsubname3 motive
    guncertain1 guncertain2 guncertain3 individual nperps nperpcap claimed claimmode
    claimmode_txt claim2 claimmode2 claimmode2_txt claim3 claimmode3 claimmode3_txt
    compclaim weaptype1 weaptype1_txt weapsubtype1 weapsubtype1_txt weaptype2
    weaptype2_txt weapsubtype2 weapsubtype2_txt weaptype3 weaptype3_txt weapsubtype3
    weapsubtype3_txt weaptype4 weaptype4_txt weapsubtype4 weapsubtype4_txt weapdetail
    nkill nkillus nkillter nwound nwoundus nwoundte property propextent propextent_txt
    propvalue propcomment ishostkid nhostkid nhostkidus nhours ndays divert
    kidhijcountry ransom ransomamt ransomamtus ransompaid ransompaidus ransomnote
    hostkidoutcome hostkidoutcome_txt nreleased addnotes scite1 scite2 scite3 dbsource
    INT_LOG INT_IDEO INT_MISC INT_ANY related
"""
GTD_COLUMNS = tuple(_HEADER.split())
GTD = EventSource(
    name="GTD",
    columns=GTD_COLUMNS,
    needed=("eventid", "iyear", "imonth", "iday", "country_txt", "city"),
    identifier="eventid",
    country="country_txt",
)
LOST_YEAR = 1993
# Collected as attacks happened to 1997, after the fact to March 2008, and by another
# institute from each of these days on (GTD Codebook, data collection).
METHOD_BREAKS = {
    day: f"GTD was collected by another method from {day} on: a change there may be "
    "one of method"
    for day in (date(1998, 1, 1), date(2008, 4, 1), date(2011, 11, 1))
}
BREAK_TOLD = METHOD_BREAKS[date(2011, 11, 1)]
EVENT_ID = re.compile(r"[0-9]{12}")
APPROXIMATE = "approxdate"
FRACTION = re.compile(r"[0-9]*\.[0-9]*[1-9][0-9]*")
SCOPE = (
    "GTD holds attacks alone, whose attackers were out the door, and neither plots nor "
    "arrests: every row is an attack, its link unknown"
)
LOST_TOLD = (
    "GTD lost its records of 1993, so exposure in 1993 is zero, and a window that "
    "holds a part of it cannot be counted: read the years before and after it as two "
    "logs, each with its window"
)


def read_gtd(
    path: str | PathLike[str],
    *,
    window: ObservationWindow | None = None,
    countries: Sequence[str] = (),
    keep: Sequence[str] = (),
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> IncidentLog:
    r"""Read a file of the Global Terrorism Database as a log of attacks.

    Any subset of its 135 columns is read that holds ``eventid``, ``iyear``,
    ``imonth``, ``iday``, ``country_txt`` and ``city``. Names and free text are left
    out unless kept; coordinates are never read.

    Parameters
    ----------
    path : str or path-like
        The file; the official ones are ``.xlsx``, of which large ones are to be saved
        as ``.csv``.
    window : ObservationWindow, optional
        The days to read; other rows are left out, and a notice tells how many.
    countries : sequence of str, default ()
        Countries to read, as ``country_txt`` writes them; all of them if empty.
    keep : sequence of str, default ()
        Columns of the file to keep as they stand, such as ``("summary",)``.
    encoding : str, default "utf-8"
        Of a text file; a well-known copy is in ``"latin-1"``.
    delimiter : str, default ","
        Of a text file; some copies have ``";"``.
    max_bytes : int, default 200,000,000
        The largest file that is read.
    sheet : str, optional
        Of an Excel workbook; it must be named where several hold cells.

    Returns
    -------
    IncidentLog
        One attack a row. ``killed`` and ``wounded`` are without perpetrators where
        their number is known.

    Raises
    ------
    InvalidDataError
        If the file is not of the database, a cell breaks its rules, rows of one
        ``eventid`` differ, or no row is left.

    Notes
    -----
    What the log's notices tell of, where it occurs: a month or day of 0, -9 or -99 is
    unknown, and never the first; an ``approxdate`` says that day or month are the
    middle of a range, which is no day; a row that stands twice is read once; rows of
    one operation (``multiple``, ``related``) are incidents of their own; rows outside
    criterion 3, or doubted; a number that was split between rows into fractions, or
    that has more perpetrators than persons, is left missing; the year 1993 is lost, and
    the log's ``unwatched`` holds it, so that nothing is counted over it; the method
    changed on 1998-01-01, 2008-04-01 and 2011-11-01.

    The terms of the database forbid posting its rows; a replication archive needs
    permission.

    Examples
    --------
    A synthetic file of one row:

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> header = "eventid,iyear,imonth,iday,country_txt,city"
    >>> row = "201603220001,2016,3,0,Belgium,Ghent"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "synthetic.csv")
    ...     _ = path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    ...     log = read_gtd(path, countries=["Belgium"])
    >>> log.frame["date"].tolist()  # the day is unknown
    ['2016-03']
    """
    raw = read_raw_table(
        path,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
    )
    rows = source_rows(raw, GTD, countries=countries, keep=keep)
    rows = dated(rows, ("iyear", "imonth", "iday"), written_date)
    rows = in_window(dated(rows, ("date", APPROXIMATE), known_date), window)
    told = remarks(noticed(rows, SCOPE, *_of_span(rows, window)), HAZARDS)
    log = log_of_events(told, _columns(rows), window=window, keep=keep)
    lost = ObservationWindow(start=date(LOST_YEAR, 1, 1), end=date(LOST_YEAR, 12, 31))
    return replace(log, unwatched=(lost,))


def _persons(total: str, perpetrators: str = "") -> str | Fault:
    """Return the persons who were no perpetrators, as far as they are known.

    GTD counts all who died or were wounded, perpetrators among them (nkill, nkillter,
    nwound, nwoundte in its codebook).
    """
    total, perpetrators = plain_number(total), plain_number(perpetrators)
    if total in NOT_KNOWN or FRACTION.fullmatch(total):
        return ""
    if FRACTION.fullmatch(perpetrators):
        return ""
    counts = []
    for text in (total, "0" if perpetrators in NOT_KNOWN else perpetrators):
        count = count_of(text)
        if isinstance(count, Fault):
            return count
        counts.append(int(count))
    return str(counts[0] - counts[1]) if counts[0] >= counts[1] else ""


def _remark_on(what: str, total: str, perpetrators: str = "") -> str:
    if total in NOT_KNOWN:
        return f"do not say how many were {what}"
    if FRACTION.fullmatch(total) or FRACTION.fullmatch(perpetrators):
        return f"split a number between rows into fractions: {what} is left missing"
    if perpetrators in NOT_KNOWN:
        return f"have an unknown number of perpetrators among the {what}"
    if _persons(total, perpetrators) == "":
        return f"have more perpetrators {what} than persons: {what} is left missing"
    return ""


def _approximate(text: str) -> str:
    if text in NOT_KNOWN:
        return ""
    return "have a range of dates (approxdate), of which the day given is the middle"


def _operation(multiple: str, related: str = "") -> str:
    if multiple == "1" or related not in NOT_KNOWN:
        return (
            "are a part of an operation of several rows (multiple, related); each row "
            "is counted as an incident"
        )
    return ""


HAZARDS = (
    (("date_precision",), DATED.get),
    ((APPROXIMATE,), _approximate),
    (("city",), remark_on_city),
    (("nkill", "nkillter"), lambda *cells: _remark_on("killed", *cells)),
    (("nwound", "nwoundte"), lambda *cells: _remark_on("wounded", *cells)),
    (("multiple", "related"), _operation),
    (("crit3",), {"0": "do not meet criterion 3 (crit3 = 0); they are kept"}.get),
    (
        ("doubtterr",),
        {"1": "are doubted to be terrorism (doubtterr = 1); they are kept"}.get,
    ),
)


def _columns(raw: RawTable) -> dict[str, RawColumn]:
    rules: dict[str, tuple[tuple[str, ...], Rule]] = {
        "incident_id": (("eventid",), _identifier),
        "city": (("city",), city_of),
        "killed": (("nkill", "nkillter"), _persons),
        "wounded": (("nwound", "nwoundte"), _persons),
        "country": (("country_txt",), _name),
        "weapon": (("weaptype1_txt",), _name),
        "target": (("targtype1_txt",), _name),
    }
    return {**derived_columns(raw, rules), "kind": everywhere(raw, "attack")}


def _identifier(text: str) -> str | Fault:
    if EVENT_ID.fullmatch(plain_number(text)):
        return plain_number(text)
    return Fault(
        rule="an eventid has 12 digits", hint="a spreadsheet may have rounded it"
    )


def _name(text: str) -> str:
    return "" if text in NOT_KNOWN else text


def _of_span(raw: RawTable, window: ObservationWindow | None) -> list[str]:
    first, last = span_of(raw, window)
    told = []
    if first.year <= LOST_YEAR <= last.year:
        told.append(LOST_TOLD)
    return [
        *told,
        *(text for day, text in METHOD_BREAKS.items() if first < day <= last),
    ]
