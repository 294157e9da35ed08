"""Every vector of yearly counts that a report leaves possible, with its exposure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bemodels.audit.trend.two_years import TwoYears
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import check_whole, shown

_AXES = 2
_FEWEST_YEARS = 2


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PossibleCounts:
    """Vectors of yearly counts, one of which is true, and the months observed.

    Attributes
    ----------
    vectors : numpy.ndarray of int, shape (V, T)
        One vector a row, each with its own row; counts are 0 or more. Kept read-only.
    years : tuple of int, length T
        Labels of the columns, rising.
    months : tuple of int, length T
        Months of each year that were observed, 1 or more.

    Raises
    ------
    InvalidDataError
        If the array is no table of whole numbers, a vector stands twice, or labels and
        months do not fit it.

    Examples
    --------
    >>> PossibleCounts(
    ...     vectors=[[12, 35, 48, 12], [14, 36, 45, 11]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    PossibleCounts: 2 vectors of 2014, 2015, 2016, 2017 (7, 12, 12, 10 months)
    """

    vectors: np.ndarray
    years: tuple[int, ...]
    months: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse what is no set of vectors with their years."""
        vectors = _table_of_counts(self.vectors)
        years = _labels("years", self.years, vectors.shape[1], least=0)
        if any(b <= a for a, b in pairwise(years)):
            raise InvalidDataError(f"years must rise, got {shown(years)}")
        months = _labels("months", self.months, vectors.shape[1], least=1)
        for name, value in (("vectors", vectors), ("years", years), ("months", months)):
            object.__setattr__(self, name, value)

    def __len__(self) -> int:
        return len(self.vectors)

    def of(self, year: int) -> np.ndarray:
        """Return the counts of one year.

        Parameters
        ----------
        year : int
            One of the labels.

        Returns
        -------
        numpy.ndarray of int, shape (V,)
            One a vector.

        Raises
        ------
        InvalidDataError
            If there is no such year.
        """
        return np.asarray(self.vectors[:, self._place(year)])

    def months_of(self, year: int) -> int:
        """Return the months observed of one year.

        Parameters
        ----------
        year : int
            One of the labels.

        Returns
        -------
        int
            1 or more.

        Raises
        ------
        InvalidDataError
            If there is no such year.
        """
        return self.months[self._place(year)]

    def pairs(self, before: int, after: int) -> dict[TwoYears, int]:
        """Return the counts of two years that differ, with how many vectors have them.

        Parameters
        ----------
        before, after : int
            Two of the labels; the first is the reference.

        Returns
        -------
        dict of TwoYears to int
            In rising order of the counts.

        Raises
        ------
        InvalidDataError
            If there is no such year, or it is the same.
        """
        if before == after:
            raise InvalidDataError(f"two years are compared, got {before} twice")
        places = self._place(before), self._place(after)
        found, times = np.unique(self.vectors[:, places], axis=0, return_counts=True)
        return {
            TwoYears(
                before=before_count,
                after=after_count,
                months_before=self.months[places[0]],
                months_after=self.months[places[1]],
            ): times_seen
            for (before_count, after_count), times_seen in zip(
                found.tolist(), times.tolist(), strict=True
            )
        }

    def declines(self, before: int, after: int) -> dict[TwoYears, int]:
        """Return the pairs of two years of which a decline can be told.

        Parameters
        ----------
        before, after : int
            Two of the labels; the first is the reference.

        Returns
        -------
        dict of TwoYears to int
            As from `pairs`.

        Raises
        ------
        InvalidDataError
            If there is no such year, or it is the same.
        NotEstimableError
            If a vector has no incident in the reference year.
        """
        found = self.pairs(before, after)
        if any(not pair.before for pair in found):
            raise NotEstimableError(
                f"a decline is not estimable: a vector has no incident in {before}"
            )
        return found

    def _place(self, year: int) -> int:
        if year not in self.years:
            known = ", ".join(map(str, self.years))
            raise InvalidDataError(f"year must be one of {known}, got {shown(year)}")
        return self.years.index(year)

    def __repr__(self) -> str:
        years, months = (", ".join(map(str, one)) for one in (self.years, self.months))
        return f"PossibleCounts: {in_words(len(self))} of {years} ({months} months)"


def in_words(vectors: int) -> str:
    """Write a number of vectors.

    Parameters
    ----------
    vectors : int
        1 or more.

    Returns
    -------
    str
        Such as ``"240 vectors"``.

    Examples
    --------
    >>> in_words(240), in_words(1)
    ('240 vectors', 'one vector')
    """
    return "one vector" if vectors == 1 else f"{vectors} vectors"


def _table_of_counts(given: object) -> np.ndarray:
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


def _labels(name: str, given: object, length: int, *, least: int) -> tuple[int, ...]:
    if not isinstance(given, tuple | list | range) or len(given) != length:
        raise InvalidDataError(
            f"{name} must be {length}, one a column of the vectors, got {shown(given)}"
        )
    return tuple(check_whole(f"each of {name}", one, least=least) for one in given)
