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
    logs = model.offset + model.columns @ coefficients
    # what the bound of the means hides of cells that hardly can have a unit
    far = (model.counts > 0) & (logs < np.log(means) - 1)
    hid = model.counts[far] @ (np.log(means[far]) - logs[far])
    return TimesFit(
        coefficients=coefficients,
        means=means,
        half_deviance=half_deviance(model.counts, means) + float(hid),
        hidden_variance=_hidden_variance(model, means),
    )


def _hidden_variance(model: TimesModel, means: np.ndarray) -> float:
    root = np.sqrt(means)[:, np.newaxis] * model.columns
    size = np.abs(root).max(axis=0)
    half = np.linalg.pinv(root / size)[0] / size[0]
    return float(half @ half)
