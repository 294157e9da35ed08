"""Negative binomial counts of very many cities, gamma city factors integrated out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, inf
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.counts.estimands.estimand_result import LARGE_SAMPLE
from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.fits.dispersion import search_profile
from bemodels.counts.fits.dispersion_limits import limits_of_profile
from bemodels.counts.many_cells.city_cells import CityCells, read_city_cells
from bemodels.counts.many_cells.comparable_periods import refuse_empty_periods
from bemodels.counts.many_cells.gamma_cities import (
    derivatives_at,
    gamma_posterior,
    gamma_profile,
    typical_mean,
)
from bemodels.counts.many_cells.gamma_result import (
    GAMMA_EQUATIONS,
    SHARED_FACTOR,
    city_intervals,
    gamma_estimates,
)
from bemodels.counts.many_cells.many_result import answer_cities, answer_periods
from bemodels.counts.many_cells.multinomial_periods import shares_at
from bemodels.counts.many_cells.within_cities import check_within_cities
from bemodels.result import Interval, Result, check_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.counts.fits.maximum import Maximum
    from bemodels.data import CountTable


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class GammaManyFit:
    """Counts with a gamma factor a city and a rate a period, at the maximum.

    Attributes
    ----------
    cells : CityCells
        The data.
    reference : int
        The place of the period that the others are compared with.
    maximum : Maximum
        Log mean annual rates of the periods, and alpha.
    """

    cells: CityCells
    reference: int
    maximum: Maximum

    @property
    def alpha(self) -> float:
        """The variance of the city factors, whose mean is 1; 0 where all are equal."""
        return self.maximum.alpha

    @property
    def phi(self) -> float:
        """1 / alpha, of a variance mu + mu^2 / phi; infinite where alpha is 0."""
        return 1 / self.alpha if self.alpha > 0 else inf

    @property
    def loglik(self) -> float:
        """The log likelihood with its constants."""
        return self.maximum.value

    @property
    def params(self) -> pd.Series:
        """The logarithms of the mean annual rates, by period."""
        return pd.Series(self.maximum.coefficients, index=self.cells.periods)

    @cached_property
    def covariance(self) -> pd.DataFrame:
        """Of the log rates by the observed information, alpha's share included."""
        cells, at = self.cells, self.maximum
        found = derivatives_at(cells, at.coefficients, at.alpha)
        whole = np.linalg.inv(found.information)
        if at.alpha > 0:
            along = whole @ found.cross
            second = gamma_profile(cells).slopes(at).second
            whole = whole + np.outer(along, along) / -second
        return pd.DataFrame(whole, index=cells.periods, columns=cells.periods)

    @property
    def standard_errors(self) -> pd.Series:
        """Of the log rates, by period."""
        return pd.Series(
            np.sqrt(np.diagonal(self.covariance)), index=self.cells.periods
        )

    @cached_property
    def alpha_interval(self) -> Interval:
        """The 95% interval of alpha; from 0 to a one-sided limit where alpha is 0."""
        return self.limits_of_alpha(level=0.95)

    def limits_of_alpha(self, *, level: float) -> Interval:
        """Return the interval of alpha by its profile likelihood.

        Parameters
        ----------
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            From 0 to a one-sided limit where the estimate is 0.
        """
        check_level(level)
        return limits_of_profile(
            gamma_profile(self.cells),
            self.maximum,
            typical=typical_mean(self.cells),
            level=level,
        )

    @cached_property
    def city_rates(self) -> pd.Series:
        """The posterior mean annual rate of each city in the reference period."""
        cells, rates = self.cells, self.maximum.coefficients
        mean = exp(rates[self.reference])
        if self.alpha == 0:
            return pd.Series(mean, index=cells.cities)
        shape, rate = gamma_posterior(cells, shares_at(cells, rates), self.alpha)
        return pd.Series(mean * shape / rate, index=cells.cities)

    def result(self, level: float = 0.95) -> Result:
        """Return the rates of the periods and the spread of cities as a Result.

        Parameters
        ----------
        level : float, default 0.95
            Nominal coverage of every interval, in (0, 1).

        Returns
        -------
        Result
            ``mean_annual_rate[PERIOD]``, the mean over cities;
            ``rate_ratio[PERIOD / REFERENCE]``; ``alpha`` and ``phi``.
        """
        check_level(level)
        return answer_periods(
            self.cells,
            title="Gamma factors of cities, integrated out",
            method="Maximum likelihood; Wald intervals on the log scale, profile "
            "likelihood for alpha and phi",
            estimates=gamma_estimates(self, level=level),
            assumptions=(SHARED_FACTOR, POISSON_WITHIN, LARGE_SAMPLE),
            checks=(check_within_cities(self.cells, self.maximum.coefficients),),
            equations=GAMMA_EQUATIONS,
        )

    def rates_of(self, cities: Sequence[str | int], *, level: float = 0.95) -> Result:
        """Return the annual rates of some cities in the reference period.

        Parameters
        ----------
        cities : sequence of str or int
            Labels of cities; ``fit.cells.cities`` are all.
        level : float, default 0.95
            Probability of every interval, in (0, 1).

        Returns
        -------
        Result
            ``annual_rate[CITY]`` with an empirical Bayes interval: the gamma posterior
            of the city's factor, alpha and the rates of the periods being taken as
            known. Where alpha is 0, every city has the common rate and its interval.
        """
        check_level(level)
        places = self.cells.places_of(cities)
        return answer_cities(
            self.cells,
            title=f"Annual rates of cities in {self.cells.periods[self.reference]}",
            method="Empirical Bayes: gamma posterior given the estimates of alpha and "
            "of the rates of the periods",
            rates=city_intervals(self, places, level=level),
            values=self.city_rates.to_numpy(),
            assumptions=(SHARED_FACTOR, POISSON_WITHIN),
            equations=GAMMA_EQUATIONS,
        )

    def __repr__(self) -> str:
        return (
            f"GammaManyFit: {len(self.cells.counts)} cells, "
            f"{len(self.cells.cities)} cities, alpha {self.alpha:.3g}, log likelihood "
            f"{self.loglik:.3f}"
        )


