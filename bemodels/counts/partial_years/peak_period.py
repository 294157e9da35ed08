"""The period with the highest annual rate, found after seeing the counts, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from bemodels.data import CountTable
from bemodels.errors import NotEstimableError
from bemodels.result import Assumption

# Twelfths of days of years: any share of a year in whole months or days.
_LARGEST_DENOMINATOR = 12 * 365 * 366
_ROUNDING = 1e-12
PEAK_CHOSEN = Assumption(
    statement="The peak was chosen after seeing the counts: of periods with equal "
    "rates the highest is high by chance, and what follows it is lower.",
    support="by design",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One of successive periods.

    Attributes
    ----------
    number : int
        Counted from 1.
    count : int
        Incidents.
    years : Fraction
        Exposure.
    """

    number: int
    count: int
    years: Fraction

    @property
    def rate(self) -> Fraction:
        """Incidents per year, exactly."""
        return self.count / self.years


@cache
def exact_years(years: float) -> Fraction:
    """Return the share of a year that a float was rounded from.

    Parameters
    ----------
    years : float
        Above 0 and finite.

    Returns
    -------
    Fraction
        Of whole months or days where one is that near; else the float itself.

    Examples
    --------
    >>> exact_years(10 / 12), exact_years(214 / 365)
    (Fraction(5, 6), Fraction(214, 365))
    """
    itself = Fraction(years)
    near = itself.limit_denominator(_LARGEST_DENOMINATOR)
    return near if abs(near - itself) <= _ROUNDING * itself else itself


def periods_of(table: CountTable) -> tuple[Period, ...]:
    """Return the periods of a table in their order.

    Parameters
    ----------
    table : CountTable
        As `read_series` returns it.

    Returns
    -------
    tuple of Period
        With exposures as fractions.
    """
    return tuple(
        Period(number=number, count=count, years=exact_years(years))
        for number, count, years in table.rows
    )


def peak_before_last(periods: Sequence[Period]) -> Period:
    """Return the period with the highest rate before the last one.

    Parameters
    ----------
    periods : sequence of Period
        Two or more.

    Returns
    -------
    Period
        The earliest of ties.

    Raises
    ------
    NotEstimableError
        If there was no incident before the last period.
    """
    peak = max(periods[:-1], key=lambda one: one.rate)
    if not peak.count:
        raise NotEstimableError(
            "a decline is not estimable: there is no incident before the last period"
        )
    return peak
