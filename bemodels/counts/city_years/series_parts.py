"""The totals of years as a series: decline, late reports, one step, a trend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.city_years.renaming import renamed
from bemodels.counts.hierarchical.year_effects import (
    is_calendar_year,
    window_midpoints,
)
from bemodels.counts.partial_years import decline_from_peak
from bemodels.counts.steps import changepoint, log_linear_trend
from bemodels.errors import NotEstimableError
from bemodels.result import Assumption

if TYPE_CHECKING:
    from bemodels.counts.city_years.setting import CityYearSetting
    from bemodels.data import CountTable
    from bemodels.result import Result

NO_CHANGE = 0.5
UNIT_PRIOR = Assumption(
    statement="Every annual rate of the step has a gamma prior that weighs as much as "
    "one incident and has the mean rate of all years; no step is as probable "
    "beforehand as one. The table shows other priors.",
    support="by design",
)


def decline_part(setting: CityYearSetting) -> Result:
    """Take the decline from the highest year to the last apart, with late reports.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `decline_from_peak` gives it; the title names the years.

    Raises
    ------
    NotEstimableError
        If places were not observed alike, there is one year only, or no incident
        before the last.
    """
    series = _series(setting)
    found = decline_from_peak(series.counts, series.years, level=setting.level)
    rates = [count / years for _, count, years in series.rows[:-1]]
    peak = series.rows[rates.index(max(rates))][0]
    return replace(
        found,
        title=f"Decline from the peak, {peak}, chosen after seeing the counts, to "
        f"{series.rows[-1][0]}; late reporting",
    )


def step_part(setting: CityYearSetting) -> Result:
    """Ask whether the rate of all places together stepped, and when.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `changepoint` gives it, with ``step_annual_rate[before]`` and ``[after]``,
        and ``step_rate_ratio``. Periods are years, counted from 1.

    Raises
    ------
    NotEstimableError
        If places were not observed alike, there is one year only, or no incident.
    """
    series = _series(setting)
    if not series.total:
        raise NotEstimableError("a step is not estimable: there is no incident")
    found = changepoint(
        series.counts,
        series.years,
        shape=1.0,
        rate=series.total_years / series.total,
        no_change=NO_CHANGE,
        level=setting.level,
    )
    names = {"annual_rate": "step_annual_rate", "rate_ratio": "step_rate_ratio"}
    step = renamed(found, names | {"change_point": "change_point"})
    return replace(
        step,
        title=f"{step.title}; period 1 is {setting.years[0]}",
        assumptions=(*step.assumptions, UNIT_PRIOR),
    )


def trend_part(setting: CityYearSetting) -> Result:
    """Estimate the factor by which the rate of all places together changes a year.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `log_linear_trend` gives it, each year lying where it was observed: the first
        at its end and the last at its start, where they are partial.

    Raises
    ------
    NotEstimableError
        If places were not observed alike, there is one year only, no incident, or a
        label is no calendar year.
    """
    series = _series(setting)
    years = setting.years
    if not all(map(is_calendar_year, years)):
        raise NotEstimableError(
            "a trend needs calendar years, to know how far apart they are, got "
            f"{', '.join(map(str, years))}"
        )
    return log_linear_trend(
        series.counts,
        series.years,
        midpoints=window_midpoints(years, np.array(series.years)).tolist(),
        level=setting.level,
    )


def _series(setting: CityYearSetting) -> CountTable:
    if len(setting.years) == 1:
        raise NotEstimableError(f"there is one year only, {setting.years[0]}")
    return setting.by_year
