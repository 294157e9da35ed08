r"""A log-linear model of the numbers of units by times seen.

Of the units seen :math:`k` times the expected number is

.. math::
    \mu_k = \binom{t}{k} \exp(\gamma + k \beta + \tau h(k)), \qquad
    \mu_k = \frac{1}{k!} \exp(\gamma + k \beta + \tau h(k))

on :math:`t` occasions and in a window of time, with :math:`h(0) = 0`: hence
:math:`e^\gamma` units were never seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isinf

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import linprog
from scipy.special import gammaln

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.frequencies.times_seen import TimesSeen
from bemodels.undercount.capture.heterogeneity import FIRST_ETA, Heterogeneity

_SEPARATED = 1e-7
_SAME = 1e-9
_LARGE = 1e6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimesModel:
    """Cells of a log-linear model with their counts.

    Attributes
    ----------
    name : str
        What results and messages call it.
    terms : tuple of str, length p
        The first two are ``"gamma"`` and ``"beta"``.
    columns : ndarray, shape (n, p)
        The design, a row for each number of times seen from 1 on.
    offset : ndarray, shape (n,)
        Logarithms of the ways to be seen so often.
    counts : ndarray, shape (n,)
        Units.
    """

    name: str
    terms: tuple[str, ...]
    columns: np.ndarray
    offset: np.ndarray
    counts: np.ndarray

    def without(self, place: int) -> TimesModel:
        """Return the model without one of its terms.

        Parameters
        ----------
        place : int
            Where the term stands.

        Returns
        -------
        TimesModel
            With the same cells.
        """
        return replace(
            self,
            terms=self.terms[:place] + self.terms[place + 1 :],
            columns=np.delete(self.columns, place, axis=1),
        )

    def with_hidden(self, hidden: float) -> TimesModel:
        """Return the model with a cell of units never seen.

        Parameters
        ----------
        hidden : float
            Their number, above 0.

        Returns
        -------
        TimesModel
            Its first cell is the new one.
        """
        unseen = np.zeros((1, len(self.terms)))
        unseen[0, 0] = 1.0
        return replace(
            self,
            columns=np.vstack([unseen, self.columns]),
            offset=np.concatenate([[0.0], self.offset]),
            counts=np.concatenate([[hidden], self.counts]),
        )


def times_model(
    times: TimesSeen, *, occasions: float, heterogeneity: Heterogeneity | tuple[()]
) -> TimesModel:
    """Lay out the cells and the columns of a model.

    Parameters
    ----------
    times : TimesSeen
        The data.
    occasions : float
        How many there were, or ``math.inf``, for which the cells end at the most times
        that a unit was seen.
    heterogeneity : Heterogeneity or ()
        The form of unequal chances, if any.

    Returns
    -------
    TimesModel
        Not yet fitted; it may have no maximum.
    """
    last = len(times.units) if isinf(occasions) else int(occasions)
    cells = np.arange(1, last + 1)
    counts = np.zeros(last)
    counts[: len(times.units)] = times.units
    extra = np.zeros((last, 0))
    name = "M0"
    added: tuple[str, ...] = ()
    if isinstance(heterogeneity, Heterogeneity):
        extra = heterogeneity.column(cells, occasions)
        name = f"Mh {heterogeneity.name}"
        added = ("tau",)
        if heterogeneity.bounds:
            if all(times.units):
                # kinks beyond them run to minus infinity, and touch no other cell
                extra = extra[:, : max(len(times.units) - FIRST_ETA + 1, 0)]
            added = tuple(f"eta{place + FIRST_ETA}" for place in range(extra.shape[1]))
    ways = -gammaln(cells + 1)
    if not isinf(occasions):
        ways += gammaln(last + 1) - gammaln(last - cells + 1)
    return TimesModel(
        name=name,
        terms=("gamma", "beta", *added),
        columns=np.column_stack([np.ones(last), cells, extra]),
        offset=ways,
        counts=counts,
    )


def separating_direction(model: TimesModel) -> np.ndarray:
    """Return where the coefficients run to infinity, if they do.

    Parameters
    ----------
    model : TimesModel
        Any.

    Returns
    -------
    ndarray, shape (p,)
        A direction that lowers means of empty cells and leaves those of the others;
        zeros if there is none.

    Raises
    ------
    NotEstimableError
        If the linear programme breaks off.

    Notes
    -----
    Found by a linear programme among the directions that leave the cells with a count
    as they are, in which each mean may fall by one unit; where all that move can do so
    at once, and where there is no such direction, without one.
    """
    empty = model.counts == 0
    scale = np.abs(model.columns[~empty]).max(axis=0)
    scale[scale == 0] = 1.0
    columns = model.columns / scale
    free = null_space(columns[~empty], rcond=_SAME)
    moved = columns[empty] @ free
    sizes = np.abs(columns[empty]).max(axis=1, keepdims=True)
    moved = np.where(np.abs(moved) > _SAME * sizes, moved, 0.0)
    moved = moved[moved.any(axis=1)]
    if not moved.size:
        return np.zeros(len(model.terms))
    # cells of huge columns are scaled, or no programme could weigh them
    moved /= np.maximum(np.abs(moved).max(axis=1, keepdims=True) / _LARGE, 1.0)
    falls = np.linalg.lstsq(moved, -np.ones(len(moved)), rcond=None)[0]
    if np.allclose(moved @ falls, -1, rtol=0, atol=_SAME):
        return np.asarray(_without_rounding(free @ falls) / scale)
    solved = linprog(
        moved.sum(axis=0),
        A_ub=np.vstack([moved, -moved]),
        b_ub=np.concatenate([np.zeros(len(moved)), np.ones(len(moved))]),
        bounds=(None, None),
        method="highs",
    )
    if not solved.success:
        raise NotEstimableError(
            f"{model.name}: the linear programme has no answer: {solved.message}"
        )
    if -solved.fun <= _SEPARATED:
        return np.zeros(len(model.terms))
    return np.asarray(_without_rounding(free @ solved.x) / scale)


def _without_rounding(direction: np.ndarray) -> np.ndarray:
    least = _SAME * np.abs(direction).max()
    return np.where(np.abs(direction) > least, direction, 0.0)
