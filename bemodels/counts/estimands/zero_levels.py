"""Counts to come at levels that have had none so far: what their 0 leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import nnls

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from bemodels.counts.fits.count_fit import CountFit

_DIGITS = 8
_APART = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class ZeroGroup:
    """Rows without a count that share one unknown rate, up to what the fit knows.

    Attributes
    ----------
    columns : ndarray, shape (m, r)
        The design of the rows in the fit's own basis: how their rates differ.
    seen : ndarray, shape (m,)
        Exposure without a count, above 0.
    to_come : ndarray, shape (m,)
        Exposure that is still to come; 0 outside the period.
    """

    columns: np.ndarray
    seen: np.ndarray
    to_come: np.ndarray

    @property
    def likeness(self) -> bytes:
        """What groups of one ratio have in common, such as cities seen alike."""
        beside_first = self.columns - self.columns[0]
        parts = np.column_stack([beside_first, self.seen, self.to_come])
        return (np.round(parts, _DIGITS) + 0.0).tobytes()

    def ratio(self, coefficients: np.ndarray) -> np.ndarray:
        """Return the mean to come over the mean so far.

        Parameters
        ----------
        coefficients : ndarray, shape (size, r)
            Of the fit, in its own basis.

        Returns
        -------
        ndarray, shape (size,)
            The unknown rate cancels.
        """
        logs = coefficients @ self.columns.T
        rates = np.exp(logs - logs.max(axis=1, keepdims=True))
        ratios: np.ndarray = (rates @ self.to_come) / (rates @ self.seen)
        return ratios


ZeroLevels = tuple[tuple[ZeroGroup, ...], ...]


def zero_levels(fit: CountFit, rows: np.ndarray, to_come: np.ndarray) -> ZeroLevels:
    """Find the levels without a count that have rows in a period.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    rows : ndarray of int, shape (m,)
        Those of the period.
    to_come : ndarray, shape (m,)
        Their exposure that is still to come.

    Returns
    -------
    tuple of tuple of ZeroGroup
        A level has one unknown total. It is a city with its rows of all years, or any
        other direction in which the likelihood grows without end. A row of two levels
        counts in one. Where no row of the period has a fitted mean above 0, they are
        one level together.
    """
    zero = np.flatnonzero(fit.separation.rows)
    coming = np.zeros(fit.n)
    coming[rows] = to_come
    columns = fit.design.coordinates.columns
    paths = columns[zero] @ fit.separation.lost
    places = _places_of(np.round(paths, _DIGITS) + 0.0)
    inside = [own for own in places if np.isin(zero[own], rows).any()]
    groups = [
        ZeroGroup(
            columns=columns[zero[own]] @ fit.separation.kept,
            seen=fit.design.exposure[zero[own]],
            to_come=coming[zero[own]],
        )
        for own in inside
    ]
    if fit.separation.rows[rows].all():
        return (tuple(groups),)
    level = _levels_of(np.array([paths[own[0]] for own in inside]))
    return tuple(tuple(groups[g] for g in own) for own in _places_of(level))


def draw_zero_levels(
    levels: ZeroLevels, coefficients: np.ndarray, *, rng: np.random.Generator
) -> np.ndarray:
    """Draw the largest counts to come that a 0 so far leaves open.

    Parameters
    ----------
    levels : tuple of tuple of ZeroGroup
        Each independent of the others.
    coefficients : ndarray, shape (size, r)
        A draw a row.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    ndarray of int, shape (size,)
        Summed over the levels: Poisson, the mean so far of each level being
        gamma with shape 1, the upper fiducial distribution of a count of 0.

    Notes
    -----
    Such a count is geometric with P(count >= k) = q^k, where q is the share that the
    mean to come has of the whole mean. Given a total of k, q^k is also the probability
    that all k are still to come, so its quantile is the exact conditional upper limit
    where q is known. Where the groups of a level differ in q, the largest is taken.
    """
    alike = {one.likeness: one for groups in levels for one in groups}
    ratios = {likeness: one.ratio(coefficients) for likeness, one in alike.items()}
    total = np.zeros(len(coefficients), dtype=np.int64)
    for groups in levels:
        ratio = np.max([ratios[one.likeness] for one in groups], axis=0)
        total += rng.poisson(rng.exponential(ratio))
    return total


def _levels_of(paths: np.ndarray) -> np.ndarray:
    """Tell to which level each group belongs.

    Groups of one direction are one level. A direction that is a sum of others, such as
    a city without a count at a kind without a count, belongs to one of these.
    """
    if not len(paths):
        return np.empty(0, dtype=np.int64)
    lengths = np.linalg.norm(paths, axis=1, keepdims=True)
    directions, place = np.unique(
        np.round(paths / lengths, _DIGITS) + 0.0, axis=0, return_inverse=True
    )
    if np.linalg.matrix_rank(directions, tol=_APART) == len(directions):
        return place
    edges = [
        number
        for number, one in enumerate(directions)
        if nnls(np.delete(directions, number, axis=0).T, one)[1] > _APART
    ]
    nearest = [nnls(directions[edges].T, one)[0].argmax() for one in directions]
    found: np.ndarray = np.array(nearest)[place]
    return found


def _places_of(values: np.ndarray) -> list[np.ndarray]:
    """Return the places of each distinct value, in the order of their first one."""
    found: dict[Hashable, list[int]] = {}
    keys: Iterable[Hashable] = values.tolist()
    if values.ndim > 1:
        keys = map(tuple, values)
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return [np.array(places) for places in found.values()]
