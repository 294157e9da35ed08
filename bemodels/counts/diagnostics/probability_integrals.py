"""Whether counts lie evenly over the distributions that a fit gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaincinv

from bemodels.counts.diagnostics.count_distribution import (
    CountDistribution,
    distribution_of,
)
from bemodels.counts.diagnostics.pit_bins import BINS, EDGES, bin_heights, drawn_bins
from bemodels.counts.diagnostics.replicated_pits import replicated_pit
from bemodels.counts.fits.answer_of_fit import PARAMETERS_KNOWN, answer_of
from bemodels.counts.fits.count_fit import CountFit
from bemodels.result import Posterior, check_level, check_type

if TYPE_CHECKING:
    from bemodels.result import Result

_ROUNDING = 1e-14


def pit_histogram(fit: CountFit | Posterior, *, level: float = 0.95) -> Result:
    """Return the histogram of the probability integral transform of the counts.

    Parameters
    ----------
    fit : CountFit or Posterior
        Any fit; a posterior as `fit_hierarchical` returns it is asked for its
        replicated counts.
    level : float, default 0.95
        Probability of each bin's band, in (0, 1).

    Returns
    -------
    Result
        The curve ``PIT histogram`` over ten bins of equal width, each of height 1 where
        the model is right, with a pointwise band; and the same as a table. A histogram
        high at both ends says that counts vary more than the model, one high in the
        middle that they vary less.

    Raises
    ------
    InvalidDataError
        If `fit` is no fit, or `level` lies outside (0, 1).

    Notes
    -----
    The transform is not randomised: each count is spread evenly over its step of the
    distribution function [1]_. A row with a fitted mean of 0 is spread over all bins.
    The band is that of a gamma variable with the mean and the exact variance that a
    height has under the model, means and alpha taken as known.

    References
    ----------
    .. [1] Czado C, Gneiting T, Held L (2009). Predictive model assessment for count
       data. Biometrics 65, 1254-1261.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [0, 0, 0, 0, 0, 0, 0, 9, 9, 12]})
    >>> found = pit_histogram(bemodels.counts.fit_poisson("n ~ 1", data))
    >>> [round(height, 1) for height in found.curves[0].y]
    [7.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 3.0]
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return replicated_pit(fit, level)
    rows = distribution_of(fit)
    heights = _heights(rows, fit.design.counts)
    return answer_of(
        fit,
        title=f"PIT histogram of {fit.design.unit}",
        method="Non-randomised probability integral transform",
        assumptions=(PARAMETERS_KNOWN,),
        **drawn_bins(heights, *_band(rows, level), level),
    )


def _heights(rows: CountDistribution, counts: np.ndarray) -> np.ndarray:
    return bin_heights(rows.at_most(counts - 1), rows.at_most(counts))


def _band(rows: CountDistribution, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the limits of each height; both are 1 where nothing is left to chance."""
    variance = BINS**2 * _bin_variances(rows).sum(axis=1) / len(rows.mean) ** 2
    free = variance > _ROUNDING
    shape = 1 / np.where(free, variance, 1.0)
    low, high = (
        np.where(free, gammaincinv(shape, chance) / shape, 1.0)
        for chance in ((1 - level) / 2, (1 + level) / 2)
    )
    return low, high


def _bin_variances(rows: CountDistribution) -> np.ndarray:
    """Return the variances of what a row's count adds to each bin, a tenth on average.

    A count adds 1 to a bin that holds its whole step, and to one that holds an edge
    the part of the step on that side.
    """
    at = np.stack([rows.quantile(float(edge)) for edge in EDGES[:, 0]])
    below, up_to = rows.at_most(at - 1), rows.at_most(at)
    step = up_to - below
    part = (EDGES - below) / step
    none, all_of_it = np.zeros((1, len(rows.mean))), np.ones((1, len(rows.mean)))
    squares = (
        np.concatenate([below, all_of_it])
        - np.concatenate([none, up_to])
        + np.concatenate([step * part**2, none])
        + np.concatenate([none, step * (1 - part) ** 2])
    )
    within = at[1:] == at[:-1]
    squares[1:-1] = np.where(within, BINS**-2 / step[1:], squares[1:-1])
    return np.asarray(squares - BINS**-2)
