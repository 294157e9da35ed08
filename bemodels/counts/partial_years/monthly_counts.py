"""Counts by calendar month: which years were seen whole, and which in part."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from itertools import groupby
from math import isclose

import numpy as np

from bemodels.data import CountTable
from bemodels.data.window import MONTHS_IN_YEAR
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import check_type
from bemodels.result.rules import shown

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_WHOLE = 1 / MONTHS_IN_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of one year.

    Attributes
    ----------
    year, month : int
        The month counted from 1.
    count : int
        Incidents.
    years : float
        Exposure, a twelfth at most.
    """

    year: int
    month: int
    count: int
    years: float

    @property
    def is_whole(self) -> bool:
        """Whether every day of it was observed."""
        return isclose(self.years, _WHOLE, rel_tol=1e-9)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeYears:
    """The calendar months added up over the years of which all twelve were observed.

    Attributes
    ----------
    years : tuple of int
        Which ones.
    counts : tuple of int, length 12
        Incidents from January to December.
    days : tuple of int, length 12
        Days observed.
    """

    years: tuple[int, ...]
    counts: tuple[int, ...]
    days: tuple[int, ...]

    @property
    def total(self) -> int:
        """All incidents of these years."""
        return sum(self.counts)

    @property
    def shares(self) -> np.ndarray:
        """The share of each month in the days."""
        days = np.array(self.days, dtype=float)
        shares: np.ndarray = days / days.sum()
        return shares


def read_months(
    table: CountTable, *, name: str = "table"
) -> dict[int, tuple[Month, ...]]:
    """Read a table of counts by month.

    Parameters
    ----------
    table : CountTable
        By ``year_month`` alone, its labels as ``2014-06``.
    name : str, default "table"
        What a message calls it.

    Returns
    -------
    dict of int to tuple of Month
        By calendar year, ascending.

    Raises
    ------
    InvalidDataError
        If the table has other keys, a label is no month, or a month has more exposure
        than a twelfth of a year.
    """
    check_type(name, table, CountTable)
    if table.keys != ("year_month",):
        raise InvalidDataError(
            f"{name} must have the one key year_month, got {', '.join(table.keys)}"
        )
    months = [_month(*row) for row in table.rows]
    return {year: tuple(group) for year, group in groupby(months, lambda one: one.year)}


def whole_years(months: dict[int, tuple[Month, ...]]) -> WholeYears:
    """Add up the calendar months of the years that were observed whole.

    Parameters
    ----------
    months : dict of int to tuple of Month
        As `read_months` returns them.

    Returns
    -------
    WholeYears
        With at least one year and one incident.

    Raises
    ------
    NotEstimableError
        If no year has all its months, or those that have them hold no incident.
    """
    found = {year: group for year, group in months.items() if is_whole_year(group)}
    if not found:
        raise NotEstimableError(
            "the season is not estimable: no calendar year has all twelve months whole"
        )
    by_month = list(zip(*found.values(), strict=True))
    whole = WholeYears(
        years=tuple(found),
        counts=tuple(sum(one.count for one in same) for same in by_month),
        days=tuple(
            sum(monthrange(one.year, one.month)[1] for one in same) for same in by_month
        ),
    )
    if not whole.total:
        raise NotEstimableError(
            "the season is not estimable: there is no incident in the whole years "
            f"{', '.join(map(str, whole.years))}"
        )
    return whole


def is_whole_year(months: tuple[Month, ...]) -> bool:
    """Tell whether all of a year was observed.

    Parameters
    ----------
    months : tuple of Month
        Of one year.

    Returns
    -------
    bool
        True for twelve whole months.
    """
    return len(months) == MONTHS_IN_YEAR and all(one.is_whole for one in months)


def _month(label: object, count: int, years: float) -> Month:
    read = _MONTH.fullmatch(label) if isinstance(label, str) else None
    if read is None:
        raise InvalidDataError(
            f"year_month must be a month such as 2014-06, got {shown(label)}"
        )
    if years > _WHOLE * (1 + 1e-9):
        raise InvalidDataError(
            f"the exposure of a month must be 1/12 of a year or less, got {years:g} in "
            f"{label}"
        )
    return Month(year=int(read[1]), month=int(read[2]), count=count, years=years)
