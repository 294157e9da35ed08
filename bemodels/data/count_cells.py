"""What a cell of a table of counts holds: a count, or a calendar year."""

from __future__ import annotations

import re
from dataclasses import replace

from bemodels.data.log.faults import Fault
from bemodels.data.log.missing_words import MISSING_WORDS
from bemodels.data.log.numbers_in_cells import parse_count
from bemodels.data.log.times import FIRST_YEAR, LAST_YEAR

YEAR = "year"
# Software writes whole numbers so where a column of them had a hole once.
_POINT_ZERO = re.compile(r"(?<=[0-9])\.0+$")
_YEAR = re.compile(r"[0-9]{4}")
_NOTHING = (
    "0 if the place was watched and had none; delete the row if it was not watched"
)
_YEAR_RULE = f"a year from {FIRST_YEAR} to {LAST_YEAR} written YYYY is needed"


def parse_table_count(text: str) -> int | Fault:
    """Read a count of a table, or say why it is none.

    Parameters
    ----------
    text : str
        A cell without spaces around it.

    Returns
    -------
    int or Fault
        From 0 to 10^9.

    Examples
    --------
    >>> parse_table_count("3.0")
    3
    >>> parse_table_count("3.5").hint
    'a fraction; counts are whole'
    """
    found = parse_count(_POINT_ZERO.sub("", text))
    if isinstance(found, Fault) and text.casefold() in MISSING_WORDS:
        return replace(found, hint=_NOTHING)
    return found


def calendar_year(text: str) -> int | Fault:
    """Read a calendar year of a table, or say why it is none.

    Parameters
    ----------
    text : str
        A cell without spaces around it.

    Returns
    -------
    int or Fault
        The year.

    Examples
    --------
    >>> calendar_year("2015")
    2015
    >>> calendar_year("15").rule
    'a year from 1900 to 2100 written YYYY is needed'
    """
    plain = _POINT_ZERO.sub("", text)
    if _YEAR.fullmatch(plain) and FIRST_YEAR <= int(plain) <= LAST_YEAR:
        return int(plain)
    return Fault(rule=_YEAR_RULE)
