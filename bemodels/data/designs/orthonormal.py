"""An orthonormal basis of a design, in which every fit is computed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.errors import NotEstimableError

_DEPENDENT = 1e-11


@dataclass(frozen=True, slots=True, eq=False)
class Coordinates:
    """A design as an orthonormal basis, and the way back to its terms.

    Attributes
    ----------
    columns : ndarray, shape (n, p)
        Orthonormal; they span what the terms span.
    to_terms : ndarray, shape (p, p)
        Coefficients of terms are this times those of the columns.
    """

    columns: np.ndarray
    to_terms: np.ndarray

    def of_contrast(self, weights: np.ndarray) -> np.ndarray:
        """Return the weights on columns that a contrast of terms has.

        Parameters
        ----------
        weights : ndarray, shape (p,)
            On the coefficients of the terms.

        Returns
        -------
        ndarray, shape (p,)
            On the coefficients of the columns.
        """
        on_columns: np.ndarray = self.to_terms.T @ weights
        return on_columns


def orthonormalise(matrix: np.ndarray, names: tuple[str, ...]) -> Coordinates:
    """Find an orthonormal basis of a design of full rank.

    Parameters
    ----------
    matrix : ndarray, shape (n, p)
        A column a term.
    names : tuple of str, length p
        The terms, for the message.

    Returns
    -------
    Coordinates
        By QR of the columns scaled to length 1.

    Raises
    ------
    NotEstimableError
        If a column is a combination of those before it; the message names each.
    """
    lengths = np.linalg.norm(matrix, axis=0)
    scaled = matrix / np.where(lengths > 0, lengths, 1)
    columns, triangle = np.linalg.qr(scaled)
    short = matrix.shape[0] < matrix.shape[1]
    if short or np.abs(np.diagonal(triangle)).min() < _DEPENDENT:
        _refuse_dependent(scaled, names)
    return Coordinates(columns, np.linalg.inv(triangle) / lengths[:, None])


def _refuse_dependent(scaled: np.ndarray, names: tuple[str, ...]) -> None:
    """Name the columns that add nothing to those before them."""
    basis = np.empty((scaled.shape[0], 0))
    dependent = []
    for column, name in zip(scaled.T, names, strict=True):
        left = column - basis @ (basis.T @ column)
        left -= basis @ (basis.T @ left)
        length = float(np.linalg.norm(left))
        if length < _DEPENDENT:
            dependent.append(name)
        else:
            basis = np.column_stack([basis, left / length])
    raise NotEstimableError(
        f"{len(dependent)} of {len(names)} terms are not estimable, being 0 on every "
        f"row or a combination of the terms before them: {', '.join(dependent)}"
    )
