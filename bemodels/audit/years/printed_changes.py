r"""Rules that a printed percentage change sets on two years' counts.

With annual rates :math:`r_0 = 12 n_0 / m_0` before and :math:`r_1 = 12 n_1 / m_1`
after, what is printed is the size of the change: of a decrease
:math:`100 (1 - r_1 / r_0)`, of an increase :math:`100 (r_1 / r_0 - 1)`. The size is
rounded half up, so that a decrease of 69.5 is printed as 70 and one of 70.5 as 71, and
an increase alike; or it is cut off, so that 70.99 is printed as 70. Multiplied by
:math:`n_0` and the months, both are inequalities in whole numbers: no division is made
and nothing is rounded by the machine. A printed 0 may be a small change either way.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bemodels.audit.years.inequalities import (
    MONTHS_IN_YEAR,
    Inequality,
    check_years,
)
from bemodels.errors import InvalidDataError
from bemodels.result.as_written import exact
from bemodels.result.rules import check_whole, shown

WHOLE = 100


@dataclass(frozen=True, slots=True)
class PrintedChange(ABC):
    """The change from one year to another is printed; a subclass says how.

    Attributes
    ----------
    before, after : int
        The years; the one before had an incident or more.
    percent : float
        The change as printed: -70 for a decrease of 70%.
    months_before, months_after : int, default 12
        Of how many months each count was made an annual rate before the change was
        computed. Equal months cancel: 9 and 9 say, as 12 and 12 do, that counts are
        compared as they stand, and nothing of how long the years were observed.
    decimals : int
        How many decimals are printed, 0 or more.

    Raises
    ------
    InvalidDataError
        If a field is of another type or out of its range, or `percent` has more
        decimals than are printed.
    """

    rounding: ClassVar[str]
    before: int
    after: int
    percent: float
    months_before: int = MONTHS_IN_YEAR
    months_after: int = MONTHS_IN_YEAR
    decimals: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no printed change."""
        name = type(self).__name__
        check_years(self)
        for field in ("months_before", "months_after"):
            check_whole(f"{name}: {field}", getattr(self, field), least=1)
        decimals = check_whole(f"{name}: decimals", self.decimals, least=0)
        percent = exact(f"{name}: percent", self.percent)
        if (percent * 10**decimals).denominator > 1:
            raise InvalidDataError(
                f"{name}: percent is printed with {decimals} decimals, got "
                f"{shown(self.percent)}"
            )
        if percent < -WHOLE:
            raise InvalidDataError(
                f"{name}: percent must be {-WHOLE} or more, as nothing falls by more "
                f"than all of it, got {shown(self.percent)}"
            )

    @property
    @abstractmethod
    def sizes(self) -> tuple[Fraction, Fraction]:
        """The least size that is printed so, and the least larger one that is not."""

    @property
    def years(self) -> tuple[int, ...]:
        """The two years."""
        return (self.before, self.after)

    @property
    def annual_months(self) -> dict[int, int]:
        """Of how many months each year was made annual; none where counts stand."""
        if self.months_before == self.months_after:
            return {}
        return {self.before: self.months_before, self.after: self.months_after}

    @property
    def inequalities(self) -> tuple[Inequality, ...]:
        """What it asks; both fail where the year before has no incident."""
        low, high = self.sizes
        if self.percent == 0:
            # It may be a decrease as well as an increase.
            return (self._size_below(1, high), self._size_below(-1, high))
        sign = 1 if self.percent > 0 else -1
        # Reaching a number is not lying below it: the same line with its sign turned.
        below = self._size_below(sign, low)
        reached = Inequality(
            tuple((year, -weight) for year, weight in below.weights), 1 - below.least
        )
        return (reached, self._size_below(sign, high))

    def __str__(self) -> str:
        return (
            f"{self.before} ({self.months_before} months) to {self.after} "
            f"({self.months_after} months): {self.percent:+.{self.decimals}f}%, "
            f"{self.rounding}"
        )

    def _size_below(self, sign: int, high: Fraction) -> Inequality:
        """Return sign 100 (r1 / r0 - 1) < high, times n0 m1 and the denominator."""
        unit = high.denominator
        before = self.months_after * (sign * WHOLE * unit + high.numerator)
        after = -sign * WHOLE * unit * self.months_before
        return Inequality(((self.before, before), (self.after, after)), 1)


@dataclass(frozen=True, slots=True)
class RoundedChange(PrintedChange):
    """The change from one year to another is printed, its size rounded half up.

    Attributes
    ----------
    before, after : int
        The years; the one before had an incident or more.
    percent : float
        The change as printed: -70 for a decrease of 70%.
    months_before, months_after : int, default 12
        Of how many months each count was made an annual rate before the change was
        computed. Equal months cancel: 9 and 9 say, as 12 and 12 do, that counts are
        compared as they stand, and nothing of how long the years were observed.
    decimals : int
        How many decimals are printed, 0 or more.

    Raises
    ------
    InvalidDataError
        If a field is of another type or out of its range, or `percent` has more
        decimals than are printed.

    Examples
    --------
    >>> str(RoundedChange(2016, 2017, percent=-70, months_after=10))
    '2016 (12 months) to 2017 (10 months): -70%, rounded half up'
    >>> str(RoundedChange(2015, 2016, percent=45))
    '2015 (12 months) to 2016 (12 months): +45%, rounded half up'
    """

    rounding = "rounded half up"

    @property
    def sizes(self) -> tuple[Fraction, Fraction]:
        """Half a unit of the last decimal about the printed size."""
        size = abs(exact("percent", self.percent))
        half = Fraction(1, 2 * 10**self.decimals)
        return size - half, size + half


@dataclass(frozen=True, slots=True)
class TruncatedChange(PrintedChange):
    """The change from one year to another is printed, its size cut off.

    Attributes
    ----------
    before, after : int
        The years; the one before had an incident or more.
    percent : float
        The change as printed: -70 for a decrease of 70%.
    months_before, months_after : int, default 12
        Of how many months each count was made an annual rate before the change was
        computed. Equal months cancel: 9 and 9 say, as 12 and 12 do, that counts are
        compared as they stand, and nothing of how long the years were observed.
    decimals : int
        How many decimals are printed, 0 or more.

    Raises
    ------
    InvalidDataError
        If a field is of another type or out of its range, or `percent` has more
        decimals than are printed.

    Examples
    --------
    >>> str(TruncatedChange(2016, 2017, percent=-70, months_after=10))
    '2016 (12 months) to 2017 (10 months): -70%, cut off'
    """

    rounding = "cut off"

    @property
    def sizes(self) -> tuple[Fraction, Fraction]:
        """A unit of the last decimal from the printed size on."""
        size = abs(exact("percent", self.percent))
        return size, size + Fraction(1, 10**self.decimals)
