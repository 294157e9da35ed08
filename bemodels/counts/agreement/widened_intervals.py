"""Intervals of a Poisson rate ratio that allow for counts which vary more.

The maximum is Poisson's; the variance is not. Quasi-likelihood multiplies it by a
factor [1]_, by which the likelihood ratio is then divided. Clustered errors leave open
how the rows of a cluster depend on one another [2]_.

References
----------
.. [1] McCullagh P (1983). Quasi-likelihood functions. Annals of Statistics 11, 59-67.
.. [2] Cameron AC, Miller DL (2015). A practitioner's guide to cluster-robust inference.
   Journal of Human Resources 50, 317-372.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from scipy.special import chdtri, fdtri, stdtrit

from bemodels.counts.fits.clustered import clustered_contrast
from bemodels.counts.fits.covariances import quasi_poisson_scale
from bemodels.counts.fits.profile import profile_limits, profile_loss
from bemodels.errors import NotEstimableError
from bemodels.intervals.exponentials import exponential
from bemodels.result import Interval

if TYPE_CHECKING:
    import numpy as np

    from bemodels.counts.fits.count_fit import CountFit


def quasi_interval(fit: CountFit, weights: np.ndarray, *, level: float) -> Interval:
    """Return the interval of a ratio whose variance factor is Pearson's.

    Parameters
    ----------
    fit : CountFit
        A Poisson fit.
    weights : ndarray, shape (p,)
        The contrast, in design order.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Where the likelihood ratio over the factor is a quantile of F with 1 and the
        residual degrees of freedom, because the factor is estimated.

    Raises
    ------
    NotEstimableError
        If no degree of freedom is left, or every count is its mean.
    """
    scale = quasi_poisson_scale(fit)
    if scale == 0:
        raise NotEstimableError(
            "a quasi-Poisson interval is not estimable: every count is its fitted mean"
        )
    rows, coefficients = fit.problem.columns.shape
    lost = scale * float(fdtri(1, rows - coefficients, level))
    low, high = profile_limits(fit, weights, lost=lost)
    return _confidence(low, high, level, "profile quasi-likelihood")


def tipping_factor(fit: CountFit, weights: np.ndarray, *, level: float) -> float:
    """Return the variance factor at which the interval of a ratio reaches 1.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    weights : ndarray, shape (p,)
        The contrast, in design order.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    float
        Below 1 where the interval of the profile likelihood itself holds 1.
    """
    return profile_loss(fit, weights, held=0.0) / float(chdtri(1, 1 - level))


def clustered_interval(
    fit: CountFit, weights: np.ndarray, clusters: str, *, level: float
) -> Interval:
    """Return the interval of a ratio whose rows may depend within clusters.

    Parameters
    ----------
    fit : CountFit
        A Poisson fit.
    weights : ndarray, shape (p,)
        The contrast, in design order.
    clusters : str
        The column whose labels are the clusters.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Wald's on the log scale, with the quantile of t for one degree less than there
        are clusters.

    Raises
    ------
    NotEstimableError
        If the ratio is 0 or infinite, or there are fewer than two clusters.
    """
    found = fit.contrast(weights).value
    if abs(found) == inf:
        raise NotEstimableError(
            f"a ratio of {0 if found < 0 else 'infinity'} has no clustered error"
        )
    error, groups = clustered_contrast(fit, weights, clusters)
    reach = float(stdtrit(groups - 1, (1 + level) / 2)) * error
    return _confidence(
        found - reach, found + reach, level, f"Wald, clustered by {clusters}"
    )


def _confidence(low: float, high: float, level: float, method: str) -> Interval:
    return Interval(
        low=exponential(low),
        high=exponential(high),
        level=level,
        kind="confidence",
        method=method,
    )
