"""The Poisson likelihood times Jeffreys' prior, whose maximum is always finite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.fits.maximum import Maximum
from bemodels.errors import NotConvergedError

if TYPE_CHECKING:
    from bemodels.counts.fits.maximum import Problem

_STEPS = 1000
_HALVINGS = 60
_STILL = 1e-22


def maximise_penalised(problem: Problem, start: Maximum) -> Maximum:
    """Find the coefficients of the largest penalised likelihood.

    Parameters
    ----------
    problem : Problem
        A Poisson likelihood; the penalty is that of its whole design, coefficients
        that are held included.
    start : Maximum
        Its coefficients are started from.

    Returns
    -------
    Maximum
        At alpha 0.

    Raises
    ------
    NotConvergedError
        If 1000 steps do not reach it.

    Notes
    -----
    The score is that of counts y + h / 2, with h the leverages of the fit [1]_.

    References
    ----------
    .. [1] Firth D (1993). Bias reduction of maximum likelihood estimates. Biometrika
       80, 27-38.
    """
    here, value = start.coefficients, _penalised(problem, start.coefficients)
    for _ in range(_STEPS):
        step, gain = _scoring_step(problem, here)
        if gain <= _STILL * (1 + abs(value)):
            return Maximum(here + step, 0.0, value)
        for _ in range(_HALVINGS):
            reached = _penalised(problem, here + step)
            if reached >= value:
                break
            step = step / 2
        else:
            return Maximum(here, 0.0, value)
        here, value = here + step, reached
    raise NotConvergedError(
        "the penalised likelihood of the Poisson model has not reached its maximum "
        f"after {_STEPS} steps"
    )


def _weighted(problem: Problem, coefficients: np.ndarray) -> np.ndarray:
    rows: np.ndarray = np.sqrt(problem.mean(coefficients))[:, None] * problem.whole
    return rows


def _penalised(problem: Problem, coefficients: np.ndarray) -> float:
    likelihood = problem.loglik(coefficients, 0.0)
    if likelihood == -np.inf:
        return likelihood
    whole = _weighted(problem, coefficients)
    sign, logarithm = np.linalg.slogdet(whole.T @ whole)
    return likelihood + float(logarithm) / 2 if sign > 0 else -np.inf


def _scoring_step(
    problem: Problem, coefficients: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return the step of Fisher's scoring, and about what it gains."""
    mean = problem.mean(coefficients)
    whole = _weighted(problem, coefficients)
    solved = np.linalg.solve(whole.T @ whole, whole.T).T
    leverage = (whole * solved).sum(axis=1)
    gradient = problem.columns.T @ (problem.counts - mean + leverage / 2)
    information = (problem.columns.T * mean) @ problem.columns
    step: np.ndarray = np.linalg.solve(information, gradient)
    return step, float(gradient @ step) / 2
