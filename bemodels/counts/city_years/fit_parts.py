"""Whether the counts look like those of the models, and the model that pools them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.counts.city_years.renaming import renamed
from bemodels.counts.city_years.setting import YEAR
from bemodels.counts.diagnostics import dispersion_tests, rootogram, zero_check
from bemodels.counts.partial_years import compare_heterogeneity
from bemodels.counts.partial_years.heterogeneity import RATES_TABLE
from bemodels.errors import NotEstimableError

if TYPE_CHECKING:
    from bemodels.counts.city_years.setting import CityYearSetting
    from bemodels.result import Result

# Far from the numbers that partial years take, two each.
_OF_DISPERSION = 500
_RATE = "standardised_annual_rate"
# Of places and years there are as many as the table has; their rates stand elsewhere.
_SHARED = (
    *("intercept", "city_sd", "year_sd", "heterogeneity", "phi", "alpha"),
    "new_city_rate",
)


def hierarchical_part(setting: CityYearSetting) -> Result:
    """Return what all places share in the hierarchical model, and its checks.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        Intercept, standard deviations, dispersion, the rate of a new place and the
        annual total of every year, with the prior and posterior predictive checks.

    Raises
    ------
    InvalidDataError
        If there is one place only.
    NotConvergedError
        If the chains do not agree.
    """
    whole = setting.posterior.result(setting.level)
    names = {name: name for name in (*_SHARED, "annual_total")}
    return renamed(whole, names)


def dispersion_part(setting: CityYearSetting) -> Result:
    """Test whether counts vary more than Poisson, with the power of each test.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `dispersion_tests` gives it.

    Raises
    ------
    NotEstimableError
        If no degree of freedom is left.
    """
    rng = setting.rng(_OF_DISPERSION)
    return dispersion_tests(setting.poisson, rng=rng, level=setting.level)


def zeros_part(setting: CityYearSetting) -> Result:
    """Compare the number of rows without a count with what the Poisson fit expects.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `zero_check` gives it.
    """
    return zero_check(setting.poisson, level=setting.level)


def rootogram_part(setting: CityYearSetting) -> Result:
    """Compare how many rows have each count with what the NB2 fit expects.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `rootogram` gives it.
    """
    return rootogram(setting.nb2, level=setting.level)


def heterogeneity_part(setting: CityYearSetting) -> Result:
    """Compare a shock of the whole year with bursts within it.

    Parameters
    ----------
    setting : CityYearSetting
        The table.

    Returns
    -------
    Result
        As `compare_heterogeneity` gives it, rates under a shock being called
        ``standardised_annual_rate_shock[YEAR]`` and dispersion ``alpha_shock``. The
        rates of a year are means of one place, as their unit says; those of other parts
        are of all places together.

    Raises
    ------
    NotEstimableError
        If all exposures are the same, or a rate has no estimate.
    """
    exposures = set(setting.table.years)
    if len(exposures) == 1:
        raise NotEstimableError(
            "all rows have the same exposure: a shock of the whole year and bursts "
            "within it are one model"
        )
    found = compare_heterogeneity(
        setting.design.formula, setting.table, by=YEAR, level=setting.level
    )
    names = {_RATE: f"{_RATE}_shock", "alpha": "alpha_shock"}
    kept = {f"{name}_bursts": f"{name}_bursts" for name in names}
    named = renamed(found, names | kept)
    return replace(_of_one_place(named, setting), title=found.title.partition(":")[0])


def _of_one_place(found: Result, setting: CityYearSetting) -> Result:
    """Say of rates by year that they are means of a place, not sums of all."""
    article = "an" if setting.key[0].lower() in "aeiou" else "a"
    unit = f"{setting.design.rate_unit}, mean of {article} {setting.key}"
    return replace(
        found,
        estimates=tuple(
            replace(one, unit=unit) if one.estimand.startswith(_RATE) else one
            for one in found.estimates
        ),
        tables=tuple(
            replace(one, note=f"Rates: {unit}. {one.note}")
            if one.name == RATES_TABLE
            else one
            for one in found.tables
        ),
    )
