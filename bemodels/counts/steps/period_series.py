"""Counts of successive periods, through the same door as any table of counts."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import inf

import numpy as np

from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_number, shown

_FEWEST_PERIODS = 2


def read_series(counts: Iterable[int], exposure: Iterable[float]) -> CountTable:
    """Check the counts of successive periods, and number the periods from 1.

    Parameters
    ----------
    counts : iterable of int, length T
        Incidents of each period in order, 0 to 10^9.
    exposure : iterable of float, length T
        Years of each, above 0 and finite.

    Returns
    -------
    CountTable
        One row a period, in order.

    Raises
    ------
    InvalidDataError
        If the lengths differ, there are fewer than two periods, or a cell is not what
        it must be; the message lists every such cell with its period.

    Examples
    --------
    >>> read_series([4, 1], [7 / 12, 1]).rows
    ((1, 4, 0.5833333333333334), (2, 1, 1.0))
    """
    cells = _listed("counts", counts), _listed("exposure", exposure)
    periods, years = map(len, cells)
    if periods != years:
        raise InvalidDataError(
            "counts and exposure must have one cell a period each, got "
            f"{periods} and {years}"
        )
    if periods < _FEWEST_PERIODS:
        raise InvalidDataError(f"two or more periods are needed, got {periods}")
    return CountTable(
        keys=("period",),
        rows=tuple(zip(range(1, periods + 1), *cells, strict=True)),
        columns=("counts", "exposure"),
    )


def read_midpoints(midpoints: Iterable[float], *, periods: int) -> np.ndarray:
    """Check the middles of successive periods.

    Parameters
    ----------
    midpoints : iterable of float
        In years, finite and ascending.
    periods : int
        How many there must be.

    Returns
    -------
    numpy.ndarray, shape (periods,)
        The same.

    Raises
    ------
    InvalidDataError
        If there are more or fewer, or one is not after the one before it.

    Examples
    --------
    >>> read_midpoints([2014.7, 2016.5], periods=2).tolist()
    [2014.7, 2016.5]
    """
    middles = _listed("midpoints", midpoints)
    if len(middles) != periods:
        raise InvalidDataError(
            f"midpoints must be one a period, {periods}, got {len(middles)}"
        )
    for middle in middles:
        check_number("midpoint", middle, low=-inf, high=inf)
    found = np.array(middles, dtype=float)
    for place, (one, other) in enumerate(pairwise(found.tolist()), start=2):
        if other <= one:
            raise InvalidDataError(
                f"midpoints must ascend, got {other:g} after {one:g} in period {place}"
            )
    return found


def _listed(name: str, values: object) -> list[object]:
    if not isinstance(values, Iterable) or isinstance(values, str):
        raise InvalidDataError(f"{name} must be a sequence, got {shown(values)}")
    return list(values)
