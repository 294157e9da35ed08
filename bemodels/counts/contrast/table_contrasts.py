"""The contrasts of two rates that a table of counts offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from bemodels.data import CountTable
from bemodels.data.log.grid import TIME_KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """Rows of a table that share a label, added up.

    Attributes
    ----------
    name : str
        What they share.
    incidents : int
        Their counts.
    years : float
        Their exposures, above 0.
    """

    name: str
    incidents: int
    years: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RateContrast:
    """One rate against another.

    Attributes
    ----------
    group, reference : Pooled
        The reference is the denominator of the rate ratio.
    """

    group: Pooled
    reference: Pooled

    @property
    def name(self) -> str:
        """What is compared with what."""
        return f"{self.group.name} v {self.reference.name}"

    @property
    def incidents(self) -> int:
        """Of both together."""
        return self.group.incidents + self.reference.incidents


def contrasts_of(table: CountTable) -> tuple[RateContrast, ...]:
    """Return each period against the one before, and each place against the others.

    Parameters
    ----------
    table : CountTable
        By one or more keys; what differs in the other keys is added up.

    Returns
    -------
    tuple of RateContrast
        For each key in turn: of ``year`` and ``year_month`` every label against the one
        before it in the table, of any other key every label against all others; none
        for a key with one label.
    """
    return tuple(
        contrast
        for place, key in enumerate(table.keys)
        for contrast in _contrasts(key, _pooled(table, place))
    )


def _pooled(table: CountTable, place: int) -> tuple[Pooled, ...]:
    """Add up the rows of each label of one key, in the order of the labels."""
    counts: dict[str | int, int] = {}
    years: dict[str | int, list[float]] = {}
    for row in table.rows:
        counts[row[place]] = counts.get(row[place], 0) + row[-2]
        years.setdefault(row[place], []).append(row[-1])
    return tuple(
        Pooled(
            name=f"{table.keys[place]} {label}",
            incidents=counts[label],
            years=fsum(years[label]),
        )
        for label in sorted(counts)
    )


def _contrasts(key: str, pooled: tuple[Pooled, ...]) -> Iterator[RateContrast]:
    if len(pooled) == 1:
        return
    if key in TIME_KEYS:
        for earlier, later in pairwise(pooled):
            yield RateContrast(group=later, reference=earlier)
        return
    incidents, years = (
        sum(one.incidents for one in pooled),
        fsum(one.years for one in pooled),
    )
    for one in pooled:
        others = Pooled(
            name="all others",
            incidents=incidents - one.incidents,
            years=years - one.years,
        )
        yield RateContrast(group=one, reference=others)
