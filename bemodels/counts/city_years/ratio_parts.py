"""Each year's rate over that of the year before, by three models."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bemodels.counts.agreement import LabelContrast, concordance
from bemodels.counts.agreement.shown_ratios import (
    COMPARISON,
    NONE,
    RECOMMENDED,
    forest_columns,
)
from bemodels.counts.city_years.factor_tables import ratios_by_factor
from bemodels.counts.city_years.setting import YEAR
from bemodels.counts.contrast import minimum_detectable_rate_ratio
from bemodels.counts.estimands import rate_ratio
from bemodels.counts.estimands.peak_levels import named_before
from bemodels.counts.partial_years.dependence import CLUSTERED
from bemodels.errors import NotEstimableError
from bemodels.result import Assumption, Estimate, Result, Table

if TYPE_CHECKING:
    from bemodels.counts.city_years.setting import CityYearSetting
    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.result import Cell, Posterior

POWER = 0.8
SUCCESSIVE = "Rate ratio of each year to the year before"
CHOSEN = " (with the peak)"

NOTE = (
    "With the peak: one of the two years has the highest rate of all. It was chosen "
    "after seeing the counts, so that its contrasts are exaggerated."
)


class _Ratio(NamedTuple):
    """One contrast by one model; no estimate, but a reason, where there is none."""

    contrast: str
    model: str
    estimates: tuple[Estimate, ...]
    reason: str


def successive_ratios(setting: CityYearSetting) -> Result:
    """Compare each year with the one before, by Poisson, NB2 and the hierarchical fit.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        ``rate_ratio[LATER to EARLIER]``, the recommended one, by NB2 with the profile
        likelihood; ``rate_ratio_poisson[...]`` and ``rate_ratio_hierarchical[...]``. A
        table with a row each; a contrast with the year of the highest rate says that it
        was chosen after seeing the counts. A contrast that has no estimate by a model
        has a row with the reason. Another table has the Poisson intervals under
        variance factors 1, 2 and 3, and the factor at which each reaches 1.

    Raises
    ------
    NotEstimableError
        If there is one year only, or no contrast has an estimate.
    """
    if not setting.successive:
        raise NotEstimableError(f"there is one year only, {setting.years[0]}")
    ratios = tuple(
        ratio for pair in setting.successive for ratio in _by_model(setting, *pair)
    )
    if not any(one.estimates for one in ratios):
        raise NotEstimableError(ratios[0].reason)
    names = (_shown(setting, *pair) for pair in setting.successive)
    widened = ratios_by_factor(setting, names)
    return Result(
        title=f"{SUCCESSIVE}, all places alike",
        method="Poisson and NB2 by maximum likelihood with profile intervals; "
        "hierarchical by its posterior",
        estimates=tuple(estimate for one in ratios for estimate in one.estimates),
        assumptions=(*_chosen(setting), *(CLUSTERED for _ in widened)),
        tables=(_forest(ratios, setting.level), *widened, *_without(ratios)),
    )


def _by_model(
    setting: CityYearSetting, later: str | int, earlier: str | int
) -> tuple[_Ratio, ...]:
    contrast = f"{later} to {earlier}"
    shown = _shown(setting, later, earlier)
    models: tuple[tuple[str, str, CountFit | Posterior], ...] = (
        ("negative binomial (NB2)", "rate_ratio", setting.nb2),
        ("Poisson", "rate_ratio_poisson", setting.poisson),
        *(
            ("hierarchical", "rate_ratio_hierarchical", fit)
            for fit in setting.posteriors
        ),
    )
    found = []
    for model, name, fit in models:
        try:
            answer = rate_ratio(fit, YEAR, later, earlier, level=setting.level)
        except NotEstimableError as error:
            found.append(_Ratio(shown, model, (), str(error)))
            continue
        estimate = answer.estimate("rate_ratio")
        named = replace(estimate, estimand=f"{name}[{contrast}]")
        found.append(_Ratio(shown, model, (named,), ""))
    return tuple(found)


def _shown(setting: CityYearSetting, later: str | int, earlier: str | int) -> str:
    with_peak = named_before(setting.design, YEAR, later, earlier)
    return f"{later} to {earlier}{CHOSEN * bool(with_peak)}"


def _chosen(setting: CityYearSetting) -> tuple[Assumption, ...]:
    return tuple(
        dict.fromkeys(
            one
            for pair in setting.successive
            for one in named_before(setting.design, YEAR, *pair)
        )
    )


def _forest(ratios: tuple[_Ratio, ...], level: float) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in ratios:
        recommended = one.model == ratios[0].model
        standing = RECOMMENDED if recommended else COMPARISON
        numbers: tuple[Cell, ...] = (NONE, NONE, NONE)
        for ratio in one.estimates:
            numbers = ratio.value, ratio.interval.low, ratio.interval.high
        rows.append((one.contrast, one.model, standing, *numbers))
    return Table(
        name=SUCCESSIVE,
        columns=forest_columns("contrast", "model", level),
        rows=tuple(rows),
        note=NOTE if any(CHOSEN in one.contrast for one in ratios) else "",
    )


def _without(ratios: tuple[_Ratio, ...]) -> tuple[Table, ...]:
    rows = tuple(
        (one.contrast, one.model, one.reason) for one in ratios if not one.estimates
    )
    if not rows:
        return ()
    columns = ("contrast", "model", "reason")
    return (Table(name="Ratios without an estimate", columns=columns, rows=rows),)


def last_by_model(setting: CityYearSetting) -> Result:
    """Compare the last year with the one before by every model, and without each place.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `concordance` gives it, the interval under larger variances among it.

    Raises
    ------
    NotEstimableError
        If there is one year only.
    """
    if not setting.successive:
        raise NotEstimableError(f"there is one year only, {setting.years[0]}")
    later, earlier = setting.successive[-1]
    return concordance(
        setting.table,
        LabelContrast(key=YEAR, value=later, reference=earlier),
        priors=setting.priors,
        seed=setting.seed,
        draws=setting.draws,
        level=setting.level,
    )


def detectable_ratios(setting: CityYearSetting) -> Result:
    """Say how large the ratio of two successive years must be to be found.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `minimum_detectable_rate_ratio` gives it for all places together, with a
        power of 0.8.

    Raises
    ------
    NotEstimableError
        If there is one year only.
    """
    return minimum_detectable_rate_ratio(
        setting.over_places, power=POWER, level=setting.level
    )
