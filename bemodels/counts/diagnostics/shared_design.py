"""One design that many simulated tables share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

_LONGEST = 3.0


@dataclass(frozen=True, kw_only=True, eq=False)
class SharedDesign:
    """The rows of a fit whose mean is above 0.

    Attributes
    ----------
    columns : ndarray, shape (m, r)
        Of full rank, orthonormal or nearly so.
    offset : ndarray, shape (m,)
        Logarithms of exposures.
    drawn_from : ndarray, shape (m,)
        The fitted means, which tables are drawn from.
    """

    columns: np.ndarray
    offset: np.ndarray
    drawn_from: np.ndarray

    @cached_property
    def _pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Products of two columns each, and where in a matrix each stands."""
        first, second = np.triu_indices(self.columns.shape[1])
        place = np.empty((self.columns.shape[1],) * 2, dtype=np.intp)
        place[first, second] = place[second, first] = np.arange(len(first))
        return self.columns[:, first] * self.columns[:, second], place

    def information(self, weights: np.ndarray) -> np.ndarray:
        """Return the weighted products of columns, a matrix a table.

        Parameters
        ----------
        weights : ndarray, shape (tables, m)
            One a row and table.

        Returns
        -------
        ndarray, shape (tables, r, r)
            Symmetric.
        """
        products, place = self._pairs
        matrices: np.ndarray = (weights @ products)[:, place]
        return matrices

    def along(self, coefficients: np.ndarray) -> np.ndarray:
        """Return what coefficients add to the linear predictor.

        Parameters
        ----------
        coefficients : ndarray, shape (tables, r)
            Of the columns.

        Returns
        -------
        ndarray, shape (tables, m)
            Without the offset.
        """
        rows: np.ndarray = coefficients @ self.columns.T
        return rows

    def leverages(self, mean: np.ndarray) -> np.ndarray:
        """Return the diagonals of the hat matrices.

        Parameters
        ----------
        mean : ndarray, shape (tables, m)
            Fitted, above 0.

        Returns
        -------
        ndarray, shape (tables, m)
            They add up to r in each table.
        """
        root = np.linalg.cholesky(self.information(mean))
        turned = np.linalg.solve(root, self.columns.T)
        return np.asarray(mean * (turned**2).sum(axis=1))


def shortening(longest: np.ndarray) -> np.ndarray:
    """Return the factors by which steps are shortened that would lead too far.

    Parameters
    ----------
    longest : ndarray, shape (tables,)
        The largest change of a linear predictor.

    Returns
    -------
    ndarray, shape (tables,)
        After which no mean changes by more than a factor of e^3.
    """
    return np.asarray(_LONGEST / np.maximum(longest, _LONGEST))


def shared_design(fit: CountFit) -> SharedDesign:
    """Return the design that tables simulated from a fit share.

    Parameters
    ----------
    fit : CountFit
        Any fit.

    Returns
    -------
    SharedDesign
        Rows of mean 0, which have no count in any table, are left out.
    """
    return SharedDesign(
        columns=fit.problem.columns,
        offset=fit.problem.offset,
        drawn_from=fit.fitted[~fit.separation.rows],
    )
