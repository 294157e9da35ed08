r"""Log-linear Poisson models of the cells of a table, by Newton's method.

With counts y and design X, the log likelihood up to a constant is minus half the
deviance

.. math::
    D(\beta) = 2 \sum_i \left[ y_i \log(y_i / \mu_i) - (y_i - \mu_i) \right],
    \qquad \mu = \exp(X \beta).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.multinomial import half_deviance

Array = NDArray[np.float64]
STEPS = 200
HALVINGS = 40
# Newton's decrement; the step that shows it is taken, and squares what is left.
DECREMENT = 1e-11
LARGEST_LOG = 700.0


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
        If 200 steps do not reach the maximum.

    Examples
    --------
    >>> fit_cells(np.array([4.0, 6.0]), np.ones((2, 1))).fitted.round(9).tolist()
    [5.0, 5.0]
    """
    beta = _first(counts, design)
    loss = half_deviance(counts, _means(design, beta))
    for _ in range(STEPS):
        mean = _means(design, beta)
        root = np.sqrt(mean)
        step = np.linalg.lstsq(
            root[:, None] * design, (counts - mean) / root, rcond=None
        )[0]
        decrement = float(step @ (design.T @ (counts - mean)))
        beta, loss = _walk(counts, design, (beta, loss), step)
        if decrement < DECREMENT * max(1.0, 1e-6 * counts.sum()):
            return CellFit(
                coefficients=beta,
                fitted=_means(design, beta),
                design=design,
                counts=counts,
            )
    raise NotEstimableError(
        f"a log-linear model of {len(counts)} cells is not estimable: {STEPS} steps do "
        "not reach its maximum"
    )


def _means(design: Array, beta: Array) -> Array:
    """Return expected counts, kept within what a float can hold."""
    return np.asarray(np.exp(np.clip(design @ beta, -LARGEST_LOG, LARGEST_LOG)))


def _first(counts: Array, design: Array) -> Array:
    """Return the coefficients of a weighted regression of the logarithms."""
    mean = counts + 0.5
    root = np.sqrt(mean)
    target = root * (np.log(mean) + (counts - mean) / mean)
    return np.asarray(np.linalg.lstsq(root[:, None] * design, target, rcond=None)[0])


def _walk(
    counts: Array,
    design: Array,
    here: tuple[Array, float],
    step: Array,
) -> tuple[Array, float]:
    """Take the step, halved until the half deviance no longer rises."""
    beta, loss = here
    for halving in range(HALVINGS):
        there = beta + step / 2**halving
        found = half_deviance(counts, _means(design, there))
        if found <= loss + 1e-9 * max(1.0, abs(loss)):
            return there, found
    return beta, loss
