"""Two places, or two periods, of a hierarchical fit compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.peak_levels import peak_named_before
from bemodels.counts.estimands.posterior.answers import answer_from_draws
from bemodels.counts.estimands.posterior.city_years import read_draws
from bemodels.counts.estimands.posterior.rates import weighted_rates
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from bemodels.counts.estimands.posterior.city_years import CityYearDraws, KeyDraws
    from bemodels.result import Assumption, Posterior, Result


def posterior_rate_ratio(
    fit: Posterior, factor: str, value: object, reference: object, *, level: float
) -> Result:
    """Compare two places or periods by the ratio of their rates.

    Parameters
    ----------
    fit : Posterior
        Of a hierarchical model.
    factor : str
        A key of its table.
    value, reference : object
        Two of its labels.
    level : float
        Posterior mass of the interval, in (0, 1).

    Returns
    -------
    Result
        ``rate_ratio``; without interactions it is the same at every label of the other
        key.

    Raises
    ------
    InvalidDataError
        If the fit comes from another model, or the two are not distinct labels.
    NotEstimableError
        If the model has no effects to compare.
    NotConvergedError
        If the chains do not agree on the ratio.
    """
    draws = read_draws(fit)
    pair = _pair(draws, factor, value, reference)
    effects = pair.key.effects
    ratio = np.exp(effects[..., pair.value] - effects[..., pair.reference])
    return answer_from_draws(
        fit,
        {"rate_ratio": ratio},
        title=f"Rate ratio of {draws.unit}: {factor} {value} to {reference}",
        method="Difference of effects on the log scale",
        unit="ratio",
        level=level,
        assumptions=_named_before(draws, pair),
    )


def posterior_rate_difference(
    fit: Posterior, factor: str, value: object, reference: object, *, level: float
) -> Result:
    """Compare two places or periods by the difference of their standardised rates.

    Parameters
    ----------
    fit : Posterior
        Of a hierarchical model.
    factor : str
        A key of its table.
    value, reference : object
        Two of its labels.
    level : float
        Posterior mass of the interval, in (0, 1).

    Returns
    -------
    Result
        ``rate_difference``.

    Raises
    ------
    InvalidDataError
        If the fit comes from another model, or the two are not distinct labels.
    NotEstimableError
        If the model has no effects to compare.
    NotConvergedError
        If the chains do not agree on the difference.
    """
    draws = read_draws(fit)
    pair = _pair(draws, factor, value, reference)
    rates = weighted_rates(draws, pair.key, pair.other)
    difference = rates[..., pair.value] - rates[..., pair.reference]
    return answer_from_draws(
        fit,
        {"rate_difference": difference},
        title=f"Rate difference of {draws.unit}: {factor} {value} less {reference}",
        method="Difference of means of rates over all rows, weighted by exposure",
        unit=draws.rate_unit,
        level=level,
        assumptions=_named_before(draws, pair),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Pair:
    """Two labels of a key, by their places."""

    key: KeyDraws
    other: KeyDraws
    value: int
    reference: int


def _pair(draws: CityYearDraws, factor: str, value: object, reference: object) -> _Pair:
    key, other = draws.by(factor, argument="factor")
    first = key.place_of(value, argument="value")
    second = key.place_of(reference, argument="reference")
    if first == second:
        raise InvalidDataError(
            f"value and reference must differ, got {shown(value)} for both"
        )
    if not key.effects.any():
        raise NotEstimableError(
            f"{factor} {shown(value)} and {shown(reference)} have one rate by the "
            f"priors, which leave effects of {factor} out: there is nothing to compare"
        )
    return _Pair(key=key, other=other, value=first, reference=second)


def _named_before(draws: CityYearDraws, pair: _Pair) -> tuple[Assumption, ...]:
    key, size = pair.key, len(pair.key.labels)
    counted = np.bincount(key.of_row, draws.counts, minlength=size)
    rates = counted / np.bincount(key.of_row, draws.years, minlength=size)
    return peak_named_before(
        key.key,
        dict(zip(key.labels, rates.tolist(), strict=True)),
        key.labels[pair.value],
        key.labels[pair.reference],
    )
