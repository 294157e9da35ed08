"""The maximum of the likelihood of log rates, by Newton's method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

from bemodels.data.designs.orthonormal import Coordinates
from bemodels.errors import NotConvergedError
from bemodels.undercount.capture.regressions.rate_likelihoods import RateLikelihood

Array = NDArray[np.float64]
_STEPS = 200
_HALVINGS = 60
_STILL = 1e-9
_ROUNDING = 1e-6
_NEAR = 0.1
_LONGEST = 10.0
_LARGEST_LOG = 300.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RateFit:
    """Coefficients of the logarithms of rates at the maximum.

    Attributes
    ----------
    coefficients, errors : ndarray, shape (p,)
        Of the terms, and their standard errors.
    logs, log_errors : ndarray, shape (k,)
        Logarithms of the rates of all patterns, and their standard errors.
    spread : ndarray, shape (k, p)
        Its product with its own transpose is the covariance of `logs`.
    log_likelihood : float
        Without the constants of the likelihood.
    """

    coefficients: Array
    errors: Array
    logs: Array
    log_errors: Array
    spread: Array
    log_likelihood: float


def fit_rates(
    likelihood: RateLikelihood,
    basis: Coordinates,
    *,
    units: Array,
    again: Array,
    rows: Array,
) -> RateFit:
    """Maximise the likelihood of rates that has a finite maximum.

    Parameters
    ----------
    likelihood : RateLikelihood
        What was seen of each unit.
    basis : Coordinates
        The design of the patterns that are fitted.
    units, again : ndarray, shape (m,)
        Units of each such pattern, and the sum of their times seen less 1.
    rows : ndarray, shape (k, p)
        All patterns in that basis, those that are not fitted among them.

    Returns
    -------
    RateFit
        Steps go on until none moves a log rate by more than 1e-9, or none that moves
        it by less than 1e-6 halves the one before.

    Raises
    ------
    NotConvergedError
        If 200 steps do not reach the maximum.
    """
    columns = basis.columns

    def gain(place: Array) -> float:
        logs = _within(columns @ place)
        return float(again @ logs - units @ likelihood.log_total(logs))

    guess = likelihood.first_guess(float(again.sum() / units.sum()))
    place, longest = columns.T @ np.full(len(columns), guess), inf
    for _ in range(_STEPS):
        logs = _within(columns @ place)
        root = np.sqrt(units * likelihood.variance(logs))
        slope = likelihood.slope(logs, units, again)
        step = np.linalg.lstsq(root[:, np.newaxis] * columns, slope / root)[0]
        before, longest = longest, float(np.abs(columns @ step).max())
        if longest > _NEAR:
            step = _shortened(gain, place, step * min(1.0, _LONGEST / longest))
        place = place + step
        if longest < _STILL or before / 2 < longest < _ROUNDING:
            root = np.sqrt(units * likelihood.variance(_within(columns @ place)))
            return _at(place, basis, root, rows=rows, reached=gain(place))
    raise NotConvergedError(
        f"the rates were not found: {_STEPS} steps do not reach the maximum"
    )


def _shortened(gain: Callable[[Array], float], place: Array, step: Array) -> Array:
    """Halve a step until the likelihood does not fall."""
    before = gain(place)
    for _ in range(_HALVINGS):
        if gain(place + step) >= before:
            break
        step = step / 2
    return step


def _at(
    place: Array, basis: Coordinates, root: Array, *, rows: Array, reached: float
) -> RateFit:
    triangle = np.linalg.qr(root[:, np.newaxis] * basis.columns, mode="r")

    def spread_of(weights: Array) -> Array:
        return np.asarray(solve_triangular(triangle, weights.T, trans="T").T)

    spread = spread_of(rows)
    return RateFit(
        coefficients=basis.to_terms @ place,
        errors=np.linalg.norm(spread_of(basis.to_terms), axis=1),
        logs=_within(rows @ place),
        log_errors=np.linalg.norm(spread, axis=1),
        spread=spread,
        log_likelihood=reached,
    )


def _within(logs: Array) -> Array:
    return np.asarray(np.clip(logs, -_LARGEST_LOG, _LARGEST_LOG))
