"""Counts by place and period, as the hierarchical model sees them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_type

# Four thousand replicates of so many cells are the most that a laptop holds.
MOST_CELLS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Counts with their place, period and exposure.

    Attributes
    ----------
    keys : tuple of str, length 2
        What places and periods are called, such as ``("city", "year")``.
    places, periods : tuple of str or int
        Labels, in order.
    place, period : numpy.ndarray of int, shape (n,)
        Which of them each cell belongs to.
    counts : numpy.ndarray of int, shape (n,)
        Incidents.
    years : numpy.ndarray, shape (n,)
        Exposure, above 0.
    """

    keys: tuple[str, str]
    places: tuple[str | int, ...]
    periods: tuple[str | int, ...]
    place: np.ndarray
    period: np.ndarray
    counts: np.ndarray
    years: np.ndarray

    @property
    def period_years(self) -> np.ndarray:
        """The longest exposure of a cell in each period, shape (T,)."""
        longest = np.zeros(len(self.periods))
        np.maximum.at(longest, self.period, self.years)
        return longest


def cells_of(table: CountTable) -> Cells:
    """Lay a table out as cells.

    Parameters
    ----------
    table : CountTable
        Two keys: the first tells places apart, the second periods. Cells may be
        missing: what was not observed has no row.

    Returns
    -------
    Cells
        In the table's order.

    Raises
    ------
    InvalidDataError
        If `table` is no table of counts by two keys, has more than 5,000 rows, or has
        a single place.
    """
    check_type("table", table, CountTable)
    if len(table.keys) != 2:  # noqa: PLR2004
        raise InvalidDataError(
            "a hierarchical fit needs two keys, first that of places and then that of "
            f"periods, got {len(table.keys)}: {', '.join(table.keys)}"
        )
    if len(table) > MOST_CELLS:
        raise InvalidDataError(
            f"a hierarchical fit takes up to {MOST_CELLS} rows, got {len(table)}"
        )
    places, place = _labels([row[0] for row in table.rows])
    periods, period = _labels([row[1] for row in table.rows])
    if len(places) == 1:
        raise InvalidDataError(
            f"a hierarchical fit needs two places or more, got one: {places[0]}"
        )
    return Cells(
        keys=(table.keys[0], table.keys[1]),
        places=places,
        periods=periods,
        place=place,
        period=period,
        counts=np.array(table.counts),
        years=np.array(table.years),
    )


def _labels(column: list[str | int]) -> tuple[tuple[str | int, ...], np.ndarray]:
    """Return the distinct labels in their order, and which of them each row has."""
    labels: list[str | int] = sorted(set(column))
    place = {label: number for number, label in enumerate(labels)}
    return tuple(labels), np.array([place[label] for label in column])
