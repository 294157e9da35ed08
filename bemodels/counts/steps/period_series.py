"""Counts of successive periods, through the same door as any table of counts."""

from __future__ import annotations

from collections.abc import Iterable

from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

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


def _listed(name: str, values: object) -> list[object]:
    if not isinstance(values, Iterable) or isinstance(values, str):
        raise InvalidDataError(f"{name} must be a sequence, got {shown(values)}")
    return list(values)