def fit_negative_binomial_many(
    table: CountTable, *, reference: str | int
) -> GammaManyFit:
    """Fit negative binomial counts of very many cities, one gamma factor a city.

    Parameters
    ----------
    table : CountTable
        Its first key names cities, its second periods; cells may be missing and
        exposures may differ.
    reference : str or int
        The period that the others are compared with, and whose rates a city is given.

    Returns
    -------
    GammaManyFit
        Alpha is the variance of the city factors; each count is NB2 with variance
        mu + alpha mu^2, and counts of one city are correlated. Alpha is 0, and the fit
        Poisson without cities, where the likelihood is largest there.

    Raises
    ------
    InvalidDataError
        If the table has not two keys, or no period is called `reference`.
    NotEstimableError
        If a period has no count.

    Notes
    -----
    The factors are integrated out in closed form [1]_, one term a city. A dummy for
    each city in a negative binomial model has no consistent estimates when there are
    few periods and many cities [2]_. Given its factor a city's counts are Poisson:
    overdispersion within cities is not in this model, and a check looks for it.

    References
    ----------
    .. [1] Hausman J, Hall BH, Griliches Z (1984). Econometric models for count data
       with an application to the patents-R&D relationship. Econometrica 52, 909-938.
    .. [2] Allison PD, Waterman RP (2002). Fixed-effects negative binomial regression
       models. Sociological Methodology 32, 247-265.

    Examples
    --------
    >>> from bemodels.data import CountTable
    >>> rows = (("A", 1, 3, 1.0), ("A", 2, 6, 1.0), ("B", 1, 1, 1.0), ("B", 2, 0, 1.0))
    >>> table = CountTable(keys=("city", "year"), rows=rows)
    >>> fit = fit_negative_binomial_many(table, reference=1)
    >>> round(fit.alpha, 3), round(float(fit.city_rates["B"]), 3)
    (0.666, 0.77)
    """
    cells = read_city_cells(table)
    place = cells.place_of(reference)
    refuse_empty_periods(cells)
    profile = gamma_profile(cells)
    start = np.log(cells.period_totals / cells.over_periods(cells.years))
    return GammaManyFit(
        cells=cells,
        reference=place,
        maximum=search_profile(
            profile, profile.maximise(0.0, start), typical=typical_mean(cells)
        ),
    )
