"""The rows of one period, and the exposure that is still to come in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.reference_grid import factor_levels
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_number, shown

if TYPE_CHECKING:
    from bemodels.data.designs.count_design import CountDesign


def rows_of_period(design: CountDesign, period: object) -> np.ndarray:
    """Find the rows of a period.

    Parameters
    ----------
    design : CountDesign
        Any design.
    period : object
        A value that one column of the data holds: a factor of the formula or, where
        none has it, any other column.

    Returns
    -------
    ndarray of int
        Places of the rows.

    Raises
    ------
    InvalidDataError
        If no column holds the value, or more than one does.
    """
    others = {design.response, design.exposure_column}
    holding = {
        str(name): (column == period).to_numpy(bool)
        for name, column in design.frame.items()
        if name not in others and (column == period).any()
    }
    coded = {name: rows for name, rows in holding.items() if name in _factors(design)}
    found = coded or holding
    if len(found) != 1:
        where = f"{', '.join(found)} do" if found else "none does"
        raise InvalidDataError(
            f"period must be a value of exactly one column, got {shown(period)}, of "
            f"which {where}"
        )
    return np.flatnonzero(next(iter(found.values())))


def remaining_exposure(
    exposure: np.ndarray, rows: np.ndarray, full_exposure: float
) -> np.ndarray:
    """Return what each row lacks of the exposure of a full period.

    Parameters
    ----------
    exposure : ndarray, shape (n,)
        Of every row.
    rows : ndarray of int
        Those of the period.
    full_exposure : float
        Of each row, once the period is complete.

    Returns
    -------
    ndarray
        0 or more.

    Raises
    ------
    InvalidDataError
        If a row has more exposure already.
    """
    check_number("full_exposure", full_exposure, low=0, high=np.inf)
    remaining: np.ndarray = full_exposure - exposure[rows]
    for place in np.flatnonzero(remaining < 0):
        raise InvalidDataError(
            f"full_exposure must be that of every row or more, got {full_exposure:g}, "
            f"but row {rows[place] + 1} has {exposure[rows[place]]:g}"
        )
    return remaining


def _factors(design: CountDesign) -> set[str]:
    return set(factor_levels(design))
