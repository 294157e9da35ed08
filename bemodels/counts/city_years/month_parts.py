"""Whether the year is flat, and what partial years are worth by the season."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.city_years.renaming import renamed
from bemodels.counts.partial_years import (
    flatness_within_year,
    season_weighted_exposure,
)
from bemodels.counts.partial_years.monthly_counts import read_months
from bemodels.errors import BemodelsError, InvalidDataError, NotEstimableError
from bemodels.result import Result, Table, join_results

if TYPE_CHECKING:
    from bemodels.counts.city_years.setting import CityYearSetting
    from bemodels.data import CountTable

FLAT = "Flat within the year"
NO_MONTHS = "counts by year do not show it; a log does"
# The plain rate by calendar exposure stands among the annual rates by year.
_SEASONAL = ("season_weighted_exposure", "annual_rate_season")


def check_months(months: CountTable, table: CountTable) -> None:
    """Refuse months that do not hold the incidents of a table by place and year.

    Parameters
    ----------
    months : CountTable
        By ``year_month``.
    table : CountTable
        By a place and ``year``.

    Raises
    ------
    InvalidDataError
        If it is no table by month, or the totals differ, of all or of one year.
    """
    by_year = {
        str(year): sum(month.count for month in group)
        for year, group in read_months(months, name="months").items()
    }
    totals = table.summed(("year",)).rows
    told = f"months must hold the {table.unit} of the table"
    if months.total != table.total:
        raise InvalidDataError(f"{told}, {table.total} in all, got {months.total}")
    for year, count, _ in totals:
        if (found := by_year.get(str(year), 0)) != count:
            raise InvalidDataError(f"{told}, {count} in {year}, got {found}")


def flat_part(setting: CityYearSetting) -> Result:
    """Ask whether incidents fall evenly on the year, and weight partial years if not.

    Parameters
    ----------
    setting : CityYearSetting
        The table, with its months.

    Returns
    -------
    Result
        As `flatness_within_year` gives it, with ``season_weighted_exposure[YEAR]`` and
        ``annual_rate_season[YEAR]`` of `season_weighted_exposure`. Where these do not
        exist a table says why.

    Raises
    ------
    NotEstimableError
        If there are no months, none of the years is whole, or those that are hold no
        incident.
    """
    if setting.months is None:
        raise NotEstimableError(NO_MONTHS)
    flat = flatness_within_year(setting.months, level=setting.level)
    try:
        season = season_weighted_exposure(setting.months, level=setting.level)
    except BemodelsError as error:
        season = _without_season(str(error))
    return join_results(
        [flat, renamed(season, {name: name for name in _SEASONAL})],
        title=f"{FLAT}: {flat.title.partition(': ')[2]}",
        method=f"{flat.method}; the share that the months of a partial year have in "
        "them",
    )


def _without_season(reason: str) -> Result:
    table = Table(
        name="Partial years without a season",
        columns=("quantity", "reason"),
        rows=(("season-weighted exposure", reason),),
    )
    return Result(title="", method="", estimates=(), tables=(table,))
