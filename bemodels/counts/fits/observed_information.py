"""The observed information of coefficients and alpha together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bemodels.counts.fits.maximum import Maximum, Problem


def joint_information(problem: Problem, at: Maximum) -> np.ndarray:
    """Return minus the second derivatives of the log likelihood at its maximum.

    Parameters
    ----------
    problem : Problem
        The likelihood.
    at : Maximum
        Where it is largest.

    Returns
    -------
    ndarray, shape (r + 1, r + 1)
        Alpha comes last; (r, r) where alpha is held, or 0 and so on its boundary.
    """
    information = problem.information(at.coefficients, at.alpha)
    if at.alpha == 0:
        return information
    mean = problem.mean(at.coefficients)
    rows = problem.family.alpha_derivatives(problem.counts, mean, at.alpha)
    cross = -(problem.columns.T @ rows.eta_alpha)[:, None]
    own = np.array([[-rows.alpha_alpha.sum()]])
    return np.block([[information, cross], [cross.T, own]])


def observed_covariance(problem: Problem, at: Maximum) -> np.ndarray:
    """Return the covariance of the coefficients, what alpha takes being taken off.

    Parameters
    ----------
    problem : Problem
        The likelihood.
    at : Maximum
        Where it is largest.

    Returns
    -------
    ndarray, shape (r, r)
        The upper left part of the inverse of the joint information.
    """
    r = len(at.coefficients)
    covariance: np.ndarray = np.linalg.inv(joint_information(problem, at))[:r, :r]
    return covariance
