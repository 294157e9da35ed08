"""From a tally to a table of counts, each cell with its exposure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bemodels.data.count_table import CountTable
from bemodels.data.exposure import PLACE_KEYS, check_exposure_keys, years_of_cells
from bemodels.data.log.columns import LINKS
from bemodels.data.log.grid import Cell, Label, check_keys, grid_of
from bemodels.data.log.listed_names import sound_places
from bemodels.data.log.tally import Tally, tally_of
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.data.exposure import Exposure
    from bemodels.data.log.counted import Counted
    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.window import ObservationWindow
    from bemodels.result import Provenance

NAMED = 10
ONLY_WATCHED = (
    "only places with exposure are listed; if others were watched, the mean rate over "
    "those listed is biased: name every place that could have had an incident with "
    "places"
)
ONLY_LISTED = (
    "only places with an incident are listed, so the mean rate over them is biased "
    "upwards; name every place that could have had one with places"
)


def tabulate(
    log: IncidentLog, counted: Counted, by: Sequence[str], *, places: Sequence[str]
) -> CountTable:
    """Count the units of a log by keys, over every cell that could hold one.

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
    check_keys(by, log.frame.columns, places)
    if log.exposure is not None:
        check_exposure_keys(log.exposure, by)
    if log.window is None:
        raise InvalidDataError(
            "counting needs the window in which the source was looking, and none is "
            "stated: log.within(window), or --window START:END"
        )
    for blind in log.unwatched:
        if blind.start <= log.window.end and log.window.start <= blind.end:
            raise InvalidDataError(
                f"the source was not looking from {blind}, of which the window, "
                f"{log.window}, holds a part: count within a window without it"
            )
    return table_of(
        tally_of(counted, by, log.time_column, exposure=log.exposure),
        by,
        window=log.window,
        exposure=log.exposure,
        places=places,
        provenance=log.provenance,
        notices=log.notices,
    )


def _watched(
    by: Sequence[str], exposure: Exposure | None, window: ObservationWindow
) -> set[Cell]:
    """Return the places that have exposure, where a table goes by the same places."""
    if exposure is None:
        return set()
    keys = [name for name in by if name in PLACE_KEYS]
    if not keys or set(keys) != set(exposure.keys) & set(PLACE_KEYS):
        return set()
    places = [exposure.keys.index(name) for name in keys]
    return {
        tuple(label[i] for i in places)
        for label in exposure.years
        if not exposure.windows
        or any(
            one.start <= window.end and window.start <= one.end
            for one in exposure.windows[label]
        )
    }


def _of_several_countries(tally: Tally) -> tuple[str, ...]:
    """Tell of cities that are counted as one and lie in several countries."""
    countries = Counter(city for city, _ in tally.countries)
    names = sorted(city for city, number in countries.items() if number > 1)
    if not names:
        return ()
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    listed = ", ".join(map(repr, names[:NAMED]))
    return (
        "cities of one name in several countries, counted as one (count by country "
        f"too): {listed}{more}",
    )


def table_of(
    tally: Tally,
    by: Sequence[str],
    *,
    window: ObservationWindow,
    exposure: Exposure | None,
    places: Sequence[str],
    provenance: tuple[Provenance, ...],
    notices: tuple[str, ...],
) -> CountTable:
    """Lay a tally out over its grid.

    Parameters
    ----------
    tally : Tally
        Units by cell.
    by : sequence of str
        The keys.
    window : ObservationWindow
        When the source was looking.
    exposure : Exposure or None
        Exposure that is not the whole window's.
    places : sequence of str
        Places that are in the table whatever was counted there.
    provenance : tuple of Provenance
        The files.
    notices : tuple of str
        What must be told of the log.

    Returns
    -------
    CountTable
        One row a cell of the grid, zeros included.

    Raises
    ------
    InvalidDataError
        If `places` lacks a place that has an incident, or a cell has no exposure.
    """
    levels: dict[str, Sequence[Label]] = {
        "year": window.calendar_years,
        "year_month": window.calendar_months,
        "kind": tally.kinds,
        "link": LINKS,
    }
    listed = {(one,) for one in sound_places(places)}
    watched = set() if listed else _watched(by, exposure, window)
    grid = grid_of(by, levels, tally.cells, listed or tally.places | watched)
    told = tuple(f"{what}: {units}" for what, units in tally.told.items())
    told = (*told, *_of_several_countries(tally))
    if not places and set(PLACE_KEYS) & set(by):
        told = (*told, ONLY_WATCHED if watched else ONLY_LISTED)
    years = years_of_cells(window, exposure, by, grid)
    return CountTable(
        keys=tuple(by),
        rows=tuple(
            (*cell, tally.cells[cell], exposed)
            for cell, exposed in zip(grid, years, strict=True)
            if exposed > 0
        ),
        provenance=provenance,
        unit=tally.unit,
        notices=(*notices, *told),
    )
