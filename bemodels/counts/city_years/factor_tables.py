"""Poisson intervals of the whole analysis, if counts vary more than Poisson counts."""

from __future__ import annotations

from itertools import batched, chain
from typing import TYPE_CHECKING

from bemodels.counts.agreement.label_contrast import LabelContrast
from bemodels.counts.agreement.likelihood_models import contrast_weights
from bemodels.counts.agreement.variance_factors import (
    FACTOR_MEANS,
    FACTORS,
    HOLDS_ALREADY,
    widened_ratio,
)
from bemodels.counts.city_years.setting import YEAR
from bemodels.errors import NotEstimableError
from bemodels.intervals.exponentials import exponential
from bemodels.result import Table
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bemodels.counts.city_years.setting import CityYearSetting
    from bemodels.result import Cell, Estimate, Interval

RATES = "Annual rates by variance factor"
RATIOS = "Poisson ratio of each year to the year before by variance factor"


def rates_by_factor(setting: CityYearSetting, rates: Sequence[Estimate]) -> Table:
    """Lay the exact rate of each place out by variance factor.

    Parameters
    ----------
    setting : CityYearSetting
        The table.
    rates : sequence of Estimate
        Of each place in order, under each of the factors 1, 2 and 3.

    Returns
    -------
    Table
        A row a place.
    """
    of_places = zip(setting.places, batched(rates, len(FACTORS)), strict=True)
    return Table(
        name=RATES,
        columns=(setting.key, "annual rate", *_limits(setting.level)),
        rows=tuple(
            (str(place), of_one[0].value, *_ends(rate.interval for rate in of_one))
            for place, of_one in of_places
        ),
        note=f"Each {setting.key} alone. {FACTOR_MEANS}",
    )


def ratios_by_factor(
    setting: CityYearSetting, names: Iterable[str]
) -> tuple[Table, ...]:
    """Lay the Poisson ratio of each year to the one before out by variance factor.

    Parameters
    ----------
    setting : CityYearSetting
        The table.
    names : iterable of str
        What each pair of successive years is called.

    Returns
    -------
    tuple of Table
        One, with a row for each pair whose Poisson ratio has an estimate; none where
        there is no such pair.
    """
    rows: list[tuple[Cell, ...]] = []
    fit = setting.poisson
    for name, (later, earlier) in zip(names, setting.successive, strict=True):
        contrast = LabelContrast(key=YEAR, value=later, reference=earlier)
        weights = contrast_weights(setting.design, contrast)
        try:
            found = widened_ratio(fit, weights, level=setting.level)
        except NotEstimableError:  # as the table of those without an estimate says
            continue
        ratio = exponential(fit.contrast(weights).value)
        reached = found.factor if found.tips else HOLDS_ALREADY
        rows.append((name, ratio, *_ends(found.intervals), reached))
    if not rows:
        return ()
    columns = ("contrast", "ratio", *_limits(setting.level), "reaches 1 at factor")
    note = f"Poisson by profile likelihood. {FACTOR_MEANS}"
    return (Table(name=RATIOS, columns=columns, rows=tuple(rows), note=note),)


def _limits(level: float) -> tuple[str, ...]:
    limits = format_level(level)
    return (
        *(f"{limits} low", f"{limits} high"),
        *(f"{end}, factor {c:g}" for c in FACTORS[1:] for end in ("low", "high")),
    )


def _ends(intervals: Iterable[Interval]) -> tuple[float, ...]:
    return tuple(chain.from_iterable((one.low, one.high) for one in intervals))
