"""The share of rows that a hierarchical fit expects to be without a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.posterior.answers import answer_from_draws
from bemodels.counts.estimands.posterior.city_years import read_draws
from bemodels.counts.estimands.zero_rows import zero_rows

if TYPE_CHECKING:
    from bemodels.counts.estimands.posterior.city_years import CityYearDraws
    from bemodels.result import Posterior, Result

# Stands for an alpha of 0, which it is to the last digit, and can be divided by.
_POISSON = 1e-200


def zero_share_by_draws(fit: Posterior, *, level: float) -> Result:
    """Give the share of rows that should have no count if the model is right.

    Parameters
    ----------
    fit : Posterior
        Of a hierarchical model.
    level : float
        Posterior mass of the interval, in (0, 1).

    Returns
    -------
    Result
        ``expected_zero_share``, the mean over the rows of the probability of 0.

    Raises
    ------
    InvalidDataError
        If the fit comes from another model.
    NotConvergedError
        If the chains do not agree on the share.
    """
    draws = read_draws(fit)
    share = _shares(draws)
    return answer_from_draws(
        fit,
        {"expected_zero_share": share},
        title=f"Expected share of rows without {draws.unit}",
        method="Mean probability of 0 over the rows",
        unit="share of rows",
        level=level,
        tables=(zero_rows(draws.counts, float(np.median(share))),),
    )


def _shares(draws: CityYearDraws) -> np.ndarray:
    """Return the mean over the rows of (1 + alpha mu)^(-1/alpha), draw by draw."""
    means = draws.rates(np.arange(len(draws.counts))) * draws.years
    alpha = np.maximum(draws.alpha, _POISSON)[..., None]
    shares: np.ndarray = np.exp(-np.log1p(alpha * means) / alpha).mean(axis=-1)
    return shares
