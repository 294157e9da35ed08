"""For how long each place was watched, where it is not the whole window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import fsum, isfinite
from typing import TYPE_CHECKING

from bemodels.data.log.place_names import confusable_names
from bemodels.data.problems import PROBLEMS_SHOWN, Problem, refuse
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.result.rules import check_type, is_number, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence


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
    lines : mapping of tuple to tuple of int
        The lines of the file on which each combination of labels stands.
    notices : tuple of str
        What was accepted on reading and must be told.
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
    lines: Mapping[tuple[Label, ...], tuple[int, ...]] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def __post_init__(self) -> None:
        """Refuse keys that are none, and exposure in which nothing can happen."""
        check_type("exposure: keys", self.keys, tuple)
        for name in ("years", "windows", "lines"):
            check_type(f"exposure: {name}", getattr(self, name), Mapping)
        if not self.keys or set(self.keys) - {*PLACE_KEYS, "year"}:
            raise InvalidDataError(
                f"exposure goes by {', '.join(PLACE_KEYS)} or year, got "
                f"{', '.join(map(str, self.keys)) or 'no key'}"
            )
        refuse(
            [
                f"exposure of {', '.join(map(str, labels))}: got {shown(years)}; it "
                "must be a finite number of years above 0"
                for labels, years in self.years.items()
                if not (is_number(years) and isfinite(years) and years > 0)
            ]
        )

    @property
    def source(self) -> str:
        """The file, as messages name it."""
        return self.provenance[0].source if self.provenance else "exposure"


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
    refuse_labels(exposure, dict.fromkeys(labels), window)
    if exposure.windows:
        return [
            fsum(
                _years_in_window(one, by, cell)
                for one in _within(window, exposure.windows[label])
            )
            for cell, label in zip(cells, labels, strict=True)
        ]
    return [exposure.years[label] for label in labels]


def refuse_labels(
    exposure: Exposure,
    labels: Iterable[tuple[Label, ...]],
    window: ObservationWindow | None,
) -> None:
    """Refuse places and years that have no exposure, or more than there can be.

    Parameters
    ----------
    exposure : Exposure
        The exposure.
    labels : iterable of tuple
        Distinct labels that need exposure, in the order of its keys.
    window : ObservationWindow or None
        When the source was looking; None if that is not stated.

    Raises
    ------
    InvalidDataError
        With the line of the file, where there is one, for each of them.
    """
    needed = list(labels)
    absent = [label for label in needed if label not in exposure.years]
    problems = [
        # To look for what may be meant takes time, so only what is shown has it.
        _absent(exposure, label, exposure.years if row < PROBLEMS_SHOWN else ())
        for row, label in enumerate(absent)
    ]
    if window is not None:
        present = (label for label in needed if label in exposure.years)
        found = (_problem_of(exposure, label, window) for label in present)
        problems += [one for one in found if one is not None]
    refuse(problems)


def _problem_of(
    exposure: Exposure, label: tuple[Label, ...], window: ObservationWindow
) -> Problem | None:
    name = ", ".join(map(str, label))
    line = exposure.lines.get(label, (0,))[0]
    if exposure.windows:
        periods = exposure.windows[label]
        if any(_within(window, periods)):
            return None
        rule = f"no day on which {name} was watched lies within the window, {window}"
        value = ", ".join(map(str, periods))
        return Problem(file=exposure.source, line=line, value=value, rule=rule)
    years = exposure.years[label]
    most = _years_in_window(window, exposure.keys, label)
    if years <= most * (1 + SLACK):
        return None
    return Problem(
        file=exposure.source,
        line=line,
        column="years" if line else "",
        rule=f"exposure of {name}: got {years:g} years, more than the {most:.4g} of "
        f"the window, {window}",
    )


def _absent(
    exposure: Exposure, label: tuple[Label, ...], known: Collection[tuple[Label, ...]]
) -> Problem:
    """Say that a place or year has no row, and which of those known may be meant."""
    hint = "add its row: a count without exposure has no rate"
    same = [one for one in known if one[0] == label[0]]
    line = min((exposure.lines.get(one, (0,))[0] for one in same), default=0)
    if same:
        hint = f"it has {', '.join(str(one[-1]) for one in same)}"
    elif near := _near(label[0], [one[0] for one in known]):
        hint = f"do you mean {near!r}?"
    return Problem(
        file=exposure.source,
        line=line,
        rule=f"no exposure of {', '.join(map(str, label))} is given",
        hint=hint,
    )


def _near(name: Label, names: Iterable[Label]) -> str:
    if not isinstance(name, str):
        return ""
    known = [one for one in dict.fromkeys(names) if isinstance(one, str)]
    twin = confusable_names([*known, name]).get(name, "")
    return twin or next(iter(get_close_matches(name, known, n=1)), "")


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
    return window.exposure_by_year().get(int(cell[by.index("year")]), 0.0)


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
