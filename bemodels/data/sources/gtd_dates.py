"""When an attack of the Global Terrorism Database was, as far as it is known."""

from __future__ import annotations

import re
from datetime import date

from bemodels.data.log.faults import Fault
from bemodels.data.log.times import FIRST_YEAR, LAST_YEAR, coarsened
from bemodels.data.sources.event_rows import plain_number
from bemodels.data.sources.month_names import MONTH_OF

# As the database writes them, and as R writes an empty cell.
NOT_KNOWN = ("", "-9", "-99", "Unknown", "NA")
NO_DAY = Fault(
    rule="there is no such day", hint="an unknown month or day is 0, -9 or -99"
)
YEAR = re.compile(r"[0-9]{4}")
ISO = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
MONTH_OF_START = {name[:3].casefold(): number for name, number in MONTH_OF.items()}
MONTH = re.compile(rf"\b({'|'.join(MONTH_OF_START)})")


def written_date(year: str, month: str, day: str) -> str | Fault:
    """Read a date of which the day, or day and month, may be unknown.

    Parameters
    ----------
    year, month, day : str
        Cells; 0, -9 and -99 are no month and no day.

    Returns
    -------
    str or Fault
        ISO 8601, cut where knowledge ends.

    Examples
    --------
    >>> written_date("2016", "3", "0")
    '2016-03'
    """
    known = [plain_number(year)]
    for part in (plain_number(month), plain_number(day)):
        if part in (*NOT_KNOWN, "0"):
            break
        known.append(part.zfill(2))
    if not YEAR.fullmatch(known[0]) or not FIRST_YEAR <= int(known[0]) <= LAST_YEAR:
        return Fault(rule=f"a year from {FIRST_YEAR} to {LAST_YEAR} is needed")
    text = "-".join(known)
    try:
        date.fromisoformat(f"{text}-01-01"[: len("YYYY-MM-DD")])
    except ValueError:
        return NO_DAY
    return text if ISO.fullmatch(text) else NO_DAY


def known_date(text: str, approximate: str = "") -> str:
    """Return a date as finely as it is known, which may be less than it is written.

    Before 2012 an unknown day or month is 0. Since then it is "the midpoint of the
    range of possible dates", and the range stands in approxdate as free text (GTD
    Codebook, START, University of Maryland, June 2017: imonth, iday, approxdate).

    Parameters
    ----------
    text : str
        ISO 8601.
    approximate : str, default ""
        The range, if there is one.

    Returns
    -------
    str
        The month if the range lies in it alone, else the year.

    Examples
    --------
    >>> known_date("2016-03-22", "March 20-24, 2016")
    '2016-03'
    """
    if approximate in NOT_KNOWN:
        return text
    named = {MONTH_OF_START[one] for one in MONTH.findall(approximate.casefold())}
    is_month = {f"{one:02d}" for one in named} == {text[len("YYYY-") :][:2]}
    return coarsened(text, "month" if is_month else "year")
