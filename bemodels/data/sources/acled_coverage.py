"""From when on ACLED watched a country."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bemodels.data.log.times import FIRST_YEAR
from bemodels.data.sources.event_rows import span_of
from bemodels.data.window import ObservationWindow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.data.files.raw_table import RawTable

# The first year of some countries; before it the source was not looking.
COVERED_FROM = {
    "Belgium": 2020,
    "France": 2020,
    "Germany": 2020,
    "Indonesia": 2015,
    "Morocco": 1997,
    "Netherlands": 2020,
    "Philippines": 2016,
    "Turkey": 2016,
}


def coverage(
    raw: RawTable, window: ObservationWindow | None, countries: Sequence[str]
) -> list[str]:
    """Tell of countries that the source began to watch later than is asked.

    Parameters
    ----------
    raw : RawTable
        Rows with their country and time.
    window : ObservationWindow or None
        The window that is asked for.
    countries : sequence of str
        The countries that are asked for; without them, those of the rows.

    Returns
    -------
    list of str
        Notices.
    """
    names = sorted(set(countries or raw.columns["country"].texts))
    first, _ = span_of(raw, window)
    told = [
        f"the source was not looking before {COVERED_FROM[name]}-01-01 in {name}, and "
        f"the {'window begins' if window else 'rows begin'} on {first}"
        for name in names
        if name in COVERED_FROM and first.year < COVERED_FROM[name]
    ]
    if unknown := [name for name in names if name not in COVERED_FROM]:
        more = f" and {len(unknown) - 10} more" * (len(unknown) > 10)  # noqa: PLR2004
        told.append(
            "from which year on the source was looking must be looked up for "
            f"{', '.join(unknown[:10])}{more}"
        )
    return told


def unwatched_before(raw: RawTable) -> tuple[ObservationWindow, ...]:
    """Return the time before the source watched every country of some rows.

    Parameters
    ----------
    raw : RawTable
        Rows with their country.

    Returns
    -------
    tuple of ObservationWindow
        One window, or none where no country's beginning is known.
    """
    starts = [COVERED_FROM.get(name, 0) for name in raw.columns["country"].texts]
    if not any(starts):
        return ()
    last = date(max(starts) - 1, 12, 31)
    return (ObservationWindow(start=date(FIRST_YEAR, 1, 1), end=last),)
