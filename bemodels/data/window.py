"""For how long incidents were looked for: exposure by calendar year."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, datetime
from math import fsum

from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationWindow:
    """The days on which an incident, had it happened, would be in the data.

    Attributes
    ----------
    start, end : datetime.date
        First and last day; both belong to the window.

    Raises
    ------
    InvalidDataError
        If either is no date, or the window ends before it starts.

    Notes
    -----
    Exposure is counted in years, in one of two ways. By month, each month is a twelfth
    of a year, which suits a window of whole months. By day, each day is 1/365 or, in a
    leap year, 1/366 of its year. A whole calendar year is 1 in both.

    Examples
    --------
    The 41 months of the Belgium report:

    >>> from datetime import date
    >>> window = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
    >>> window.months
    41
    >>> {year: round(years, 4) for year, years in window.exposure_by_month().items()}
    {2014: 0.5833, 2015: 1.0, 2016: 1.0, 2017: 0.8333}
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse what is no window."""
        _check_date("start", self.start)
        _check_date("end", self.end)
        if self.end < self.start:
            raise InvalidDataError(
                f"a window must not end before it starts, got {self._span}"
            )

    def __str__(self) -> str:
        return self._span

    @property
    def typed(self) -> str:
        """The window as it is typed on the command line, ``START:END``."""
        return f"{self.start}:{self.end}"

    @property
    def _span(self) -> str:
        return f"{self.start} to {self.end}"

    @property
    def calendar_years(self) -> tuple[int, ...]:
        """Every calendar year with a day in the window, ascending."""
        return tuple(range(self.start.year, self.end.year + 1))

    @property
    def calendar_months(self) -> tuple[str, ...]:
        """Every month with a day in the window, as ``YYYY-MM``, ascending."""
        first = MONTHS_IN_YEAR * self.start.year + self.start.month - 1
        last = MONTHS_IN_YEAR * self.end.year + self.end.month - 1
        return tuple(
            f"{month // MONTHS_IN_YEAR:04d}-{month % MONTHS_IN_YEAR + 1:02d}"
            for month in range(first, last + 1)
        )

    @property
    def has_whole_months(self) -> bool:
        """Whether the window runs from the first day of a month to the last of one."""
        last_day = monthrange(self.end.year, self.end.month)[1]
        return self.start.day == 1 and self.end.day == last_day

    @property
    def months(self) -> int:
        """Months in the window; it must consist of whole ones."""
        return sum(self._months_of(year) for year in self.calendar_years)

    @property
    def years_by_month(self) -> float:
        """Exposure of the whole window in years, a month being a twelfth."""
        return self.months / MONTHS_IN_YEAR

    @property
    def years_by_day(self) -> float:
        """Exposure of the whole window in years, each day a part of its own year."""
        return fsum(self.exposure_by_day().values())

    def contains(self, day: date) -> bool:
        """Tell whether a day belongs to the window.

        Parameters
        ----------
        day : datetime.date
            Any day.

        Returns
        -------
        bool
            True from `start` to `end`, both included.

        Raises
        ------
        InvalidDataError
            If `day` is no date.
        """
        _check_date("day", day)
        return self.start <= day <= self.end

    def exposure_by_month(self) -> dict[int, float]:
        """Return the exposure of each calendar year, a month being a twelfth.

        Returns
        -------
        dict of int to float
            Calendar year to years of exposure, in (0, 1].

        Raises
        ------
        InvalidDataError
            If the window does not consist of whole months.
        """
        return {
            year: self._months_of(year) / MONTHS_IN_YEAR for year in self.calendar_years
        }

    def exposure_by_day(self) -> dict[int, float]:
        """Return the exposure of each calendar year as a share of its days.

        Returns
        -------
        dict of int to float
            Calendar year to years of exposure, in (0, 1].

        Examples
        --------
        >>> from datetime import date
        >>> window = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
        >>> window.exposure_by_day()[2014] == 214 / 365
        True
        """
        return {year: self._share_of_days(year) for year in self.calendar_years}

    def exposure_by_year(self) -> dict[int, float]:
        """Return the exposure of each calendar year, as counts of a log have it.

        Returns
        -------
        dict of int to float
            Calendar year to years of exposure, in (0, 1]: by month where the window
            consists of whole ones, else by day.
        """
        if self.has_whole_months:
            return self.exposure_by_month()
        return self.exposure_by_day()

    def exposure_of_year_by_month(self, year: int) -> float:
        """Return the exposure of one calendar year, a month being a twelfth.

        Parameters
        ----------
        year : int
            Calendar year.

        Returns
        -------
        float
            Years of exposure, in (0, 1].

        Raises
        ------
        InvalidDataError
            If the window has no day in that year, or part of a month.
        """
        self._check_year(year)
        return self.exposure_by_month()[year]

    def exposure_of_year_by_day(self, year: int) -> float:
        """Return the exposure of one calendar year as a share of its days.

        Parameters
        ----------
        year : int
            Calendar year.

        Returns
        -------
        float
            Years of exposure, in (0, 1].

        Raises
        ------
        InvalidDataError
            If the window has no day in that year.
        """
        self._check_year(year)
        return self.exposure_by_day()[year]

    def years_of_month(self, month: str) -> float:
        """Return the exposure of one month: a twelfth, or its share of the days.

        Parameters
        ----------
        month : str
            As ``YYYY-MM``.

        Returns
        -------
        float
            Years of exposure, in (0, 1/12].

        Raises
        ------
        InvalidDataError
            If the window has no day in that month.
        """
        if month not in self.calendar_months:
            raise InvalidDataError(
                f"no exposure in {shown(month)}: the window is {self._span}"
            )
        year, number = map(int, month.split("-"))
        days = monthrange(year, number)[1]
        first = max(self.start, date(year, number, 1))
        last = min(self.end, date(year, number, days))
        return ((last - first).days + 1) / days / MONTHS_IN_YEAR

    def _check_year(self, year: int) -> None:
        if isinstance(year, bool) or year not in self.calendar_years:
            raise InvalidDataError(
                f"no exposure in {shown(year)}: the window is {self._span}"
            )

    def _check_whole_months(self) -> None:
        if not self.has_whole_months:
            raise InvalidDataError(
                "exposure by month needs a window from the first day of a month to the "
                f"last day of one, got {self._span}; count it by day instead"
            )

    def _months_of(self, year: int) -> int:
        self._check_whole_months()
        first = self.start.month if year == self.start.year else 1
        last = self.end.month if year == self.end.year else MONTHS_IN_YEAR
        return last - first + 1

    def _share_of_days(self, year: int) -> float:
        first = max(self.start, date(year, 1, 1))
        last = min(self.end, date(year, 12, 31))
        return ((last - first).days + 1) / (366 if isleap(year) else 365)


def _check_date(name: str, value: object) -> None:
    # A datetime is a date to Python, yet the two cannot be compared.
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidDataError(f"{name} must be a datetime.date, got {shown(value)}")
