r"""The largest Poisson likelihood of log-linear cells, by Newton's method.

With counts y, offset o and design X, whose first column is 1, up to a constant the log
likelihood is minus half the deviance from the means

.. math::
    \mu = \exp(o + X \beta).

At any other coefficients the intercept makes the means sum to the counts, so that
steps are taken in the shares of the cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.multinomial import half_deviance

Array = NDArray[np.float64]
_STEPS = 300
_HALVINGS = 50
# Newton's decrement; the step that shows it is taken, and squares what is left.
_NEARLY_THERE = 1e-11
_LARGEST_LOG = 300.0
_LONGEST = 1e3
_MOST_STEPS = 1e6
# A step that moves no mean by more than a tenth squares what is left.
_SHORT = 0.1
_SCORE = 1e-6
_RELATIVE = 1e-5
_OF_TOTAL = 1e-8


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Counts of cells and what their means are made of.

    Attributes
    ----------
    counts : ndarray, shape (n,)
        0 or more; need not be whole.
    columns : ndarray, shape (n, p)
        Of full column rank, the first column 1.
    offset : ndarray, shape (n,)
        Added to the logarithms of the means.
    """

    counts: Array
    columns: Array
    offset: Array

    def logs(self, slopes: Array) -> Array:
        """Return the logarithms of the means whose sum is that of the counts.

        Parameters
        ----------
        slopes : ndarray, shape (p - 1,)
            Coefficients of all columns but the first.

        Returns
        -------
        ndarray, shape (n,)
            Finite.
        """
        logs = self.offset + self.columns[:, 1:] @ slopes
        return np.asarray(logs + log(self.counts.sum()) - _log_of_sum(logs))

    def means(self, slopes: Array) -> Array:
        """Return the means whose sum is that of the counts.

        Parameters
        ----------
        slopes : ndarray, shape (p - 1,)
            Coefficients of all columns but the first.

        Returns
        -------
        ndarray, shape (n,)
            Kept within what a float can hold.
        """
        return bounded_means(self.logs(slopes))

    def intercept(self, slopes: Array) -> float:
        """Return the first coefficient that belongs to the others.

        Parameters
        ----------
        slopes : ndarray, shape (p - 1,)
            Coefficients of all columns but the first.

        Returns
        -------
        float
            The logarithm of a mean of no slope and no offset.
        """
        logs = self.offset + self.columns[:, 1:] @ slopes
        return log(self.counts.sum()) - _log_of_sum(logs)


def largest_likelihood(cells: Cells, *, name: str) -> tuple[Array, Array]:
    """Maximise the likelihood of a log-linear model.

    Parameters
    ----------
    cells : Cells
        The data and the model.
    name : str
        What the message calls the model.

    Returns
    -------
    coefficients, means : ndarray
        At the maximum; where a coefficient runs to infinity, where the likelihood
        gains no more.

    Raises
    ------
    NotEstimableError
        If 300 steps do not reach the maximum.
    """
    scale = np.abs(cells.columns).max(axis=0)
    scaled = Cells(cells.counts, cells.columns / scale, cells.offset)
    slopes = _largest_slopes(scaled, name) if len(scale) > 1 else np.zeros(0)
    coefficients = np.concatenate([[scaled.intercept(slopes)], slopes]) / scale
    return coefficients, scaled.means(slopes)


def bounded_means(logs: Array) -> Array:
    """Return means by their logarithms.

    Parameters
    ----------
    logs : ndarray, shape (n,)
        Any.

    Returns
    -------
    ndarray, shape (n,)
        From e^-300 to e^300.
    """
    return np.asarray(np.exp(np.clip(logs, -_LARGEST_LOG, _LARGEST_LOG)))


