"""Every vector of yearly counts that a report leaves possible, with its exposure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bemodels.audit.trend.two_years import TwoYears
from bemodels.audit.trend.vector_checks import (
    enough_years,
    months_by_year,
    months_observed,
    rising_years,
    table_of_counts,
)
from bemodels.audit.years.stated_months import check_months
from bemodels.audit.years.vectors import (
    YearConstraint,
    read_rules,
    year_vectors,
    years_of,
)
from bemodels.audit.years.words import in_words
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import shown


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
        Months of each year that were observed, 1 to 12.

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
        vectors = table_of_counts(self.vectors)
        years = rising_years(self.years, vectors.shape[1])
        months = months_observed(self.months, years)
        for name, value in (("vectors", vectors), ("years", years), ("months", months)):
            object.__setattr__(self, name, value)

    @classmethod
    def from_rules(
        cls,
        rules: Iterable[YearConstraint],
        *,
        months: Mapping[int, int] | Sequence[int],
    ) -> PossibleCounts:
        """List every vector that rules leave, months being stated once for all.

        Parameters
        ----------
        rules : iterable of YearConstraint
            As `year_vectors` takes them; they name the years, two or more. A printed
            change of equal months, whichever they are, was not made annual, and stands
            beside any months.
        months : mapping of int to int, or sequence of int
            Months of each year that were observed, 1 to 12: by year, or in the order of
            the years.

        Returns
        -------
        PossibleCounts
            Every vector, with the years that the rules name.

        Raises
        ------
        InvalidDataError
            If a rule is none, the rules name one year alone, months are not those of
            the years, a rule made a year annual from other months, or the rules leave
            no vector.
        NotEstimableError
            If there are too many vectors to list, or too large numbers.

        Examples
        --------
        >>> from bemodels.audit import AtLeast, Below, RoundedChange, Total
        >>> rules = [
        ...     *(Total(107), AtLeast(2014, 1), Below(2014, 2015), Below(2015, 2016)),
        ...     RoundedChange(2016, 2017, -70, months_before=12, months_after=10),
        ... ]
        >>> months = {2014: 7, 2015: 12, 2016: 12, 2017: 10}
        >>> PossibleCounts.from_rules(rules, months=months)
        PossibleCounts: 240 vectors of 2014, 2015, 2016, 2017 (7, 12, 12, 10 months)
        """
        read = read_rules(rules)
        years = years_of(read)
        enough_years(years)
        stated = months_by_year(months, years)
        check_months(read, dict(zip(years, stated, strict=True)))
        return cls(vectors=year_vectors(read), years=years, months=stated)

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
