"""From a tally to a table of counts, each cell with its exposure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.count_table import CountTable
from bemodels.data.exposure import PLACE_KEYS, check_exposure_keys, years_of_cells
from bemodels.data.log.columns import LINKS
from bemodels.data.log.grid import Label, check_keys, grid_of
from bemodels.data.log.tally import Tally, tally_of
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.data.exposure import Exposure
    from bemodels.data.log.counted import Counted
    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.window import ObservationWindow
    from bemodels.result import Provenance

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
    grid = grid_of(by, levels, tally.cells, places)
    told = tuple(f"{what}: {units}" for what, units in tally.told.items())
    if not places and set(PLACE_KEYS) & set(by):
        told = (*told, ONLY_LISTED)
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
