"""Covariances of coefficients by the information that the model expects."""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np
from scipy.special import gammaln

from bemodels.counts.fits.stable_sums import log1p_ratio, log1p_ratio_slopes

_CELLS = 2**21


def covariance_by_variance(
    columns: np.ndarray, mean: np.ndarray, alpha: float | np.ndarray
) -> np.ndarray:
    """Return the covariance under a Poisson or NB2 model.

    Parameters
    ----------
    columns : ndarray, shape (m, r)
        The design.
    mean : ndarray, shape (m,)
        Above 0.
    alpha : float or ndarray
        0 or more, of all rows or one a row.

    Returns
    -------
    ndarray, shape (r, r)
        Alpha may be estimated too: it is orthogonal to the coefficients.
    """
    weights = mean / (1 + alpha * mean)
    return np.linalg.inv((columns.T * weights) @ columns)


def covariance_by_summation(
    columns: np.ndarray, mean: np.ndarray, alpha: float
) -> np.ndarray:
    """Return the covariance under an NB1 model, summing over all likely counts.

    Parameters
    ----------
    columns : ndarray, shape (m, r)
        The design.
    mean : ndarray, shape (m,)
        Above 0.
    alpha : float
        0 or more.

    Returns
    -------
    ndarray, shape (r, r)
        What is lost to estimating alpha is taken off, unless alpha is 0, where it is
        on its boundary.
    """
    distinct, place = np.unique(mean, return_inverse=True)
    rows = _expected_products(distinct, alpha)[:, place]
    information = (columns.T * rows[0]) @ columns
    if alpha > 0:
        cross = columns.T @ rows[1]
        information -= np.outer(cross, cross) / rows[2].sum()
    return np.linalg.inv(information)


def _expected_products(mean: np.ndarray, alpha: float) -> np.ndarray:
    """Expect the products of both scores: eta eta, eta alpha, alpha alpha."""
    largest = float(mean.max())
    spread = sqrt((1 + alpha) * largest)
    likely = ceil(largest + 40 * (1 + alpha + spread))
    chunk = max(1, _CELLS // likely)
    parts = [
        _products_up_to(likely, mean[first : first + chunk], alpha)
        for first in range(0, len(mean), chunk)
    ]
    return np.concatenate(parts, axis=1)


def _products_up_to(likely: int, mean: np.ndarray, alpha: float) -> np.ndarray:
    counts = np.arange(likely + 1)
    mu, a = mean[:, None], alpha / mean[:, None]
    level = float(log1p_ratio(np.asarray(alpha)))
    fall = float(log1p_ratio_slopes(np.asarray(alpha))[0])
    sums = _before(counts / (1 + a * counts))
    eta = counts - a * sums - mu * level
    by_alpha = sums / mu - counts / (1 + alpha) - mu * fall
    chance = np.exp(
        _before(np.log1p(a * counts))
        + counts * (np.log(mu) - np.log1p(alpha))
        - mu * level
        - gammaln(counts + 1.0)
    )
    products = (eta * eta, eta * by_alpha, by_alpha * by_alpha)
    return np.array([(chance * product).sum(axis=1) for product in products])


def _before(terms: np.ndarray) -> np.ndarray:
    """Sum the terms of all smaller counts."""
    sums: np.ndarray = np.cumsum(terms, axis=1) - terms
    return sums
