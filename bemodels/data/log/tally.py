"""Units by cell, as many as the rows of a log hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bemodels.data.exposure import PLACE_KEYS
from bemodels.data.log.counted import Counted, in_main_place, while_watched
from bemodels.data.log.grid import TIME_KEYS, Cell
from bemodels.data.log.times import PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from bemodels.data.exposure import Exposure


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Units by cell, and what stands in none.

    Attributes
    ----------
    kinds : tuple of str
        The kinds of rows that units come from.
    unit : str
        What is counted, in the plural.
    cells : Counter
        Units of each cell that holds any.
    told : Counter
        What was left out or moved, and how many units of it.
    places : frozenset of tuple of str
        Labels of the keys that are places, of every row counted or not, whatever is
        known of its time.
    countries : frozenset of (str, str)
        Cities with their countries, where a count by cities takes no note of these.
    """

    kinds: tuple[str, ...]
    unit: str = "incidents"
    cells: Counter[Cell] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    places: frozenset[Cell] = frozenset()
    countries: frozenset[Cell] = frozenset()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            kinds=self.kinds,
            unit=self.unit,
            cells=self.cells + other.cells,
            told=_in_order(self.told + other.told),
            places=self.places | other.places,
            countries=self.countries | other.countries,
        )


def tally_of(
    counted: Counted, by: Sequence[str], time: str, *, exposure: Exposure | None
) -> Tally:
    """Count units by keys.

    Parameters
    ----------
    counted : Counted
        What is counted.
    by : sequence of str
        The keys.
    time : str
        The column that says when.
    exposure : Exposure or None
        When each place was watched, if that is known.

    Returns
    -------
    Tally
        Units by cell.
    """
    if {"city", "municipality"} & set(by):
        counted = in_main_place(counted)
    counted = while_watched(counted, exposure, time)
    told = Counter(counted.told)
    keys = []
    known = counted.weights >= 0
    for name in by:
        if name in TIME_KEYS:
            labels, placed = _times(counted.rows[time], name)
            why = f"dated no finer than the year, in no {name}"
        else:
            labels = counted.rows[name].astype("str")
            if name == "link":  # one that nobody wrote down is not known
                labels = labels.where(labels.fillna("") != "", "unknown")
            placed = labels.fillna("") != ""
            why = f"without a {name}, in no cell"
        if absent := int(counted.weights[~placed].sum()):
            told[f"{counted.unit} {why}"] = absent
        keys.append(labels)
        known &= placed
    sums = counted.weights[known].groupby([one[known] for one in keys]).sum()
    cells = {
        cell if isinstance(cell, tuple) else (cell,): int(units)
        for cell, units in sums.items()
    }
    return Tally(
        kinds=counted.kinds,
        unit=counted.unit,
        cells=Counter(cells),
        told=_in_order(told),
        places=_distinct(counted.rows, [name for name in by if name in PLACE_KEYS]),
        countries=_countries(counted, by),
    )


def _distinct(rows: pd.DataFrame, names: list[str]) -> frozenset[Cell]:
    """Return the labels that occur together, without rows that lack one."""
    if not names:
        return frozenset()
    labels = rows[names].astype("str").fillna("").drop_duplicates()
    return frozenset(
        cell for cell in labels.itertuples(index=False, name=None) if all(cell)
    )


def _countries(counted: Counted, by: Sequence[str]) -> frozenset[Cell]:
    # Of a placement only the main one's country is known.
    known = "country" in counted.rows and counted.unit != "placements"
    if not known or "city" not in by or "country" in by:
        return frozenset()
    return _distinct(counted.rows, ["city", "country"])


def _in_order(told: Counter[str]) -> Counter[str]:
    """Bring notices into an order that does not depend on parts."""
    return Counter(dict(sorted(told.items())))


def _times(times: pd.Series, name: str) -> tuple[pd.Series, pd.Series]:
    """Return the year or month of each row, and which rows are dated so finely."""
    length = PARTS["year" if name == "year" else "month"]
    labels = times.str.slice(0, length)
    placed = labels.str.len() == length
    return (labels.astype("int64") if name == "year" else labels), placed
