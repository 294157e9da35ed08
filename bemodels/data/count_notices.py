"""What must be told of the years of a table of counts, though nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.data.window import ObservationWindow

# Who counts days by 365 has as much in a leap year; the rest is rounding.
LONGEST_YEAR = 366 / 365 + 1e-6


def notices_of_years(
    labels: Sequence[int],
    years: Sequence[float],
    lines: Sequence[int],
    window: ObservationWindow | None,
) -> tuple[str, ...]:
    """Tell of rows with more than a year in a year, and of a year without a row.

    Parameters
    ----------
    labels : sequence of int
        The calendar year of each row; empty where the table has no such key.
    years : sequence of float
        The exposure of each row.
    lines : sequence of int
        The line of each row.
    window : ObservationWindow or None
        From which the exposure was taken, if it was.

    Returns
    -------
    tuple of str
        Notices.
    """
    if window is not None:
        return _without_row(set(labels), window)
    long = [row for row, _ in enumerate(labels) if years[row] > LONGEST_YEAR]
    if not long:
        return ()
    return (
        f"rows with more exposure than their calendar year is long: {len(long)}, the "
        f"first on line {lines[long[0]]}",
    )


def _without_row(labels: set[int], window: ObservationWindow) -> tuple[str, ...]:
    ends = {window.start.year: "first", window.end.year: "last"}
    return tuple(
        f"no row is of {year}, the {place} year of the window, {window}"
        for year, place in ends.items()
        if year not in labels
    )
