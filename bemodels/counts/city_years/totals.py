"""Counts of all places together by time, where places were observed alike."""

from __future__ import annotations

from collections import defaultdict
from math import isclose
from typing import TYPE_CHECKING

from bemodels.counts.agreement.label_contrast import labels_of_key, other_key
from bemodels.data import CountTable
from bemodels.errors import NotEstimableError
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

# What the labels of a time are called.
_CALLED = {"year": "years", "year_month": "months"}


def totals_alike(table: CountTable, time: str) -> CountTable:
    """Sum a table over places, each time with the exposure of one of them.

    Parameters
    ----------
    table : CountTable
        By two keys, a place and a time.
    time : str
        The latter: ``"year"`` or ``"year_month"``.

    Returns
    -------
    CountTable
        By the time alone, without provenance and notices.

    Raises
    ------
    NotEstimableError
        If places were not observed alike: their sum then has no exposure.

    Examples
    --------
    >>> rows = (("A", 2015, 3, 1.0), ("A", 2016, 2, 0.5), ("B", 2015, 4, 1.0))
    >>> table = CountTable(keys=("city", "year"), rows=(*rows, ("B", 2016, 1, 0.5)))
    >>> totals_alike(table, "year").rows
    ((2015, 7, 1.0), (2016, 3, 0.5))
    """
    at = table.keys.index(time)
    places = len(labels_of_key(table, other_key(table, time)))
    counts: dict[str | int, int] = defaultdict(int)
    exposures: dict[str | int, list[float]] = defaultdict(list)
    for row in table.rows:
        counts[row[at]] += row[-2]
        exposures[row[at]].append(row[-1])
    for label in sorted(exposures):
        if unlike := _unlike(label, exposures[label], places):
            raise NotEstimableError(
                f"totals of {_CALLED[time]} do not compare: {unlike}"
            )
    rows = tuple((label, counts[label], of[0]) for label, of in exposures.items())
    return CountTable(keys=(time,), rows=rows, unit=table.unit)


def _unlike(label: str | int, exposures: Sequence[float], places: int) -> str:
    """Say how places were observed otherwise at one time, or nothing."""
    if len(exposures) < places:
        return f"{label} has rows of {len(exposures)} of {places} places"
    if not isclose(min(exposures), max(exposures), rel_tol=1e-9):
        least, most = map(format_number, (min(exposures), max(exposures)))
        return f"in {label} places were observed for {least} to {most} years"
    return ""
