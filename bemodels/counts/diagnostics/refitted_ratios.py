"""Negative binomial models fitted to many tables at once, from their Poisson fits.

A test at a stated level needs to know of a ratio only whether it exceeds the critical
value, so the climb over alpha may end where it does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from bemodels.counts.diagnostics.poisson_refits import Refits
from bemodels.counts.diagnostics.row_models import RowModel
from bemodels.counts.diagnostics.shared_design import SharedDesign, shortening
from bemodels.errors import NotConvergedError

_STEPS = 200
_HALVINGS = 30
_STILL = 1e-7
_LARGEST_CHANGE = 4.0
_MULTIPLES = (0.3, 3.0, 30.0)
_FOLLOWING = 2
_FAINTEST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Where the climb stands in each table; rows of mean 0 count for nothing."""

    model: RowModel
    design: SharedDesign
    counts: np.ndarray
    above: np.ndarray
    predictor: np.ndarray
    alpha: np.ndarray

    def flat(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return counts, means and alphas of all rows, laid end to end."""
        alpha = np.repeat(self.alpha, self.counts.shape[1])
        return self.counts.ravel(), np.exp(self.predictor).ravel(), alpha

    def by_table(self, rows: np.ndarray) -> np.ndarray:
        return np.asarray(rows.reshape(self.counts.shape) * self.above)

    def loglik(self) -> np.ndarray:
        rows = self.model.log_probability(*self.flat())
        return np.asarray(self.by_table(rows).sum(axis=1))

    def moved(self, change: np.ndarray, by: np.ndarray) -> Self:
        return replace(self, predictor=self.predictor + change, alpha=self.alpha + by)

    def only(self, which: np.ndarray) -> Self:
        return replace(
            self,
            counts=self.counts[which],
            above=self.above[which],
            predictor=self.predictor[which],
            alpha=self.alpha[which],
        )


_Steps = Callable[[_Place], tuple[np.ndarray, np.ndarray, np.ndarray]]


@dataclass(frozen=True, slots=True, eq=False)
class Likeliest:
    """Where the likelihood of each table is largest.

    Attributes
    ----------
    alpha : ndarray, shape (tables,)
        0 where no other is likelier.
    loglik : ndarray, shape (tables,)
        Of the maximum.
    ratio : ndarray, shape (tables,)
        Twice what it exceeds the log likelihood of Poisson by.
    """

    alpha: np.ndarray
    loglik: np.ndarray
    ratio: np.ndarray


def likeliest_alphas(
    model: RowModel, design: SharedDesign, refits: Refits, *, enough: float
) -> Likeliest:
    """Find the alpha that is likeliest in each table.

    Parameters
    ----------
    model : RowModel
        NB2 or NB1.
    design : SharedDesign
        What the tables share.
    refits : Refits
        The tables, with their Poisson fits.
    enough : float
        A table whose ratio exceeds it is climbed no further; infinite where the maximum
        itself is wanted.

    Returns
    -------
    Likeliest
        The largest of the maxima that are climbed to from Poisson and from those of
        three other values of alpha that are likelier: the likelihood may fall from
        alpha = 0 on and rise again.

    Raises
    ------
    NotConvergedError
        If 200 steps neither reach a maximum nor what is enough.
    """
    poisson = _poisson(model, design, refits)
    start = poisson.loglik()
    wanted = start + enough / 2
    value, found = start.copy(), np.zeros(len(start))
    alpha = _scored_alpha(model, refits)
    left = np.flatnonzero(alpha > 0)
    here = replace(poisson, alpha=alpha).only(left)
    value[left], found[left] = _reach(here, wanted[left], _newton_steps)
    for multiple in _MULTIPLES:
        left = np.flatnonzero(value <= wanted)
        alpha = multiple * _typical_alpha(model, refits)
        here = _follow(replace(poisson, alpha=alpha).only(left))
        better = here.loglik() > value[left]
        left, here = left[better], here.only(better)
        value[left], found[left] = _reach(here, wanted[left], _newton_steps)
    return Likeliest(found, value, 2 * (value - start))


def loglik_at(
    model: RowModel, design: SharedDesign, refits: Refits, *, alpha: float
) -> np.ndarray:
    """Return the largest log likelihood of each table at an alpha that is held.

    Parameters
    ----------
    model : RowModel
        NB2 or NB1.
    design : SharedDesign
        What the tables share.
    refits : Refits
        The tables, with their Poisson fits.
    alpha : float
        0 or more; 0 is Poisson.

    Returns
    -------
    ndarray, shape (tables,)
        The profile log likelihood of alpha.

    Raises
    ------
    NotConvergedError
        If 200 steps do not reach every maximum.
    """
    poisson = _poisson(model, design, refits)
    if alpha == 0:
        return poisson.loglik()
    here = replace(poisson, alpha=np.full(len(poisson.alpha), alpha))
    value, _ = _reach(here, np.full(len(here.alpha), np.inf), _held_steps)
    return value


def _typical_alpha(model: RowModel, refits: Refits) -> np.ndarray:
    """Return the alpha at which variances are about twice the means."""
    mean = np.where(refits.above, refits.mean, 0.0)
    excess = np.where(refits.above, model.excess(mean), 0.0).sum(axis=1)
    typical: np.ndarray = mean.sum(axis=1) / np.where(excess > 0, excess, 1.0)
    return typical


def _follow(here: _Place) -> _Place:
    """Let the means follow an alpha that is held, by a few of Newton's steps."""
    for _ in range(_FOLLOWING):
        change, none, _ = _held_steps(here)
        here = here.moved(change, none)
    return here


def _reach(
    here: _Place, wanted: np.ndarray, steps: _Steps
) -> tuple[np.ndarray, np.ndarray]:
    """Climb until the likelihoods exceed what is wanted, or are largest."""
    value, alpha = here.loglik(), here.alpha.copy()
    left = np.arange(len(wanted))
    for _ in range(_STEPS):
        if not left.size:
            return value, alpha
        here, reached, gain = _climb(here, value[left], steps)
        value[left], alpha[left] = reached, here.alpha
        going = (reached <= wanted[left]) & (gain > _STILL)
        left, here = left[going], here.only(going)
    raise NotConvergedError(
        f"the {here.model.name} fits of {left.size} simulated tables have not reached "
        f"their maximum after {_STEPS} steps"
    )


def _poisson(model: RowModel, design: SharedDesign, refits: Refits) -> _Place:
    none = np.zeros(len(refits.counts))
    # The means of separated rows may have underflowed; their weights must not be 0.
    predictor = np.maximum(refits.predictor, np.log(_FAINTEST * design.drawn_from))
    return _Place(model, design, refits.counts, refits.above, predictor, none)


def _scored_alpha(model: RowModel, refits: Refits) -> np.ndarray:
    """Estimate alpha by one step of scoring from 0; 0 or less where nothing rises."""
    mean = np.where(refits.above, refits.mean, 1.0)
    share = np.where(refits.above, model.excess(mean) / mean, 0.0)
    excess = (refits.counts - mean) ** 2 - refits.counts
    information = (share**2).sum(axis=1)
    score = (excess * share / mean).sum(axis=1)
    return np.asarray(score / np.where(information > 0, information, 1.0))


def _climb(
    here: _Place, value: np.ndarray, steps: _Steps
) -> tuple[_Place, np.ndarray, np.ndarray]:
    """Take Newton's steps, each halved until its table does not descend."""
    change, by, gain = steps(here)
    length = np.ones(len(value))
    there = here.moved(change, by)
    reached = there.loglik()
    for _ in range(_HALVINGS):
        lower = ~(reached >= value - _STILL)
        if not lower.any():
            break
        length[lower] /= 2
        there = here.moved(change * length[:, None], by * length)
        reached[lower] = there.only(lower).loglik()
    return there, reached, gain


def _held_steps(here: _Place) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return changes of the predictor alone, alpha being held."""
    flat = here.flat()
    slope, curvature = here.model.slopes(*flat)
    gradient = here.by_table(slope) @ here.design.columns
    information = here.design.information(_weights(here, *flat[1:], curvature))
    step = np.linalg.solve(information, gradient[..., None])[..., 0]
    change = here.design.along(step)
    factor = shortening(np.abs(change * here.above).max(axis=1))
    gain = (gradient * step).sum(axis=1) / 2
    return change * factor[:, None], np.zeros(len(factor)), gain


def _newton_steps(here: _Place) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return changes of the predictor and of alpha, and what they gain."""
    flat, columns = here.flat(), here.design.columns
    slope, curvature = here.model.slopes(*flat)
    rows = here.model.alpha_derivatives(*flat)
    gradient, cross = (here.by_table(one) @ columns for one in (slope, rows.eta_alpha))
    first, second = (
        here.by_table(one).sum(axis=1) for one in (rows.alpha, rows.alpha_alpha)
    )
    information = here.design.information(_weights(here, *flat[1:], curvature))
    sides = np.stack([gradient, cross], axis=2)
    alone, followed = np.moveaxis(np.linalg.solve(information, sides), 2, 0)
    rise = first + (cross * alone).sum(axis=1)
    bend = second + (cross * followed).sum(axis=1)
    by = _alpha_steps(here.alpha, rise, bend)
    step = alone + followed * by[:, None]
    gain = ((gradient * step).sum(axis=1) + first * by) / 2
    change = here.design.along(step)
    # Both are shortened alike, or the direction might lead downhill.
    factor = shortening(np.abs(change * here.above).max(axis=1))
    return change * factor[:, None], by * factor, gain


def _weights(
    here: _Place, mean: np.ndarray, alpha: np.ndarray, curvature: np.ndarray
) -> np.ndarray:
    """Take minus the curvature, or where a row has none what its variance expects."""
    expected = mean**2 / (mean + alpha * here.model.excess(mean))
    return np.where(curvature < 0, -curvature, expected).reshape(here.counts.shape)


def _alpha_steps(alpha: np.ndarray, rise: np.ndarray, bend: np.ndarray) -> np.ndarray:
    """Take Newton's steps, or uphill by a factor where they would lead downhill."""
    uphill = np.where(rise > 0, np.inf, -np.inf)
    newton = np.divide(-rise, bend, out=uphill, where=bend < 0)
    return np.asarray(
        np.clip(newton, alpha / _LARGEST_CHANGE - alpha, (_LARGEST_CHANGE - 1) * alpha)
    )
