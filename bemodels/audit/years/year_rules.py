"""Rules on the sum of all years and on one year's count.

Every rule is a small frozen value that knows its years, its inequalities and its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.audit.years.inequalities import Inequality, check_years
from bemodels.result.rules import check_whole


@dataclass(frozen=True, slots=True)
class Total:
    """The counts of all years that the rules name add up to a printed number.

    Attributes
    ----------
    number : int
        The sum, 0 or more.

    Examples
    --------
    >>> str(Total(107))
    'all years add up to 107'
    """

    number: int

    def __post_init__(self) -> None:
        check_whole("Total: number", self.number, least=0)

    @property
    def years(self) -> tuple[int, ...]:
        """None of its own."""
        return ()

    def over(self, years: tuple[int, ...]) -> tuple[Inequality, ...]:
        """Return what it asks of the years of a vector.

        Parameters
        ----------
        years : tuple of int
            All of them.

        Returns
        -------
        tuple of Inequality
            The sum from below and from above.
        """
        return (
            Inequality(tuple((year, 1) for year in years), self.number),
            Inequality(tuple((year, -1) for year in years), -self.number),
        )

    def __str__(self) -> str:
        return f"all years add up to {self.number}"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """One year has some number of incidents or more.

    Attributes
    ----------
    year : int
        The year.
    minimum : int
        The number, 0 or more.

    Examples
    --------
    >>> str(AtLeast(2016, 13))
    '13 or more in 2016'
    """

    year: int
    minimum: int

    def __post_init__(self) -> None:
        check_years(self)
        check_whole("AtLeast: minimum", self.minimum, least=0)

    @property
    def years(self) -> tuple[int, ...]:
        """The year that it names."""
        return (self.year,)

    @property
    def inequalities(self) -> tuple[Inequality, ...]:
        """What it asks."""
        return (Inequality(((self.year, 1),), self.minimum),)

    def __str__(self) -> str:
        return f"{self.minimum} or more in {self.year}"


@dataclass(frozen=True, slots=True)
class AtMost:
    """One year has some number of incidents or fewer.

    Attributes
    ----------
    year : int
        The year.
    maximum : int
        The number, 0 or more.

    Examples
    --------
    >>> str(AtMost(2014, 30))
    '30 or fewer in 2014'
    """

    year: int
    maximum: int

    def __post_init__(self) -> None:
        check_years(self)
        check_whole("AtMost: maximum", self.maximum, least=0)

    @property
    def years(self) -> tuple[int, ...]:
        """The year that it names."""
        return (self.year,)

    @property
    def inequalities(self) -> tuple[Inequality, ...]:
        """What it asks."""
        return (Inequality(((self.year, -1),), -self.maximum),)

    def __str__(self) -> str:
        return f"{self.maximum} or fewer in {self.year}"
