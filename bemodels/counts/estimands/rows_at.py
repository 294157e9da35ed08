"""Mean rates over all rows, one variable being set to a value throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.counts.estimands.log_rates import LogRate, log_rate
from bemodels.counts.estimands.reference_grid import matrix_rows, variables
from bemodels.counts.fits.observed_information import observed_covariance
from bemodels.errors import NotEstimableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.data.designs.count_design import CountDesign

# Of a matrix of rows by terms: 200 megabytes.
_MOST_CELLS = 25_000_000


def standardised_log_rate(fit: CountFit, variable: str, value: object) -> LogRate:
    """Return the log of a mean rate over the exposure of all rows.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    variable : str
        A variable of its formula.
    value : object
        What it is set to on every row.

    Returns
    -------
    LogRate
        Minus infinity, with a standard error of 0, where every row's rate is 0.

    Raises
    ------
    NotEstimableError
        If a row has no estimate, or an infinite one.
    """
    (found,) = standardised_log_rates(fit, variable, (value,))
    return found


def standardised_log_rates(
    fit: CountFit, variable: str, values: Sequence[object]
) -> Iterator[LogRate]:
    """Yield the log of a mean rate over the exposure of all rows, value by value.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    variable : str
        A variable of its formula.
    values : sequence
        What it is set to on every row, in turn.

    Yields
    ------
    LogRate
        As `standardised_log_rate` gives it.

    Raises
    ------
    NotEstimableError
        If a row has no estimate, or an infinite one.
    """
    frame, exposure = _rows_that_differ(fit.design, variable)
    number = max(1, _MOST_CELLS // (len(frame) * len(fit.terms)))
    for start in range(0, len(values), number):
        some = values[start : start + number]
        stacked = pd.concat([frame.assign(**{variable: value}) for value in some])
        columns = matrix_rows(fit.design, stacked) @ fit.design.coordinates.to_terms
        for value, rows in zip(some, np.split(columns, len(some)), strict=True):
            yield _mean_rate(fit, rows, exposure, f"{variable} {value}")


def _rows_that_differ(
    design: CountDesign, variable: str
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return a row of each kind but for one variable, and the exposures of all such."""
    others = [name for name in variables(design) if name != variable]
    frame = design.frame
    if not others:
        return frame.iloc[:1], np.array([design.exposure.sum()])
    kinds = frame.groupby(others, sort=False, observed=True).ngroup().to_numpy()
    _, first = np.unique(kinds, return_index=True)
    return frame.iloc[first], np.bincount(kinds, weights=design.exposure)


def _mean_rate(
    fit: CountFit, columns: np.ndarray, exposure: np.ndarray, where: str
) -> LogRate:
    positive = _above_nought(fit, columns, where)
    kept = columns[positive] @ fit.separation.kept
    if not positive.any():
        return LogRate(-np.inf, np.zeros(kept.shape[1]), 0.0)
    shares = np.log(exposure[positive] / exposure.sum())
    logs = kept @ fit.maximum.coefficients + shares
    parts = np.exp(logs - logs.max())
    total = float(np.log(parts.sum()) + logs.max())
    return log_rate(fit, total, parts / parts.sum() @ kept)


def _above_nought(fit: CountFit, columns: np.ndarray, where: str) -> np.ndarray:
    """Tell which rows have a rate above 0."""
    distinct, place = np.unique(columns, axis=0, return_inverse=True)
    signs = np.array([fit.separation.sign_of(row) for row in distinct])
    if (signs > 0).any():
        raise NotEstimableError(
            f"the mean rate at {where} is not estimable: it takes in combinations "
            "that the data do not hold, whose rate is unknown"
        )
    above: np.ndarray = (signs == 0)[place]
    return above


def correlation_of_rates(
    fit: CountFit, variable: str, value: object, reference: object
) -> float:
    """Return the correlation of two standardised log rates.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    variable : str
        A variable of its formula.
    value, reference : object
        What it is set to in one and in the other.

    Returns
    -------
    float
        In -1..1; 0 where a rate is 0.
    """
    one, other = (
        standardised_log_rate(fit, variable, held) for held in (value, reference)
    )
    if not one.standard_error or not other.standard_error:
        return 0.0
    covariance = observed_covariance(fit.problem, fit.maximum)
    shared = float(one.slopes @ covariance @ other.slopes)
    return shared / (one.standard_error * other.standard_error)
