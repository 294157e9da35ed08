"""Exposure held to the log that it belongs to: its places, its years, its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.exposure import PLACE_KEYS, refuse_labels
from bemodels.data.log.columns import SEVERAL
from bemodels.data.log.counted import Counted, incidents_of, while_watched
from bemodels.data.problems import Problem, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.data.exposure import Exposure, Label
    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.window import ObservationWindow


def hold_exposure(log: IncidentLog, exposure: Exposure) -> tuple[str, ...]:
    """Refuse exposure that does not fit the incidents and the window of a log.

    Parameters
    ----------
    log : IncidentLog
        The log; without a window its places and years are compared alone.
    exposure : Exposure
        The exposure.

    Returns
    -------
    tuple of str
        What was not compared, or does not fit and does no harm.

    Raises
    ------
    InvalidDataError
        If the log lacks a key of the exposure, a place with an incident has none, or
        a place has more than the window holds; every problem is a line.
    """
    places = [key for key in exposure.keys if key in PLACE_KEYS]
    refuse(
        [
            Problem(
                file=exposure.source,
                line=1 if exposure.lines else 0,
                column=key,
                rule="the log has no such column, so its incidents have no exposure",
            )
            for key in places
            if key not in log.rows
        ]
    )
    counted = _in_first_place(log, places)
    # A place without an incident may have no period in the window, but no longer one.
    listed = [] if exposure.windows else exposure.years
    held = dict.fromkeys([*_needed(log, exposure, counted), *listed])
    outside = _outside(log, exposure)
    compared = [one for one in held if one not in outside]
    refuse_labels(exposure, compared, log.window)
    return tuple(_told(log, exposure, counted, len(outside)))


def _in_first_place(log: IncidentLog, places: list[str]) -> Counted:
    """Place each incident as a count does, but refuse none that has no main place."""
    counted = incidents_of(log.rows)
    rows = counted.rows.assign(
        **{
            key: counted.rows[key].str.split(SEVERAL, n=1, regex=False).str[0]
            for key in places
            if counted.rows[key].str.contains(SEVERAL, regex=False).any()
        }
    )
    return Counted(unit=counted.unit, rows=rows, weights=counted.weights)


def _needed(
    log: IncidentLog, exposure: Exposure, counted: Counted
) -> Iterator[tuple[Label, ...]]:
    """Yield the labels of every cell that a count by the exposure's keys would have."""
    import pandas as pd

    columns = {key: counted.rows[key] for key in exposure.keys if key in PLACE_KEYS}
    by_year = "year" in exposure.keys
    if by_year and log.window is None:
        times = counted.rows[log.time_column]
        columns["year"] = times.str.slice(0, len("YYYY")).astype("int64")
    found = pd.DataFrame(columns).drop_duplicates().to_dict("records")
    looked = log.window.calendar_years if by_year and log.window else ()
    for labels in found if columns else [{}]:
        if all(labels.values()):
            for year in looked or (labels.get("year"),):
                yield tuple({**labels, "year": year}[key] for key in exposure.keys)


def _outside(log: IncidentLog, exposure: Exposure) -> set[tuple[Label, ...]]:
    """Return the labels of the file whose year the window has no day of."""
    if log.window is None or "year" not in exposure.keys:
        return set()
    year = exposure.keys.index("year")
    known = log.window.calendar_years
    return {label for label in exposure.years if label[year] not in known}


def windowless(exposure: Exposure) -> str:
    """Say what exposure is held to as long as no window is stated.

    Parameters
    ----------
    exposure : Exposure
        The exposure.

    Returns
    -------
    str
        A notice.
    """
    compared = (*exposure.keys, *(("period",) if exposure.windows else ()))
    return (
        f"{exposure.source}: held to the incidents by {' and '.join(compared)} alone; "
        "no window is stated to hold its length to"
    )


def _reaches_beyond(log: IncidentLog, period: ObservationWindow) -> bool:
    window = log.window
    return window is not None and (
        period.start < window.start or period.end > window.end
    )


def _told(
    log: IncidentLog, exposure: Exposure, counted: Counted, outside: int
) -> Iterator[str]:
    file = exposure.source
    if log.window is None:
        yield windowless(exposure)
    if outside:
        yield f"{file}: rows of a year outside the window, not used: {outside}"
    periods = [one for of in exposure.windows.values() for one in of]
    if beyond := sum(_reaches_beyond(log, one) for one in periods):
        yield (
            f"{file}: periods that reach beyond the window, {log.window}, used within "
            f"it alone: {beyond}"
        )
    watched = while_watched(counted, exposure, log.time_column)
    if left := len(counted.rows) - len(watched.rows):
        yield f"{file}: incidents outside the periods of their place: {left}"
