"""Newton's method for the coefficients of a count model at one alpha."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.errors import NotConvergedError

if TYPE_CHECKING:
    from bemodels.counts.fits.families import Family
    from bemodels.data.designs.count_design import CountDesign
    from bemodels.data.designs.separation import Separation

_STEPS = 200
_HALVINGS = 60
_STILL = 1e-16
_ROUNDING = 1e-9
_LEAST = 1e-9
_LARGEST_MEAN = 1e100
_LONGEST = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A likelihood with a finite maximum.

    Attributes
    ----------
    family : Family
        The distribution of each count.
    counts : ndarray of int, shape (m,)
        The rows whose mean is above 0.
    columns : ndarray, shape (m, r)
        The design on those rows, of full rank.
    offset : ndarray, shape (m,)
        What is added to the linear predictor, logarithms of exposures included.
    whole : ndarray, shape (m, p)
        The design with the columns whose coefficients are held in `offset`.
    """

    family: Family
    counts: np.ndarray
    columns: np.ndarray
    offset: np.ndarray
    whole: np.ndarray

    def mean(self, coefficients: np.ndarray) -> np.ndarray:
        """Return the mean of every row.

        Parameters
        ----------
        coefficients : ndarray, shape (r,)
            Of the columns.

        Returns
        -------
        ndarray, shape (m,)
            Infinite where it is too large for a float.
        """
        with np.errstate(over="ignore"):
            means: np.ndarray = np.exp(self.offset + self.columns @ coefficients)
        return means

    def loglik(self, coefficients: np.ndarray, alpha: float) -> float:
        """Return the log likelihood with its constants.

        Parameters
        ----------
        coefficients : ndarray, shape (r,)
            Of the columns.
        alpha : float
            0 or more.

        Returns
        -------
        float
            Minus infinity where a mean is above 10^100.
        """
        mean = self.mean(coefficients)
        if mean.size and mean.max() > _LARGEST_MEAN:
            return -np.inf
        return float(self.family.log_probability(self.counts, mean, alpha).sum())

    def information(self, coefficients: np.ndarray, alpha: float) -> np.ndarray:
        """Return minus the second derivatives in the coefficients.

        Parameters
        ----------
        coefficients : ndarray, shape (r,)
            Of the columns.
        alpha : float
            0 or more.

        Returns
        -------
        ndarray, shape (r, r)
            The observed information, alpha held.
        """
        _, curvature = self.family.slopes(self.counts, self.mean(coefficients), alpha)
        information: np.ndarray = -(self.columns.T * curvature) @ self.columns
        return information


@dataclass(frozen=True, slots=True, eq=False)
class Maximum:
    """Where a likelihood is largest.

    Attributes
    ----------
    coefficients : ndarray, shape (r,)
        Of the problem's columns.
    alpha : float
        The dispersion, 0 or more.
    value : float
        The log likelihood there, with the penalty where the estimate has one.
    """

    coefficients: np.ndarray
    alpha: float
    value: float


def problem_of(design: CountDesign, family: Family, separation: Separation) -> Problem:
    """Return the likelihood of the rows whose mean is above 0.

    Parameters
    ----------
    design : CountDesign
        All rows.
    family : Family
        The distribution.
    separation : Separation
        Which rows to leave to their mean of 0.

    Returns
    -------
    Problem
        With a finite maximum.
    """
    rows = ~separation.rows
    whole = design.coordinates.columns[rows]
    return Problem(
        family=family.on(rows),
        counts=design.counts[rows],
        columns=whole @ separation.kept,
        offset=np.log(design.exposure[rows]),
        whole=whole,
    )


def first_guess(problem: Problem) -> np.ndarray:
    """Return coefficients from which Newton's method starts.

    Parameters
    ----------
    problem : Problem
        Any.

    Returns
    -------
    ndarray, shape (r,)
        Weighted least squares for the logarithms of counts drawn half-way to their
        overall rate.
    """
    scale = np.exp(problem.offset - problem.offset.max())
    typical = scale * ((problem.counts.sum() + 1 / 2) / scale.sum())
    mean = (problem.counts + np.maximum(typical, _LEAST)) / 2
    weighted = problem.columns.T * mean
    target = weighted @ (np.log(mean) - problem.offset)
    guess: np.ndarray = np.linalg.solve(weighted @ problem.columns, target)
    return guess


