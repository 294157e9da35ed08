"""What a fit of very many cells answers, as a Result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.data import notice_tables
from bemodels.intervals.normal import log_normal_interval
from bemodels.result import Estimate, Interval, ModelCard, Result, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.counts.many_cells.city_cells import CityCells
    from bemodels.result import Assumption, Check


def log_normal(log_value: float, standard_error: float, level: float) -> Interval:
    """Return the Wald interval of a rate or ratio on the log scale.

    Parameters
    ----------
    log_value, standard_error : float
        On the log scale.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Above 0.
    """
    return log_normal_interval(
        log_value, standard_error, level=level, method="Wald, on the log scale"
    )


def answer_periods(
    cells: CityCells,
    *,
    title: str,
    method: str,
    estimates: tuple[Estimate, ...],
    assumptions: tuple[Assumption, ...],
    checks: tuple[Check, ...],
    equations: tuple[str, ...],
) -> Result:
    """Put what is known of periods into a Result.

    Parameters
    ----------
    cells : CityCells
        The data.
    title, method : str
        The model, and how it was fitted; the size of the table is added.
    estimates : tuple of Estimate
        The answer.
    assumptions : tuple of Assumption
        What it rests on.
    checks : tuple of Check
        What the data say of that.
    equations : tuple of str
        The density, in TeX.

    Returns
    -------
    Result
        With a table of what was counted.
    """
    table = cells.table
    return Result(
        title=f"{title}: {table.total} {table.unit} in {len(table)} cells",
        method=method,
        estimates=estimates,
        assumptions=assumptions,
        checks=checks,
        tables=(_counted(cells), *notice_tables(table.notices)),
        card=ModelCard(equations=equations),
        provenance=table.provenance,
    )


def answer_cities(
    cells: CityCells,
    *,
    title: str,
    method: str,
    rates: Mapping[int, Interval],
    values: np.ndarray,
    assumptions: tuple[Assumption, ...],
    equations: tuple[str, ...],
) -> Result:
    """Put annual rates of cities into a Result.

    Parameters
    ----------
    cells : CityCells
        The data.
    title, method : str
        What was asked, and how it was answered.
    rates : mapping of int to Interval
        By place of the city.
    values : ndarray, shape (C,)
        The rates of all cities.
    assumptions : tuple of Assumption
        What they rest on.
    equations : tuple of str
        The density, in TeX.

    Returns
    -------
    Result
        ``annual_rate[CITY]`` for each city in `rates`.
    """
    table = cells.table
    return Result(
        title=title,
        method=method,
        estimates=tuple(
            Estimate(
                estimand=f"annual_rate[{cells.cities[place]}]",
                value=float(values[place]),
                unit=f"{table.unit} per year",
                interval=interval,
            )
            for place, interval in rates.items()
        ),
        assumptions=assumptions,
        tables=notice_tables(table.notices),
        card=ModelCard(equations=equations),
        provenance=table.provenance,
    )


def _counted(cells: CityCells) -> Table:
    city, period = cells.table.keys
    years = cells.over_periods(cells.years)
    return Table(
        name=f"Counts by {period}",
        columns=(period, cells.table.unit, "years of exposure"),
        rows=tuple(
            (label, int(count), float(exposure))
            for label, count, exposure in zip(
                cells.periods, cells.period_totals, years, strict=True
            )
        ),
        note=f"{len(cells.cities)} of {city}, "
        f"{int((cells.city_totals == 0).sum())} without a count.",
    )
