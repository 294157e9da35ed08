"""The maximum of a log-linear model of times seen, by Newton's method."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from scipy.linalg import solve_triangular

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.frequencies.times_model import TimesModel
from bemodels.undercount.capture.multinomial import half_deviance

_STEPS = 300
_HALVINGS = 50
_NEARLY_THERE = 1e-9
_ROUNDING = 1e-13
_LARGEST_LOG = 300.0
_LONGEST = 50.0
_SCORE = 1e-6
_RELATIVE = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimesFit:
    """The maximum of the likelihood of a model.

    Attributes
    ----------
    coefficients : ndarray, shape (p,)
        Of its terms.
    means : ndarray, shape (n,)
        Expected units of its cells.
    half_deviance : float
        Half the deviance from the counts.
    hidden_variance : float
        Variance of the logarithm of the units never seen.
    """

    coefficients: np.ndarray
    means: np.ndarray
    half_deviance: float
    hidden_variance: float


def fit_times(model: TimesModel) -> TimesFit:
    r"""Maximise the likelihood of a model that has a maximum.

    Parameters
    ----------
    model : TimesModel
        Of full rank, with no cell that is forced to 0.

    Returns
    -------
    TimesFit
        By Newton's method in the shares of the cells, which leaves :math:`\gamma` to
        their total.

    Raises
    ------
    NotEstimableError
        If 300 steps do not reach the maximum.
    """
    counts, total = model.counts, float(model.counts.sum())
    scale = np.abs(model.columns).max(axis=0)[1:]
    columns = model.columns[:, 1:] / scale

    def logs_at(place: np.ndarray) -> np.ndarray:
        logs = model.offset + columns @ place
        return np.asarray(logs + log(total) - np.logaddexp.reduce(logs))

    place = _first_guess(columns, model.offset, counts)
    for _ in range(_STEPS):
        means = _exp(logs_at(place))
        root, score = np.sqrt(means), columns.T @ (counts - means)
        centred = root[:, np.newaxis] * (columns - means @ columns / total)
        step = _newton_step(centred, score)
        flat = np.abs(score).max() <= _SCORE * (1 + _RELATIVE * total)
        if flat and float(step @ score) < _NEARLY_THERE:
            place = place + step
            logs = logs_at(place)
            gamma = float((logs - model.offset - columns @ place)[0])
            return _fit_at(np.concatenate([[gamma], place / scale]), _exp(logs), model)
        step = step * min(1.0, _LONGEST / float(np.abs(columns @ step).max()))
        allowed = half_deviance(counts, means) * (1 + _ROUNDING) + _NEARLY_THERE
        for _ in range(_HALVINGS):
            if half_deviance(counts, _exp(logs_at(place + step))) <= allowed:
                break
            step = step / 2
        place = place + step
    raise NotEstimableError(
        f"{model.name} is not estimable: {_STEPS} steps do not reach its maximum"
    )


def _exp(logs: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(np.clip(logs, -_LARGEST_LOG, _LARGEST_LOG)))


def _first_guess(
    columns: np.ndarray, offset: np.ndarray, counts: np.ndarray
) -> np.ndarray:
    """Return the slopes of a regression of the logarithms of the counts."""
    root = np.sqrt(counts + 0.5)
    whole = np.column_stack([np.ones(len(counts)), columns])
    target = np.log(counts + 0.5) - offset
    return _least_squares(root[:, np.newaxis] * whole, root * target)[1:]


def _least_squares(columns: np.ndarray, target: np.ndarray) -> np.ndarray:
    size = np.sqrt((columns**2).sum(axis=0))
    return np.asarray(np.linalg.lstsq(columns / size, target, rcond=None)[0] / size)


def _newton_step(weighted: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Solve for the step by the triangle of the weighted columns.

    The score is taken as it is: divided by roots of tiny means it would lose digits.
    """
    size = np.sqrt((weighted**2).sum(axis=0))
    triangle = np.linalg.qr(weighted / size, mode="r")
    half = solve_triangular(triangle, score / size, trans="T")
    return np.asarray(solve_triangular(triangle, half) / size)


def _fit_at(coefficients: np.ndarray, means: np.ndarray, model: TimesModel) -> TimesFit:
    scale = np.abs(model.columns).max(axis=0)
    root = np.sqrt(means)[:, np.newaxis] * (model.columns / scale)
    half = np.linalg.pinv(root)[0]
    return TimesFit(
        coefficients=coefficients,
        means=means,
        half_deviance=half_deviance(model.counts, means),
        hidden_variance=float(half @ half),
    )
