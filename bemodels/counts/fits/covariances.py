"""Standard errors that do not rest on the model's variance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.observed_information import joint_information
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Check, check_type
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_CLUSTERS = 20


@dataclass(frozen=True, kw_only=True, eq=False)
class ClusteredErrors:
    """Standard errors that allow for dependence within clusters.

    Attributes
    ----------
    standard_errors : pandas.Series
        In design order, by term; inf where separated.
    clusters : int
        How many there are.
    checks : tuple of Check
        One: whether there are 20 clusters or more.
    """

    standard_errors: pd.Series
    clusters: int
    checks: tuple[Check, ...]


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
    scores = _scores(fit)
    return _errors(fit, _sandwich(fit, scores.T @ scores))


def cluster_standard_errors(
    fit: CountFit, clusters: str | Sequence[object]
) -> ClusteredErrors:
    """Return standard errors that allow for dependence within clusters.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    clusters : str or sequence, length n
        A column of the fit's data, or a label a row.

    Returns
    -------
    ClusteredErrors
        With a check that fails below 20 clusters, where they are too small.

    Raises
    ------
    InvalidDataError
        If there is no such column, or a label is missing, or there is not one a row.
    NotEstimableError
        If there are fewer than two clusters with a mean above 0.

    Notes
    -----
    The sandwich of sums within clusters, times G / (G - 1) for G clusters.

    References
    ----------
    .. [1] Cameron AC, Miller DL (2015). A practitioner's guide to cluster-robust
       inference. Journal of Human Resources 50, 317-372.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [1, 3, 2, 4], "city": list("AABB")})
    >>> fit = bemodels.counts.fit_poisson("n ~ 1", data)
    >>> found = cluster_standard_errors(fit, "city")
    >>> round(found.standard_errors["Intercept"], 4), found.checks[0].passed
    (np.float64(0.2), False)
    """
    check_type("fit", fit, CountFit)
    sandwich, groups = _clustered(fit, clusters)
    return ClusteredErrors(
        standard_errors=_errors(fit, sandwich),
        clusters=groups,
        checks=(
            Check(
                name=f"{FEWEST_CLUSTERS} clusters or more",
                passed=groups >= FEWEST_CLUSTERS,
                detail=f"{groups} clusters; with few, clustered errors are too small",
            ),
        ),
    )


def clustered_contrast(
    fit: CountFit, weights: np.ndarray, clusters: str
) -> tuple[float, int]:
    """Return the standard error of a weighted sum, rows of a cluster being dependent.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    weights : ndarray, shape (p,)
        On the terms, in design order; the sum is finite, though terms need not be.
    clusters : str
        A column of the fit's data.

    Returns
    -------
    tuple of float and int
        The standard error, and the number of clusters with a mean above 0.

    Raises
    ------
    NotEstimableError
        If there are fewer than two clusters with a mean above 0.

    References
    ----------
    .. [1] Cameron AC, Miller DL (2015). A practitioner's guide to cluster-robust
       inference. Journal of Human Resources 50, 317-372.
    """
    sandwich, groups = _clustered(fit, clusters)
    along = fit.separation.kept.T @ fit.design.coordinates.of_contrast(weights)
    return float(along @ sandwich @ along) ** 0.5, groups


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


def _clustered(
    fit: CountFit, clusters: str | Sequence[object]
) -> tuple[np.ndarray, int]:
    """Return the sandwich of sums within clusters, and how many clusters there are."""
    labels = _labels(fit, clusters)[~fit.separation.rows]
    codes, distinct = pd.factorize(labels)
    groups = len(distinct)
    if groups <= 1:
        raise NotEstimableError(
            f"clustered errors need two clusters or more with a mean above 0, got "
            f"{groups}"
        )
    scores = _scores(fit)
    sums = np.zeros((groups, scores.shape[1]))
    np.add.at(sums, codes, scores)
    return _sandwich(fit, sums.T @ sums * groups / (groups - 1)), groups


def _labels(fit: CountFit, clusters: str | Sequence[object]) -> pd.Series:
    frame = fit.design.frame
    if isinstance(clusters, str):
        if clusters not in frame:
            raise InvalidDataError(
                f"no column {shown(clusters)}; those of the data are "
                f"{', '.join(map(shown, frame.columns))}"
            )
        labels = frame[clusters]
    else:
        labels = pd.Series(list(clusters), dtype=object)
    if len(labels) != fit.n:
        raise InvalidDataError(
            f"clusters must have a label for each of {fit.n} rows, got {len(labels)}"
        )
    missing = np.flatnonzero(labels.isna())
    if missing.size:
        raise InvalidDataError(f"clusters, row {missing[0] + 1}: the label is missing")
    return labels


def _scores(fit: CountFit) -> np.ndarray:
    """Return the score of every row whose mean is above 0, alpha's last."""
    problem, mean = fit.problem, fit.fitted[~fit.separation.rows]
    slope, _ = problem.family.slopes(problem.counts, mean, fit.alpha)
    scores: np.ndarray = problem.columns * slope[:, None]
    if fit.alpha == 0:
        return scores
    rows = problem.family.alpha_derivatives(problem.counts, mean, fit.alpha)
    return np.column_stack([scores, rows.alpha])


def _sandwich(fit: CountFit, meat: np.ndarray) -> np.ndarray:
    """Return the covariance of the coefficients in the fit's own basis."""
    bread = np.linalg.inv(joint_information(fit.problem, fit.maximum))
    r = len(fit.maximum.coefficients)
    sandwich: np.ndarray = (bread @ meat @ bread)[:r, :r]
    return sandwich


def _errors(fit: CountFit, sandwich: np.ndarray) -> pd.Series:
    whole = fit.of_terms(sandwich)
    return pd.Series(np.sqrt(np.diagonal(whole)), index=fit.terms)
