"""The maximum of a log-linear model of times seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.undercount.capture.frequencies.times_model import TimesModel
from bemodels.undercount.capture.largest_likelihood import Cells, largest_likelihood
from bemodels.undercount.capture.multinomial import half_deviance


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
    """Maximise the likelihood of a model that has a maximum.

    Parameters
    ----------
    model : TimesModel
        Of full rank, with no cell that is forced to 0.

    Returns
    -------
    TimesFit
        Coefficients, means, and how sure the units never seen are.

    Raises
    ------
    NotEstimableError
        If 300 steps do not reach the maximum.
    """
    cells = Cells(model.counts, model.columns, model.offset)
    coefficients, means = largest_likelihood(cells, name=model.name)
    scale = np.abs(model.columns).max(axis=0)
    root = np.sqrt(means)[:, np.newaxis] * (model.columns / scale)
    half = np.linalg.pinv(root)[0]
    return TimesFit(
        coefficients=coefficients,
        means=means,
        half_deviance=half_deviance(model.counts, means),
        hidden_variance=float(half @ half),
    )