def maximise_given_alpha(problem: Problem, alpha: float, start: np.ndarray) -> Maximum:
    """Find the coefficients that are likeliest at one alpha.

    Parameters
    ----------
    problem : Problem
        With a finite maximum.
    alpha : float
        0 or more.
    start : ndarray, shape (r,)
        Coefficients to start from.

    Returns
    -------
    Maximum
        To the last digits of the log likelihood.
    """
    coefficients, value = ascend(
        lambda here: problem.loglik(here, alpha),
        lambda here: _newton_step(problem, here, alpha),
        start,
    )
    return Maximum(coefficients, alpha, value)


def _newton_step(
    problem: Problem, here: np.ndarray, alpha: float
) -> tuple[np.ndarray, float]:
    """Return the step, and how much it gains if the likelihood were quadratic."""
    mean = problem.mean(here)
    slope, curvature = problem.family.slopes(problem.counts, mean, alpha)
    gradient = problem.columns.T @ slope
    information = -(problem.columns.T * curvature) @ problem.columns
    try:
        np.linalg.cholesky(information)
    except np.linalg.LinAlgError:  # not concave here: what the variance expects instead
        weights = mean**2 / problem.family.variance(mean, alpha)
        information = (problem.columns.T * weights) @ problem.columns
    step = _solved(information, gradient)
    return bounded(problem, step), float(gradient @ step) / 2


def _solved(information: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    """Solve for a step: the shortest, where far out rounding leaves some way flat."""
    try:
        return np.asarray(np.linalg.solve(information, gradient))
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.lstsq(information, gradient)[0])


def bounded(problem: Problem, step: np.ndarray) -> np.ndarray:
    """Shorten a step that would move a linear predictor too far.

    Parameters
    ----------
    problem : Problem
        The likelihood.
    step : ndarray, shape (r,)
        Of the coefficients.

    Returns
    -------
    ndarray, shape (r,)
        Every mean changes by a factor of e^10 at most: far out a negative binomial
        likelihood is nearly straight, and Newton's steps are far too long.
    """
    longest = float(np.abs(problem.columns @ step).max(initial=0.0))
    return step * (_LONGEST / longest) if longest > _LONGEST else step


def ascend(
    value_at: Callable[[np.ndarray], float],
    step_at: Callable[[np.ndarray], tuple[np.ndarray, float]],
    start: np.ndarray,
) -> tuple[np.ndarray, float]:
    """Take Newton's steps, halved until they do not descend.

    Parameters
    ----------
    value_at : callable
        What is maximised.
    step_at : callable
        The step, and what it gains if the function were quadratic.
    start : ndarray, shape (r,)
        Where to start.

    Returns
    -------
    tuple of ndarray and float
        Where the function is largest, and how large.

    Raises
    ------
    NotConvergedError
        If 200 steps do not reach the maximum.
    """
    here, value = start, value_at(start)
    for _ in range(_STEPS):
        step, gain = step_at(here)
        if gain <= _STILL * (1 + abs(value)):
            return here + step, value
        there, reached = _climb(value_at, here, value, step)
        if reached <= value and gain <= _ROUNDING * (1 + abs(value)):
            return here + step, max(reached, value)  # flat to rounding: all the way
        here, value = there, reached
    raise NotConvergedError(
        f"the likelihood has not reached its maximum after {_STEPS} steps"
    )


def _climb(
    value_at: Callable[[np.ndarray], float],
    here: np.ndarray,
    value: float,
    step: np.ndarray,
) -> tuple[np.ndarray, float]:
    """Halve a step until it does not descend."""
    for _ in range(_HALVINGS):
        reached = value_at(here + step)
        if reached >= value:
            return here + step, reached
        step = step / 2
    return here, value
