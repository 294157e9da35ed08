"""The same rate ratio from the hierarchical model, partially pooled and with priors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.bayes import SamplerSettings
from bemodels.counts.agreement.label_contrast import labels_of_key, place_key
from bemodels.counts.agreement.model_ratio import ModelRatio
from bemodels.counts.estimands import rate_ratio
from bemodels.counts.hierarchical import CityYearPriors, fit_hierarchical
from bemodels.counts.hierarchical.cells import cells_of
from bemodels.errors import NotConvergedError
from bemodels.result import ModelCard, check_type
from bemodels.result.display import format_number
from bemodels.result.rules import check_whole

if TYPE_CHECKING:
    from bemodels.counts.agreement.label_contrast import LabelContrast
    from bemodels.data import CountTable
    from bemodels.result import Posterior

HIERARCHICAL = ModelRatio(
    name="hierarchical",
    model="hierarchical negative binomial",
    variance="mu + alpha mu^2, cities and years partially pooled",
)


_ESTIMAND = f"rate_ratio_{HIERARCHICAL.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HierarchicalFit:
    """What the hierarchical model finds of a contrast, and the model itself.

    Attributes
    ----------
    ratio : ModelRatio
        With the reason instead of an estimate where the chains do not agree.
    card : ModelCard
        Equations and priors; empty where they do not.
    """

    ratio: ModelRatio
    card: ModelCard


def check_fit(
    table: CountTable, *, priors: CityYearPriors, seed: int, draws: int
) -> None:
    """Refuse what the hierarchical model cannot take, before anything is fitted.

    Parameters
    ----------
    table : CountTable
        By two keys.
    priors : CityYearPriors
        Of the model.
    seed : int
        0 or more.
    draws : int
        Kept draws a chain.

    Raises
    ------
    InvalidDataError
        If one is not what it must be.
    """
    if not _alone(table):
        cells_of(places_first(table))
    check_type("priors", priors, CityYearPriors)
    check_whole("seed", seed, least=0)
    SamplerSettings(draws=draws)


def fit_ratio(
    table: CountTable,
    contrast: LabelContrast,
    *,
    priors: CityYearPriors,
    seed: int,
    draws: int,
    level: float,
) -> HierarchicalFit:
    """Fit the hierarchical model, and say what it finds of a contrast.

    Parameters
    ----------
    table : CountTable
        By two keys.
    contrast : LabelContrast
        Two labels of one of them.
    priors : CityYearPriors
        Of the model.
    seed : int
        Fixes every draw.
    draws : int
        Kept draws a chain.
    level : float
        Posterior mass of the interval, in (0, 1).

    Returns
    -------
    HierarchicalFit
        The posterior median of the ratio with its equal tails; a reason instead where
        there is one place.
    """
    if alone := _alone(table):
        return HierarchicalFit(
            ratio=replace(HIERARCHICAL, reason=alone), card=ModelCard()
        )
    try:
        posterior = fit_hierarchical(
            places_first(table), priors=priors, seed=seed, draws=draws
        )
        found = rate_ratio(posterior, contrast.key, *contrast.labels, level=level)
    except NotConvergedError as error:
        return HierarchicalFit(
            ratio=replace(HIERARCHICAL, reason=str(error)), card=ModelCard()
        )
    ratio = replace(
        HIERARCHICAL,
        estimates=(replace(found.estimate("rate_ratio"), estimand=_ESTIMAND),),
        dispersion=_dispersion(posterior, level),
    )
    return HierarchicalFit(ratio=ratio, card=posterior.card)


def places_first(table: CountTable) -> CountTable:
    """Return a table by place and time, in this order.

    Parameters
    ----------
    table : CountTable
        By two keys.

    Returns
    -------
    CountTable
        The same rows.
    """
    key = place_key(table)
    if table.keys[0] == key:
        return table
    rows = tuple((row[1], row[0], *row[2:]) for row in table.rows)
    return replace(table, keys=table.keys[::-1], rows=rows)


def _alone(table: CountTable) -> str:
    """Say that there is one place only, or nothing."""
    places = labels_of_key(table, place_key(table))
    return f"it pools over places, and there is one: {places[0]}" * (len(places) == 1)


def _dispersion(posterior: Posterior, level: float) -> str:
    for one in posterior.result(level).estimates:
        if one.estimand == "alpha":
            low, high = one.interval.low, one.interval.high
            return (
                f"alpha {format_number(one.value)} ({format_number(low)} to "
                f"{format_number(high)})"
            )
    return "none assumed"
