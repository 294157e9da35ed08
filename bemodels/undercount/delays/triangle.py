"""Incidents by month of occurrence and by how many months later they were recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.result.display import format_count
from bemodels.result.rules import check_fields, is_whole, shown

LEAST_MONTHS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingTriangle:
    """Incidents of successive months by their delay, as far as recording has come.

    Recording closes with the last month: an incident of the last month can be seen at
    delay 0 alone, one of the month before at delays 0 and 1, and so on.

    Attributes
    ----------
    months : tuple of str, length T
        Labels of successive months of occurrence, such as ``"2017-10"``; two or more.
    counts : tuple of tuple of int, length T
        Incidents at delays 0, 1, ..., a row a month; row t has T - t entries.

    Raises
    ------
    InvalidDataError
        If a label occurs twice, a row is longer or shorter than recording has come, a
        count is no whole number of 0 or more, or there is no incident.

    Examples
    --------
    >>> triangle = ReportingTriangle(
    ...     months=("2017-08", "2017-09", "2017-10"), counts=((6, 3, 1), (5, 2), (4,))
    ... )
    >>> triangle.recorded
    (10, 7, 4)
    """

    months: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        """Refuse what is no triangle."""
        check_fields(self)
        self._check_months()
        for row, (month, delays) in enumerate(self._rows()):
            _check_row(month, delays, len(self.months) - row)
        if not any(self.recorded):
            raise InvalidDataError("a reporting triangle needs an incident, got none")

    def _check_months(self) -> None:
        number = len(self.months)
        if number < LEAST_MONTHS:
            raise InvalidDataError(
                f"a reporting triangle needs {LEAST_MONTHS} months or more, got "
                f"{number}"
            )
        twice = [one for one in self.months if self.months.count(one) > 1]
        if twice:
            raise InvalidDataError(f"two months are called {shown(twice[0])}")
        if len(self.counts) != number:
            raise InvalidDataError(
                f"counts must have a row for each of {number} months, got "
                f"{len(self.counts)}"
            )

    def _rows(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        return zip(self.months, self.counts, strict=True)

    @property
    def recorded(self) -> tuple[int, ...]:
        """Incidents of each month that were recorded, at any delay."""
        return tuple(sum(delays) for delays in self.counts)

    @property
    def longest_recorded(self) -> int:
        """The longest delay at which an incident was recorded."""
        return max(
            delay for delays in self.counts for delay, n in enumerate(delays) if n
        )

    def matrix(self) -> np.ndarray:
        """Return the counts as a matrix, with zeros where nothing can be seen yet.

        Returns
        -------
        numpy.ndarray of int, shape (T, T)
            Months by delays.
        """
        number = len(self.months)
        found = np.zeros((number, number), dtype=np.int64)
        for row, delays in enumerate(self.counts):
            found[row, : len(delays)] = delays
        return found


def _delays(seen: int) -> str:
    until = f" to {seen - 1}" if seen > 1 else ""
    return f"{format_count(seen, 'delay', 'delays')} (0{until} months)"


def _check_row(month: str, delays: tuple[int, ...], seen: int) -> None:
    if len(delays) != seen:
        raise InvalidDataError(
            f"{month}: recording has come to {_delays(seen)}, got {len(delays)}"
        )
    for delay, count in enumerate(delays):
        if not is_whole(count) or count < 0:
            raise InvalidDataError(
                f"{month}, delay {delay}: incidents must be a whole number of 0 or "
                f"more, got {shown(count)}"
            )
