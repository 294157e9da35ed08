"""What was counted by place and year, and what was fitted to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.city_years.setting import YEAR
from bemodels.data import notice_tables
from bemodels.result import Check, ModelCard, Result, Table
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from bemodels.counts.city_years.setting import CityYearSetting
    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.result import Cell

NO_ROW = "no row"


def counted_cells(setting: CityYearSetting) -> Result:
    """Say what was counted, where nothing was, and which years are partial.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        The counts laid out by place and year, and their sums; no estimate.
    """
    table, key = setting.table, setting.key
    missing = len(setting.places) * len(setting.years) - len(table)
    return Result(
        title=f"What was counted: {table.total} {table.unit} by {key} and {YEAR}",
        method="Counts, no model",
        estimates=(),
        checks=(
            Check(
                name=f"every {key} has a row in every {YEAR}",
                passed=not missing,
                detail=f"{missing} have none and are taken as not observed; a count "
                "of 0 needs a row"
                if missing
                else f"{len(table)} rows",
            ),
        ),
        tables=(_sums(setting), _layout(setting), *notice_tables(table.notices)),
        provenance=table.provenance,
    )


def _sums(setting: CityYearSetting) -> Table:
    table = setting.table
    zeros = sum(count == 0 for count in table.counts)
    silent = sum(count == 0 for count in setting.by_place.counts)
    partial = ", ".join(
        f"{year} ({format_number(years)} years)"
        for year, years in setting.partial_years.items()
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        (table.unit, table.total),
        (f"rows, a {setting.key} in a {YEAR} each", len(table)),
        (f"rows without {table.unit}", f"{zeros} ({zeros / len(table):.0%})"),
        ("largest count of a row", max(table.counts)),
        (f"places ({setting.key})", len(setting.places)),
        (f"places without {table.unit} in any {YEAR}", silent),
        ("exposure summed over rows (years)", table.total_years),
        ("years observed in part", partial or "none"),
    )
    return Table(name="Sums", columns=("quantity", "value"), rows=rows)


def _layout(setting: CityYearSetting) -> Table:
    cells = {row[:2]: row[2] for row in setting.table.rows}
    rows = zip(setting.by_place.rows, setting.places, strict=True)
    return Table(
        name=f"Counts by {setting.key} and {YEAR}",
        columns=(setting.key, *map(str, setting.years), "all", "years"),
        rows=tuple(
            (
                str(place),
                *(cells.get((place, year), NO_ROW) for year in setting.years),
                count,
                exposure,
            )
            for (_, count, exposure), place in rows
        ),
        note="Years: exposure summed over the rows of a place.",
    )


def fits_compared(setting: CityYearSetting) -> Result:
    """Lay the Poisson and the negative binomial fit side by side.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        A table; rates, ratios and the dispersion stand in parts of their own.

    Raises
    ------
    NotEstimableError
        If the rows do not tell places and years apart.
    """
    fits = {"Poisson": setting.poisson, "negative binomial (NB2)": setting.nb2}
    equations = (one for fit in fits.values() for one in fit.family.equations)
    return Result(
        title=f"Two fits of {setting.design.formula}",
        method="Maximum likelihood with exposure counted in full",
        estimates=(),
        checks=(_finite(setting),),
        tables=(
            Table(
                name="Fits",
                columns=(
                    *("model", "log likelihood", "coefficients", "deviance"),
                    *("Pearson's sum", "degrees of freedom", "alpha"),
                ),
                rows=tuple((name, *_numbers(fit)) for name, fit in fits.items()),
                note="alpha = 1/phi: variance mu + alpha mu^2. At alpha 0 both fits "
                "are the same.",
            ),
        ),
        card=ModelCard(
            equations=(*equations, r"\log \mu_i = \log t_i + x_i^\top \beta")
        ),
    )


def _numbers(fit: CountFit) -> tuple[Cell, ...]:
    return (
        fit.loglik,
        len(fit.terms),
        fit.deviance,
        fit.pearson,
        fit.df_residual,
        fit.alpha,
    )


def _finite(setting: CityYearSetting) -> Check:
    without = [
        f"{key} {', '.join(silent)}"
        for key, table in ((setting.key, setting.by_place), (YEAR, setting.over_places))
        if (silent := [str(label) for label, count, _ in table.rows if not count])
    ]
    separated = int(setting.poisson.separation.rows.sum())
    told = f" (no {setting.table.unit}: {'; '.join(without)})" if without else ""
    return Check(
        name="every rate is above 0",
        passed=not separated,
        detail=f"{separated} rows have a fitted mean of 0{told}; where the rate of a "
        "whole place or year is 0, its upper limit is exact"
        if separated
        else "no row has a fitted mean of 0",
    )
