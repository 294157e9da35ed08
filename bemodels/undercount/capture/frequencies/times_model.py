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
from scipy.optimize import linprog
from scipy.special import gammaln

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.frequencies.times_seen import TimesSeen
from bemodels.undercount.capture.heterogeneity import FIRST_ETA, Heterogeneity

_SEPARATED = 1e-7


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
    Found by a linear programme, in which each mean may fall by one unit.
    """
    columns = model.columns / np.abs(model.columns).max(axis=0)
    empty = model.counts == 0
    if not empty.any():
        return np.zeros(len(model.terms))
    falling = columns[empty]
    solved = linprog(
        falling.sum(axis=0),
        A_ub=np.vstack([falling, -falling]),
        b_ub=np.concatenate([np.zeros(len(falling)), np.ones(len(falling))]),
        A_eq=columns[~empty],
        b_eq=np.zeros(int((~empty).sum())),
        bounds=(None, None),
        method="highs",
    )
    if not solved.success:
        raise NotEstimableError(
            f"{model.name}: the linear programme has no answer: {solved.message}"
        )
    return np.asarray(solved.x if -solved.fun > _SEPARATED else 0 * solved.x)
