"""Events counted over years of watching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bemodels.errors import InvalidDataError
from bemodels.intervals import TwoByTwo
from bemodels.result.rules import is_number, is_whole, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """Events of one group, and the years over which they were counted.

    Attributes
    ----------
    events : int
        0 or more, at most 10,000,000.
    years : float
        Exposure, from ``SHORTEST``, which is 1e-12, to ``LONGEST``, 1e12, to which the
        arithmetic is measured to be right.

    Raises
    ------
    InvalidDataError
        If the count is no whole number, or a value lies outside its range.

    Examples
    --------
    >>> Exposed(events=3, years=12).annual_rate
    0.25
    """

    SHORTEST: ClassVar[float] = 1e-12
    LONGEST: ClassVar[float] = 1e12

    events: int
    years: float

    def __post_init__(self) -> None:
        """Refuse counts and exposures that there are not."""
        if not is_whole(self.events):
            raise InvalidDataError(
                f"events must be a whole number, got {shown(self.events)}"
            )
        if not 0 <= self.events <= TwoByTwo.LARGEST:
            raise InvalidDataError(
                f"events must lie in 0..{TwoByTwo.LARGEST}, got {shown(self.events)}"
            )
        low, high = self.SHORTEST, self.LONGEST
        if not is_number(self.years) or not low <= self.years <= high:
            raise InvalidDataError(
                f"years must lie between {low:g} and {high:g}, got {shown(self.years)}"
            )

    @property
    def annual_rate(self) -> float:
        """Events per year."""
        return self.events / self.years

    def __str__(self) -> str:
        return f"{self.events} in {self.years:g} years"
