"""What vectors of yearly counts, their years and their months must be."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from bemodels.audit.years.inequalities import MONTHS_IN_YEAR
from bemodels.errors import InvalidDataError
from bemodels.result.display import format_list
from bemodels.result.rules import check_whole, shown

_AXES = 2
_FEWEST_YEARS = 2


def table_of_counts(given: object) -> np.ndarray:
    """Return vectors of counts as an array that cannot be written, or refuse them.

    Parameters
    ----------
    given : array of int, shape (V, T)
        One vector a row, two years or more.

    Returns
    -------
    numpy.ndarray of int64, shape (V, T)
        A copy.

    Raises
    ------
    InvalidDataError
        If it is no table of whole numbers of 0 or more, or a vector stands twice.
    """
    try:
        table = np.array(given)
    except ValueError:
        raise InvalidDataError(
            f"vectors must be a table with one vector a row, got {shown(given)}"
        ) from None
    if table.ndim == _AXES and not len(table):
        raise InvalidDataError("no vector: the rules contradict one another")
    if table.ndim != _AXES or not len(table) or table.shape[1] < _FEWEST_YEARS:
        raise InvalidDataError(
            "vectors must be a table with one vector a row and two years or more, got "
            f"an array of shape {table.shape}"
        )
    whole = table.dtype.kind in "iu"
    if not whole or table.min() < 0:
        found = table.min() if whole else f"an array of {table.dtype.name}"
        raise InvalidDataError(
            f"vectors must hold whole numbers of 0 or more, got {found}"
        )
    if len(np.unique(table, axis=0)) < len(table):
        raise InvalidDataError("vectors must differ from one another: one stands twice")
    table = table.astype(np.int64)
    table.setflags(write=False)
    return table


def rising_years(given: object, length: int) -> tuple[int, ...]:
    """Return the labels of years, or refuse what are none.

    Parameters
    ----------
    given : sequence of int
        Rising, each 0 or more.
    length : int
        How many there must be.

    Returns
    -------
    tuple of int
        The same.

    Raises
    ------
    InvalidDataError
        If they are more, fewer, no whole numbers, or do not rise.
    """
    years = _labels("years", given, length, least=0)
    if any(later <= year for year, later in pairwise(years)):
        raise InvalidDataError(f"years must rise, got {shown(years)}")
    return years


def months_observed(given: object, years: tuple[int, ...]) -> tuple[int, ...]:
    """Return the months observed of each year, or refuse what are none.

    Parameters
    ----------
    given : sequence of int
        1 to 12 each.
    years : tuple of int
        Of which they are, in this order.

    Returns
    -------
    tuple of int
        The same.

    Raises
    ------
    InvalidDataError
        If they are more or fewer than the years, or one is no such number.
    """
    months = _labels("months", given, len(years), least=1)
    for year, number in zip(years, months, strict=True):
        if number > MONTHS_IN_YEAR:
            raise InvalidDataError(
                f"months of {year} must be {MONTHS_IN_YEAR} or fewer, got {number}"
            )
    return months


def enough_years(years: tuple[int, ...]) -> None:
    """Refuse rules that name fewer years than are compared.

    Parameters
    ----------
    years : tuple of int
        Those that the rules name, one or more.

    Raises
    ------
    InvalidDataError
        If there is one alone.
    """
    if len(years) < _FEWEST_YEARS:
        raise InvalidDataError(
            f"the rules name one year ({years[0]}), two or more are needed"
        )


def months_by_year(given: object, years: tuple[int, ...]) -> tuple[int, ...]:
    """Return the months observed of each year, stated by year or in their order.

    Parameters
    ----------
    given : mapping of int to int, or sequence of int
        1 to 12 each.
    years : tuple of int
        All of them.

    Returns
    -------
    tuple of int
        In the order of the years.

    Raises
    ------
    InvalidDataError
        If a year lacks its months, others are named, or one is no such number.

    Examples
    --------
    >>> months_by_year({2017: 10, 2016: 12}, (2016, 2017))
    (12, 10)
    """
    if isinstance(given, Mapping):
        _check_years_of_months(given, years)
        return months_observed([given[year] for year in years], years)
    if not isinstance(given, tuple | list) or len(given) != len(years):
        raise InvalidDataError(
            "months must be stated by year, or be a list of one number a year "
            f"({', '.join(map(str, years))}), got {shown(given)}"
        )
    return months_observed(given, years)


def _check_years_of_months(
    months: Mapping[object, object], years: tuple[int, ...]
) -> None:
    stated = [check_whole("each year of months", one, least=1) for one in months]
    if lacking := [year for year in years if year not in stated]:
        raise InvalidDataError(
            f"months lack {format_list(lacking, 'and')}: they must be those of "
            f"{', '.join(map(str, years))}, got {shown(months)}"
        )
    if unnamed := sorted(set(stated) - set(years)):
        rules = format_list((f"AtLeast({year}, 0)" for year in unnamed), "and")
        raise InvalidDataError(
            f"no rule names {format_list(unnamed, 'or')}, of which months are stated; "
            f"{rules} would"
        )


def _labels(name: str, given: object, length: int, *, least: int) -> tuple[int, ...]:
    if not isinstance(given, tuple | list | range) or len(given) != length:
        raise InvalidDataError(
            f"{name} must be a list of {length} numbers, one a column of the vectors, "
            f"got {shown(given)}"
        )
    return tuple(check_whole(f"each of {name}", one, least=least) for one in given)
