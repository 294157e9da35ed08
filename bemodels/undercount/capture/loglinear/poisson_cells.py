"""Log-linear Poisson models of the cells of a table of several lists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

from bemodels.undercount.capture.largest_likelihood import Cells, largest_likelihood
from bemodels.undercount.capture.multinomial import half_deviance

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFit:
    """A fitted log-linear model.

    Attributes
    ----------
    coefficients : numpy.ndarray, shape (P,)
        Natural logarithms; the first is the intercept.
    fitted : numpy.ndarray, shape (C,)
        Expected counts of the cells.
    design : numpy.ndarray, shape (C, P)
        What they were fitted with.
    counts : numpy.ndarray, shape (C,)
        What was observed.
    """

    coefficients: Array
    fitted: Array
    design: Array
    counts: Array

    @property
    def deviance(self) -> float:
        """Twice the loss of log likelihood against a saturated model."""
        return 2 * half_deviance(self.counts, self.fitted)

    @property
    def log_likelihood(self) -> float:
        """Poisson log likelihood of the counts, with its constant."""
        terms = xlogy(self.counts, self.fitted) - self.fitted
        return float(np.sum(terms - gammaln(self.counts + 1)))

    @property
    def covariance(self) -> Array:
        """Inverse of the expected information, shape (P, P)."""
        root = np.sqrt(self.fitted)[:, None] * self.design
        half = np.linalg.pinv(root)
        return np.asarray(half @ half.T)


def fit_cells(counts: Array, design: Array) -> CellFit:
    """Maximise the Poisson likelihood of a log-linear model.

    Parameters
    ----------
    counts : numpy.ndarray, shape (C,)
        0 or more; need not be whole.
    design : numpy.ndarray, shape (C, P)
        Of full column rank, the first column 1.

    Returns
    -------
    CellFit
        At the maximum; where a coefficient runs to infinity, where the likelihood
        gains no more.

    Raises
    ------
    NotEstimableError
        If 300 steps do not reach the maximum.

    Examples
    --------
    >>> fit_cells(np.array([4.0, 6.0]), np.ones((2, 1))).fitted.round(9).tolist()
    [5.0, 5.0]
    """
    coefficients, fitted = largest_likelihood(
        Cells(counts, design, np.zeros(len(counts))),
        name=f"a log-linear model of {len(counts)} cells",
    )
    return CellFit(
        coefficients=coefficients, fitted=fitted, design=design, counts=counts
    )
