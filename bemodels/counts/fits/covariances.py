"""Standard errors that do not rest on the model's variance."""

from __future__ import annotations

from math import inf

import numpy as np
import pandas as pd

from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.observed_information import joint_information
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import check_type


def robust_standard_errors(fit: CountFit) -> pd.Series:
    """Return standard errors that hold whatever the variance, rows being independent.

    Parameters
    ----------
    fit : CountFit
        Any fit.

    Returns
    -------
    pandas.Series
        In design order, by term; inf where separated.

    Notes
    -----
    The sandwich of the observed information (HC0), alpha's share included. Rows of
    mean 0 add nothing, so with few counts these errors are too small.

    References
    ----------
    .. [1] White H (1982). Maximum likelihood estimation of misspecified models.
       Econometrica 50, 1-25.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> fit = bemodels.counts.fit_poisson("n ~ 1", pd.DataFrame({"n": [1, 3]}))
    >>> round(robust_standard_errors(fit)["Intercept"], 4)
    np.float64(0.3536)
    """
    check_type("fit", fit, CountFit)
    back = fit.design.coordinates.to_terms @ fit.separation.kept
    errors = np.linalg.norm(row_influence(fit) @ back.T, axis=0)
    return pd.Series(np.where(np.array(fit.signs) == 0, errors, inf), index=fit.terms)


def quasi_poisson_scale(fit: CountFit) -> float:
    """Return by what the variance exceeds the mean, as quasi-Poisson takes it.

    Parameters
    ----------
    fit : CountFit
        A Poisson fit.

    Returns
    -------
    float
        Pearson's sum over its degrees of freedom. Standard errors are multiplied by
        its root. Rows of mean 0 and the terms that they take count as neither.

    Raises
    ------
    InvalidDataError
        If the fit is not Poisson.
    NotEstimableError
        If no degree of freedom is left.

    References
    ----------
    .. [1] Wedderburn RWM (1974). Quasi-likelihood functions, generalized linear models,
       and the Gauss-Newton method. Biometrika 61, 439-447.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [1, 3, 8]})
    >>> round(quasi_poisson_scale(bemodels.counts.fit_poisson("n ~ 1", data)), 12)
    3.25
    """
    check_type("fit", fit, CountFit)
    if fit.family.alpha_is_free:
        raise InvalidDataError(
            f"a quasi-Poisson scale needs a Poisson fit, got one of the "
            f"{fit.family.name} model"
        )
    rows, coefficients = fit.problem.columns.shape
    if rows == coefficients:
        raise NotEstimableError(
            f"a quasi-Poisson scale is not estimable: {rows} rows of a mean above 0 "
            f"have {coefficients} coefficients"
        )
    return float(fit.pearson / (rows - coefficients))


def _scores(fit: CountFit) -> np.ndarray:
    """Return the score of every row whose mean is above 0, alpha's last."""
    problem, mean = fit.problem, fit.fitted[~fit.separation.rows]
    slope, _ = problem.family.slopes(problem.counts, mean, fit.alpha)
    scores: np.ndarray = problem.columns * slope[:, None]
    if fit.alpha == 0:
        return scores
    rows = problem.family.alpha_derivatives(problem.counts, mean, fit.alpha)
    return np.column_stack([scores, rows.alpha])


def row_influence(fit: CountFit) -> np.ndarray:
    """Return how each row pulls the coefficients, to first order.

    Parameters
    ----------
    fit : CountFit
        Any fit.

    Returns
    -------
    ndarray, shape (n, r)
        Of rows whose mean is above 0, in the basis of the finite directions: the score
        times the inverse of the observed information, alpha's share included.

    References
    ----------
    .. [1] White H (1982). Maximum likelihood estimation of misspecified models.
       Econometrica 50, 1-25.
    """
    bread = np.linalg.inv(joint_information(fit.problem, fit.maximum))
    influence: np.ndarray = (_scores(fit) @ bread)[:, : len(fit.maximum.coefficients)]
    return influence
