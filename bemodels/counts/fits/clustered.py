"""Standard errors that allow for dependence within clusters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.covariances import row_influence
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Check, check_type
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_CLUSTERS = 20
# A direction of which one cluster holds all but this share of what is known.
_ALONE = 1e-9
_SEEN = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class ClusteredErrors:
    """Standard errors that allow for dependence within clusters.

    Attributes
    ----------
    standard_errors : pandas.Series
        In design order, by term; inf where separated, and where the rows of one cluster
        alone determine the term, or the residuals of every cluster cancel in it: that
        leaves nothing to tell its error from.
    clusters : int
        How many there are.
    checks : tuple of Check
        Whether there are 20 clusters or more, and whether each term has an error.
    """

    standard_errors: pd.Series
    clusters: int
    checks: tuple[Check, ...]


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
    The sandwich of sums within clusters, times G / (G - 1) for G clusters. A
    coefficient that one cluster alone determines, such as that of a city where rows
    are clustered by city, has no such error: the residuals of that cluster cancel in
    it, and the sandwich would be 0.

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
    found = _Clusters.of(fit, clusters)
    back = fit.design.coordinates.to_terms @ fit.separation.kept
    separated = np.array(fit.signs) != 0
    without = (found.determines(back) | found.cancels(back)) & ~separated
    errors = found.errors(back)
    errors[separated | without] = inf
    named = ", ".join(term for term, one in zip(fit.terms, without, strict=True) if one)
    return ClusteredErrors(
        standard_errors=pd.Series(errors, index=fit.terms),
        clusters=found.number,
        checks=(
            Check(
                name=f"{FEWEST_CLUSTERS} clusters or more",
                passed=found.number >= FEWEST_CLUSTERS,
                detail=f"{found.number} clusters; with few, clustered errors are too "
                "small",
            ),
            Check(
                name="every term has a clustered error",
                passed=not named,
                detail=f"none of {named}: one cluster alone determines it, or "
                "residuals cancel within each"
                if named
                else "no cluster alone determines one",
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
        If there are fewer than two clusters with a mean above 0, one of them alone
        determines the sum, or the residuals of every cluster cancel in it.

    References
    ----------
    .. [1] Cameron AC, Miller DL (2015). A practitioner's guide to cluster-robust
       inference. Journal of Human Resources 50, 317-372.
    """
    found = _Clusters.of(fit, clusters)
    along = (fit.separation.kept.T @ fit.design.coordinates.of_contrast(weights))[None]
    for without, reason in (
        (found.determines(along), f"the rows of one {clusters} alone determine it"),
        (found.cancels(along), f"the residuals of every {clusters} cancel in it"),
    ):
        if without.any():
            raise NotEstimableError(f"it has no clustered error: {reason}")
    return float(found.errors(along)[0]), found.number


@dataclass(frozen=True, kw_only=True, eq=False)
class _Clusters:
    """How the rows of each cluster pull the coefficients, and what they alone know.

    Attributes
    ----------
    influence : ndarray, shape (n, r)
        Of each row on the coefficients.
    sums : ndarray, shape (G, r)
        Its sums, a row a cluster.
    known : ndarray, shape (m, r)
        Directions, in the basis of `columns`, that one cluster alone determines.
    triangle : ndarray, shape (r, r)
        Of the QR decomposition of the columns.
    """

    influence: np.ndarray
    sums: np.ndarray
    known: np.ndarray
    triangle: np.ndarray

    @classmethod
    def of(cls, fit: CountFit, clusters: str | Sequence[object]) -> _Clusters:
        labels = _labels(fit, clusters)[~fit.separation.rows]
        codes, distinct = pd.factorize(labels)
        if len(distinct) <= 1:
            raise NotEstimableError(
                f"clustered errors need two clusters or more with a mean above 0, got "
                f"{len(distinct)}"
            )
        influence = row_influence(fit)
        sums = np.zeros((len(distinct), influence.shape[1]))
        np.add.at(sums, codes, influence)
        columns, triangle = np.linalg.qr(fit.problem.columns)
        known = []
        for code in range(len(distinct)):
            _, lengths, directions = np.linalg.svd(
                columns[codes == code], full_matrices=False
            )
            known.append(directions[lengths**2 > 1 - _ALONE])
        return cls(
            influence=influence,
            sums=sums,
            known=np.concatenate(known),
            triangle=triangle,
        )

    @property
    def number(self) -> int:
        """How many clusters there are."""
        return len(self.sums)

    def determines(self, contrasts: np.ndarray) -> np.ndarray:
        """Tell of each row, a contrast, whether one cluster alone determines it."""
        along = np.linalg.solve(self.triangle.T, contrasts.T)
        lengths = np.maximum(np.linalg.norm(along, axis=0), np.finfo(float).tiny)
        seen: np.ndarray = (np.abs(self.known @ along) > _SEEN * lengths).any(axis=0)
        return seen

    def cancels(self, contrasts: np.ndarray) -> np.ndarray:
        """Tell of each row, a contrast, whether sums within clusters are rounding."""
        of_rows = np.linalg.norm(self.influence @ contrasts.T, axis=0)
        nothing: np.ndarray = self.errors(contrasts) <= _SEEN * of_rows
        return nothing

    def errors(self, contrasts: np.ndarray) -> np.ndarray:
        """Return the standard error of each row, a contrast."""
        scale = (self.number / (self.number - 1)) ** 0.5
        errors: np.ndarray = scale * np.linalg.norm(self.sums @ contrasts.T, axis=0)
        return errors


def _labels(fit: CountFit, clusters: object) -> pd.Series:
    frame = fit.design.frame
    if isinstance(clusters, str):
        if clusters not in frame:
            raise InvalidDataError(
                f"no column {shown(clusters)}; those of the data are "
                f"{', '.join(map(shown, frame.columns))}"
            )
        labels = frame[clusters]
    elif isinstance(clusters, Iterable):
        labels = pd.Series(list(clusters), dtype=object)
    else:
        raise InvalidDataError(
            f"clusters must be a column, or a label a row, got {shown(clusters)}"
        )
    if len(labels) != fit.n:
        raise InvalidDataError(
            f"clusters must have a label for each of {fit.n} rows, got {len(labels)}"
        )
    missing = np.flatnonzero(labels.isna())
    if missing.size:
        raise InvalidDataError(f"clusters, row {missing[0] + 1}: the label is missing")
    return labels
