"""Annual rates of places or periods from a hierarchical fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.posterior.answers import answer_from_draws
from bemodels.counts.estimands.posterior.city_years import read_draws

if TYPE_CHECKING:
    from bemodels.counts.estimands.posterior.city_years import CityYearDraws, KeyDraws
    from bemodels.result import Posterior, Result


def posterior_annual_rates(fit: Posterior, by: str, *, level: float) -> Result:
    """Give the annual rate of every place or period, the other at equal weights.

    Parameters
    ----------
    fit : Posterior
        Of a hierarchical model.
    by : str
        A key of its table.
    level : float
        Posterior mass of every interval, in (0, 1).

    Returns
    -------
    Result
        ``annual_rate[LABEL]``, the exponential of a mean of log rates.

    Raises
    ------
    InvalidDataError
        If the fit comes from another model, or `by` is no key of its table.
    NotConvergedError
        If the chains do not agree on a rate.
    """
    draws = read_draws(fit)
    key, other = draws.by(by, argument="by")
    logs = draws.intercept[..., None] + other.effects.mean(axis=-1, keepdims=True)
    return answer_from_draws(
        fit,
        _named("annual_rate", key, np.exp(logs + key.effects)),
        title=f"Annual rates of {draws.unit} by {by}",
        method=f"Means of log rates, every {other.key} at equal weights",
        unit=draws.rate_unit,
        level=level,
    )


def posterior_standardised_rates(fit: Posterior, by: str, *, level: float) -> Result:
    """Give the annual rate of every place or period, the other weighted by exposure.

    Parameters
    ----------
    fit : Posterior
        Of a hierarchical model.
    by : str
        A key of its table.
    level : float
        Posterior mass of every interval, in (0, 1).

    Returns
    -------
    Result
        ``standardised_annual_rate[LABEL]``, a mean of rates over all rows.

    Raises
    ------
    InvalidDataError
        If the fit comes from another model, or `by` is no key of its table.
    NotConvergedError
        If the chains do not agree on a rate.
    """
    draws = read_draws(fit)
    key, other = draws.by(by, argument="by")
    return answer_from_draws(
        fit,
        _named("standardised_annual_rate", key, weighted_rates(draws, key, other)),
        title=f"Standardised annual rates of {draws.unit} by {by}",
        method="Means of rates over all rows, weighted by exposure",
        unit=draws.rate_unit,
        level=level,
    )


def weighted_rates(draws: CityYearDraws, key: KeyDraws, other: KeyDraws) -> np.ndarray:
    """Return the mean rate over all rows, with every row set to each label in turn.

    Parameters
    ----------
    draws : CityYearDraws
        The fit.
    key : KeyDraws
        Whose labels the rows are set to.
    other : KeyDraws
        The other key, which rows keep.

    Returns
    -------
    numpy.ndarray, shape (chains, draws, L)
        Each row weighted by its exposure.
    """
    years = np.bincount(other.of_row, draws.years, minlength=len(other.labels))
    factor = np.exp(other.effects) @ (years / years.sum())
    rates: np.ndarray = np.exp(draws.intercept[..., None] + key.effects)
    rates *= factor[..., None]
    return rates


def _named(estimand: str, key: KeyDraws, rates: np.ndarray) -> dict[str, np.ndarray]:
    return {
        f"{estimand}[{label}]": rates[..., place]
        for place, label in enumerate(key.labels)
    }
