"""When an incident happened, as finely as it is written and no finer."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from bemodels.data.log.faults import Fault
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from bemodels.data.window import ObservationWindow

ISO_DAY = "%Y-%m-%d"
_PARTS = {"year": "Y", "month": "mbB", "day": "d"}
FIRST_YEAR, LAST_YEAR = 1900, 2100
PARTS = {"day": 10, "month": 7, "year": 4}
_DAY_RULE = "a day written {form} is needed"
_HINTS = (
    (re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}"), "write the year in full"),
    (
        re.compile(r"[0-9]{1,4}[/.][0-9]{1,2}[/.][0-9]{1,4}"),
        "which is the month? state the order with --date-format, such as %d/%m/%Y",
    ),
    (
        re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}"),
        "which is the month? state the order with --date-format, such as %d-%m-%Y",
    ),
    (re.compile(r"(19|20)[0-9]{6}"), "write it as YYYY-MM-DD, or state --date-format"),
    (
        re.compile(r"[0-9]{4}-[0-9]{2}"),
        "a month; name the column year_month if no day is known",
    ),
    (
        re.compile(r"[0-9]{4}"),
        "a year; name the column year if nothing finer is known",
    ),
    (
        re.compile(r"[0-9]{5}"),
        "a spreadsheet's serial number; save the column as text",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*"),
        "leave out the time of day and the zone",
    ),
    (re.compile(r"[0-9]{1,2}:[0-9]{2}.*"), "a time of day, not a day"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "there is no such day"),
    (
        re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"),
        "write month and day in two digits",
    ),
)

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ParseTime = Callable[[str], str | Fault]


def parse_time(precision: str, date_format: str = ISO_DAY) -> ParseTime:
    """Return a reader of days, months or years.

    Parameters
    ----------
    precision : {"day", "month", "year"}
        What the column holds.
    date_format : str, default "%Y-%m-%d"
        How days are written.

    Returns
    -------
    callable
        Takes a cell; returns it in ISO 8601 (``2016-03-22``, ``2016-03``, ``2016``),
        or a `Fault`.

    Examples
    --------
    >>> parse_time("day", "%d/%m/%Y")("22/03/2016")
    '2016-03-22'
    >>> parse_time("day")("22/03/16").hint
    'write the year in full'
    """
    if precision == "day":
        return lambda text: _day(text, date_format)
    return _month if precision == "month" else _year


def parse_time_or_coarser(date_format: str = ISO_DAY) -> ParseTime:
    """Return a reader of days that takes months and years too.

    It is for a column beside which another says how finely each time is known.

    Parameters
    ----------
    date_format : str, default "%Y-%m-%d"
        How days are written; months and years are written in ISO 8601.

    Returns
    -------
    callable
        Takes a cell; returns it in ISO 8601, or a `Fault`.

    Examples
    --------
    >>> [parse_time_or_coarser()(one) for one in ("2016-03-22", "2016-03", "2016")]
    ['2016-03-22', '2016-03', '2016']
    """

    def parse(text: str) -> str | Fault:
        for coarser in (_year, _month):
            found = coarser(text)
            if isinstance(found, str):
                return found
        return _day(text, date_format)

    return parse


def check_date_format(date_format: str) -> None:
    """Refuse a format that does not say year, month and day, each once and no more.

    Parameters
    ----------
    date_format : str
        As ``datetime.strptime`` takes it.

    Raises
    ------
    InvalidDataError
        If it says less, more, or nothing that is known.

    Examples
    --------
    >>> check_date_format("%d/%m/%Y")
    """
    if not isinstance(date_format, str):
        raise InvalidDataError(f"date_format must be text, got {shown(date_format)}")
    parts = re.findall(r"%(.?)", date_format.replace("%%", ""))
    kinds = ["".join(k for k, of in _PARTS.items() if part in of) for part in parts]
    if sorted(kinds) != ["day", "month", "year"]:
        raise InvalidDataError(
            "date_format must say year (%Y), month (%m, %b or %B) and day (%d), each "
            f"once and no more, got {shown(date_format)}"
        )


def _day(text: str, date_format: str) -> str | Fault:
    if any(one.isdigit() and not one.isascii() for one in text):
        return Fault(rule="a day is written in the digits 0 to 9")
    # A cell of a workbook that holds a day is read in ISO 8601, whatever the format of
    # those that hold text; no format that begins with the day takes it for another.
    if _ISO.fullmatch(text) and not date_format.startswith("%Y-"):
        date_format = ISO_DAY
    try:
        found = datetime.strptime(text, date_format).date()
    except ValueError:
        return _no_day(text, date_format)
    if date_format == ISO_DAY and found.isoformat() != text:
        return _no_day(text, date_format)
    return _in_range(found.isoformat())


def _no_day(text: str, date_format: str) -> Fault:
    form = "YYYY-MM-DD" if date_format == ISO_DAY else f"as {date_format}"
    rule = _DAY_RULE.format(form=form)
    for pattern, hint in _HINTS:
        if pattern.fullmatch(text):
            stated = date_format != ISO_DAY and "--date-format" in hint
            return Fault(
                rule=rule, hint="no such day in that order" if stated else hint
            )
    return Fault(rule=rule)


def _month(text: str) -> str | Fault:
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
        return Fault(rule="a month written YYYY-MM is needed")
    return _in_range(text)


def _year(text: str) -> str | Fault:
    if not re.fullmatch(r"[0-9]{4}", text):
        return Fault(rule="a year written YYYY is needed")
    return _in_range(text)


def _in_range(text: str) -> str | Fault:
    if FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return text
    return Fault(
        rule=f"a year from {FIRST_YEAR} to {LAST_YEAR} is needed",
        hint="a stand-in for an unknown day must not be written as a day",
    )


def coarsened(text: str, precision: str) -> str:
    """Return a time as finely as it is known.

    Parameters
    ----------
    text : str
        ISO 8601.
    precision : {"day", "month", "year"}
        How finely it is known.

    Returns
    -------
    str
        ISO 8601, cut where knowledge ends.

    Examples
    --------
    >>> coarsened("2016-03-22", "month")
    '2016-03'
    """
    return text[: PARTS[precision]]


def days_of(text: str) -> tuple[date, date]:
    """Return the first and the last day that a time may mean.

    Parameters
    ----------
    text : str
        ISO 8601: a day, a month or a year.

    Returns
    -------
    first, last : datetime.date
        Both included.

    Examples
    --------
    >>> [str(day) for day in days_of("2016-02")]
    ['2016-02-01', '2016-02-29']
    """
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        last = monthrange(year, month)[1]
        return date(year, month, 1), date(year, month, last)
    return date(year, 1, 1), date(year, 12, 31)


def is_outside(text: str, window: ObservationWindow) -> bool:
    """Tell whether a time lies outside a window whatever day it means.

    Parameters
    ----------
    text : str
        ISO 8601.
    window : ObservationWindow
        The window.

    Returns
    -------
    bool
        False where a part of it lies within.
    """
    first, last = days_of(text)
    return last < window.start or first > window.end
