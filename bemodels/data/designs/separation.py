"""Which rows have a fitted mean of 0, and what that leaves of each contrast.

A Poisson or negative binomial likelihood has no finite maximum where some direction g
leaves every row with a count alone and lowers rows without one: X g = 0 where y > 0,
X g <= 0 elsewhere, not all 0. Along it the means of those rows go to 0 and the
likelihood goes on rising.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog, nnls

from bemodels.errors import NotConvergedError

_SURELY = 1e-6
_NOUGHT = 1e-9
_IN_CONE = 1e-7
# The simplex method of HiGHS gives up on some tables that hold a single count.
_METHODS = ("highs", "highs-ipm")


@dataclass(frozen=True, slots=True, eq=False)
class Separation:
    """How a design falls into what the counts determine and what they send away.

    Attributes
    ----------
    rows : ndarray of bool, shape (n,)
        Whether the fitted mean is 0.
    kept : ndarray, shape (p, r)
        Orthonormal basis of the directions in which the maximum is finite.
    lost : ndarray, shape (p, p - r)
        Orthonormal basis of the others.
    edges : ndarray, shape (m, p - r)
        The rows of mean 0 along `lost`, each once and of length 1.
    """

    rows: np.ndarray
    kept: np.ndarray
    lost: np.ndarray
    edges: np.ndarray

    def sign_of(self, weights: np.ndarray) -> float:
        """Tell whether a contrast is finite, or whereto the maximum sends it.

        Parameters
        ----------
        weights : ndarray, shape (p,)
            The contrast, on the coefficients of the design's columns.

        Returns
        -------
        float
            0 where it is finite, -1 and 1 where it goes to minus and plus infinity,
            and inf where the likelihood leaves it open.
        """
        along = self.lost.T @ weights
        length = float(np.linalg.norm(along))
        if length <= _NOUGHT * float(np.linalg.norm(weights)):
            return 0.0
        for sign in (-1.0, 1.0):
            # The contrast falls in every direction that the rows of mean 0 fall in
            # where it is their sum with weights of 0 or more (Farkas).
            if nnls(self.edges.T, -sign * along / length)[1] < _IN_CONE:
                return sign
        return np.inf


def find_separation(columns: np.ndarray, counts: np.ndarray) -> Separation:
    """Find the rows that have no finite maximum, exactly.

    Parameters
    ----------
    columns : ndarray, shape (n, p)
        The design, its columns orthonormal.
    counts : ndarray of int, shape (n,)
        0 or more.

    Returns
    -------
    Separation
        Without rows where the maximum is finite.

    Notes
    -----
    A design of full rank on the rows with counts proves a finite maximum. Where that
    fails, a linear programme decides: it finds the direction that lowers as many rows
    as can be lowered.
    """
    positive = columns[counts > 0]
    rows = np.zeros(len(counts), dtype=bool)
    if columns.shape[1] and np.linalg.eigvalsh(positive.T @ positive)[0] < _SURELY:
        null = null_space(positive)
        rows[counts == 0] = _lowered(columns[counts == 0] @ null)
    if not rows.any():
        return nothing_separated(columns, counts)
    lost = null_space(columns[~rows])
    kept = np.linalg.svd(lost)[0][:, lost.shape[1] :]
    return Separation(rows, kept, lost, _distinct(columns[rows] @ lost)[0])


def nothing_separated(columns: np.ndarray, counts: np.ndarray) -> Separation:
    """Say that every row has a mean above 0, as a penalised likelihood gives it.

    Parameters
    ----------
    columns : ndarray, shape (n, p)
        The design.
    counts : ndarray of int, shape (n,)
        0 or more.

    Returns
    -------
    Separation
        Without rows.
    """
    p = columns.shape[1]
    none = np.zeros(len(counts), dtype=bool)
    return Separation(none, np.eye(p), np.empty((p, 0)), np.empty((0, 0)))


def null_space(columns: np.ndarray) -> np.ndarray:
    """Return an orthonormal basis of the directions that leave every row alone.

    Parameters
    ----------
    columns : ndarray, shape (n, p)
        Of length about 1.

    Returns
    -------
    ndarray, shape (p, q)
        Of p columns where there is no row.
    """
    if not len(columns):
        return np.eye(columns.shape[1])
    triangle = np.linalg.qr(columns, mode="r")
    _, lengths, directions = np.linalg.svd(triangle, full_matrices=True)
    rank = int((lengths > _NOUGHT).sum())
    return directions[rank:].T


def _distinct(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the directions of rows, each once, and which of them each row has."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled = np.where(lengths > _NOUGHT, rows / np.where(lengths > 0, lengths, 1), 0)
    rounded = np.round(scaled, 8) + 0.0
    _, first, place = np.unique(rounded, axis=0, return_index=True, return_inverse=True)
    return scaled[first], place


def _lowered(rows: np.ndarray) -> np.ndarray:
    """Tell which rows some direction lowers that raises none.

    The programme: over directions g and drops t in [0, 1], maximise the sum of t with
    X g + t <= 0. Since g may be scaled up, every drop is 0 or 1 at the maximum.
    """
    if not rows.size:
        return np.zeros(len(rows), dtype=bool)
    edges, place = _distinct(rows)
    edges[np.abs(edges) < _NOUGHT] = 0
    m, q = edges.shape
    for method in _METHODS:
        found = linprog(
            np.concatenate([np.zeros(q), -np.ones(m)]),
            A_ub=np.hstack([edges, np.eye(m)]),
            b_ub=np.zeros(m),
            bounds=[(None, None)] * q + [(0, 1)] * m,
            method=method,
        )
        if not found.status:
            dropped: np.ndarray = (found.x[q:] > 1 / 2)[place]
            return dropped
    raise NotConvergedError(
        "the search for rows with a fitted mean of 0 failed by simplex and by an "
        "interior point method"
    )
