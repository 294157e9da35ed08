"""The exposure of a year observed in part, weighted by the season of whole years."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.partial_years.flatness import SAME_SEASON
from bemodels.counts.partial_years.monthly_counts import (
    Month,
    WholeYears,
    is_whole_year,
    read_months,
    whole_years,
)
from bemodels.counts.partial_years.partial_year import PartialYear
from bemodels.data import CountTable, notice_tables
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Assumption, Estimate, Interval, Result, Table, check_level

RATES_TABLE = "Annual rates by calendar and by season"
WITHOUT_SEASON = Assumption(
    statement="For annual_rate_exact the year is flat: any month stands for a twelfth.",
    support="not checkable from these data",
)


def season_weighted_exposure(table: CountTable, *, level: float = 0.95) -> Result:
    """Weight the exposure of partial years by the season of the whole ones.

    Parameters
    ----------
    table : CountTable
        By ``year_month``, with at least one whole calendar year and one that was
        observed in part; the months of the latter are whole.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        For each partial year ``season_weighted_exposure[YEAR]``, the share that the
        observed months have in the incidents of whole years, with its exact binomial
        interval; the annual rate both ways, ``annual_rate_exact[YEAR]`` over calendar
        exposure and ``annual_rate_season[YEAR]`` over the weighted one.

    Raises
    ------
    InvalidDataError
        If `table` is none by month, a month of a partial year was observed in part, or
        `level` lies outside (0, 1).
    NotEstimableError
        If no calendar year is whole or none is partial, or the whole years have no
        incident in the months of a partial one.

    Notes
    -----
    Given the total of the whole years the incidents in the same months are binomial,
    their share being the exposure in years. The rate is the ratio of a Poisson count
    and that share; its limits are put together from those of both [1]_, so that they
    hold the uncertainty of the season. With few incidents in the whole years this costs
    much precision, and may buy little: `flatness_within_year` says what there is to
    correct for.

    References
    ----------
    .. [1] Donner A, Zou GY (2012). Closed-form confidence intervals for functions of
       the normal mean and standard deviation. Statistical Methods in Medical Research
       21, 347-359.

    Examples
    --------
    >>> import pandas as pd
    >>> months = [f"2016-{month:02}" for month in range(1, 13)]
    >>> frame = pd.DataFrame({"year_month": [*months, "2017-01", "2017-02", "2017-03"]})
    >>> frame["count"] = [5, 4, 9, 3, 2, 2, 1, 0, 3, 2, 6, 3, 4, 3, 3]
    >>> frame["years"] = 1 / 12
    >>> table = CountTable.from_frame(frame, keys=["year_month"])
    >>> for one in season_weighted_exposure(table).estimates:
    ...     low, high = one.interval.low, one.interval.high
    ...     print(f"{one.estimand} {one.value:.2f} ({low:.2f} to {high:.2f})")
    season_weighted_exposure[2017] 0.45 (0.29 to 0.62)
    annual_rate_exact[2017] 40.00 (19.18 to 73.56)
    annual_rate_season[2017] 22.22 (10.08 to 47.11)
    """
    check_level(level)
    months = read_months(table)
    whole = whole_years(months)
    partial = tuple(
        _partial_year(year, group, whole)
        for year, group in months.items()
        if not is_whole_year(group)
    )
    if not partial:
        raise NotEstimableError(
            "a season-weighted exposure is not estimable: every year is whole"
        )
    return Result(
        title="Exposure of partial years, weighted by the season of "
        f"{', '.join(map(str, whole.years))}",
        method="Share of the observed months in the incidents of whole years",
        estimates=tuple(
            estimate
            for one in partial
            for estimate in _estimates(one, unit=table.unit, level=level)
        ),
        assumptions=(POISSON_WITHIN, SAME_SEASON, WITHOUT_SEASON),
        tables=(_rates_table(partial, level), *notice_tables(table.notices)),
        provenance=table.provenance,
    )


def _partial_year(
    year: int, group: tuple[Month, ...], whole: WholeYears
) -> PartialYear:
    for month in group:
        if not month.is_whole:
            raise InvalidDataError(
                "a season-weighted exposure needs whole months, got "
                f"{month.years:g} of a year in {year}-{month.month:02}"
            )
    in_season = sum(whole.counts[one.month - 1] for one in group)
    if not in_season:
        raise NotEstimableError(
            f"the annual rate of {year} by season is not estimable: the whole years "
            "have no incident in its months"
        )
    return PartialYear(
        year=year,
        count=sum(one.count for one in group),
        years=fsum(one.years for one in group),
        in_season=in_season,
        total=whole.total,
    )


def _estimates(one: PartialYear, *, unit: str, level: float) -> Iterator[Estimate]:
    share, per_year = one.share(level), f"{unit} per year"
    yield Estimate(
        estimand=f"season_weighted_exposure[{one.year}]",
        value=share.middle,
        unit="years",
        interval=Interval(
            low=share.low,
            high=share.high,
            level=level,
            kind="confidence",
            method="exact binomial (Clopper-Pearson)",
        ),
    )
    yield Estimate(
        estimand=f"annual_rate_exact[{one.year}]",
        value=one.count / one.years,
        unit=per_year,
        interval=one.by_calendar(level),
    )
    yield Estimate(
        estimand=f"annual_rate_season[{one.year}]",
        value=one.count / share.middle,
        unit=per_year,
        interval=one.by_season(level),
    )


def _rates_table(partial: tuple[PartialYear, ...], level: float) -> Table:
    rows = []
    for one in partial:
        share, plain, season = (
            one.share(level),
            one.by_calendar(level),
            one.by_season(level),
        )
        rates = one.count / one.years, one.count / share.middle
        rows.append(
            (
                str(one.year),
                *(one.years, rates[0], plain.low, plain.high),
                *(share.middle, rates[1], season.low, season.high),
            )
        )
    return Table(
        name=RATES_TABLE,
        columns=(
            "year",
            *("years by calendar", "annual rate", "low", "high"),
            *("years by season", "annual rate, season", "low, season", "high, season"),
        ),
        rows=tuple(rows),
    )
