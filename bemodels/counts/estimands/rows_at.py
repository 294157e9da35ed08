"""Mean rates over all rows, one variable being set to a value throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.log_rates import LogRate, log_rate
from bemodels.counts.estimands.reference_grid import matrix_rows
from bemodels.counts.fits.observed_information import observed_covariance
from bemodels.errors import NotEstimableError

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit


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
    design = fit.design
    rows = matrix_rows(design, design.frame.assign(**{variable: value}))
    columns = rows @ design.coordinates.to_terms
    positive = _above_nought(fit, columns, f"{variable} {value}")
    kept = columns[positive] @ fit.separation.kept
    if not positive.any():
        return LogRate(-np.inf, np.zeros(kept.shape[1]), 0.0)
    shares = np.log(design.exposure[positive] / design.exposure.sum())
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
