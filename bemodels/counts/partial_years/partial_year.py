"""A year observed in part, and the share of a year that its months hold by season."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.intervals import clopper_pearson_limits, garwood_interval
from bemodels.intervals.recovered_limits import (
    Limits,
    mover_interval,
    ratio_limits,
)
from bemodels.result import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialYear:
    """A calendar year of which some months were observed.

    Attributes
    ----------
    year : int
        Which one.
    count : int
        Incidents in the months that were observed.
    years : float
        Their exposure by the calendar.
    in_season : int
        Incidents of the whole years in the same calendar months.
    total : int
        All incidents of the whole years, at least 1.
    """

    year: int
    count: int
    years: float
    in_season: int
    total: int

    def share(self, level: float) -> Limits:
        """Return the share of a year's incidents that its months have.

        Parameters
        ----------
        level : float
            Of the exact binomial limits, in (0, 1).

        Returns
        -------
        Limits
            Low, middle and high.
        """
        tail = (1 - level) / 2
        low, high = clopper_pearson_limits(self.in_season, self.total, tail)
        return Limits(low, self.in_season / self.total, high)

    def by_calendar(self, level: float) -> Interval:
        """Return the exact interval of the annual rate by calendar exposure.

        Parameters
        ----------
        level : float
            Guaranteed coverage, in (0, 1).

        Returns
        -------
        Interval
            Garwood's.
        """
        return garwood_interval(self.count, self.years, level=level)

    def by_season(self, level: float) -> Interval:
        """Return the interval of the annual rate by season-weighted exposure.

        Parameters
        ----------
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Both the count and the share are uncertain.
        """
        counted = garwood_interval(self.count, 1.0, level=level)
        return mover_interval(
            ratio_limits,
            Limits(counted.low, float(self.count), counted.high),
            self.share(level),
            level=level,
            method="MOVER of Garwood's and Clopper-Pearson's limits",
        )
