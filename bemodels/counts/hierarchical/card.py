"""The hierarchical model on one page, with the quantities that it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.bayes.spreads import NoSpread
from bemodels.result import ModelCard, Parameter

if TYPE_CHECKING:
    from bemodels.counts.hierarchical.priors import CityYearPriors

RATE = "incidents per year"
LOG = "log incidents per year"


def card_of(priors: CityYearPriors, unit: str) -> ModelCard:
    """Return the model with the given priors, and what is reported of it.

    Parameters
    ----------
    priors : CityYearPriors
        The priors in force.
    unit : str
        What was counted.

    Returns
    -------
    ModelCard
        A standard deviation that is 0 by its prior, and what follows from it alone, is
        no quantity.
    """
    return ModelCard(
        equations=_equations(priors),
        priors=priors.statements(),
        parameters=_parameters(priors, f"{unit} per year"),
    )


def _equations(priors: CityYearPriors) -> tuple[str, ...]:
    poisson = isinstance(priors.dispersion, NoSpread)
    cities = not isinstance(priors.cities, NoSpread)
    years = not isinstance(priors.years.spread, NoSpread)
    effects = r" + \alpha_c" * cities + r" + \gamma_t" * years
    density = (
        r"y_{ct} \sim \operatorname{Poisson}(\mu_{ct})"
        if poisson
        else r"y_{ct} \sim \operatorname{NegBinomial}(\mu_{ct}, \phi), \quad "
        r"\operatorname{Var}(y_{ct}) = \mu_{ct} + \mu_{ct}^2/\phi"
    )
    return (
        density,
        rf"\log \mu_{{ct}} = \log E_{{ct}} + \beta{effects}",
        *([r"\alpha_c \sim \operatorname{Normal}(0, \sigma_\alpha)"] if cities else []),
        *([priors.years.density] if years else []),
    )


def _parameters(priors: CityYearPriors, rate: str) -> tuple[Parameter, ...]:
    there = {
        "city": not isinstance(priors.cities, NoSpread),
        "year": not isinstance(priors.years.spread, NoSpread),
        "dispersion": not isinstance(priors.dispersion, NoSpread),
    }
    rows = (
        ("", "intercept", r"\beta", "log annual rate of a typical city and year", LOG),
        ("city", "city_sd", r"\sigma_\alpha", "sd of log rates between cities", "none"),
        ("year", "year_sd", r"\sigma_\gamma", _of_years(priors), "none"),
        (
            "dispersion",
            "heterogeneity",
            r"1/\sqrt{\phi}",
            "coefficient of variation of the rate of a city and year around its mean",
            "none",
        ),
        (
            "dispersion",
            "phi",
            r"\phi",
            "negative binomial phi: variance mu + mu^2/phi",
            "none",
        ),
        ("dispersion", "alpha", r"1/\phi", "negative binomial alpha = 1/phi", "none"),
        (
            "city",
            "city_effect",
            r"\alpha_c",
            "log rate of a city less mean",
            "none",
        ),
        (
            "year",
            "year_effect",
            r"\gamma_t",
            "log rate of a year less mean",
            "none",
        ),
        (
            "",
            "annual_rate",
            r"\lambda_c",
            "annual rate of a city, geometric mean over the periods",
            rate,
        ),
        ("", "annual_total", r"\Lambda_t", "annual rate of all cities together", rate),
        ("city", "new_city_rate", r"\lambda_{\text{new}}", _OF_NEW, rate),
    )
    return tuple(
        Parameter(name=name, symbol=symbol, meaning=meaning, unit=unit)
        for needs, name, symbol, meaning, unit in rows
        if there.get(needs, True)
    )


_OF_NEW = (
    "annual rate of a city at risk that was not counted, geometric mean over periods"
)


def _of_years(priors: CityYearPriors) -> str:
    from bemodels.counts.hierarchical.year_effects import RandomWalkYears

    if isinstance(priors.years, RandomWalkYears):
        return "sd of the change of log rates from one year to the next"
    return "sd of log rates between years"
