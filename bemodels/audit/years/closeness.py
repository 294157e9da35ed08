"""Rules on one year's being near another: in its count, or in its annual rate."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.audit.years.inequalities import (
    MONTHS_IN_YEAR,
    Inequality,
    check_years,
)
from bemodels.audit.years.year_order import difference_of
from bemodels.errors import InvalidDataError
from bemodels.result.as_written import exact
from bemodels.result.rules import check_whole


@dataclass(frozen=True, slots=True)
class CloseCounts:
    """Two years differ by some number of incidents at most, either way.

    Attributes
    ----------
    year, other : int
        The years.
    within : int
        The number, 0 or more.

    Examples
    --------
    >>> str(CloseCounts(2017, 2014, 5))
    '2017 within 5 incidents of 2014'
    """

    year: int
    other: int
    within: int

    def __post_init__(self) -> None:
        check_years(self)
        check_whole("CloseCounts: within", self.within, least=0)

    @property
    def years(self) -> tuple[int, ...]:
        """The two years."""
        return (self.year, self.other)

    @property
    def inequalities(self) -> tuple[Inequality, ...]:
        """What it asks."""
        return (
            difference_of(self.year, self.other, least=-self.within),
            difference_of(self.other, self.year, least=-self.within),
        )

    def __str__(self) -> str:
        return f"{self.year} within {self.within} incidents of {self.other}"


@dataclass(frozen=True, slots=True)
class CloseRates:
    """Two years' annual rates differ by some number a year at most, either way.

    Attributes
    ----------
    year, other : int
        The years.
    within : float
        The number, in incidents a year, 0 or more; taken as it is written.
    months, other_months : int
        For how many months each year was observed, 1 or more.

    Raises
    ------
    InvalidDataError
        If a field is of another type or out of its range.

    Examples
    --------
    >>> str(CloseRates(2017, 2014, 5, months=10, other_months=7))
    '2017 (10 months) within 5 incidents a year of 2014 (7 months)'
    """

    year: int
    other: int
    within: float
    months: int
    other_months: int

    def __post_init__(self) -> None:
        """Refuse what is no distance and what is no time."""
        check_years(self)
        if exact("CloseRates: within", self.within) < 0:
            raise InvalidDataError(
                f"CloseRates: within must be 0 or more, got {self.within}"
            )
        check_whole("CloseRates: months", self.months, least=1)
        check_whole("CloseRates: other_months", self.other_months, least=1)

    @property
    def years(self) -> tuple[int, ...]:
        """The two years."""
        return (self.year, self.other)

    @property
    def annual_months(self) -> dict[int, int]:
        """Of how many months each year was made annual."""
        return {self.year: self.months, self.other: self.other_months}

    @property
    def inequalities(self) -> tuple[Inequality, ...]:
        """What it asks, times the months of both and the tolerance's denominator."""
        within = exact("CloseRates: within", self.within)
        annual = MONTHS_IN_YEAR * within.denominator
        here, there = annual * self.other_months, annual * self.months
        least = -within.numerator * self.months * self.other_months
        return (
            Inequality(((self.year, here), (self.other, -there)), least),
            Inequality(((self.year, -here), (self.other, there)), least),
        )

    def __str__(self) -> str:
        return (
            f"{self.year} ({self.months} months) within {self.within:g} incidents a "
            f"year of {self.other} ({self.other_months} months)"
        )
