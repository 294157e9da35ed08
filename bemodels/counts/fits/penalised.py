"""The Poisson likelihood times Jeffreys' prior, whose maximum is always finite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.fits.maximum import Maximum, ascend, bounded

if TYPE_CHECKING:
    from bemodels.counts.fits.maximum import Problem


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

    Notes
    -----
    The score is that of counts y + h / 2, with h the leverages of the fit [1]_.

    References
    ----------
    .. [1] Firth D (1993). Bias reduction of maximum likelihood estimates. Biometrika
       80, 27-38.
    """
    coefficients, value = ascend(
        lambda here: _penalised(problem, here),
        lambda here: _newton_step(problem, here),
        start.coefficients,
    )
    return Maximum(coefficients, 0.0, value)


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


def _newton_step(
    problem: Problem, coefficients: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return Newton's step and about what it gains; of scoring where not concave."""
    mean, columns = problem.mean(coefficients), problem.columns
    whole = _weighted(problem, coefficients)
    turned = np.linalg.solve(np.linalg.cholesky(whole.T @ whole), whole.T).T
    leverage = (turned**2).sum(axis=1)
    gradient = columns.T @ (problem.counts - mean + leverage / 2)
    products = np.einsum("ia,ij,ik->ajk", columns, turned, turned, optimize=True)
    products = products.reshape(columns.shape[1], turned.shape[1] ** 2)
    curvature = (columns.T * (mean - leverage / 2)) @ columns
    curvature += products @ products.T / 2
    try:
        np.linalg.cholesky(curvature)
    except np.linalg.LinAlgError:
        curvature = (columns.T * mean) @ columns
    step = np.linalg.solve(curvature, gradient)
    return bounded(problem, step), float(gradient @ step) / 2
