"""For how long each place was watched, where it is not the whole window."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum, isfinite
from typing import TYPE_CHECKING

from bemodels.data.problems import Problem, refuse
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


Label = str | int
Cell = tuple[Label, ...]
# A day's difference in how years are counted is no contradiction.
SLACK = 0.01
PLACE_KEYS = ("city", "municipality", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Years of observation by place, or by place and calendar year.

    Attributes
    ----------
    keys : tuple of str
        One of city, municipality, country, then perhaps year.
    years : mapping of tuple to float
        Exposure of each combination of labels, above 0 and finite.
    windows : mapping of tuple to tuple of ObservationWindow
        When each place was watched, where that is known: it then gives the exposure of
        each year, too, and an incident at another time stands in no cell.
    provenance : tuple of Provenance
        The file.

    Raises
    ------
    InvalidDataError
        If a key is none of these, or an exposure is not above 0 and finite.

    Examples
    --------
    >>> Exposure(keys=("city",), years={("Ghent",): 3.5}).years[("Ghent",)]
    3.5
    """

    keys: tuple[str, ...]
    years: Mapping[tuple[Label, ...], float]
    windows: Mapping[tuple[Label, ...], tuple[ObservationWindow, ...]] = field(
        default_factory=dict
    )
    provenance: tuple[Provenance, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse keys that are none, and exposure in which nothing can happen."""
        if not self.keys or set(self.keys) - {*PLACE_KEYS, "year"}:
            raise InvalidDataError(
                f"exposure goes by {', '.join(PLACE_KEYS)} or year, got "
                f"{', '.join(self.keys) or 'no key'}"
            )
        refuse(
            [
                f"exposure of {', '.join(map(str, labels))}: got {shown(years)}; it "
                "must be a finite number of years above 0"
                for labels, years in self.years.items()
                if not (isfinite(years) and years > 0)
            ]
        )


def years_of(window: ObservationWindow) -> float:
    """Return the exposure of a window: by month where it has whole ones, else by day.

    Parameters
    ----------
    window : ObservationWindow
        The window.

    Returns
    -------
    float
        Years, above 0.
    """
    return window.years_by_month if window.has_whole_months else window.years_by_day


def years_of_cells(
    window: ObservationWindow,
    exposure: Exposure | None,
    by: Sequence[str],
    cells: Sequence[tuple[Label, ...]],
) -> list[float]:
    """Return the exposure of every cell of a table of counts.

    Parameters
    ----------
    window : ObservationWindow
        When the source was looking.
    exposure : Exposure or None
        Exposure that is not the whole window's.
    by : sequence of str
        The keys of the table.
    cells : sequence of tuple
        Labels of each cell, in the order of `by`.

    Returns
    -------
    list of float
        Years of each cell; 0 for a year in which its place was not watched.

    Raises
    ------
    InvalidDataError
        If the exposure goes by a key that the table has not, by no year where the
        table has one, lacks a cell, or is more than the window's; every such cell is
        a line.
    """
    if exposure is None:
        return [_years_in_window(window, by, cell) for cell in cells]
    check_exposure_keys(exposure, by)
    positions = [by.index(key) for key in exposure.keys]
    labels = [tuple(cell[i] for i in positions) for cell in cells]
    source = exposure.provenance[0].source if exposure.provenance else "exposure"
    refuse(
        [
            Problem(
                file=source,
                rule=f"no exposure of {', '.join(map(str, label))} is given",
                hint="add its row: a count without exposure has no rate",
            )
            for label in dict.fromkeys(labels)
            if label not in exposure.years
        ]
    )
    if exposure.windows:
        return [
            fsum(
                _years_in_window(one, by, cell)
                for one in _within(window, exposure.windows[label])
            )
            for cell, label in zip(cells, labels, strict=True)
        ]
    most = {
        label: _years_in_window(window, by, cell)
        for cell, label in zip(cells, labels, strict=True)
    }
    refuse(
        [
            f"{source}: exposure of {', '.join(map(str, label))}: got "
            f"{exposure.years[label]:g} years, more than the {years:.4g} of the "
            f"window, {window}"
            for label, years in most.items()
            if exposure.years[label] > years * (1 + SLACK)
        ]
    )
    return [exposure.years[label] for label in labels]


def _within(
    window: ObservationWindow, periods: Sequence[ObservationWindow]
) -> Iterator[ObservationWindow]:
    """Yield the parts of a place's periods in which the source was looking."""
    for one in periods:
        start, end = max(one.start, window.start), min(one.end, window.end)
        if start <= end:
            yield ObservationWindow(start=start, end=end)


def _years_in_window(
    window: ObservationWindow, by: Sequence[str], cell: tuple[Label, ...]
) -> float:
    if "year_month" in by:
        month = str(cell[by.index("year_month")])
        return window.years_of_month(month) if month in window.calendar_months else 0.0
    if "year" not in by:
        return years_of(window)
    by_year = (
        window.exposure_by_month()
        if window.has_whole_months
        else window.exposure_by_day()
    )
    return by_year.get(int(cell[by.index("year")]), 0.0)


def check_exposure_keys(exposure: Exposure, by: Sequence[str]) -> None:
    """Refuse exposure that says nothing of the cells of a count.

    Parameters
    ----------
    exposure : Exposure
        The exposure.
    by : sequence of str
        The keys of the count.

    Raises
    ------
    InvalidDataError
        If it goes by a key that the count has not, or by no year where the count has
        one.
    """
    times = {"year", "year_month"} & set(by)
    timed = "year" in exposure.keys or exposure.windows
    if set(exposure.keys) - set(by) or (times and not timed):
        raise InvalidDataError(
            f"exposure goes by {', '.join(exposure.keys)}, the count by "
            f"{', '.join(by)}: count by the same places and years"
        )
