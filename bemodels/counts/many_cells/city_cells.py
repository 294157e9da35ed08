"""A table of many cells as arrays: cities by the periods that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_type, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEYS = 2
_FEWEST = 2
_NAMED = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class CityCells:
    """Counts of cities by period; compared by identity.

    Attributes
    ----------
    table : CountTable
        Where they come from; its first key names cities, its second periods.
    cities : tuple of str or int, length C
        In the order of the table.
    periods : tuple of str or int, length T
        In the order of their labels.
    city, period : ndarray of int, shape (n,)
        Places of each cell's labels among these.
    counts : ndarray of int, shape (n,)
        Incidents of each cell.
    years : ndarray, shape (n,)
        Exposure of each cell.
    """

    table: CountTable
    cities: tuple[str | int, ...]
    periods: tuple[str | int, ...]
    city: np.ndarray
    period: np.ndarray
    counts: np.ndarray
    years: np.ndarray

    @property
    def city_totals(self) -> np.ndarray:
        """The incidents of each city, shape (C,)."""
        return self.over_cities(self.counts).astype(np.int64)

    @property
    def period_totals(self) -> np.ndarray:
        """The incidents of each period, shape (T,)."""
        return self.over_periods(self.counts).astype(np.int64)

    def over_cities(self, values: np.ndarray) -> np.ndarray:
        """Sum a value of every cell within cities.

        Parameters
        ----------
        values : ndarray, shape (n,)
            One a cell.

        Returns
        -------
        ndarray, shape (C,)
            The sums.
        """
        return np.bincount(self.city, values, len(self.cities))

    def over_periods(self, values: np.ndarray) -> np.ndarray:
        """Sum a value of every cell within periods.

        Parameters
        ----------
        values : ndarray, shape (n,)
            One a cell.

        Returns
        -------
        ndarray, shape (T,)
            The sums.
        """
        return np.bincount(self.period, values, len(self.periods))

    def spread(self, values: np.ndarray) -> csr_array:
        """Lay a value of every cell out by city and period.

        Parameters
        ----------
        values : ndarray, shape (n,)
            One a cell.

        Returns
        -------
        scipy.sparse.csr_array, shape (C, T)
            0 where the table has no cell.
        """
        shape = (len(self.cities), len(self.periods))
        return csr_array((values, (self.city, self.period)), shape=shape)

    def place_of(self, period: str | int) -> int:
        """Return the place of a period that was named as the reference.

        Parameters
        ----------
        period : str or int
            One of the periods.

        Returns
        -------
        int
            Counted from 0.

        Raises
        ------
        InvalidDataError
            If it is none of them.
        """
        return _place(self.periods, period, "reference", self.table.keys[1])

    def places_of(self, cities: Sequence[str | int]) -> list[int]:
        """Return the places of the cities that were asked for.

        Parameters
        ----------
        cities : sequence of str or int
            Some of the cities.

        Returns
        -------
        list of int
            Counted from 0, in their order.

        Raises
        ------
        InvalidDataError
            If one is no city of the table.
        """
        if isinstance(cities, str):
            raise InvalidDataError(
                f"cities must be a sequence of labels, got {shown(cities)}"
            )
        known = {city: place for place, city in enumerate(self.cities)}
        for city in cities:
            if city not in known:
                _place(self.cities, city, "cities", self.table.keys[0])
        return [known[city] for city in cities]


def _place(labels: tuple[str | int, ...], label: object, name: str, key: str) -> int:
    if label not in labels:
        some = ", ".join(map(shown, labels[:_NAMED]))
        more = f" and {len(labels) - _NAMED} more" * (len(labels) > _NAMED)
        raise InvalidDataError(
            f"{name}: there is no {key} {shown(label)}; there are {some}{more}"
        )
    return labels.index(label)


def read_city_cells(table: CountTable) -> CityCells:
    """Read a table of cities by periods.

    Parameters
    ----------
    table : CountTable
        Its first key names cities, its second periods; cells may be missing.

    Returns
    -------
    CityCells
        The same cells as arrays.

    Raises
    ------
    InvalidDataError
        If it is no table of two keys, or has fewer than two cities or periods.
    """
    check_type("table", table, CountTable)
    if len(table.keys) != _KEYS:
        raise InvalidDataError(
            f"a table of many cells needs two keys, cities and periods, got "
            f"{len(table.keys)}: {', '.join(table.keys)}"
        )
    columns = tuple(zip(*table.rows, strict=True))
    city, cities = pd.factorize(pd.Series(columns[0]), sort=True)
    period, periods = pd.factorize(pd.Series(columns[1]), sort=True)
    cells = CityCells(
        table=table,
        cities=tuple(cities.tolist()),
        periods=tuple(periods.tolist()),
        city=city,
        period=period,
        counts=np.array(columns[2], dtype=np.int64),
        years=np.array(columns[3]),
    )
    _refuse_single(cells)
    return cells


def _refuse_single(cells: CityCells) -> None:
    for key, labels in zip(
        cells.table.keys, (cells.cities, cells.periods), strict=True
    ):
        if len(labels) < _FEWEST:
            raise InvalidDataError(
                f"two or more of {key} are needed, got {shown(labels[0])} alone"
            )
