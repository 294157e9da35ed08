"""Pooled fits of the report's counts under several statements, each made once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bemodels.bayes import SamplerSettings
from bemodels.counts import PooledPriors, compare_fits, fit_pooled
from bemodels.counts.exact_rates import labels_of
from bemodels.counts.pooled.places_at_risk import fill_places
from bemodels.data import CountTable
from bemodels.result import Posterior, Table

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What one fit states.

    Attributes
    ----------
    table : CountTable
        The counts.
    places_at_risk : int
        The number of places that could have had an incident.
    priors : PooledPriors
        The priors.
    """

    table: CountTable
    places_at_risk: int
    priors: PooledPriors

    def __str__(self) -> str:
        """Name the setting in a line of progress."""
        return (
            f"{self.places_at_risk} places at risk ({len(self.table)} listed), "
            f"{self.priors.label}"
        )


def fit_each(
    settings: Iterable[Setting], *, seed: int, draws: int
) -> dict[Setting, Posterior]:
    """Fit every setting once, however often it is named, and report the progress.

    Parameters
    ----------
    settings : iterable of Setting
        In the order of the fits.
    seed : int
        Fixes every draw of every fit.
    draws : int
        Kept draws a chain.

    Returns
    -------
    dict of Setting to Posterior
        One fit a setting.

    Raises
    ------
    InvalidDataError
        If a setting cannot be fitted, before the first line of progress.
    NotConvergedError
        If a fit does not pass the convergence gate.
    """
    once = dict.fromkeys(settings)
    _refuse_unfit(once, draws)
    fits = {}
    for number, one in enumerate(once, start=1):
        logger.info("fit %d of %d: %s", number, len(once), one)
        fits[one] = fit_pooled(
            one.table,
            places_at_risk=one.places_at_risk,
            priors=one.priors,
            seed=seed,
            draws=draws,
        )
    return fits


def _refuse_unfit(settings: Iterable[Setting], draws: int) -> None:
    SamplerSettings(draws=draws)
    for one in settings:
        fill_places(one.table, labels_of(one.table), one.places_at_risk)


def vary_places(base: Setting, others: Sequence[int]) -> dict[int, Setting]:
    """Return a setting under its own number of places and others.

    Parameters
    ----------
    base : Setting
        The setting.
    others : sequence of int
        The numbers of places that are shown beside it.

    Returns
    -------
    dict of int to Setting
        By number of places at risk, ascending.
    """
    numbers = sorted({*others, base.places_at_risk})
    return {number: replace(base, places_at_risk=number) for number in numbers}


def compare_places(
    fits: dict[Setting, Posterior],
    varied: dict[int, Setting],
    *,
    reason: str,
    level: float = 0.95,
) -> tuple[Table, ...]:
    """Lay the fits under several numbers of places side by side.

    Parameters
    ----------
    fits : dict of Setting to Posterior
        Among them those of `varied`.
    varied : dict of int to Setting
        As `vary_places` gives them.
    reason : str
        Why these numbers.
    level : float, default 0.95
        Posterior mass of intervals.

    Returns
    -------
    tuple of Table
        As `bemodels.counts.compare_fits` gives them, with the reason of the numbers.
    """
    return compare_fits(
        {number: fits[one] for number, one in varied.items()},
        name="Sensitivity to the number of places at risk",
        heading="places at risk",
        reason=reason,
        level=level,
    )
