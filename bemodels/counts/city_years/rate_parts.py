"""Annual rates by place and by year, and the complete counts of partial years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.counts.agreement.variance_factors import FACTORS
from bemodels.counts.city_years.factor_tables import rates_by_factor
from bemodels.counts.city_years.renaming import renamed
from bemodels.counts.city_years.setting import YEAR
from bemodels.counts.estimands import complete_period, standardised_annual_rates
from bemodels.counts.partial_years import annual_rates_by_variance_factor
from bemodels.errors import NotEstimableError
from bemodels.result import Result, Table, join_results

if TYPE_CHECKING:
    from bemodels.counts.city_years.setting import CityYearSetting
    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.result import Posterior

WHOLE_YEAR = 1.0


def rates_by_place(setting: CityYearSetting) -> Result:
    """Estimate each place's annual rate, alone and partially pooled.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        ``annual_rate_exact[PLACE]``, each place alone, and
        ``standardised_annual_rate[PLACE]`` by the hierarchical model, means over the
        same years; the first alone where the model has no fit. A table with the exact
        rates under variance factors 1, 2 and 3.
    """
    widened = annual_rates_by_variance_factor(setting.by_place, level=setting.level)
    alone = widened.estimates[:: len(FACTORS)]
    parts = [replace(widened, estimates=alone)]
    parts += [
        standardised_annual_rates(fit, setting.key, level=setting.level)
        for fit in setting.posteriors
    ]
    pairs = zip(*(part.estimates for part in parts), strict=True)
    return replace(
        join_results(
            parts,
            title=f"Annual rates of {setting.table.unit} by {setting.key}",
            method="Each place alone, exact, "
            + ("beside the hierarchical model" if len(parts) > 1 else "no model"),
        ),
        estimates=tuple(estimate for pair in pairs for estimate in pair),
        checks=(),
        tables=(rates_by_factor(setting, widened.estimates),),
    )


def rates_by_year(setting: CityYearSetting) -> Result:
    """Estimate each year's annual rate over all places, under larger variances too.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        ``annual_rate_exact[YEAR]``, all places together, and the same under variance
        factors, ``annual_rate_exact[YEAR, variance factor c]``; a table with the
        exposure of each year.

    Raises
    ------
    NotEstimableError
        If places were not observed alike.
    """
    series = setting.by_year
    rates = annual_rates_by_variance_factor(series, level=setting.level)
    partial = ", ".join(map(str, setting.partial_years)) or "none"
    return replace(
        rates,
        title=f"Annual rates of {series.unit} by {YEAR}, all places together",
        estimates=tuple(
            replace(one, estimand=one.estimand.replace("][", ", "))
            for one in rates.estimates
        ),
        tables=(
            Table(
                name="Years",
                columns=(YEAR, "count", "years"),
                rows=series.rows,
                note=f"Years: exposure. Observed in part: {partial}.",
            ),
        ),
    )


def complete_years(setting: CityYearSetting) -> Result:
    """Predict the complete count of every year that was observed in part.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        ``complete_period[YEAR]`` by the NB2 fit, and
        ``complete_period_hierarchical[YEAR]`` where the hierarchical model has a fit:
        counts with prediction intervals, not rates.

    Raises
    ------
    NotEstimableError
        If no year was observed in part.
    """
    if not setting.partial_years:
        raise NotEstimableError("every year was observed whole")
    return replace(
        join_results(
            [
                one
                for number, year in enumerate(setting.partial_years)
                for one in _complete(setting, year, 2 * number)
            ],
            title=f"Complete counts of {setting.table.unit} in years observed in part",
            method="What was counted, and the predictive distribution of the remainder",
        ),
        checks=(),
        tables=(),
    )


def _complete(
    setting: CityYearSetting, year: str | int, number: int
) -> tuple[Result, ...]:
    fits: tuple[tuple[str, CountFit | Posterior], ...] = (
        ("complete_period", setting.nb2),
        *(("complete_period_hierarchical", fit) for fit in setting.posteriors),
    )
    return tuple(
        renamed(
            complete_period(
                fit,
                year,
                full_exposure=WHOLE_YEAR,
                level=setting.level,
                rng=setting.rng(number + place),
            ),
            {"complete_period": f"{name}[{year}]"},
        )
        for place, (name, fit) in enumerate(fits)
    )
