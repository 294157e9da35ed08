"""Priors of the hierarchical model of cities and years: numbers with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp

from bemodels.bayes.spreads import (
    HalfNormalSpread,
    NoSpread,
    Spread,
)
from bemodels.counts.hierarchical.year_effects import (
    SPREADS,
    IndependentYears,
    RandomWalkYears,
    YearEffects,
)
from bemodels.result import Prior
from bemodels.result.reasons import check_sentence
from bemodels.result.rules import check_number, check_type

# Beyond these an annual rate is none of incidents: e^10 is 22,000 a year in a city.
RANGES = {"intercept_location": (-10, 10), "intercept_scale": (0, 5)}
REASONS = ("intercept_reason", "city_reason", "year_reason", "dispersion_reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class CityYearPriors:
    """Priors of level, cities, years and dispersion, each with its reason.

    Attributes
    ----------
    intercept_location, intercept_scale : float
        Mean and standard deviation of the normal prior on the log annual rate of a
        typical city in a typical year; the mean between -10 and 10, the standard
        deviation above 0 and below 5.
    cities : HalfNormalSpread, ExponentialSpread or NoSpread
        Prior of the standard deviation of log rates between cities.
    years : IndependentYears or RandomWalkYears
        How the effects of years hang together, with the prior of their spread.
    dispersion : HalfNormalSpread, ExponentialSpread or NoSpread
        Prior of 1/sqrt(phi), variance mu + mu^2/phi, alpha = 1/phi; ``NoSpread()``
        makes the model Poisson.
    intercept_reason, city_reason, year_reason, dispersion_reason : str
        Why these, in a sentence each; not empty.

    Raises
    ------
    InvalidDataError
        If a number lies outside its range, a prior is of another type, or a reason is
        missing.
    """

    intercept_location: float
    intercept_scale: float
    cities: Spread
    years: YearEffects
    dispersion: Spread
    intercept_reason: str
    city_reason: str
    year_reason: str
    dispersion_reason: str

    def __post_init__(self) -> None:
        """Refuse numbers without a density and priors without a reason."""
        for name, (low, high) in RANGES.items():
            check_number(name, getattr(self, name), low=low, high=high)
        check_type("cities", self.cities, *SPREADS)
        check_type("years", self.years, IndependentYears, RandomWalkYears)
        check_type("dispersion", self.dispersion, *SPREADS)
        for name in REASONS:
            check_sentence(name, getattr(self, name))

    @property
    def label(self) -> str:
        """All densities in a line, as tables name these priors."""
        level = f"Normal({self.intercept_location:g}, {self.intercept_scale:g})"
        return (
            f"level {level}; cities {self.cities.label}; {self.years.label}; "
            f"1/sqrt(phi) {self.dispersion.label}"
        )

    def statements(self) -> tuple[Prior, ...]:
        """Return the priors as a model's card prints them.

        Returns
        -------
        tuple of Prior
            Of the intercept, then of every standard deviation that is in the model.
        """
        location, scale = self.intercept_location, self.intercept_scale
        low, middle, high = (exp(location + z * scale) for z in (-1.96, 0, 1.96))
        level = Prior(
            parameter="intercept",
            density=rf"\beta \sim \operatorname{{Normal}}({location:g}, {scale:g})",
            reason=f"Annual rate of a typical city: median {middle:.2g}, 95% {low:.2g} "
            f"to {high:.2g} incidents per year. {self.intercept_reason}",
        )
        spreads = (
            ("city_sd", r"\sigma_\alpha", self.cities, self.city_reason),
            ("year_sd", r"\sigma_\gamma", self.years.spread, self.year_reason),
            (
                "heterogeneity",
                r"1/\sqrt{\phi}",
                self.dispersion,
                self.dispersion_reason,
            ),
        )
        return (
            level,
            *(
                Prior(parameter=name, density=rf"{symbol} \sim {prior}", reason=reason)
                for name, symbol, prior, reason in spreads
                if not isinstance(prior, NoSpread)
            ),
        )


CITY_YEAR_PRIORS = CityYearPriors(
    intercept_location=-1.2,
    intercept_scale=1.5,
    cities=HalfNormalSpread(scale=1.0),
    years=IndependentYears(spread=HalfNormalSpread(scale=0.5)),
    dispersion=HalfNormalSpread(scale=0.5),
    intercept_reason="A city may see one incident in decades or several a year; weekly "
    "incidents in the typical city are ruled out.",
    city_reason="Two typical cities differ by a factor of 2 to 3 and rarely by more "
    "than 20, with equal cities (0) as the densest point.",
    year_reason="The rate of all cities together changes between years by a tenth to a "
    "half, and rarely more than twofold.",
    dispersion_reason="Within a city and year counts vary little more than Poisson "
    "counts unless the data say so: a coefficient of variation above 1 is ruled out "
    "with 95%.",
)
WALK_PRIORS = replace(
    CITY_YEAR_PRIORS,
    years=RandomWalkYears(spread=HalfNormalSpread(scale=0.5)),
    year_reason="From one year to the next the rate of all cities together changes by "
    "a tenth to a half, and rarely more than twofold.",
)