def _largest_slopes(cells: Cells, name: str) -> Array:
    total = float(cells.counts.sum())
    place = _first_guess(cells)
    for _ in range(_STEPS):
        centred, score, step = _newton_at(cells, place)
        flat = np.abs(score).max() <= _SCORE * (1 + _RELATIVE * total)
        if flat and step @ score < _NEARLY_THERE * max(1, _OF_TOTAL * total):
            # Each step squares the error: one more leaves that of rounding.
            there = place + step
            return there + _newton_at(cells, there)[2]
        moved = centred @ step
        if float(np.abs(moved).max()) > _SHORT:
            step = step * _length(moved, cells.counts, cells.logs(place))
        place = place + step
    raise NotEstimableError(
        f"{name} is not estimable: {_STEPS} steps do not reach its maximum"
    )


def _newton_at(cells: Cells, place: Array) -> tuple[Array, Array, Array]:
    """Return the columns less their means, the score, and Newton's step."""
    columns, means = cells.columns[:, 1:], cells.means(place)
    score = columns.T @ (cells.counts - means)
    centred = columns - means @ columns / float(cells.counts.sum())
    step = _newton_step(np.sqrt(means)[:, np.newaxis] * centred, score)
    return centred, score, step


def _length(moved: Array, counts: Array, logs: Array) -> float:
    """Return how much of a step to take, or how many times it.

    Parameters
    ----------
    moved : ndarray, shape (n,)
        What the step adds to the logarithms of the means, but for a constant.
    counts, logs : ndarray, shape (n,)
        Of the cells.

    Returns
    -------
    float
        1 if the likelihood then rises or falls half as steeply as before, or less.
    """
    observed, total = float(counts @ moved), float(counts.sum())

    def slope(length: float) -> float:
        tilted = logs + length * moved
        weights = np.exp(tilted - tilted.max())
        return observed - total * float(weights @ moved) / float(weights.sum())

    near = abs(slope(0.0)) / 2
    short, length = 0.0, min(1.0, _LONGEST / float(np.abs(moved).max()))
    while (at := slope(length)) > near and length < _MOST_STEPS:
        short, length = length, 2 * length
    for _ in range(_HALVINGS):
        if -near <= at <= near:
            break
        middle = (short + length) / 2
        at = slope(middle)
        short, length = (middle, length) if at > near else (short, middle)
    return length


def _log_of_sum(logs: Array) -> float:
    highest = float(logs.max())
    return highest + log(np.exp(logs - highest).sum())


def _first_guess(cells: Cells) -> Array:
    """Return the best of a few slopes, some of which extrapolate too far."""
    logs = np.log(cells.counts + 0.5) - cells.offset
    weights = cells.counts + 0.5
    filled = cells.counts > 0
    size = cells.columns.shape[1]
    guesses = [_regression(cells.columns, logs, weights)]
    if not filled.all():
        found = [
            _regression(cells.columns[filled, :kept], logs[filled], weights[filled])
            for kept in {min(2, size), size}
        ]
        guesses += [np.append(one, np.zeros(size - 1 - len(one))) for one in found]
        guesses.append(np.zeros(size - 1))
    return min(guesses, key=lambda one: half_deviance(cells.counts, cells.means(one)))


def _regression(columns: Array, logs: Array, weights: Array) -> Array:
    """Return the slopes of a regression of the logarithms of the counts."""
    root = np.sqrt(weights)
    weighted = root[:, np.newaxis] * columns
    size = np.sqrt((weighted**2).sum(axis=0))
    size[size == 0] = 1.0
    found = np.linalg.lstsq(weighted / size, root * logs, rcond=None)[0] / size
    return np.asarray(found[1:])


def _newton_step(weighted: Array, score: Array) -> Array:
    """Solve for the step by the triangle of the weighted columns.

    The score is taken as it is: divided by roots of tiny means it would lose digits.
    """
    size = np.sqrt((weighted**2).sum(axis=0))
    triangle = np.linalg.qr(weighted / size, mode="r")
    half = solve_triangular(triangle, score / size, trans="T", check_finite=False)
    return np.asarray(solve_triangular(triangle, half, check_finite=False) / size)
