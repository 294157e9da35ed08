"""From rows to a table of counts: every cell of the grid, with its exposure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from bemodels.data.count_table import CountTable
from bemodels.data.exposure import PLACE_KEYS, years_of_cells
from bemodels.data.log.columns import BY_NAME
from bemodels.data.log.counted import Counted, in_main_place
from bemodels.data.log.times import PARTS
from bemodels.data.problems import shown
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.window import ObservationWindow

Label = str | int
TIME_KEYS = ("year", "year_month")
OTHER_KEYS = ("kind", "link")
KEYS = (*PLACE_KEYS, *TIME_KEYS, *OTHER_KEYS)
ONLY_LISTED = (
    "only places with an incident are listed, so the mean rate over them is biased "
    "upwards; name every place that could have had one with places"
)


def tabulate(
    log: IncidentLog, counted: Counted, by: Sequence[str], *, places: Sequence[str]
) -> CountTable:
    """Count units by keys over every cell that could hold one.

    Parameters
    ----------
    log : IncidentLog
        With its window.
    counted : Counted
        What is counted.
    by : sequence of str
        The keys.
    places : sequence of str
        Places that are in the table whatever was counted there.

    Returns
    -------
    CountTable
        One row a cell of the grid, zeros included.

    Raises
    ------
    InvalidDataError
        If there is no window, a key is not known or missing in the log, or `places`
        does not hold a place that has an incident.
    """
    window = _checked(log, by, places)
    if {"city", "municipality"} & set(by):
        counted = in_main_place(counted)
    keys, known, notices = _keyed(counted, by, log.time_column)
    counts = counted.weights[known].groupby([keys[name][known] for name in by]).sum()
    found = {_labels(cell): int(count) for cell, count in counts.items()}
    grid = tuple(_grid(by, window, found, places))
    if places:
        _refuse_unlisted(found, set(grid), by)
    elif set(PLACE_KEYS) & set(by):
        notices = (*notices, ONLY_LISTED)
    exposure = years_of_cells(window, log.exposure, by, grid)
    return CountTable(
        keys=tuple(by),
        rows=tuple(
            (*cell, found.get(cell, 0), years)
            for cell, years in zip(grid, exposure, strict=True)
        ),
        provenance=log.provenance,
        notices=(*log.notices, *counted.notices, *notices),
    )


def _checked(
    log: IncidentLog, by: Sequence[str], places: Sequence[str]
) -> ObservationWindow:
    if isinstance(by, str) or not by or len(set(by)) < len(by):
        raise InvalidDataError(
            f"by must be one or more keys in a sequence, each once, got {shown(by)}"
        )
    for name in by:
        if name not in KEYS:
            raise InvalidDataError(
                f"{shown(name)} is no key to count by; there are {', '.join(KEYS)}"
            )
        if name not in TIME_KEYS and name not in log.frame:
            raise InvalidDataError(f"the log has no column {name} to count by")
    if places and len(set(PLACE_KEYS) & set(by)) != 1:
        raise InvalidDataError(
            "places are for a count by one of city, municipality, country, got by "
            f"{', '.join(by)}"
        )
    if log.window is None:
        raise InvalidDataError(
            "counting needs the window in which the source was looking, and none is "
            "stated: log.within(window), or --window START:END"
        )
    return log.window


def _keyed(
    counted: Counted, by: Sequence[str], time: str
) -> tuple[dict[str, pd.Series], pd.Series, tuple[str, ...]]:
    """Return the label of each row under each key, and which rows have them all."""
    keys, notices = {}, []
    known = counted.weights >= 0
    for name in by:
        if name in TIME_KEYS:
            keys[name], placed = _times(counted.rows[time], name)
            why = f"dated no finer than the year, in no {name}"
        else:
            keys[name] = counted.rows[name].astype("str")
            placed = keys[name].fillna("") != ""
            why = f"without a {name}, in no cell"
        if absent := int(counted.weights[~placed].sum()):
            notices.append(f"{counted.unit} {why}: {absent}")
        known &= placed
    return keys, known, tuple(notices)


def _times(times: pd.Series, name: str) -> tuple[pd.Series, pd.Series]:
    """Return the year or month of each row, and which rows are dated so finely."""
    length = PARTS["year" if name == "year" else "month"]
    labels = times.str.slice(0, length)
    placed = labels.str.len() == length
    return (labels.astype("int64") if name == "year" else labels), placed


def _labels(cell: Label | tuple[Label, ...]) -> tuple[Label, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


def _grid(
    by: Sequence[str],
    window: ObservationWindow,
    found: dict[tuple[Label, ...], int],
    places: Sequence[str],
) -> Iterator[tuple[Label, ...]]:
    """Yield every cell: all places, all times of the window, all categories."""
    place_keys = [name for name in by if name in PLACE_KEYS]
    positions = [by.index(name) for name in place_keys]
    listed = (
        [(one,) for one in dict.fromkeys(places)]
        if places
        else sorted({tuple(cell[i] for i in positions) for cell in found})
    )
    others = [name for name in by if name not in PLACE_KEYS]
    for place, rest in product(
        listed or [()], product(*(_levels(name, window) for name in others))
    ):
        cell = dict(zip(place_keys, place, strict=True))
        cell |= dict(zip(others, rest, strict=True))
        yield tuple(cell[name] for name in by)


def _levels(name: str, window: ObservationWindow) -> Sequence[Label]:
    if name == "year":
        return window.calendar_years
    if name == "year_month":
        return window.calendar_months
    return BY_NAME[name].values


def _refuse_unlisted(
    found: dict[tuple[Label, ...], int],
    grid: set[tuple[Label, ...]],
    by: Sequence[str],
) -> None:
    unlisted = [cell for cell in found if cell not in grid]
    if unlisted:
        raise InvalidDataError(
            f"an incident stands outside the grid of {', '.join(by)}: "
            f"{', '.join(map(shown, unlisted[0]))}; places must hold every place that "
            f"has one ({len(unlisted)} cells in all)"
        )
