"""Poisson counts of very many cities, every city's rate profiled out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import gammaln, xlogy

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.many_cells.city_cells import CityCells, read_city_cells
from bemodels.counts.many_cells.comparable_periods import (
    refuse_empty_periods,
    refuse_separated_periods,
)
from bemodels.counts.many_cells.many_result import (
    answer_cities,
    answer_periods,
    log_normal,
)
from bemodels.counts.many_cells.multinomial_periods import (
    maximise_shares,
    share_information,
    shares_at,
)
from bemodels.counts.many_cells.within_cities import check_within_cities
from bemodels.intervals import garwood_interval
from bemodels.result import Assumption, Estimate, Result, check_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.data import CountTable

EQUATIONS = (
    r"y_{ct} \sim \operatorname{Poisson}(E_{ct} \lambda_c e^{v_t})",
    r"\hat\lambda_c = \frac{\sum_t y_{ct}}{\sum_t E_{ct} e^{v_t}}, \quad "
    r"v_{\text{reference}} = 0",
)
SHARED_PERIODS = Assumption(
    statement="Each city has a rate of its own, and periods multiply the rates of all "
    "cities by the same factor.",
    support="not checkable from these data",
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PoissonManyFit:
    """Poisson counts with a rate a city and an effect a period, at the maximum.

    Attributes
    ----------
    cells : CityCells
        The data.
    reference : int
        The place of the period that the others are compared with.
    effects : ndarray, shape (T,)
        Log rate ratios of the periods; 0 at the reference.
    """

    cells: CityCells
    reference: int
    effects: np.ndarray

    @cached_property
    def params(self) -> pd.Series:
        """The log rate ratios, by period, without the reference."""
        return pd.Series(self.effects[self._others], index=self._labels)

    @cached_property
    def covariance(self) -> pd.DataFrame:
        """Of the log rate ratios; the rows of a fit with one dummy a city."""
        shares = shares_at(self.cells, self.effects)
        information = share_information(shares, self.cells.city_totals.astype(float))
        free = information[np.ix_(self._others, self._others)]
        return pd.DataFrame(
            np.linalg.inv(free), index=self._labels, columns=self._labels
        )

    @property
    def standard_errors(self) -> pd.Series:
        """Of the log rate ratios, by period."""
        return pd.Series(np.sqrt(np.diagonal(self.covariance)), index=self._labels)

    @cached_property
    def city_rates(self) -> pd.Series:
        """The annual rate of each city in the reference period; 0 without a count."""
        level = shares_at(self.cells, self.effects).level
        return pd.Series(self.cells.city_totals / level, index=self.cells.cities)

    @cached_property
    def fitted(self) -> np.ndarray:
        """The mean of every cell, shape (n,)."""
        cells = self.cells
        rates = self.city_rates.to_numpy()[cells.city]
        means: np.ndarray = cells.years * rates * np.exp(self.effects)[cells.period]
        return means

    @property
    def loglik(self) -> float:
        """The log likelihood with its constants, that of a dummy for every city."""
        counts, mean = self.cells.counts, self.fitted
        return float((xlogy(counts, mean) - mean - gammaln(counts + 1)).sum())

    def result(self, level: float = 0.95) -> Result:
        """Return the rate ratios of the periods as a Result.

        Parameters
        ----------
        level : float, default 0.95
            Nominal coverage of every interval, in (0, 1).

        Returns
        -------
        Result
            ``rate_ratio[PERIOD / REFERENCE]`` for every other period.
        """
        check_level(level)
        return answer_periods(
            self.cells,
            title="A Poisson rate for every city",
            method="City rates profiled out in closed form; Wald intervals on the log "
            "scale",
            estimates=tuple(
                Estimate(
                    estimand=f"rate_ratio[{label} / {self._reference}]",
                    value=float(np.exp(value)),
                    unit="ratio",
                    interval=log_normal(value, self.standard_errors[label], level),
                )
                for label, value in self.params.items()
            ),
            assumptions=(SHARED_PERIODS, POISSON_WITHIN),
            checks=(check_within_cities(self.cells, self.effects),),
            equations=EQUATIONS,
        )

    def rates_of(self, cities: Sequence[str | int], *, level: float = 0.95) -> Result:
        """Return the annual rates of some cities in the reference period.

        Parameters
        ----------
        cities : sequence of str or int
            Labels of cities; ``fit.cells.cities`` are all.
        level : float, default 0.95
            Nominal coverage of every interval, in (0, 1).

        Returns
        -------
        Result
            ``annual_rate[CITY]``, with the exact interval of its count over its years,
            each weighted by the estimated ratio of its period to the reference. A city
            without a count has the rate 0 and an exact upper limit.

        References
        ----------
        .. [1] Garwood F (1936). Fiducial limits for the Poisson distribution.
           Biometrika 28, 437-442.
        """
        check_level(level)
        level_years = shares_at(self.cells, self.effects).level
        return answer_cities(
            self.cells,
            title=f"Annual rates of cities in {self._reference}",
            method="Each city alone; exact (Garwood), given the ratios of the periods",
            rates={
                place: garwood_interval(
                    int(self.cells.city_totals[place]),
                    float(level_years[place]),
                    level=level,
                )
                for place in self.cells.places_of(cities)
            },
            values=self.city_rates.to_numpy(),
            assumptions=(SHARED_PERIODS, POISSON_WITHIN),
            equations=EQUATIONS,
        )

    def __repr__(self) -> str:
        return (
            f"PoissonManyFit: {len(self.cells.counts)} cells, "
            f"{len(self.cells.cities)} cities, log likelihood {self.loglik:.3f}"
        )

    @property
    def _others(self) -> np.ndarray:
        return np.delete(np.arange(len(self.effects)), self.reference)

    @property
    def _labels(self) -> list[str | int]:
        return [self.cells.periods[place] for place in self._others]

    @property
    def _reference(self) -> str | int:
        return self.cells.periods[self.reference]


def fit_poisson_many(table: CountTable, *, reference: str | int) -> PoissonManyFit:
    """Fit a Poisson model with a rate of its own for each of very many cities.

    Parameters
    ----------
    table : CountTable
        Its first key names cities, its second periods; cells may be missing and
        exposures may differ.
    reference : str or int
        The period that the others are compared with.

    Returns
    -------
    PoissonManyFit
        The estimates, standard errors and log likelihood of a fit with one dummy a
        city, without its cost: given the period effects each city's rate has a closed
        form [1]_. A city without a count says nothing of periods.

    Raises
    ------
    InvalidDataError
        If the table has not two keys, or no period is called `reference`.
    NotEstimableError
        If a ratio of periods has no finite estimate.

    References
    ----------
    .. [1] Hausman J, Hall BH, Griliches Z (1984). Econometric models for count data
       with an application to the patents-R&D relationship. Econometrica 52, 909-938.

    Examples
    --------
    >>> from bemodels.data import CountTable
    >>> rows = (("A", 1, 3, 1.0), ("A", 2, 6, 1.0), ("B", 1, 1, 1.0), ("B", 2, 2, 0.5))
    >>> table = CountTable(keys=("city", "year"), rows=rows)
    >>> fit = fit_poisson_many(table, reference=1)
    >>> round(float(fit.city_rates["A"]), 3), round(float(fit.params[2]), 3)
    (2.639, 0.88)
    """
    cells = read_city_cells(table)
    place = cells.place_of(reference)
    refuse_empty_periods(cells)
    refuse_separated_periods(cells)
    return PoissonManyFit(
        cells=cells, reference=place, effects=maximise_shares(cells, place)
    )
