"""Rules on which of two years has more incidents, and by how many."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from bemodels.audit.years.inequalities import Inequality, check_years
from bemodels.result.rules import check_whole


def difference_of(larger: int, smaller: int, *, least: int) -> Inequality:
    """Return that one year's count less another's reaches a number.

    Parameters
    ----------
    larger, smaller : int
        The years.
    least : int
        The number; negative where the first may be below by as much.

    Returns
    -------
    Inequality
        ``larger - smaller >= least``.
    """
    return Inequality(((larger, 1), (smaller, -1)), least)


@dataclass(frozen=True, slots=True)
class YearOrder(ABC):
    """One year's count lies below another's; a subclass says by how many.

    Attributes
    ----------
    smaller, larger : int
        The years.
    """

    smaller: int
    larger: int

    def __post_init__(self) -> None:
        check_years(self)

    @property
    @abstractmethod
    def margin(self) -> int:
        """By how many incidents the larger exceeds the smaller, at least."""

    @property
    def years(self) -> tuple[int, ...]:
        """The two years."""
        return (self.smaller, self.larger)

    @property
    def inequalities(self) -> tuple[Inequality, ...]:
        """What it asks."""
        return (difference_of(self.larger, self.smaller, least=self.margin),)


@dataclass(frozen=True, slots=True)
class Below(YearOrder):
    """One year has fewer incidents than another.

    Attributes
    ----------
    smaller, larger : int
        The years.

    Examples
    --------
    >>> str(Below(2014, 2015))
    '2014 below 2015'
    """

    @property
    def margin(self) -> int:
        """One."""
        return 1

    def __str__(self) -> str:
        return f"{self.smaller} below {self.larger}"


@dataclass(frozen=True, slots=True)
class NotAbove(YearOrder):
    """One year has as many incidents as another, or fewer.

    Attributes
    ----------
    smaller, larger : int
        The years.

    Examples
    --------
    >>> str(NotAbove(2014, 2015))
    '2014 not above 2015'
    """

    @property
    def margin(self) -> int:
        """None."""
        return 0

    def __str__(self) -> str:
        return f"{self.smaller} not above {self.larger}"


@dataclass(frozen=True, slots=True)
class BelowBy(YearOrder):
    """One year's count lies below another's by some number or more.

    Attributes
    ----------
    smaller, larger : int
        The years.
    least : int
        The number, 1 or more.

    Examples
    --------
    Arrest actions rose from 2015, without an attack, to 2016, with one or more:

    >>> str(BelowBy(2015, 2016, 2))
    '2015 below 2016 by 2 or more'
    """

    least: int

    def __post_init__(self) -> None:
        # With slots the class is made anew, which super() does not know of.
        YearOrder.__post_init__(self)
        check_whole("BelowBy: least", self.least, least=1)

    @property
    def margin(self) -> int:
        """The number that is stated."""
        return self.least

    def __str__(self) -> str:
        return f"{self.smaller} below {self.larger} by {self.least} or more"
